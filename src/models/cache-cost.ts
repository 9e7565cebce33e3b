import type { Nano, Price, Rates, Usage } from "../types.ts";
import { costOf, inputOf, noUsage, ratesFor } from "../util/money.ts";
import { type CacheRules, cacheRules } from "./cache-rules.ts";
import { type Block, prefixTokens } from "./prompt-blocks.ts";

/** One call of a trial: its prompt's blocks, what it used and cost, when it ran, and the id of its provider's cache rules. */
export interface CostedCall {
  readonly blocks: readonly Block[];
  readonly usage: Usage;
  readonly price: Price;
  readonly rules: string;
  readonly start: number;
  readonly ms: number;
  readonly cost: Nano;
  /** What the price book makes of it, where its provider states another cost. */
  readonly computed?: Nano;
}
export interface ThreeCosts {
  /** Every input token fresh. */
  readonly cold: Nano;
  readonly billed: Nano;
  /** Each shared block written once where reuse makes that cheaper, read ever after. */
  readonly idealised: Nano;
  /** Each shared block already there, and those that are known beforehand: steady production. */
  readonly warm: Nano;
  /** What was paid over a warm cache. */
  readonly coldStartTax: Nano;
  readonly inputTokens: number;
  readonly readTokens: number;
  /** Cached reads as a share of all input tokens; 0 without input. */
  readonly hitShare: number;
  /** (cold - billed) / (cold - idealised); null where caching could save nothing. */
  readonly efficiency: number | null;
}

/**
 * A trial's calls under no cache, as billed, under an ideal and under a warm cache, from a prefix tree of block hashes per
 * model. What a bill has above or below the book's prices (a fee, a discount) stands in each. `known` holds the hashes of blocks that a warm cache has even if one call alone reads them, such as the task itself.
 * Contract: cold >= idealised >= warm. A call without usage counts as billed everywhere.
 */
export function threeCosts(
  calls: readonly CostedCall[],
  rules: { readonly [id: string]: CacheRules } = cacheRules,
  known: ReadonlySet<string> = new Set(),
): ThreeCosts {
  const trees = new Map<string, Map<string, Node>>();
  let cold = 0;
  let saved = { idealised: 0, warm: 0 };
  const ordered = [...calls].sort((a, b) => a.start - b.start);
  for (const call of ordered) {
    const input = inputOf(call.usage);
    if (input === 0) {
      cold += call.cost;
      continue;
    }
    const rates = ratesFor(call.price, input);
    const surcharge = call.computed === undefined ? 0 : call.cost - call.computed;
    cold += surcharge + costOf({ ...noUsage, uncached: input, output: call.usage.output }, call.price);
    const rule = rules[call.rules];
    if (rule === undefined) continue;
    const name = `${call.price.id} ${rule.id}`;
    const tree = trees.get(name) ?? new Map<string, Node>();
    trees.set(name, tree);
    grow(tree, call.blocks, prefixTokens(call.blocks, input, rule.step), { rule, rates });
  }
  for (const tree of trees.values()) saved = add(saved, savings(tree, known));
  const total = (of: (call: CostedCall) => number): number => calls.reduce((sum, call) => sum + of(call), 0);
  return weighed({
    cold,
    billed: total((call) => call.cost),
    idealised: cold - round(saved.idealised),
    warm: cold - round(saved.warm),
    inputTokens: total((call) => inputOf(call.usage)),
    readTokens: total((call) => call.usage.cacheRead),
  });
}

/** The costs of several trials as one. */
export function sumOfCosts(costs: readonly ThreeCosts[]): ThreeCosts {
  const total = (of: (cost: ThreeCosts) => number): number => costs.reduce((sum, cost) => sum + of(cost), 0);
  return weighed({
    cold: total((cost) => cost.cold),
    billed: total((cost) => cost.billed),
    idealised: total((cost) => cost.idealised),
    warm: total((cost) => cost.warm),
    inputTokens: total((cost) => cost.inputTokens),
    readTokens: total((cost) => cost.readTokens),
  });
}

function weighed(sums: Omit<ThreeCosts, "coldStartTax" | "hitShare" | "efficiency">): ThreeCosts {
  const { cold, billed, idealised, warm, inputTokens, readTokens } = sums;
  const possible = cold - idealised;
  return {
    ...sums,
    coldStartTax: billed - warm,
    hitShare: inputTokens === 0 ? 0 : readTokens / inputTokens,
    efficiency: possible === 0 ? null : (cold - billed) / possible,
  };
}

/** Money in nano-dollars that caching one stretch of prompt saves on each call that has it. */
interface Node {
  readonly parent: string;
  calls: number;
  /** Of one token: fresh less read, and fresh less written, which is negative where a write costs more. */
  readonly perRead: number;
  readonly perWrite: number;
  /** Over all calls: fresh less read. */
  readSaving: number;
  /** On the first call: fresh less written. */
  firstSaving: number;
  firstReadSaving: number;
}

/**
 * Adds a prompt to the tree. All that lies before the provider's minimum is saved with the block that reaches it, since no
 * shorter prefix can be read. One block may be longer in one call than in another: token counts are scaled call by call.
 */
function grow(
  tree: Map<string, Node>,
  blocks: readonly Block[],
  prefixes: readonly number[],
  of: { rule: CacheRules; rates: Rates },
): void {
  const { rule, rates } = of;
  const perRead = Math.max(0, rates.input - rates.cacheRead);
  // Where writes are free, they are billed as fresh input, whatever the price of a write says.
  const perWrite = rule.write5m === 1 ? 0 : Math.min(perRead, rates.input - rates.cacheWrite5m);
  let so = 0;
  let parent = "";
  for (const [i, { hash }] of blocks.entries()) {
    const end = prefixes[i] ?? 0;
    const tokens = end < rule.minimum ? 0 : 1000 * (end - so);
    const node = tree.get(hash) ?? { parent, calls: 0, perRead, perWrite, readSaving: 0, firstSaving: 0, firstReadSaving: 0 };
    if (node.calls === 0) {
      node.firstSaving = tokens * perWrite;
      node.firstReadSaving = tokens * perRead;
    }
    node.calls++;
    node.readSaving += tokens * perRead;
    tree.set(hash, node);
    if (end >= rule.minimum) so = end;
    parent = hash;
  }
}

/** A node is kept in the cache when that pays and the one before it is kept: a cached prefix has no holes. */
function savings(tree: ReadonlyMap<string, Node>, known: ReadonlySet<string>): { idealised: number; warm: number } {
  let idealised = 0;
  let warm = 0;
  const kept = new Set<string>([""]);
  for (const [hash, node] of tree) {
    if (node.calls > 1 || known.has(hash)) warm += node.readSaving;
    if (node.calls < 2 || !kept.has(node.parent)) continue;
    if ((node.calls - 1) * node.perRead + node.perWrite <= 0) continue;
    kept.add(hash);
    idealised += node.firstSaving + node.readSaving - node.firstReadSaving;
  }
  // A bill that counts the same text very differently from call to call could make writing a loss: then nothing is written.
  return { idealised: Math.max(0, idealised), warm };
}

function add(a: { idealised: number; warm: number }, b: { idealised: number; warm: number }) {
  return { idealised: a.idealised + b.idealised, warm: a.warm + b.warm };
}

/** Half up, once; twelve digits first, so that float dust does not decide. */
function round(nano: number): Nano {
  return Math.floor(Number(nano.toPrecision(12)) + 0.5);
}
