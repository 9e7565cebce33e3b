import type { Observation } from "../../judges/index.ts";
import type { RunLedger } from "../../ledger/index.ts";
import type { Event, Fact, Json, Task } from "../../types.ts";
import { turnTasks } from "../../util/turn-tasks.ts";
import { type Plan, trialsOf } from "../plan/plan.ts";
import { verifierWords } from "../plan/verifier-words.ts";
import type { Truths } from "./truths.ts";

/** A verdict of a run's verifier with where it was given. */
export interface ObservedVerdict extends Observation {
  readonly topology: string;
  readonly task: string;
}
/** One question of a pairwise judge in both orders. */
export interface SwapSeen {
  readonly judge: string;
  readonly forward: "a" | "b" | "tie";
  readonly backward: "a" | "b" | "tie";
}

/**
 * Every verdict on a whole answer with the truth about the text that was judged, rejected answers included. A judge is named by the
 * verifier's kind, rates and seat; the same text judged by several verifiers is one answer to all of them.
 */
export async function observeJudges(plan: Plan, ledger: RunLedger, events: readonly Event[], truths: Truths): Promise<ObservedVerdict[]> {
  const specs = new Map(trialsOf(plan).map((spec) => [spec.id, spec]));
  const families = familiesOf(plan);
  const seen: ObservedVerdict[] = [];
  for (const [trial, own] of Map.groupBy(events, (event) => event.trial)) {
    const spec = specs.get(trial);
    if (spec === undefined || spec.topology.verifier.kind === "none") continue;
    const judge = verifierWords(spec.topology.verifier);
    for (const told of own) {
      if (!isVerdict(told.fact) || told.fact.answer === undefined) continue;
      const text = ledger.body(told.fact.answer);
      if (typeof text !== "string") continue;
      const calls = own.flatMap(({ span, fact }) => (fact.type === "call" && within(span, told.span) ? [fact] : []));
      const right = await truths.of(judgedIn(spec.task, told.fact), text, told.fact.member);
      const seats = [...new Set(calls.map(({ member }) => member))];
      seen.push({
        judge,
        topology: spec.topology.name,
        task: spec.task.id,
        answer: `${spec.task.id}/${told.fact.answer}`,
        cost: calls.reduce((sum, { cost }) => sum + cost, 0),
        length: text.length,
        ...(told.fact.type === "verdict" && { passed: told.fact.passed, score: told.fact.score }),
        ...(right !== undefined && { right }),
        ...named("judgeFamily", seats.length === 1 ? families.get(seats[0] ?? "") : undefined),
        ...named("authorFamily", families.get(told.fact.member)),
      });
    }
  }
  return seen;
}

type VerdictFact = Extract<Fact, { type: "verdict" | "unverified" }>;
function isVerdict(fact: Fact): fact is VerdictFact {
  return (fact.type === "verdict" && fact.part === undefined) || fact.type === "unverified";
}

/** The task, or the turn of it, that a verdict is on. */
function judgedIn(task: Task, { turn }: VerdictFact): Task {
  return (turn === undefined ? undefined : turnTasks(task)[turn - 1]) ?? task;
}

function within(span: string, room: string): boolean {
  return span === room || span.startsWith(`${room}/`);
}

function named<K extends string>(name: K, value: string | undefined): { [key in K]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { [key in K]?: string };
}

function familiesOf(plan: Plan): Map<string, string> {
  const seats = [...plan.judgeSeats, ...plan.topologies.flatMap((topology) => topology.seats)];
  return new Map(seats.map(({ name, model }) => [name, model.family]));
}

/** The seats of a panel, each as a judge of its own: what it said in its calls, beside the same truth. */
export async function observeSeats(plan: Plan, ledger: RunLedger, events: readonly Event[], truths: Truths): Promise<ObservedVerdict[]> {
  const specs = new Map(trialsOf(plan).map((spec) => [spec.id, spec]));
  const families = familiesOf(plan);
  const seen: ObservedVerdict[] = [];
  for (const [trial, own] of Map.groupBy(events, (event) => event.trial)) {
    const spec = specs.get(trial);
    if (spec === undefined) continue;
    for (const told of own) {
      if (!isVerdict(told.fact) || told.fact.answer === undefined) continue;
      const text = ledger.body(told.fact.answer);
      const calls = own.flatMap(({ span, fact }) => (fact.type === "call" && fact.ok && within(span, told.span) ? [fact] : []));
      if (typeof text !== "string" || new Set(calls.map(({ member }) => member)).size < 2) continue;
      const right = await truths.of(judgedIn(spec.task, told.fact), text, told.fact.member);
      for (const call of calls) {
        const said = saidIn(ledger.body(call.reply));
        if (said === undefined) continue;
        seen.push({
          judge: call.member,
          topology: spec.topology.name,
          task: spec.task.id,
          answer: `${spec.task.id}/${told.fact.answer}`,
          cost: call.cost,
          length: text.length,
          ...said,
          ...(right !== undefined && { right }),
          ...named("judgeFamily", families.get(call.member)),
          ...named("authorFamily", families.get(told.fact.member)),
        });
      }
    }
  }
  return seen;
}

/** A seat's own verdict, where it said one as such: `passed`, or a probability. */
function saidIn(body: Json | undefined): { passed: boolean; score: number } | undefined {
  const object = (body as { object?: { [name: string]: Json } } | undefined)?.object;
  if (typeof object?.["passed"] === "boolean") {
    const score = object["score"];
    return { passed: object["passed"], score: typeof score === "number" ? score : Number(object["passed"]) };
  }
  const p = object?.["p"];
  return typeof p === "number" ? { passed: p >= 0.5, score: p } : undefined;
}

/** Pairs that a pairwise judge saw in both orders, from the two calls of each comparison of a verdict. */
export function swapsIn(plan: Plan, ledger: RunLedger, events: readonly Event[]): SwapSeen[] {
  const specs = new Map(trialsOf(plan).map((spec) => [spec.id, spec]));
  const swaps: SwapSeen[] = [];
  for (const [trial, own] of Map.groupBy(events, (event) => event.trial)) {
    const verifier = specs.get(trial)?.topology.verifier;
    if (verifier?.kind !== "pairwise") continue;
    for (const told of own) {
      if (!isVerdict(told.fact)) continue;
      const winners = own.flatMap(({ span, fact }) =>
        fact.type === "call" && fact.ok && within(span, told.span) ? winnerIn(ledger.body(fact.reply)) : [],
      );
      // Two calls for each comparison; an odd number has one whose other call said nothing, and nobody knows which.
      if (winners.length % 2 !== 0) continue;
      for (let at = 0; at < winners.length; at += 2) {
        const [first, second] = winners.slice(at, at + 2);
        if (first === undefined || second === undefined) continue;
        // In the second call the answers stand the other way round.
        const turned = second === "tie" ? "tie" : second === "a" ? "b" : "a";
        swaps.push({ judge: verifierWords(verifier), forward: first, backward: turned });
      }
    }
  }
  return swaps;
}

function winnerIn(body: Json | undefined): ("a" | "b" | "tie")[] {
  const winner = (body as { object?: { [name: string]: Json } } | undefined)?.object?.["winner"];
  return winner === "A" ? ["a"] : winner === "B" ? ["b"] : winner === "tie" ? ["tie"] : [];
}
