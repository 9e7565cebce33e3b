import type { Ask, CallRow, Draw, JsonSchema, Ledger, Model, Nano, Purpose, Reply, Result, Seat, Task, CallContext } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { caught, fail } from "../util/failure.ts";
import { isFunctionAddress } from "../util/functions.ts";
import { sha256Parts } from "../util/hash.ts";
import { dollars, noUsage } from "../util/money.ts";
import { outputAtMost } from "../util/output-at-most.ts";
import type { Admission, CallRequest, TrialContext } from "./context.ts";
import { heldFor, noteOverrun } from "./overruns.ts";
import { freeFailure } from "./free-failure.ts";
import type { Waits } from "./waits.ts";

/** A reply and what is known of the call that brought it. */
export interface PlacedCall {
  readonly reply: Reply;
  readonly key: string;
  readonly ask: string;
  readonly start: number;
  /** Whether the answer was there before it was asked for. */
  readonly stored?: boolean;
}

/** The content address of an ask: what the model sees and nothing else. Long texts are bodies of their own, stored once. */
export function storeAsk(trial: TrialContext, ask: Ask): string {
  const { ledger } = trial.run;
  const put = stored(ledger);
  const messages = ask.messages.map((message) =>
    message.text.length > 200 ? { ...message, text: { body: put(message.text) } } : { ...message },
  );
  const shape = ask.shape === undefined ? {} : { shape: { body: put(ask.shape) } };
  const blocks = ask.blocks === undefined ? {} : { blocks: { body: put(ask.blocks) } };
  const example = ask.example === undefined ? {} : { example: ask.example };
  const { maxTokens, temperature, topP, stop, seed, effort, maxThinking } = ask;
  const told = { temperature, topP, stop, seed, effort, maxThinking };
  const stated = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  return ledger.put({ messages, maxTokens, ...shape, ...blocks, ...example, ...stated });
}

/** The wanted shape as text: canonical bodies forget the order of properties, which models see. */
export function storeShape(trial: TrialContext, { shape }: Ask): { shape?: string } {
  return shape === undefined ? {} : { shape: stored(trial.run.ledger)(JSON.stringify(shape)) };
}

const addresses = new WeakMap<Ledger, Map<string | JsonSchema, string>>();
const mostAddresses = 4096;

/** Puts a body that many asks carry: long texts and schemas are hashed once, not with each ask that quotes them. */
function stored(ledger: Ledger): (body: string | JsonSchema) => string {
  const known = addresses.get(ledger) ?? new Map<string | JsonSchema, string>();
  addresses.set(ledger, known);
  return (body) => {
    const before = known.get(body);
    if (before !== undefined) return before;
    if (known.size >= mostAddresses) known.clear();
    const address = ledger.put(body);
    known.set(body, address);
    return address;
  };
}

/** Counts the ask and derives its key, in which the model stands by its identity; asks are counted before anything waits, so the count repeats on replay. */
export function drawOf(trial: TrialContext, seat: Seat, address: string, task: Pick<Task, "id"> = trial.task): { key: string; draw: Draw } {
  const occurrence = count(trial.occurrences, occurrenceName(seat, address));
  const seed = trial.run.draws === "shared" ? trial.run.seed : `${trial.run.seed}/${trial.id}`;
  const draw = { seed, repetition: trial.repetition, occurrence, task: task.id };
  return { key: keyOf(trial, seat, address, occurrence), draw };
}

/** The key that the next draw of the same ask would have; nothing is counted. */
export function nextKey(trial: TrialContext, { seat, ask }: Pick<CallRequest, "seat" | "ask">): string {
  const address = storeAsk(trial, ask);
  return keyOf(trial, seat, address, trial.occurrences.get(occurrenceName(seat, address)) ?? 0);
}

function keyOf(trial: TrialContext, { model }: Seat, address: string, occurrence: number): string {
  const apart = trial.run.draws === "shared" ? "" : trial.id;
  return sha256Parts(model.identity ?? model.id, address, String(trial.repetition), String(occurrence), apart);
}

function occurrenceName({ model }: Seat, address: string): string {
  return `${model.identity ?? model.id} ${address}`;
}

