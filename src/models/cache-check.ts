import type { Nano } from "../types.ts";
import { costOf, inputOf } from "../util/money.ts";
import type { CostedCall } from "./cache-cost.ts";
import { type CacheRules, cacheRules } from "./cache-rules.ts";
import { promptCache } from "./prompt-cache.ts";

export interface CacheCheck {
  /** What the rules say that these calls should have cost, in their true order and time. */
  readonly predicted: Nano;
  readonly billed: Nano;
  /** The share of input tokens that the rules say was read from caches, and the share that the usage reports say. */
  readonly predictedRead: number;
  readonly billedRead: number;
  /** (billed - predicted) / predicted; 0 where nothing was predicted. */
  readonly difference: number;
}

/** Holds the cache rules against what providers really billed, at the book's prices. Calls without usage or without rules are taken as billed. */
export function cacheCheck(calls: readonly CostedCall[], rules: { readonly [id: string]: CacheRules } = cacheRules): CacheCheck {
  const caches = new Map<string, ReturnType<typeof promptCache>>();
  let predicted = 0;
  let read = 0;
  for (const call of [...calls].sort((a, b) => a.start - b.start)) {
    const rule = rules[call.rules];
    const inputTokens = inputOf(call.usage);
    if (rule === undefined || inputTokens === 0) {
      predicted += call.cost;
      read += call.usage.cacheRead;
      continue;
    }
    const name = `${call.price.id} ${rule.id}`;
    const cache = caches.get(name) ?? promptCache(rule);
    caches.set(name, cache);
    const input = cache({ blocks: call.blocks, inputTokens, start: call.start, ready: call.start + call.ms });
    predicted += costOf({ ...call.usage, ...input }, call.price);
    read += input.cacheRead;
  }
  const total = (of: (call: CostedCall) => number): number => calls.reduce((sum, call) => sum + of(call), 0);
  const billed = total((call) => call.computed ?? call.cost);
  const input = total((call) => inputOf(call.usage));
  const share = (tokens: number): number => (input === 0 ? 0 : tokens / input);
  return {
    predicted,
    billed,
    predictedRead: share(read),
    billedRead: share(total((call) => call.usage.cacheRead)),
    difference: predicted === 0 ? 0 : (billed - predicted) / predicted,
  };
}
