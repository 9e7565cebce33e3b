import type { LanguageModelV4, SharedV4ProviderOptions } from "@ai-sdk/provider";
import type { Ask, Failure, Model, Nano, Price, Receipt, Reply, Usage, CallContext } from "../types.ts";
import { fail } from "../util/failure.ts";
import { noText } from "../util/no-text.ts";
import { costOf, noUsage } from "../util/money.ts";
import { parseObject } from "../util/parse-object.ts";
import { readReply } from "../util/read-reply.ts";
import { withoutSecrets } from "../util/secret-address.ts";
import { strikeKey } from "../util/strike-key.ts";
import { type CallFailure, failureOf } from "./call-failure.ts";
import { collect, type CollectedReply } from "./collect.ts";
import { type Deadline, deadlineOfCall, openDeadline, type TimeLimits } from "./deadline.ts";
import type { Ending } from "./endings.ts";
import { inputAtMost, quoteOf } from "./estimate.ts";
import type { KnownThinking } from "./known-thinking.ts";
import { layMessages, type Manner } from "./lay-messages.ts";
import { type ServedAs, servedNames } from "./served-as.ts";
import { servedPrice } from "./served-price.ts";
import { schemeFault } from "./scheme-fault.ts";
import { shownRequest } from "./shown-request.ts";
import { isUnread, statedCost } from "./stated-cost.ts";
import { requestOf } from "./tapped-fetch.ts";
import { wordsIn } from "./thrown.ts";
import { type ThinkingForm, toldThinking } from "./told-thinking.ts";
import { isStrict } from "./strict-shape.ts";
import { type Dialect, usageIn, usageOf } from "./usage.ts";
import { outputAtMost } from "../util/output-at-most.ts";
import { defined } from "../util/defined.ts";
import { own } from "../util/own.ts";

/** One provider's way of being asked. The SDK's model has no retries of its own at this level: one call is one request. */
export interface Connection {
  readonly dialect: Dialect;
  readonly manner: Manner;
  /** Whether the provider is asked to force the shape itself. */
  readonly forcesShape: boolean;
  /** Whose options tell how long to think; absent where `language` does. */
  readonly thinkingForm?: ThinkingForm | "plain";
  language(ask: Ask): LanguageModelV4;
  options?(ask: Ask): SharedV4ProviderOptions;
}
export interface LiveModel {
  readonly id: string;
  readonly family: string;
  /** See `Model.identity`. */
  readonly identity: string;
  /** See `Model.pace`. */
  readonly pace?: NonNullable<Model["pace"]>;
  readonly price: Price;
  /** By what tier, at what speed and where its settings ask to be served. */
  readonly asked: ServedAs;
  readonly limits: TimeLimits;
  readonly maxInputTokens?: number;
  readonly keyName: string;
  readonly key?: string;
  /** Every secret that may stand in a request, of this model or of those opened beside it, so that it is struck out of messages. */
  readonly secrets: ReadonlySet<string>;
  readonly baseUrl?: string;
  /** What the table has of how it can be told to think, and what it is told by purpose. */
  readonly known?: KnownThinking;
  readonly thinking?: NonNullable<Model["thinking"]>;
  /** See `Model.thinks`. */
  readonly thinks?: NonNullable<Model["thinks"]>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A provider's model. Contract: never rejects, sends one request per call, and charges the quote when nobody can tell the cost. */
export function provider(connection: Connection, live: LiveModel): Model {
  let answeredBefore = false;
  const strike = strikerOf(live);
  const served = servedNames(live.asked);
  // A desk has said it already; whoever asks without one is told by the same settings.
  const thinking = (ask: Ask): Ask =>
    ask.effort === undefined && ask.maxThinking === undefined ? { ...ask, ...live.thinking?.(ask.purpose) } : ask;
  return {
    id: live.id,
    family: live.family,
    world: "live",
    identity: live.identity,
    ...defined({ pace: live.pace, address: live.baseUrl, thinks: live.thinks, thinking: live.thinking }),
    longestMs: live.limits.body,
    price: live.price,
    ...(served.length === 0 ? {} : { asks: { served, unpriced: servedPrice(live.price, served).unpriced } }),
    quote: (ask) => dearest(live, thinking(ask)),
    sent: async (asked) => {
      const ask = thinking(asked);
      const request = await requestOf(() => connection.language(ask).doGenerate(optionsOf(connection, live, ask)));
      return shownRequest(request, live.secrets, strike);
    },
    call: async (ask, watch) => {
      const reply = await callProvider(connection, live, thinking(ask), watch, { answeredBefore, strike });
      answeredBefore ||= reply.ok;
      return struckIn(reply, strike);
    },
  };
}

/** The most that an ask can cost, served as it is asked to be or by default, to which providers fall back. */
function dearest({ price, asked }: LiveModel, ask: Ask): Nano {
  return Math.max(quoteOf(ask, price), quoteOf(ask, servedPrice(price, servedNames(asked)).price));
}

interface Asking {
  readonly answeredBefore: boolean;
  /** Strikes every secret of the request out of what a provider says. */
  readonly strike: (text: string) => string;
}

function strikerOf({ secrets }: LiveModel): Asking["strike"] {
  const strikes = new Map<string, (text: string) => string>();
  return (text) => {
    // Models that are opened later bring secrets of their own.
    if (strikes.size < secrets.size) for (const secret of secrets) if (!strikes.has(secret)) strikes.set(secret, strikeKey(secret));
    return [...strikes.values()].reduce((said, strike) => strike(said), text);
  };
}

/** The value with secrets struck out of every text in it, names of fields too. */
function struckIn<T>(value: T, strike: Asking["strike"]): T {
  if (typeof value === "string") return strike(value) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => struckIn(one, strike)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [strike(name), struckIn(one, strike)])) as T;
}

