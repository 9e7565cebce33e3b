import type { Event, Fact, Json } from "../../types.ts";
import { addressOf } from "../../util/hash.ts";
import { toDollars } from "../../util/money.ts";
import { defined } from "../../util/defined.ts";
import { shadowTries } from "../trials/shadow.ts";

type Call = Extract<Fact, { type: "call" }>;

/** One attempt of a run in the columns of a table of outcomes (recorded/README.md); `accepted`: the verifier's word, where there is one. */
export interface TriedRow {
  readonly item: string;
  readonly category: string;
  readonly model: string;
  readonly sample: number;
  readonly passed: 0 | 1;
  readonly accepted?: 0 | 1;
  readonly cost_usd: number;
  readonly input_tokens?: number;
  readonly output_tokens?: number;
  readonly latency_ms?: number;
  readonly answer?: string;
  readonly stated_confidence?: number;
}
/** The rows, and how many of them pass or fail by the verifier's word alone, and how many attempts nobody judged and are left out. */
export interface TriedRows {
  readonly rows: readonly TriedRow[];
  readonly byVerdict: number;
  readonly unjudged: number;
  /** Attempts at turns of tasks of several, which no table holds: an item has one prompt. */
  readonly ofTurns: number;
}
type Bare = Omit<TriedRow, "sample"> & { readonly graded: boolean };

/**
 * The attempts of a run at whole tasks. Right or wrong by the outside grade where the attempt became the answer, else by the verifier's word; who was
 * neither graded nor judged is left out and counted. A call that several topologies share counts once; samples count up by member and task.
 */
export function triedRows(events: readonly Event[], body: (address: string) => Json | undefined): TriedRows {
  const found = new Map<string, Bare>();
  const seen = new Set<string>();
  const turns = new Set<string>();
  for (const trial of Map.groupBy(events, (event) => event.trial).values()) {
    const facts = trial.map((event) => event.fact);
    const start = facts.findLast((fact) => fact.type === "trial-start");
    if (start === undefined || !facts.some((fact) => fact.type === "trial-end")) continue;
    const attempts = facts.filter((fact): fact is Call => fact.type === "call" && isAttempt(fact));
    if (facts.some((fact) => fact.type === "turn")) {
      for (const { key } of attempts) turns.add(key);
      continue;
    }
    for (const call of attempts) {
      seen.add(call.key);
      const row = rowOf(call, facts, body(call.reply));
      if (row === undefined || found.get(call.key)?.graded === true) continue;
      found.set(call.key, { item: start.task, category: start.category, ...row });
    }
  }
  const shadows = shadowTries(events).map(
    ({ task, category, member, passed, cost }): Bare => ({
      item: task,
      category,
      model: member,
      passed: passed ? 1 : 0,
      cost_usd: toDollars(cost),
      graded: true,
    }),
  );
  const bare = [...found.values(), ...shadows];
  return {
    rows: numbered(bare),
    byVerdict: bare.filter(({ graded }) => !graded).length,
    unjudged: seen.size - found.size,
    ofTurns: turns.size,
  };
}

function numbered(bare: readonly Bare[]): TriedRow[] {
  const counts = new Map<string, number>();
  return bare.map(({ graded: _graded, item, category, model, ...rest }) => {
    const key = JSON.stringify([item, model]);
    const sample = counts.get(key) ?? 0;
    counts.set(key, sample + 1);
    return { item, category, model, sample, ...rest };
  });
}

/** Undefined where nobody judged the attempt. */
function rowOf(call: Call, facts: readonly Fact[], reply: Json | undefined): Omit<Bare, "item" | "category"> | undefined {
  const { text, stated } = answerIn(reply);
  if (text === undefined) return undefined;
  const address = addressOf(text);
  const end = facts.findLast((fact) => fact.type === "trial-end");
  const grade = facts.findLast((fact) => fact.type === "grade");
  const verdict = facts.find((fact) => fact.type === "verdict" && fact.answer === address && fact.part === undefined);
  const told = verdict?.type === "verdict" ? verdict.passed : undefined;
  const graded = end?.answer === address && grade?.scored === true;
  const passed = graded ? grade.passed : told;
  if (passed === undefined) return undefined;
  const { uncached, cacheRead, cacheWrite5m, cacheWrite1h, output } = call.usage;
  return {
    model: call.member,
    passed: passed ? 1 : 0,
    ...(told === undefined ? {} : { accepted: told ? (1 as const) : (0 as const) }),
    cost_usd: toDollars(call.cost),
    input_tokens: uncached + cacheRead + cacheWrite5m + cacheWrite1h,
    output_tokens: output,
    latency_ms: call.ms,
    answer: text,
    ...defined({ stated_confidence: stated }),
    graded,
  };
}

function isAttempt(call: Call): boolean {
  return call.ok && (call.purpose === "attempt" || call.purpose === "retry");
}

/** What a stored reply answers, as topologies take it, and the chance of being right that it states beside. */
function answerIn(reply: Json | undefined): { readonly text?: string; readonly stated?: number } {
  const { text, object } = (reply ?? {}) as { text?: Json; object?: { readonly [name: string]: Json } | null };
  const p = object?.["p"];
  if (typeof object?.["answer"] === "string")
    return { text: object["answer"], ...(typeof p === "number" && p >= 0 && p <= 1 ? { stated: p } : {}) };
  return typeof text === "string" ? { text } : {};
}
