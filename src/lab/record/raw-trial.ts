import type { CallLine, RunLedger } from "../../ledger/index.ts";
import type { Ask, CallFact, Event, Json, JsonSchema, Model } from "../../types.ts";
import { exampleOf } from "../../util/example-of.ts";
import type { Plan } from "../plan/plan.ts";
import { wholeBody } from "../trials/whole-body.ts";
import { defined } from "../../util/defined.ts";

/** One call as it was: what the desk asked, what the provider was sent for it, and the reply as it came. */
export interface RawCall {
  readonly member: string;
  readonly model: string;
  readonly purpose: string;
  readonly key: string;
  /** Roles and texts in order, cap, shape and sampling. */
  readonly ask: Json;
  /** The path and the body of the request, in the provider's own form; absent for embedded models and members inside firms. */
  readonly sent?: Json;
  /** Text, object, stop, usage, cost and receipt. */
  readonly reply: Json;
}

/** Every call of a trial, in order of the record. Nothing is cut, folded or left out. */
export async function rawTrial(
  plan: Pick<Plan, "topologies" | "judgeSeats">,
  ledger: RunLedger,
  events: readonly Event[],
): Promise<RawCall[]> {
  const calls = events.flatMap(({ fact }) => (fact.type === "call" ? [fact] : []));
  const wanted = new Set(calls.map(({ key }) => key));
  // Of several rows of one key the newest answered.
  const rows = new Map<string, CallLine>();
  for (const row of ledger.calls()) if (wanted.has(row.key) && row.reply !== undefined) rows.set(row.key, row);
  const models = modelsOf(plan);
  return Promise.all(calls.map((call) => rawCall(call, rows.get(call.key), models, ledger)));
}

async function rawCall(call: CallFact, row: CallLine | undefined, models: ReadonlyMap<string, Model>, ledger: RunLedger): Promise<RawCall> {
  const ask = askOf(call, ledger);
  const model = models.get(JSON.stringify([call.member, call.model]));
  const sent = await model?.sent?.({ purpose: call.purpose, ...(ask as unknown as Omit<Ask, "purpose">) });
  const reply = (row?.reply === undefined ? undefined : ledger.body(row.reply)) ?? wholeBody(ledger, call.reply) ?? null;
  const { member, purpose, key } = call;
  return { member, model: call.model, purpose, key, ask, ...defined({ sent }), reply };
}

/** The ask with its shape and the filled example as they were sent, the properties in their own order. */
function askOf({ ask, shape }: CallFact, ledger: RunLedger): Json {
  const stored = (wholeBody(ledger, ask) ?? {}) as { readonly [name: string]: Json };
  const text = shape === undefined ? undefined : ledger.body(shape);
  if (typeof text !== "string") return stored;
  const own = JSON.parse(text) as JsonSchema;
  const example = stored["example"] === undefined ? undefined : exampleOf(own);
  return { ...stored, shape: own, ...defined({ example }) };
}

function modelsOf({ topologies, judgeSeats }: Pick<Plan, "topologies" | "judgeSeats">): Map<string, Model> {
  const seats = [...topologies.flatMap((topology) => topology.seats), ...judgeSeats];
  return new Map(seats.map(({ name, model }) => [JSON.stringify([name, model.id]), model]));
}