async function callProvider(connection: Connection, live: LiveModel, ask: Ask, watch: CallContext, asking: Asking): Promise<Reply> {
  const stopped = tooLong(live, ask) ?? alreadyStopped(live, watch);
  if (stopped !== undefined) return { ok: false, failure: stopped, usage: noUsage, cost: 0, ms: 0 };
  const started = live.now();
  const deadline = openDeadline(live.limits);
  const signal = watch.signal === undefined ? deadline.signal : AbortSignal.any([watch.signal, deadline.signal]);
  const quote = dearest(live, ask);
  const elapsed = (): number => Math.max(0, Math.round(live.now() - started));
  const failing = async (thrown: unknown, broken?: CollectedReply["broken"], response?: string): Promise<Reply> => {
    const ms = elapsed();
    // No limit holds for what is found out about a call that has ended.
    deadline.close();
    const begun = broken === undefined ? {} : { begun: broken.begun };
    const call = await faultOf(thrown, live, { deadline, ...asking, ...begun }, watch);
    const told = { ...call, ...(broken?.usage === undefined ? {} : { body: { usage: broken.usage } }), response, stated: broken?.stated };
    return failed(connection, live, told, quote, ms);
  };
  let firstMs: number | undefined;
  const first = (): void => {
    firstMs = elapsed();
    watch.onFirst?.();
  };
  try {
    const options = { ...optionsOf(connection, live, ask), abortSignal: signal };
    const heard = watch.onFirst === undefined ? undefined : first;
    const whole = await deadlineOfCall.run(deadline, () => collect(connection.language(ask), options, heard));
    // Before anything is read or cut: half a key is no longer found.
    const refusal = whole.refusal === undefined ? {} : { refusal: asking.strike(whole.refusal) };
    const collected = { ...whole, text: asking.strike(whole.text), ...refusal };
    const ms = elapsed();
    if (collected.broken !== undefined) return await failing(collected.broken.thrown, collected.broken, collected.response);
    const bill = billOf(connection.dialect, live, collected, quote, receiptOf(collected, firstMs));
    return answerOf(live, ask, collected, { ...bill, ms });
  } catch (thrown) {
    return await failing(thrown);
  } finally {
    deadline.close();
  }
}

interface CallProgress extends Asking {
  readonly deadline: Deadline;
  readonly begun?: boolean;
}
/** Why a call failed, and whether it may be billed: never where no request left for the model, as when no token could be had. */
async function faultOf(
  thrown: unknown,
  live: LiveModel,
  { deadline, ...progress }: CallProgress,
  { signal }: CallContext,
): Promise<CallFailure> {
  const ended = deadline.signal.aborted || signal?.aborted === true;
  // Whoever has answered before speaks what its address says.
  const scheme = ended || progress.answeredBefore ? undefined : await schemeFault(live.id, thrown, live.baseUrl);
  if (scheme !== undefined) return { failure: scheme, mayBill: false };
  const { id: model, keyName } = live;
  const context = { model, keyName, deadline: deadline.signal, now: live.now(), ...progress, ...(signal ? { signal } : {}) };
  const call = failureOf(thrown, context);
  if (deadline.sent || !call.mayBill) return call;
  if (ended) return { ...call, mayBill: false };
  const words = withoutSecrets(progress.strike(wordsIn(thrown)));
  return { failure: fail("setup", `${model} was not asked: ${words} Check ${keyName}.`).failure, mayBill: false };
}

function tooLong(live: LiveModel, ask: Ask): Failure | undefined {
  const most = live.maxInputTokens ?? Number.POSITIVE_INFINITY;
  const tokens = most === Number.POSITIVE_INFINITY ? 0 : inputAtMost(ask);
  if (tokens <= most) return undefined;
  const message = `Wanted at most ${most} input tokens for ${live.id}; this ask may have ${tokens}. Shorten it or raise settings.maxInputTokens.`;
  return fail("unsupported", message).failure;
}

