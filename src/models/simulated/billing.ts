import type { Ask, Price, Usage } from "../../types.ts";
import { costOf, noUsage } from "../../util/money.ts";
import type { Chance } from "./chance.ts";
import { effortOf } from "./output-length.ts";
import type { Profile } from "./settings.ts";
import { wantedOf } from "../../util/wanted-of.ts";

/** The price of a simulated member: invented, at the tiers of late 2026. */
export function priceOf(profile: Profile): Price {
  const { input, output, cacheRead, cacheWrite5m, cacheWrite1h } = profile.rates;
  return {
    id: profile.id,
    source: "simulated",
    date: "2026-11-01",
    input,
    output,
    cacheRead: cacheRead ?? input * 0.1,
    cacheWrite5m: cacheWrite5m ?? input * 1.25,
    cacheWrite1h: cacheWrite1h ?? input * 2,
  };
}

/** Input tokens: characters / 4 of what is really sent. */
export function inputTokens(ask: Ask): number {
  return Math.ceil(ask.messages.reduce((sum, message) => sum + message.text.length, 0) / 4);
}

/** The most that a call can cost: every input token at the most expensive input rate, the whole cap as output. */
export function quoteOf(ask: Ask, price: Price): number {
  const highest = Math.max(price.input, price.cacheRead, price.cacheWrite5m, price.cacheWrite1h);
  return costOf({ ...noUsage, uncached: inputTokens(ask), output: ask.maxTokens }, { ...price, input: highest });
}

/** How input tokens were billed; the parts must add up to `tokens`. */
export type CacheUse = (ask: Ask, tokens: number) => Pick<Usage, "uncached" | "cacheRead" | "cacheWrite5m" | "cacheWrite1h">;

/** Further reasoning for each further perspective of one reply, as a share of one answer's. Assumed. */
const perVoice = 0.4;
interface Writer {
  readonly profile: Profile;
  readonly chance: Chance;
  readonly spread: number;
  readonly voices: number;
  /** Turns of a task that this one reply answers. */
  readonly turns?: number;
  readonly cache?: CacheUse | undefined;
}

/**
 * Cuts a text to what the cap leaves after hidden reasoning (log-normal, never cut short by the text) and says what was used
 * and how long it took: time to the first token plus tokens over pace, both log-normal.
 */
export function billed(ask: Ask, text: string, who: Writer) {
  const { profile, chance, spread, voices, turns = 1, cache } = who;
  const { pace } = profile.traits;
  const thought = Math.round(
    effortOf(wantedOf(ask)) * turns * (1 + perVoice * (voices - 1)) * pace.reasoning * Math.exp(spread * chance.gaussian("reasoning")),
  );
  const reasoning = Math.min(thought, ask.maxTokens);
  const room = ask.maxTokens - reasoning;
  const visible = Math.ceil(text.length / 4);
  const cut = visible > room;
  const kept = cut ? text.slice(0, room * 4).replace(/[\uD800-\uDBFF]$/, "") : text;
  const tokens = inputTokens(ask);
  const input = cache?.(ask, tokens) ?? { uncached: tokens, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 };
  const output = reasoning + Math.min(visible, room);
  const usage: Usage = { ...noUsage, ...input, output, reasoning };
  const firstMs = Math.round((300 + tokens / 20) * Math.exp(0.3 * chance.gaussian("first")));
  const ms = firstMs + Math.round((1000 * output) / (pace.tokensPerSecond * Math.exp(0.25 * chance.gaussian("pace"))));
  return { text: kept, cut, usage, cost: costOf(usage, priceOf(profile)), firstMs, ms };
}
