import type { RunLedger } from "../ledger/index.ts";
import { type CostedCall, threeCosts } from "../models/cache-cost.ts";
import { type Block, blocksOf } from "../models/prompt-blocks.ts";
import type { CallFact, Event, Json, Message, Model, Nano } from "../types.ts";
import { inputOf } from "../util/money.ts";
import type { Plan } from "./plan.ts";
import { rulesOf } from "./prompt-caches.ts";

/** Per topology what its trials would have cost with no prompt cache and with a warm one, gradings left out. */
export function threeCostsOf(
  plan: Plan,
  ledger: RunLedger,
  events: readonly Event[],
  scored: ReadonlySet<string>,
): Record<string, { cold: Nano; warm: Nano }> {
  const models = new Map<string, Model>();
  for (const seat of [...plan.topologies.flatMap((topology) => topology.seats), ...plan.judgeSeats]) models.set(seat.model.id, seat.model);
  const trials = new Map<string, CallFact[]>();
  for (const { trial, fact } of events) {
    if (fact.type !== "call" || fact.purpose === "grade" || !scored.has(trial)) continue;
    const calls = trials.get(trial);
    if (calls === undefined) trials.set(trial, [fact]);
    else calls.push(fact);
  }
  const totals: Record<string, { cold: Nano; warm: Nano }> = {};
  const blocks = new Map<string, Block[]>();
  for (const [trial, calls] of trials) {
    const costs = threeCosts(calls.flatMap((call) => costed(call, models, ledger, blocks)));
    const topology = plan.topologies.find((planned) => trial.startsWith(`${planned.name}/`))?.name ?? "";
    const total = totals[topology] ?? { cold: 0, warm: 0 };
    totals[topology] = { cold: total.cold + costs.cold, warm: total.warm + costs.warm };
  }
  return totals;
}

/** Calls of models that no longer have a price count as they were billed. */
function costed(call: CallFact, models: ReadonlyMap<string, Model>, ledger: RunLedger, blocks: Map<string, Block[]>): CostedCall[] {
  const model = models.get(call.model);
  const { usage, cost, start, ms } = call;
  if (model?.price === undefined)
    return [
      {
        blocks: [],
        usage: { ...usage, uncached: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 },
        price: noPrice,
        rules: "none",
        start,
        ms,
        cost,
      },
    ];
  const rules = rulesOf({ model });
  const short = inputOf(usage) < rules.minimum;
  return [{ blocks: short ? [] : blocksIn(call.ask, ledger, blocks), usage, price: model.price, rules: rules.id, start, ms, cost }];
}

const noPrice = { id: "none", source: "none", date: "", input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 };

function blocksIn(address: string, ledger: RunLedger, known: Map<string, Block[]>): Block[] {
  let blocks = known.get(address);
  if (blocks === undefined) {
    blocks = blocksOf(messagesOf(address, ledger));
    known.set(address, blocks);
  }
  return blocks;
}

/** The messages of a stored ask, long texts fetched from their own bodies. */
export function messagesOf(address: string, ledger: Pick<RunLedger, "body">): Message[] {
  const ask = ledger.body(address) as { messages?: readonly (Omit<Message, "text"> & { text: string | { body: string } })[] } | undefined;
  return (ask?.messages ?? []).map((message) => ({
    ...message,
    text: typeof message.text === "string" ? message.text : textOf(ledger.body(message.text.body)),
  }));
}

function textOf(body: Json | undefined): string {
  return typeof body === "string" ? body : "";
}