function alreadyStopped(live: LiveModel, watch: CallContext): Failure | undefined {
  return watch.signal?.aborted === true ? fail("aborted", `The call to ${live.id} was interrupted before it left.`).failure : undefined;
}

function optionsOf(connection: Connection, live: LiveModel, ask: Ask): Parameters<LanguageModelV4["doGenerate"]>[0] {
  const { manner, thinkingForm: form } = connection;
  const { known } = live;
  const told = form === undefined || form === "plain" ? undefined : toldThinking(form, known, ask);
  const providerOptions = merged(connection.options?.(ask), told);
  const schema = ask.shape as Record<string, unknown> | undefined;
  const claude = (form === "anthropic" || form === "bedrock") && known?.vendor === "anthropic";
  // A shape that must be forced by a tool cannot be while Claude thinks, so it is told in words.
  const unforced = claude && told !== undefined && ask.effort !== "none" && ask.shape !== undefined && byTool(known, ask.shape);
  const forcesShape = connection.forcesShape && !unforced;
  return {
    prompt: layMessages(ask, forcesShape ? manner : { ...manner, tellShape: manner.tellShape || unforced }),
    // Claude's SDKs add the hidden tokens that they are told.
    maxOutputTokens: claude && known.budgets !== undefined ? ask.maxTokens : outputAtMost(ask),
    ...defined({ temperature: ask.temperature, topP: ask.topP }),
    ...(ask.stop === undefined ? {} : { stopSequences: [...ask.stop] }),
    ...defined({ seed: ask.seed }),
    ...(ask.effort === undefined || told !== undefined || form === undefined ? {} : { reasoning: ask.effort as Effort }),
    ...(schema === undefined || !forcesShape ? {} : { responseFormat: { type: "json", schema, name: "answer" } }),
    ...defined({ providerOptions }),
  };
}

type Effort = NonNullable<Parameters<LanguageModelV4["doGenerate"]>[0]["reasoning"]>;

function byTool({ forcedByTool }: KnownThinking, shape: NonNullable<Ask["shape"]>): boolean {
  return forcedByTool === true || !isStrict(shape);
}

/** The options of both under each name. */
function merged(one: SharedV4ProviderOptions = {}, other: SharedV4ProviderOptions = {}): SharedV4ProviderOptions | undefined {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return names.length === 0 ? undefined : Object.fromEntries(names.map((name) => [name, { ...own(one, name), ...own(other, name) }]));
}

interface Bill {
  readonly usage: Usage;
  readonly cost: Nano;
  readonly receipt: Receipt;
}

/**
 * What a call is charged: what the provider states that it charged, for that is the bill; where it states nothing, its
 * partition at the book's rates; where the usage cannot be used either, the quote. A stated zero stands only beside a usage
 * report. The book's figure is kept beside a stated one.
 */
function billOf(
  dialect: Dialect,
  live: LiveModel,
  came: Pick<CollectedReply, "usage" | "text" | "served">,
  quote: Nano,
  receipt: Receipt,
): Bill {
  const raw = came.usage;
  const said = usageOf(dialect, raw);
  // A text that took no tokens was not counted.
  const counted = said.ok && said.usage.output === 0 && came.text !== "" ? ({ ok: false, flag: "no-usage" } as const) : said;
  const usage = counted.ok ? counted.usage : noUsage;
  const served = servedNames(live.asked, came.served);
  const { price, unpriced } = servedPrice(live.price, served);
  const computed = counted.ok ? costOf(usage, price) : undefined;
  const told = receipt.reported ?? statedCost(raw);
  const reported = told === 0 && !counted.ok ? undefined : told;
  const cost = reported ?? computed ?? quote;
  const apart = reported !== undefined && computed !== undefined && Math.abs(reported - computed) > 0.01 * Math.max(reported, computed);
  const flags = [
    ...(receipt.flags ?? []),
    ...(counted.flag === undefined || (counted.flag === "no-usage" && reported !== undefined) ? [] : [counted.flag]),
    ...(!counted.ok && reported !== undefined ? ["cost-stated"] : []),
    ...(cost > quote ? ["overrun"] : []),
    ...(apart ? ["price-differs"] : []),
    ...served.map((name) => (unpriced.includes(name) && reported === undefined ? `unpriced-tier=${name}` : `served=${name}`)),
  ];
  const known = { ...defined({ raw, reported }) };
  const beside = reported === undefined || computed === undefined ? {} : { computed };
  return { usage, cost, receipt: { ...receipt, ...known, ...beside, price: live.price.id, ...(flags.length === 0 ? {} : { flags }) } };
}

