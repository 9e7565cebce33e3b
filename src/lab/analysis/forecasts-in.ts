import type { RunLedger } from "../../ledger/index.ts";
import type { CallFact, Event, Json, Task } from "../../types.ts";
import { turnTasks } from "../../util/turn-tasks.ts";
import { type Plan, type TrialSpec, trialsOf } from "../plan/plan.ts";
import { shadowTrials } from "../trials/shadow.ts";
import type { Truths } from "../trials/truths.ts";

/** A probability that a member stated before a task, what the market made of it, and what came of the member's first try. */
export interface StatedForecast {
  readonly member: string;
  readonly topology: string;
  readonly category: string;
  readonly task: string;
  readonly stated: number;
  /** The probability that the market cleared with. */
  readonly used: number;
  readonly passed: boolean;
  /** Output tokens, stated and actual. */
  readonly tokens?: { readonly stated: number; readonly actual: number };
}
type Bid = Extract<Event["fact"], { type: "bid" }>;

/**
 * Every stated bid whose outcome is known: from the member's own first try in that trial, else from its first try at the same task
 * in the same repetition anywhere in the run, shadow runs included, so that losing bids count too. Derived bids are no statements.
 */
export async function forecastsIn(plan: Plan, ledger: RunLedger, events: readonly Event[], truths: Truths): Promise<StatedForecast[]> {
  const specs = new Map([...trialsOf(plan), ...shadowTrials(plan)].map((spec) => [spec.id, spec]));
  const tries = firstTries(events, specs);
  const asked = new Set(events.flatMap(({ trial, fact }) => (isBidCall(fact) ? [`${trial}\n${fact.member}`] : [])));
  const found: StatedForecast[] = [];
  // A learned p is drawn from what is thought of the member: no correction of what it stated.
  const drawn = new Set(events.flatMap(({ trial, fact }) => (fact.type === "own" && fact.name === "learned-bids" ? [trial] : [])));
  // A bid is looked at once: one that is void stands before what learned bids make of the member all the same, and those are made anew after a failed answer.
  const seen = new Set<string>();
  for (const { trial, fact } of events) {
    const spec = specs.get(trial);
    if (spec === undefined || spec.topology.shadow === true || fact.type !== "bid") continue;
    const bidder = `${trial}\n${fact.member}`;
    const told = asked.has(bidder) && fact.valid && !seen.has(bidder);
    seen.add(bidder);
    if (!told) continue;
    const call = tries.get(`${trial}\n${fact.member}`) ?? tries.get(`${spec.task.id}/${spec.repetition}\n${fact.member}`);
    const text = call === undefined ? undefined : answerIn(ledger.body(call.reply));
    const passed = text === undefined ? undefined : await truths.of(bidFor(spec), text, fact.member);
    if (call === undefined || passed === undefined) continue;
    const { member } = fact;
    const said = claims(drawn.has(trial) ? { ...fact, p: fact.stated ?? fact.p } : fact, call);
    found.push({ member, topology: spec.topology.name, category: spec.task.category, task: spec.task.id, ...said, passed });
  }
  return found;
}

/** What the first bid of a trial is for: the first turn, where a task has several and is asked turn by turn. */
function bidFor({ task, topology: { terms } }: TrialSpec): Task {
  return terms.turns === "together" ? task : (turnTasks(task)[0] ?? task);
}

function claims({ stated, p, tokens }: Bid, { usage }: CallFact): Pick<StatedForecast, "stated" | "used" | "tokens"> {
  const counted = tokens !== undefined && tokens > 0 && usage.output > 0;
  return { stated: stated ?? p, used: p, ...(counted ? { tokens: { stated: tokens, actual: usage.output } } : {}) };
}

function isBidCall(fact: Event["fact"]): fact is CallFact {
  return fact.type === "call" && fact.ok && (fact.purpose === "bid" || fact.purpose === "repair");
}

/** The first answered try of each member, by trial and by task and repetition. */
function firstTries(
  events: readonly Event[],
  specs: ReadonlyMap<string, { readonly task: { readonly id: string }; readonly repetition: number }>,
): Map<string, CallFact> {
  const tries = new Map<string, CallFact>();
  for (const { trial, fact } of events) {
    const spec = specs.get(trial);
    if (spec === undefined || fact.type !== "call" || !fact.ok || !(fact.purpose === "attempt" || fact.purpose === "shadow")) continue;
    for (const name of [`${trial}\n${fact.member}`, `${spec.task.id}/${spec.repetition}\n${fact.member}`])
      if (!tries.has(name)) tries.set(name, fact);
  }
  return tries;
}

/** The answer that a stored reply holds. */
export function answerIn(body: Json | undefined): string | undefined {
  const { text, object } = (body ?? {}) as { text?: string; object?: { [name: string]: Json } };
  return typeof object?.["answer"] === "string" ? object["answer"] : text;
}