function count(counts: Map<string, number>, name: string): number {
  const before = counts.get(name) ?? 0;
  counts.set(name, before + 1);
  return before;
}

/**
 * One try of one call: held before it leaves, written ahead, settled after; answered from the ledger or from the call
 * already in flight when there is one. The trial's clock moves by the time the call took.
 */
export interface KnownCall {
  readonly key: string;
  /** The keys of the tries that followed a failure. */
  readonly later: () => readonly string[];
  readonly draw: Draw;
  readonly address: string;
  readonly purpose: Purpose;
  readonly waits: Waits;
  readonly onFirst?: () => void;
}
export async function placeCall(request: CallRequest, known: KnownCall): Promise<PlacedCall> {
  const { trial, place, seat, ask } = request;
  const ticket = trial.clock.ticket();
  const quote = seat.model.quote(ask);
  // Where other calls of the trial hold the money, this one leaves when they have returned it, on the trial's clock.
  const amount = heldFor(trial, seat.model, quote);
  const hold = await place.budget.reserve(amount);
  const start = trial.clock.now();
  const placed = (reply: Reply): PlacedCall => ({ reply, key: known.key, ask: known.address, start });
  if (!hold.ok) return placed(freeFailure(allowing(hold, amount - quote)));
  const settled = trial.run.ledger.call(known.key);
  // A failed try whose successor was answered is not made again: its failure is the way to that answer.
  const passed = (settled?.state === "failed" || settled?.state === "unknown") && answeredLater(trial, known.later());
  const fromLedger = settled?.state === "settled" || passed ? settled.reply : takenOver(request, known, settled);
  const flight = fromLedger === undefined ? trial.run.inFlight.join(known.key, () => callModel(request, known, quote)) : undefined;
  const reply = fromLedger ?? (await trial.clock.outside(() => (flight as NonNullable<typeof flight>).reply));
  // Priced before the clock moves on: the prompt cache must have seen every call that left by now.
  const own = trial.reprice?.(seat, ask, reply, start) ?? reply;
  if (seat.model.world === "live" && flight?.first === true) trial.clock.reach(start + reply.ms);
  else await advanceClock(trial, reply, { start, ticket }, known.onFirst);
  hold.settle(own.cost);
  noteOverrun(trial, seat.model, quote, own.cost);
  if (!own.ok && own.failure.code === "aborted") trial.halted = true;
  return { ...placed(own), stored: fromLedger !== undefined };
}

/** An answer of an earlier run, put on record here: counted at its cost, and paid with nothing. */
function takenOver({ trial, seat }: CallRequest, known: KnownCall, own: CallRow | undefined): Reply | undefined {
  const { ledger, reuse } = trial.run;
  if (reuse === undefined || seat.model.world !== "live" || own?.state === "open") return undefined;
  const found = reuse(known.key);
  if (found === undefined) return undefined;
  const { receipt } = found.reply;
  const flags = [...new Set([...(receipt?.flags ?? []), "reused"])];
  const reply: Reply = { ...found.reply, receipt: { ...receipt, from: receipt?.from ?? found.run, flags } };
  const { key, purpose, address } = known;
  ledger.open({ key, model: seat.model.id, trial: trial.id, member: seat.name, purpose, hold: 0, ask: address });
  ledger.close(key, reply);
  return reply;
}

/** Whether one of these tries is in the ledger with its answer. */
export function answeredLater(trial: TrialContext, keys: readonly string[]): boolean {
  return keys.some((key) => trial.run.ledger.call(key)?.state === "settled");
}

/** When a call began on the trial's clock, and its place in the order of asking. */
interface CallBegin {
  readonly start: number;
  readonly ticket: number;
}

/** Lets the time of a reply pass on the trial's clock, its first token on the way. */
async function advanceClock({ clock }: TrialContext, reply: Reply, begin: CallBegin, onFirst?: () => void): Promise<void> {
  const { start, ticket } = begin;
  const firstMs = reply.receipt?.firstMs;
  if (onFirst !== undefined && firstMs !== undefined && firstMs < reply.ms) void clock.sleep(firstMs, start, ticket).then(onFirst);
  await clock.sleep(reply.ms, start, ticket);
}