function receiptOf(collected: CollectedReply, firstMs: number | undefined): Receipt {
  const { model, response, stated, unread, contradicted } = collected;
  const flags = [...collected.flags, ...(unread === true ? ["cost-unread"] : []), ...(contradicted === true ? ["cost-contradicted"] : [])];
  return {
    ...defined({ reported: stated, model, response, firstMs }),
    ...(flags.length === 0 ? {} : { flags }),
  };
}

/** A failed reply to an answer that came all the same: `text` is what the model said, for repairs and for readers. */
export type Unusable = Reply & { readonly ok: false; readonly text: string };

/** The reply to an answer that came: refused, empty or misshapen answers are failures that keep their text and what they cost. */
function answerOf(live: LiveModel, ask: Ask, collected: CollectedReply, bill: Bill & { ms: number }): Reply {
  const { text, ending, why, refusal } = collected;
  if (refusal !== undefined) {
    const words = refusal.trim();
    const said = text.trim() === "" ? words : text;
    return unusable(
      fail("refused", `${live.id} refused to answer: ${words.length > 500 ? `${words.slice(0, 500)}...` : words}`),
      said,
      bill,
    );
  }
  if (ending === "refused") return unusable(fail("refused", `${live.id} refused to answer (${why ?? "content filter"}).`), text, bill);
  if (ending === "fault") return unusable(fail("provider", `${live.id} broke off its answer (${why ?? "error"}).`), text, bill);
  if (text.trim() === "") {
    const empty = fail("malformed", `${live.id} ${noText}${emptyHint(collected)}`);
    return unusable(empty, text, { ...bill, receipt: flagged(bill.receipt, cutFlags(ending)) });
  }
  const stop = ending === "length" || ending === "context" ? "length" : "end";
  const full = ending === "context" ? cutFlags(ending) : [];
  const receiptWith = (flags: readonly string[]): Receipt => flagged(bill.receipt, [...full, ...flags]);
  if (ask.shape === undefined) return { ok: true, text, stop, ...bill, receipt: receiptWith(readReply(text).flags) };
  const parsed = parseObject(text, ask.shape);
  if (parsed.ok) return { ok: true, text, object: parsed.object, stop, ...bill, receipt: receiptWith(parsed.flags) };
  return unusable(parsed, text, { ...bill, receipt: flagged(bill.receipt, cutFlags(ending)) });
}

/** What cut an answer: the cap of its ask, or the room that its model has. */
function cutFlags(ending: Ending): string[] {
  return ending === "length" ? ["truncated"] : ending === "context" ? ["context-full"] : [];
}

function flagged(receipt: Receipt, flags: readonly string[]): Receipt {
  return flags.length === 0 ? receipt : { ...receipt, flags: [...(receipt.flags ?? []), ...flags] };
}

function unusable(failed: ReturnType<typeof fail>, text: string, bill: Bill & { ms: number }): Unusable {
  return { ...failed, text, ...bill };
}

function emptyHint({ ending, why = "" }: CollectedReply): string {
  if (ending === "length") return ": its hidden reasoning used up the cap on output tokens. Raise it.";
  if (ending === "context") return `: its context was full (${why}). Shorten the task or its context, or seat a model that takes more.`;
  return ending === "odd" ? ` and ended with "${why.slice(0, 60)}".` : ".";
}

/** `response` is the id that the answer had before it broke off, by which the provider can be asked what it cost; `stated` is what it had told. */
type BrokenCall = CallFailure & { readonly response: string | undefined; readonly stated: Nano | undefined };

function failed({ dialect: own }: Connection, live: LiveModel, call: BrokenCall, quote: Nano, ms: number): Reply {
  const dialect = call.foreign === true ? "compatible" : own;
  const named = call.response === undefined ? {} : { response: call.response };
  const raw = usageIn(call.body);
  const stated = call.stated ?? statedCost(raw, call.body);
  const unread = isUnread(raw, call.body) ? { flags: ["cost-unread"] } : {};
  const told = usageOf(dialect, raw).ok || (stated !== undefined && stated > 0);
  if (told)
    return {
      ok: false,
      failure: call.failure,
      ...billOf(
        dialect,
        live,
        { text: "", ...defined({ usage: raw }) },
        quote,
        stated === undefined ? { ...named, ...unread } : { ...named, reported: stated },
      ),
      ms,
    };
  if (!call.mayBill) return { ok: false, failure: call.failure, usage: noUsage, cost: 0, ms };
  const receipt = { ...named, price: live.price.id, flags: ["no-usage", "outcome-unknown"] };
  const { message } = call.failure;
  const failure =
    call.untold === true
      ? { ...call.failure, message: `${message} Whether it was billed nobody can tell, so it counts as paid.` }
      : call.failure;
  return { ok: false, failure, usage: noUsage, cost: quote, ms, receipt };
}
