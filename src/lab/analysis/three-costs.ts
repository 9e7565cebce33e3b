import type { RunLedger } from "../../ledger/index.ts";
import { type CostedCall, sumOfCosts, type ThreeCosts, threeCosts } from "../../models/cache-cost.ts";
import { cacheRules } from "../../models/cache-rules.ts";
import { type Block, blocksOf } from "../../models/prompt-blocks.ts";
import { headOf } from "../../topologies/asks.ts";
import type { CallFact, Json, Message, Seat } from "../../types.ts";
import { inputOf, noUsage } from "../../util/money.ts";
import type { Fold } from "../trials/fold.ts";
import { type Plan, trialsOf } from "../plan/plan.ts";
import { rulesOf } from "../plan/prompt-caches.ts";
import { addTo } from "../../util/add-to.ts";
import { defined } from "../../util/defined.ts";

/** The costs by topology of so many trials. */
export type CostsOf = (trials: ReadonlySet<string>) => Record<string, ThreeCosts>;

/**
 * Per topology what the trials that are asked for would have cost with no prompt cache, with an ideal and with a warm one, gradings left out.
 * A warm cache has every task's own text, whichever topology reads it.
 */
export function threeCostsOf(plan: Plan, ledger: RunLedger, scored: ReadonlySet<string>): Fold<CostsOf> {
  // The calls of trials under way; of those that have ended, what they came to.
  const trials = new Map<string, Costable[] | ThreeCosts>();
  const cost = costing(plan, ledger);
  const known = knownBlocks(plan);
  const costsOf = (calls: Costable[] | ThreeCosts): ThreeCosts =>
    Array.isArray(calls) ? threeCosts(calls.map(cost), cacheRules, known) : calls;
  return {
    take({ trial, fact }) {
      const calls = trials.get(trial);
      if (fact.type === "trial-end" && calls !== undefined) trials.set(trial, costsOf(calls));
      if (fact.type !== "call" || fact.purpose === "grade" || !scored.has(trial)) return;
      if (Array.isArray(calls)) calls.push(fact);
      else trials.set(trial, [fact]);
    },
    made: () => (wanted) => {
      const parts = new Map<string, ThreeCosts[]>();
      for (const { id, topology } of trialsOf(plan)) {
        const calls = wanted.has(id) ? trials.get(id) : undefined;
        if (calls !== undefined) addTo(parts, topology.name, costsOf(calls));
      }
      return Object.fromEntries([...parts].map(([topology, costs]) => [topology, sumOfCosts(costs)]));
    },
  };
}

/** The blocks of every task's own text, alone and after the system text of each member that has it first. */
function knownBlocks({ suite, topologies, judgeSeats }: Pick<Plan, "suite" | "topologies" | "judgeSeats">): Set<string> {
  const seats = [...topologies.flatMap((topology) => topology.seats), ...judgeSeats];
  const systems = new Set(seats.flatMap(({ system, systemPlace }) => (systemPlace === "last" || !system ? [] : [system])));
  const starts: Message[][] = [[], ...[...systems].map((text): Message[] => [{ role: "system", text }])];
  const whole = suite.tasks.flatMap((task) => starts.map((start): Message[] => [...start, { role: "user", text: headOf(task) }]));
  return new Set(whole.flatMap((messages) => blocksOf(messages).map((block) => block.hash)));
}

type Costable = Pick<CallFact, "member" | "model" | "usage" | "cost" | "computed" | "start" | "ms" | "ask">;

/** How a run's calls are costed; the same ask is cut into blocks once. Calls of models that no longer have a price count as they were billed. */
export function costing(plan: Pick<Plan, "topologies" | "judgeSeats">, ledger: Pick<RunLedger, "body">): (call: Costable) => CostedCall {
  const seats = seatsOf(plan);
  const known = new Map<string, Block[]>();
  return ({ member, model, usage, cost, computed, start, ms, ask }) => {
    const seat = seats.get(`${member} ${model}`) ?? seats.get(model);
    const price = seat?.model.price;
    if (seat === undefined || price === undefined)
      return { blocks: [], usage: { ...noUsage, output: usage.output }, price: noPrice, rules: "none", start, ms, cost };
    const rules = rulesOf(seat);
    const blocks = inputOf(usage) < rules.minimum ? [] : blocksIn(ask, ledger, known);
    return { blocks, usage, price, rules: rules.id, start, ms, cost, ...defined({ computed }) };
  };
}

/** Every seat by name and model, and by model alone, firms' own seats among the latter. */
function seatsOf(plan: Pick<Plan, "topologies" | "judgeSeats">): Map<string, Pick<Seat, "model">> {
  const seats = new Map<string, Pick<Seat, "model">>();
  for (const seat of [...plan.topologies.flatMap((topology) => topology.seats), ...plan.judgeSeats]) {
    seats.set(`${seat.name} ${seat.model.id}`, seat);
    if (!seats.has(seat.model.id)) seats.set(seat.model.id, seat);
  }
  return seats;
}

const noPrice = { id: "none", source: "none", date: "", input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 };

function blocksIn(address: string, ledger: Pick<RunLedger, "body">, known: Map<string, Block[]>): Block[] {
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