/** The call itself: run money held, row written ahead (on disk before a live call leaves), row closed. */
async function callModel(request: CallRequest, known: KnownCall, quote: Nano): Promise<Reply> {
  const { trial, seat, ask } = request;
  const { run } = trial;
  const stopped = (): Reply | undefined => (run.signal?.aborted === true ? freeFailure(stopping) : undefined);
  const live = seat.model.world === "live";
  const passed = live ? await written(run, async () => ({ ok: !(await isBarred(run, quote)) })) : { ok: true };
  const early = passed.ok ? stopped() : freeFailure(stopping);
  if (early !== undefined) return early;
  const admitted = live ? await run.admit?.(seat.model, tokensIn(ask) + outputAtMost(ask), run.signal, known.waits.gate) : undefined;
  known.waits.add(admitted?.waitedMs ?? 0);
  if (admitted?.refused !== undefined) {
    const kept = keptBack(request, known, admitted.refused);
    admitted.release(kept);
    return kept;
  }
  const amount = heldFor(run.budget, seat.model, quote);
  const hold = await written(run, () => run.budget.reserve(amount, run.signal));
  if (!hold.ok) {
    admitted?.release(freeFailure(hold));
    return freeFailure(fail("aborted", `The run may not pay for this call. ${allowing(hold, amount - quote).failure.message}`));
  }
  const late = stopped();
  if (late !== undefined) {
    admitted?.release(late);
    await written(run, () => hold.settle(0));
    return late;
  }
  const { key, purpose, address } = known;
  run.ledger.open({ key, model: seat.model.id, trial: trial.id, member: seat.name, purpose, hold: amount, ask: address });
  if (live && (await written(run, () => run.ledger.durable())) === stopping) {
    const unsent = freeFailure(stopping);
    run.ledger.close(key, unsent);
    admitted?.release(unsent);
    await written(run, () => hold.settle(0));
    return unsent;
  }
  const reply = atHold(await withTimeout(request, known, quote), quote, amount);
  noteOverrun(run.budget, seat.model, quote, reply.cost);
  admitted?.release(reply);
  run.ledger.close(known.key, reply);
  // What came is in memory at least: it is tried once more to keep it when the run ends.
  if (live) await written(run, () => run.ledger.durable());
  await written(run, () => hold.settle(reply.cost));
  return reply;
}

/** Does what writes to the ledger's file; where that is refused (a full disk, say), the run hears of it and stops. */
async function written<T>(run: TrialContext["run"], work: () => T | Promise<T>): Promise<T | typeof stopping> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof UserError) || run.unwritten === undefined) throw thrown;
    run.unwritten(thrown);
    return stopping;
  }
}

/** A call that may not wait as long as a limit lasts never leaves; it is on record as held up by a limit, at no cost. */
function keptBack({ trial, seat }: CallRequest, known: KnownCall, refused: NonNullable<Admission["refused"]>): Reply {
  const { key, purpose, address, waits } = known;
  const given = waits.given(refused);
  trial.run.ledger.open({ key, model: seat.model.id, trial: trial.id, member: seat.name, purpose, hold: 0, ask: address });
  trial.run.ledger.close(key, freeFailure(fail("rate", given.failure.message)));
  return freeFailure(given);
}

/** A call costs all that was held for it where its outcome is unknown, or where an answer came and nothing usable tells what it cost. */
function atHold(reply: Reply, quote: Nano, amount: Nano): Reply {
  const { flags = [], reported } = reply.receipt ?? {};
  const untold =
    reply.cost === quote && reported === undefined && flags.some((flag) => flag === "no-usage" || flag === "inconsistent-usage");
  return untold || flags.includes("outcome-unknown") ? { ...reply, cost: amount } : reply;
}

/** A refusal of a hold that was raised because an earlier call was billed above its quote says so. */
function allowing<T extends Result<unknown> & { ok: false }>(refused: T, more: Nano): T {
  if (more === 0 || refused.failure.code !== "budget") return refused;
  const message = `${refused.failure.message} An earlier call of this model was billed ${dollars(more)} above its quote, so that much more is held.`;
  return { ...refused, failure: { ...refused.failure, message } };
}

