import type { FitRow } from "../../models/simulated/index.ts";
import type { Event, Fact, Json } from "../../types.ts";
import { addressOf } from "../../util/hash.ts";
import { shadowTries } from "../trials/shadow.ts";

type Call = Extract<Fact, { type: "call" }>;

/**
 * One row per attempt at a whole task: who tried and whether it was right, by the outside grade where the attempt became the answer, by
 * the verifier's word where it was rejected. `body` reads the ledger's bodies. A call that several topologies share counts once. Shadow tries come with their own grades.
 */
export function attemptRows(events: readonly Event[], body: (address: string) => Json | undefined): FitRow[] {
  const rows = new Map<string, { readonly row: FitRow; readonly graded: boolean }>();
  for (const trial of Map.groupBy(events, (event) => event.trial).values()) {
    const facts = trial.map((event) => event.fact);
    const start = facts.findLast((fact) => fact.type === "trial-start");
    const end = facts.findLast((fact) => fact.type === "trial-end");
    // An attempt at one of several turns hangs on the turns before it: it says nothing of an item by itself.
    if (start === undefined || end === undefined || facts.some((fact) => fact.type === "turn")) continue;
    const grade = facts.findLast((fact) => fact.type === "grade");
    for (const call of facts.filter((fact): fact is Call => fact.type === "call" && isAttempt(fact))) {
      const known = rows.get(call.key);
      const answer = answerIn(body(call.reply));
      const final = answer === end.answer && grade?.scored === true;
      const verdict = facts.find((fact) => fact.type === "verdict" && fact.answer === answer && fact.part === undefined);
      if (known?.graded === true || (!final && verdict?.type !== "verdict")) continue;
      const passed = final ? grade.passed : verdict?.type === "verdict" && verdict.passed;
      rows.set(call.key, { row: { item: start.task, category: start.category, model: call.member, passed }, graded: final });
    }
  }
  const shadows = shadowTries(events).map(({ task, category, member, passed }) => ({ item: task, category, model: member, passed }));
  return [...[...rows.values()].map(({ row }) => row), ...shadows];
}

function isAttempt(call: Call): boolean {
  return call.ok && (call.purpose === "attempt" || call.purpose === "retry");
}

/** The address under which the text of a reply stands as an answer. */
function answerIn(reply: Json | undefined): string | undefined {
  const text = typeof reply === "object" && reply !== null && "text" in reply ? reply.text : undefined;
  return typeof text === "string" ? addressOf(text) : undefined;
}
