import type { Ask, Failure, Json, Model, Price, Reply, Usage, CallContext, World } from "../types.ts";
import { caught } from "../util/failure.ts";
import { costOf, noUsage } from "../util/money.ts";
import { defined } from "../util/defined.ts";

/** What a script may answer: a text, an object for a shaped ask, a failure, or a whole reply in parts. */
export type ScriptedAnswer =
  | string
  | { readonly object: Json }
  | { readonly failure: Failure }
  | { readonly text: string; readonly stop?: "end" | "length"; readonly usage?: Partial<Usage>; readonly ms?: number };

export interface FakeSettings {
  readonly id?: string;
  readonly family?: string;
  readonly world?: World;
  readonly price?: Price;
  /** False for a model that states no price per token; it bills all the same. */
  readonly priced?: false;
  /** Milliseconds on the trial's clock per call. */
  readonly ms?: number;
  readonly identity?: string;
}

/** One dollar per million input tokens, five per million output: easy to check by hand. */
export const fakePrice: Price = {
  id: "fake",
  source: "fake",
  date: "2026-01-01",
  input: 1,
  output: 5,
  cacheRead: 0.1,
  cacheWrite5m: 1.25,
  cacheWrite1h: 2,
};

/**
 * A scripted model, for tests: `script` is a list of replies given in order (the last one repeats) or a function of the ask.
 * Tokens are characters / 4, rounded up. Contract: never rejects; a script that throws is a `provider` failure.
 */
export function fake(
  script: readonly ScriptedAnswer[] | ((ask: Ask, watch: CallContext) => ScriptedAnswer | Promise<ScriptedAnswer>),
  settings: FakeSettings = {},
): Model & { readonly asked: Ask[] } {
  const asked: Ask[] = [];
  const price = settings.price ?? fakePrice;
  const next = typeof script === "function" ? script : () => script[Math.min(asked.length, script.length) - 1] ?? "";
  const id = settings.id ?? "fake/model";
  return {
    id,
    family: settings.family ?? id,
    world: settings.world ?? "simulated",
    ...defined({ identity: settings.identity }),
    ...(settings.priced === false ? {} : { price }),
    asked,
    quote: (ask) => costOf({ ...noUsage, uncached: tokensIn(ask), output: ask.maxTokens }, price),
    async call(ask, watch) {
      asked.push(ask);
      const scripted = await caught("provider", async () => next(ask, watch));
      return scripted.ok
        ? replyOf(scripted.value, ask, price, settings.ms ?? 100)
        : { ...scripted, ...spent(ask, "", price), ms: settings.ms ?? 100 };
    },
  };
}

function replyOf(scripted: ScriptedAnswer, ask: Ask, price: Price, ms: number): Reply {
  if (typeof scripted === "string") return { ok: true, text: scripted, stop: "end", ...spent(ask, scripted, price), ms };
  if ("failure" in scripted) return { ok: false, failure: scripted.failure, usage: noUsage, cost: 0, ms };
  if ("object" in scripted) {
    const text = JSON.stringify(scripted.object);
    return { ok: true, text, object: scripted.object, stop: "end", ...spent(ask, text, price), ms };
  }
  const billed = spent(ask, scripted.text, price);
  const usage = { ...billed.usage, ...scripted.usage };
  return { ok: true, text: scripted.text, stop: scripted.stop ?? "end", usage, cost: costOf(usage, price), ms: scripted.ms ?? ms };
}

function spent(ask: Ask, text: string, price: Price): { usage: Usage; cost: number } {
  const usage = { ...noUsage, uncached: tokensIn(ask), output: Math.min(ask.maxTokens, Math.ceil(text.length / 4)) };
  return { usage, cost: costOf(usage, price) };
}

function tokensIn(ask: Ask): number {
  return Math.ceil(ask.messages.reduce((sum, message) => sum + message.text.length, 0) / 4);
}
