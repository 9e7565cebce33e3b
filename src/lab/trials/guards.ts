import type { TrialContext } from "../../calls/index.ts";
import { detectFailures, type Finding, topologyKinds, type Turn } from "../../topologies/index.ts";
import type { CallFact, Event, Json, Ledger, Purpose } from "../../types.ts";
import { type Plan, type PlannedTopology, trialId } from "../plan/plan.ts";
import type { TrialServices } from "./trial.ts";
import { wholeBody } from "./whole-body.ts";

/** Runs the failure detectors over every finished dialogue and notes what they find: what was said in vain, and after which guard. */
export function guardsOf(plan: Plan): NonNullable<TrialServices["watch"]> {
  const talks = new Map(topologyKinds.map(({ name, talk }) => [name, talk]));
  return ({ id: trial, session, run, repetition, clock }, { span }, task) => {
    const planned = plan.topologies.find(({ name }) => trialId(name, task.id, repetition) === trial);
    const talk = planned === undefined ? undefined : talks.get(planned.topology.name);
    if (planned === undefined || talk === undefined) return;
    for (const dialogue of dialogues(eventsOf(trial, session))) {
      const turns = turnsOf(dialogue, planned, talk, run.ledger);
      for (const found of detectFailures(turns, { task: task.prompt, messages: Infinity })) {
        if (!tells(found, turns, dialogue)) continue;
        const member = turns[found.at]?.speaker ?? "";
        const tokens = found.stopped ? found.wastedTokens : 0;
        session.note({ trial, span, at: clock.now() }, { type: "guard", guard: found.guard, member, stopped: false, tokens });
      }
    }
  };
}

function eventsOf(trial: string, session: TrialContext["session"]): Event[] {
  const own: Event[] = [];
  session.view({ start: 0, step: (seen, event) => (event.trial === trial ? own.push(event) : seen) });
  return own;
}

/** An attempt's talk ends where its answer is judged; the next attempt is a dialogue of its own. */
function dialogues(events: readonly Event[]): Event[][] {
  const found: Event[][] = [[]];
  for (const event of events) {
    const judged = (event.fact.type === "verdict" || event.fact.type === "unverified") && !("part" in event.fact);
    if (judged) found.push([]);
    else found.at(-1)?.push(event);
  }
  return found;
}

/** What a topology stopped by itself is on record already; answers that came back at the very end cost nothing. */
function tells({ guard, at, wastedTokens }: Finding, turns: readonly Turn[], events: readonly Event[]): boolean {
  if (guard === "done" || (turns[at]?.whole === true && wastedTokens === 0)) return false;
  return !events.some(({ fact }) => fact.type === "guard" && fact.guard === guard && fact.stopped);
}

const silent: readonly Purpose[] = ["bid", "route", "verdict", "vote", "merge", "grade", "shadow"];
const instructing: readonly Purpose[] = ["plan", "critique"];

/** The turns of a dialogue in order; calls that overlap in time are one round. A repaired reply stands for the one before it. */
function turnsOf(events: readonly Event[], planned: PlannedTopology, talk: readonly Purpose[], ledger: Ledger): Turn[] {
  const calls = events.flatMap(({ fact }) => (fact.type === "call" && fact.ok && !silent.includes(fact.purpose) ? [fact] : []));
  const directed = talk.some((purpose) => instructing.includes(purpose));
  const turns: Turn[] = [];
  let round = -1;
  let ends = -1;
  for (const call of [...calls].sort((a, b) => a.start - b.start)) {
    if (call.start >= ends) round++;
    ends = Math.max(ends, call.start + call.ms);
    const text = spoken(call, ledger);
    const { role, speaker } = who(call, directed, planned.topology.name === "personas" ? turns.length : undefined);
    if (call.purpose === "repair" && turns.at(-1)?.speaker === speaker) turns.pop();
    turns.push({ speaker, ...role, text, tokens: call.usage.output, round, whole: !talk.includes(call.purpose) });
  }
  return turns;
}

/** Whoever directs is another voice than the same member at work; in a session of perspectives every turn is another's. */
function who({ member, purpose }: CallFact, directed: boolean, turn: number | undefined): { speaker: string; role: Pick<Turn, "role"> } {
  if (turn !== undefined) return { speaker: `${member}, turn ${turn + 1}`, role: {} };
  if (!directed) return { speaker: member, role: {} };
  if (!instructing.includes(purpose)) return { speaker: member, role: { role: "assistant" } };
  return { speaker: `${member}, directing`, role: { role: "instructor" } };
}

/** What was said: the texts of an object, without its names and numbers. */
function spoken({ reply }: CallFact, ledger: Ledger): string {
  const body = wholeBody(ledger, reply);
  if (body === null || typeof body !== "object" || Array.isArray(body)) return "";
  const { text, object } = body as { readonly [name: string]: Json };
  return textsIn(object ?? text ?? "").join("\n");
}

function textsIn(value: Json): string[] {
  if (typeof value === "string") return value.trim() === "" ? [] : [value];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(textsIn);
}
