import type { Ask, Model, Nano, Price, Reply, Result, Usage, CallContext } from "../types.ts";
import { fail } from "../util/failure.ts";
import { absentWords, keptFunction, placeWords } from "../util/functions.ts";
import { costOf, inputOf, noUsage, toNano } from "../util/money.ts";
import { quoteOf } from "./estimate.ts";
import { type StatedUsage, statedUsage } from "./stated-usage.ts";
import { callOwn } from "../util/own-function.ts";
import { defined } from "../util/defined.ts";

/** What a member that is a function gets: the ask, and a signal by which the run calls it off. */
export type FunctionAsk = Pick<Ask, "messages" | "maxTokens" | "shape" | "temperature"> & { readonly signal?: AbortSignal };
/** What it gives back: a text, or a text with its tokens and its cost in dollars. Without a cost and a stated price the call is free. */
export type FunctionReply = string | { readonly text: string; readonly usage?: StatedUsage | undefined; readonly cost?: number };
export type MemberFunction = (ask: FunctionAsk) => FunctionReply | Promise<FunctionReply>;

/**
 * A model that is a function of a configuration. Calls cost what the function says; where it says nothing, its tokens at the stated
 * price, and without tokens all that was held. Without a price the cost is known only afterwards: nothing is held before the first
 * call, and a call that says no cost is free. Contract: a function that throws, or gives back something else, is a failed call.
 */
export function functionModel(address: string, name: string, price?: Price): Model {
  const quote = (ask: Ask): Nano => (price === undefined ? 0 : quoteOf(ask, price));
  const { timeoutMs } = keptFunction(address)?.limits ?? {};
  return {
    id: address,
    family: name,
    world: "live",
    ...defined({ price, longestMs: timeoutMs }),
    quote,
    call: async (ask, watch) => charged(await answered(address, name, ask, watch), price, quote(ask)),
  };
}

/** A reply at its stated cost, else at what its price makes of it. */
function charged(reply: FunctionAnswer, price: Price | undefined, quote: Nano): Reply {
  const { stated, ...rest } = reply;
  if (!rest.ok || stated || price === undefined) return rest;
  if (inputOf(rest.usage) + rest.usage.output > 0) return { ...rest, cost: costOf(rest.usage, price) };
  return quote === 0 ? rest : { ...rest, cost: quote, receipt: { flags: ["no-usage"] } };
}

type FunctionAnswer = Reply & { readonly stated?: boolean };
async function answered(address: string, name: string, ask: Ask, watch: CallContext): Promise<FunctionAnswer> {
  const kept = keptFunction(address);
  const from = performance.now();
  const lost = (failure: { readonly ok: false } & ReturnType<typeof fail>): Reply => ({
    ...failure,
    usage: noUsage,
    cost: 0,
    ms: performance.now() - from,
  });
  if (kept === undefined) return lost(fail("unsupported", absentWords(address)));
  const work = kept.work as MemberFunction;
  const { messages, maxTokens, shape, temperature } = ask;
  const given = {
    messages: messages.map((message) => ({ ...message })),
    maxTokens,
    ...defined({ shape, temperature, signal: watch.signal }),
  };
  const what = `member "${name}"${placeWords(address)}`;
  const said = await callOwn(what, kept.limits, () => work(given), readReply);
  if (!said.ok) return lost(said);
  if (!said.value.ok) return lost(fail("function", `The ${what} ${said.value.failure.message}`));
  return { ...said.value, stop: "end", ms: performance.now() - from };
}

type ReadReply = Result<{ readonly text: string; readonly usage: Usage; readonly cost: Nano; readonly stated: boolean }>;
/** What a function said; a failure says what is wrong with what is no reply. */
function readReply(said: FunctionReply): ReadReply {
  if (typeof said === "string") return { ok: true, text: said, usage: noUsage, cost: 0, stated: false };
  const { text, usage, cost } = said ?? {};
  const paid = paidFor(cost ?? 0);
  if (typeof text !== "string" || paid === undefined)
    return fail("function", "must give back a text, or { text, usage, cost } with whole tokens and a cost in dollars.");
  const tokens = statedUsage(usage);
  return tokens.ok
    ? { ok: true, text, usage: tokens.usage, cost: paid, stated: cost !== undefined }
    : fail("function", `gave back no tokens that can be counted: ${tokens.words}`);
}

function paidFor(dollars: number): Nano | undefined {
  return Number.isFinite(dollars) && dollars >= 0 ? toNano(dollars) : undefined;
}
