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
}
export interface ThreeCosts {
  /** Every input token fresh. */
  readonly cold: Nano;
  readonly billed: Nano;
  /** Each shared block written once where reuse makes that cheaper, read ever after. */
  readonly idealised: Nano;
  /** Each shared block already there: steady production. */
  readonly warm: Nano;
  /** What was paid over a warm cache. */
  readonly coldStartTax: Nano;
  /** Cached reads as a share of all input tokens; 0 without input. */
  readonly hitShare: number;
  /** (cold - billed) / (cold - idealised); null where caching could save nothing. */
  readonly efficiency: number | null;
}

/**
 * A trial's calls under no cache, as billed, under an ideal and under a warm cache, from a prefix tree of block hashes per
 * model. Contract: cold >= idealised >= warm. A call without usage counts as billed everywhere.
 */
export function threeCosts(calls: readonly CostedCall[], rules: { readonly [id: string]: CacheRules } = cacheRules): ThreeCosts {
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
    cold += costOf({ ...noUsage, uncached: input, output: call.usage.output }, call.price);
    const rule = rules[call.rules];
    if (rule === undefined) continue;
    const name = `${call.price.id} ${rule.id}`;
    const tree = trees.get(name) ?? new Map<string, Node>();
    trees.set(name, tree);
    grow(tree, call.blocks, prefixTokens(call.blocks, input, rule.step), { rule, rates });
  }
  for (const tree of trees.values()) saved = add(saved, savings(tree));
  const billed = calls.reduce((sum, call) => sum + call.cost, 0);
  const whole = { cold, idealised: cold - round(saved.idealised), warm: cold - round(saved.warm) };
  return { ...whole, billed, ...shares(calls, billed, whole) };
}

function shares(calls: readonly CostedCall[], billed: Nano, whole: { cold: Nano; idealised: Nano; warm: Nano }) {
  const read = calls.reduce((sum, call) => sum + call.usage.cacheRead, 0);
  const input = calls.reduce((sum, call) => sum + inputOf(call.usage), 0);
  const possible = whole.cold - whole.idealised;
  return {
    coldStartTax: billed - whole.warm,
    hitShare: input === 0 ? 0 : read / input,
    efficiency: possible === 0 ? null : (whole.cold - billed) / possible,
  };
}

/** Money in nano-dollars that caching one stretch of prompt saves on each call that has it. */
interface Node {
  readonly parent: string;
  calls: number;
  /** Over all calls: fresh less read. */
  readSaving: number;
  /** On the first call: fresh less written, never positive where a write costs more. */
  firstSaving: number;
  firstReadSaving: number;
}

/**
 * Adds a prompt to the tree. All that lies before the provider's minimum is one node, since no shorter prefix can be read;
 * so every node is cached or not by itself.
 */
function grow(
  tree: Map<string, Node>,
  blocks: readonly Block[],
  prefixes: readonly number[],
  of: { rule: CacheRules; rates: Rates },
): void {
  const { rule, rates } = of;
  let so = 0;
  let parent = "";
  for (const [i, block] of blocks.entries()) {
    const end = prefixes[i] ?? 0;
    if (end < rule.minimum) continue;
    const tokens = 1000 * (end - so);
    const reading = tokens * Math.max(0, rates.input - rates.cacheRead);
    const node = tree.get(block.hash) ?? { parent, calls: 0, readSaving: 0, firstSaving: 0, firstReadSaving: 0 };
    if (node.calls === 0) {
      node.firstSaving = Math.min(reading, tokens * (rates.input - rates.cacheWrite5m));
      node.firstReadSaving = reading;
    }
    node.calls++;
    node.readSaving += reading;
    tree.set(block.hash, node);
    so = end;
    parent = block.hash;
  }
}

/** A node is kept in the cache when that pays and the one before it is kept: a cached prefix has no holes. */
function savings(tree: ReadonlyMap<string, Node>): { idealised: number; warm: number } {
  let sum = { idealised: 0, warm: 0 };
  const kept = new Set<string>([""]);
  for (const [hash, node] of tree) {
    if (node.calls < 2) continue;
    const once = node.firstSaving + node.readSaving - node.firstReadSaving;
    const pays = once > 0 && kept.has(node.parent);
    if (pays) kept.add(hash);
    sum = add(sum, { idealised: pays ? once : 0, warm: node.readSaving });
  }
  return sum;
}

function add(a: { idealised: number; warm: number }, b: { idealised: number; warm: number }) {
  return { idealised: a.idealised + b.idealised, warm: a.warm + b.warm };
}

/** Half up, once; twelve digits first, so that float dust does not decide. */
function round(nano: number): Nano {
  return Math.floor(Number(nano.toPrecision(12)) + 0.5);
}
