import type { Usage } from "../types.ts";
import type { CacheRules } from "./cache-rules.ts";
import { type Block, prefixTokens } from "./prompt-blocks.ts";

/** A call as the cache sees it, on one clock in milliseconds; `ready` is when its prefix can be read by others. */
export interface CacheCall {
  readonly blocks: readonly Block[];
  readonly inputTokens: number;
  readonly start: number;
  readonly ready: number;
}
export type InputUse = Pick<Usage, "uncached" | "cacheRead" | "cacheWrite5m" | "cacheWrite1h">;

/**
 * How a provider would bill the input of `call` after the calls in `history` (one model's, in order of start): what is read
 * from its cache, written to it, or fresh. Calls that are not ready by the start do not help: sent at once, all miss.
 */
export function cacheUsage(rules: CacheRules, history: readonly CacheCall[], call: CacheCall): InputUse {
  const cache = promptCache(rules);
  for (const earlier of history) cache(earlier);
  return cache(call);
}

interface Entry {
  readonly from: number;
  readonly until: number;
  readonly life: number;
}

/** The same, call by call: a cache that remembers what it was asked. One per model; feed it in order of start. */
export function promptCache(rules: CacheRules): (call: CacheCall) => InputUse {
  const entries = new Map<string, Entry>();
  return (call) => {
    const prefixes = prefixTokens(call.blocks, call.inputTokens, rules.step);
    const points = keptAt(rules, call.blocks, prefixes);
    const last = points.at(-1)?.index ?? -1;
    const read = lastLive(entries, call, prefixes, last, rules.minimum);
    if (rules.refresh) for (let i = 0; i <= read; i++) refresh(entries, call.blocks[i]?.hash ?? "", call.start);
    const cacheRead = prefixes[read] ?? 0;
    let so = cacheRead;
    let cacheWrite5m = 0;
    let cacheWrite1h = 0;
    for (const { index, mark } of points) {
      const tokens = prefixes[index] ?? 0;
      keep(entries, call, index, mark === "1h" ? rules.hourLifetimeMs : rules.lifetimeMs);
      if (tokens <= so) continue;
      if (mark === "1h") cacheWrite1h += tokens - so;
      else cacheWrite5m += tokens - so;
      so = tokens;
    }
    // Where writes are free, providers count them as fresh input.
    if (rules.write5m === 1) cacheWrite5m = 0;
    if (rules.write1h === 1) cacheWrite1h = 0;
    return { uncached: call.inputTokens - cacheRead - cacheWrite5m - cacheWrite1h, cacheRead, cacheWrite5m, cacheWrite1h };
  };
}

/** The block ends at which this call leaves entries: its last marks, or every step where caching is automatic. */
function keptAt(rules: CacheRules, blocks: readonly Block[], prefixes: readonly number[]): { index: number; mark: "5m" | "1h" }[] {
  const all = blocks.flatMap((block, index) => {
    const mark = rules.breakpoints === "explicit" ? block.mark : "5m";
    return mark === undefined ? [] : [{ index, mark }];
  });
  const kept = rules.breakpoints === "explicit" ? all.slice(-rules.mostBreakpoints) : all;
  return kept.filter(({ index }) => (prefixes[index] ?? 0) >= rules.minimum);
}

function lastLive(entries: Map<string, Entry>, call: CacheCall, prefixes: readonly number[], last: number, minimum: number): number {
  for (let i = last; i >= 0; i--) {
    const entry = entries.get(call.blocks[i]?.hash ?? "");
    const live = entry !== undefined && entry.from <= call.start && call.start < entry.until;
    if (live && (prefixes[i] ?? 0) >= minimum) return i;
  }
  return -1;
}

function refresh(entries: Map<string, Entry>, hash: string, at: number): void {
  const entry = entries.get(hash);
  if (entry !== undefined && entry.from <= at && at < entry.until)
    entries.set(hash, { ...entry, until: Math.max(entry.until, at + entry.life) });
}

/** A live entry stays as early as it was; a dead one is written anew. */
function keep(entries: Map<string, Entry>, call: CacheCall, index: number, life: number): void {
  const hash = call.blocks[index]?.hash ?? "";
  const old = entries.get(hash);
  const alive = old !== undefined && call.start < old.until;
  const from = alive ? Math.min(old.from, call.ready) : call.ready;
  const until = Math.max(alive ? old.until : 0, call.ready + life);
  entries.set(hash, { from, until, life: Math.max(life, alive ? old.life : 0) });
}