/** Whether the run's gate lets nothing through. A call that cannot be paid does not knock; one that can holds no money meanwhile. */
async function isBarred({ gate, budget, signal }: TrialContext["run"], quote: Nano): Promise<boolean> {
  if (gate === undefined || gate.open || signal?.aborted === true) return false;
  const hold = await budget.reserve(quote, signal);
  if (!hold.ok) return false;
  hold.settle(0);
  return !(await gate.pass());
}

/** A model that keeps its own time limit is left this long to say so. */
const breathMs = 5000;

const stopping = fail("aborted", "The run is stopping: no new call leaves.");

/** How long a model that was told to give up may take to say so. */
const lastWordMs = 2000;

/** Keeps the model's contract for models that break it: no rejection, no silence, no endless text. A stop of the run lets the call end. */
async function withTimeout({ trial, seat, ask }: CallRequest, known: KnownCall, quote: Nano): Promise<Reply> {
  const callMs = Math.max(trial.run.patience.callMs, (seat.model.longestMs ?? 0) + breathMs);
  const controller = new AbortController();
  const { id } = seat.model;
  const began = performance.now();
  const timers: NodeJS.Timeout[] = [];
  const given = Promise.withResolvers<Reply>();
  const lost = (failed: ReturnType<typeof fail>, ms: number): void =>
    given.resolve({ ...failed, usage: noUsage, cost: quote, ms, receipt: { flags: ["outcome-unknown"] } });
  const silent = fail("timeout", `Wanted an answer from ${id} within ${callMs} ms; got none, so it counts as paid.`);
  const timer = setTimeout(() => {
    controller.abort();
    lost(silent, callMs);
  }, callMs);
  const cut = (): void => {
    controller.abort();
    const failed = fail("aborted", `The call to ${id} was given up while it was in flight, so it counts as paid.`);
    timers.push(setTimeout(() => lost(failed, Math.round(performance.now() - began)), lastWordMs));
  };
  // Where nothing but this timer is left, a function's promise can settle no more, and the function says so itself.
  if (isFunctionAddress(id)) timer.unref();
  timers.push(timer);
  if (trial.run.cut?.aborted === true) cut();
  trial.run.cut?.addEventListener("abort", cut, { once: true });
  const listens = seat.model.world === "live" && known.onFirst !== undefined;
  const watch: CallContext = { draw: known.draw, signal: controller.signal, ...(listens ? { onFirst: known.onFirst } : {}) };
  const answer = caught("provider", () => seat.model.call(ask, watch)).then((called) =>
    called.ok ? clipped(billed(called.value, seat.model, quote)) : freeFailure(called),
  );
  const reply = await Promise.race([answer, given.promise]);
  for (const each of timers) clearTimeout(each);
  trial.run.cut?.removeEventListener("abort", cut);
  return reply;
}

/**
 * A bill above the quote stands whole and is flagged, but for a function without a price, which quotes nothing; one that is no amount
 * of money is charged at the quote, and its usage is none.
 */
function billed(reply: Reply, { id, price }: Model, quote: Nano): Reply {
  const sound = Number.isSafeInteger(reply.cost) && reply.cost >= 0;
  if (sound && (reply.cost <= quote || (price === undefined && isFunctionAddress(id)))) return reply;
  const flags = [...new Set([...(reply.receipt?.flags ?? []), sound ? "overrun" : "inconsistent-usage"])];
  if (sound) return { ...reply, receipt: { ...reply.receipt, flags } };
  const { computed: _computed, reported: _reported, ...receipt } = reply.receipt ?? {};
  return { ...reply, usage: noUsage, cost: quote, receipt: { ...receipt, flags } };
}

const longestText = 4_000_000;
function clipped(reply: Reply): Reply {
  if (!reply.ok || reply.text.length <= longestText) return reply;
  const flags = [...(reply.receipt?.flags ?? []), "cut"];
  return { ...reply, text: reply.text.slice(0, longestText), stop: "length", receipt: { ...reply.receipt, flags } };
}

/** Input tokens, guessed from characters, for rate limits only. */
function tokensIn(ask: Ask): number {
  return Math.ceil(ask.messages.reduce((sum, message) => sum + message.text.length, 0) / 3);
}
