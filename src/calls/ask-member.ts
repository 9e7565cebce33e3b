import type { Ask, CallFact, Failure, Form, Json, Purpose, Reply, Seat, CallContext } from "../types.ts";
import { fail } from "../util/failure.ts";
import { addUsage } from "../util/money.ts";
import { misfitOf, type ParseResult, parseObject } from "../util/parse-object.ts";
import { backOff, keyAt, keysAfter } from "./back-off.ts";
import type { CallRequest, Scope, Tally, TrialContext } from "./context.ts";
import { isLimited, isOverloaded, mayPass } from "./may-pass.ts";
import { repairAsk } from "./repair-ask.ts";
import { seatAsk } from "./seat-ask.ts";
import { answeredLater, drawOf, type KnownCall, nextKey, type PlacedCall, placeCall, storeAsk, storeShape } from "./place-call.ts";
import { freeFailure } from "./free-failure.ts";
import { openWaits } from "./waits.ts";
import { defined } from "../util/defined.ts";
import { wantedOf } from "../util/wanted-of.ts";
import { parseBlocks } from "../util/parse-blocks.ts";

/** What an ask brings along beside its text. */
export interface AskExtras {
  readonly runNested: RunNested;
  readonly onFirst?: () => void;
  readonly form?: Form;
}
/** Runs a model made of models: `runNested` for the firm's own seats, one span deeper. */
export type RunNested = (place: Scope, seat: Seat) => NonNullable<CallContext["runNested"]>;

/**
 * Asks a seat until it answers, retries run out or the budget does; every try is a row and a fact. An answer that does not
 * fit the wanted shape is asked for once more. Contract: never rejects; a failed reply carries what all tries cost.
 */
export async function askMember(request: CallRequest, extras: AskExtras): Promise<Reply> {
  const { ask, seat, place } = request;
  const reply = await answered({ ...request, ask: seatAsk(ask, seat, place.purpose) }, extras);
  extras.onFirst?.();
  return reply;
}

async function answered(request: CallRequest, extras: AskExtras): Promise<Reply> {
  const { trial, seat } = request;
  for (;;) {
    const draw = { stored: true };
    const reply = await drawn(request, extras, draw);
    // What was asked before without a usable reply is asked anew; each draw of the ledger is passed once, so this ends.
    const silent = draw.stored && !reply.ok && seat.model.composite !== true;
    if (!silent || !(trial.anew === true || isRegraded(request))) return reply;
  }
}

/** Whether a judge that is silent on record was asked the same again in a later grading: its first silence is no answer then. */
function isRegraded({ trial, place, seat, ask }: CallRequest): boolean {
  const { drawnBefore } = trial.run;
  return place.purpose === "grade" && drawnBefore?.(nextKey(trial, { seat, ask })) === true;
}

/** Whether every reply was in the ledger before it was asked for. */
interface DrawState {
  stored: boolean;
}

/** One draw of an ask, its repair included. */
async function drawn(request: CallRequest, extras: AskExtras, draw: DrawState): Promise<Reply> {
  const { place, seat, ask: whole } = request;
  const { form } = extras;
  const firm = seat.model.composite === true;
  const asked = (ask: Ask, purpose: Purpose, onFirst?: () => void): Promise<Reply> =>
    firm
      ? askFirm({ ...request, ask }, form, extras.runNested(place, seat))
      : askWithRetries({ ...request, ask }, { form, draw, purpose, ...defined({ onFirst }) });
  const first = await asked(whole, place.purpose ?? whole.purpose, extras.onFirst);
  if (wantedOf(whole) === undefined || first.ok || first.failure.code !== "malformed") return first;
  // A firm in which nobody answered has said so; it is not set to work again.
  if (firm && first.text === undefined) return first;
  const again = await asked(repairAsk(whole, first, form?.example), place.purpose ?? "repair");
  return combineReplies(first, again);
}

async function askFirm(
  { trial, place, seat, ask }: CallRequest,
  form: Form | undefined,
  runNested: NonNullable<CallContext["runNested"]>,
): Promise<Reply> {
  const draw = { seed: trial.run.seed, repetition: trial.repetition, occurrence: 0, task: (place.asked?.task ?? trial.task).id };
  const reply = await seat.model.call(ask, { draw, runNested });
  return checkShape(reply, ask, form);
}

/** One draw as it is asked for: the form of its reply, whether all of it was in the ledger so far, and what it is for. */
interface DrawSettings extends Pick<KnownCall, "purpose" | "onFirst"> {
  readonly form: Form | undefined;
  readonly draw: DrawState;
}

/** One ask with retries for what may pass. Waiting for a limit is no try; a wait beyond the member's patience ends it. */
async function askWithRetries(request: CallRequest, { form, draw: state, purpose, onFirst }: DrawSettings): Promise<Reply> {
  const { trial, place, seat, ask } = request;
  const { seed, patience, inFlight, ledger } = trial.run;
  const address = storeAsk(trial, ask);
  const { key, draw } = drawOf(trial, seat, address, place.asked?.task ?? trial.task);
  const rows: string[] = [];
  const waits = openWaits(trial.run, seat);
  let faults = 0;
  let reply: Reply | undefined;
  while (faults < patience.tries) {
    const row = rows.length;
    const later = (): string[] => keysAfter(ledger, key, row);
    rows.push(keyAt(key, row));
    const known = { key: keyAt(key, row), later, draw, address, purpose, waits, ...defined({ onFirst }) };
    const placed = await placeCall(request, known);
    state.stored &&= placed.stored === true;
    const gone = neverLeft(placed.reply);
    waits.heard(placed.reply);
    const ms = waits.next(placed.reply, backOff(seed, key, row, placed.reply));
    const patient = gone ? placed.reply : waits.within(placed.reply, ms);
    if (gone || isGivenUp(patient) || waits.ended(patient)) inFlight.forget(rows);
    if (isGivenUp(patient) && placed.stored !== true) trial.run.givenUp?.(seat.model, patient);
    const own = checkShape(patient, ask, form);
    if (!gone) recordCall(request, { ...placed, reply: own }, purpose);
    reply = reply === undefined ? own : combineReplies(reply, own);
    if (gone || waits.ended(own) || !mayPass(own)) return reply;
    waits.add(ms);
    if (!isLimited(own)) faults += 1;
    if (faults < patience.tries) await waitOut(trial, seat, own, { ms, answered: answeredLater(trial, keysAfter(ledger, key, row)) });
  }
  inFlight.forget(rows);
  return reply ?? freeFailure(fail("provider", "No try was allowed. Set the number of tries to 1 or more."));
}

/** Whether whoever asks the same next must not follow the tries that ended here. */
function isGivenUp(reply: Reply): boolean {
  return !reply.ok && reply.failure.code === "setup" && !mayPass(reply);
}

/** Whether the money or the stop of the run kept the call from leaving; one that was given up in flight did leave. */
function neverLeft(reply: Reply): boolean {
  if (reply.ok || reply.receipt?.flags?.includes("outcome-unknown") === true) return false;
  return reply.failure.code === "budget" || reply.failure.code === "aborted";
}

/** Milliseconds of a wait that people are told of. */
const worthSaying = 5000;

/** A wait before the next row; one of the trial's clock alone when that row is `answered` in the ledger already. */
async function waitOut(
  trial: TrialContext,
  seat: Seat,
  reply: Reply,
  { ms, answered }: { readonly ms: number; readonly answered: boolean },
): Promise<void> {
  if (seat.model.world !== "live" || answered) return trial.clock.sleep(ms);
  const start = trial.clock.now();
  const why = reply.ok || (isLimited(reply) && !isOverloaded(reply)) ? {} : { why: reply.failure.message };
  if (ms >= worthSaying)
    trial.run.patience.onWait?.({ model: seat.model.id, lane: seat.model.pace?.lane ?? seat.model.id, ms, waiting: 1, ...why });
  await trial.clock.outside(() => trial.run.patience.sleep(ms, trial.run.signal));
  trial.clock.reach(start + ms);
}

function recordCall({ trial, place, seat, ask }: CallRequest, placed: PlacedCall, purpose: Purpose): void {
  const { reply } = placed;
  const body: Json = reply.ok
    ? { text: reply.text, ...defined({ object: reply.object }) }
    : { failure: { ...reply.failure }, ...defined({ text: reply.text }) };
  const fact: CallFact = {
    type: "call",
    key: placed.key,
    member: seat.name,
    model: seat.model.id,
    purpose,
    ...storeShape(trial, ask),
    ok: reply.ok,
    ...(reply.ok ? { stop: reply.stop } : { failure: reply.failure }),
    usage: reply.usage,
    cost: reply.cost,
    start: placed.start,
    ms: reply.ms,
    ask: placed.ask,
    reply: trial.run.ledger.put(body),
    ...besideBill(reply),
    ...(reply.receipt?.flags === undefined || reply.receipt.flags.length === 0 ? {} : { flags: reply.receipt.flags }),
  };
  trial.session.note({ trial: trial.id, span: place.span, at: trial.clock.now() }, fact);
  for (let tally: Tally | undefined = place.tally; tally !== undefined; tally = tally.parent) {
    tally.cost += reply.cost;
    tally.usage = addUsage(tally.usage, reply.usage);
  }
}

function besideBill({ receipt }: Reply): Pick<CallFact, "computed"> {
  return receipt?.computed !== undefined && receipt.flags?.includes("price-differs") === true ? { computed: receipt.computed } : {};
}

/** The reply with an object that fits the ask's shape; else a `malformed` failure that keeps text, usage and cost: the call is settled all the same. */
function checkShape(reply: Reply, ask: Ask, form: Form | undefined): Reply {
  const wanted = wantedOf(ask);
  if (!reply.ok || wanted === undefined) return reply;
  const given = reply.object !== undefined && misfitOf(reply.object, wanted) === undefined;
  const parse = ask.shape === undefined ? parseBlocks : parseObject;
  const parsed: ParseResult = given ? { ok: true, object: reply.object, flags: [] } : parse(reply.text, wanted);
  if (!parsed.ok) return misfit(reply, parsed.failure);
  const fault = form?.faultOf(parsed.object);
  if (fault !== undefined) return misfit(reply, fail("malformed", fault).failure);
  if (parsed.flags.length === 0) return { ...reply, object: parsed.object };
  const { receipt } = reply;
  return { ...reply, object: parsed.object, receipt: { ...receipt, flags: [...(receipt?.flags ?? []), ...parsed.flags] } };
}

function misfit({ text, stop, usage, cost, ms, receipt }: Reply & { readonly ok: true }, failure: Failure): Reply {
  const known = receipt?.flags ?? [];
  const flags = stop === "length" && !known.includes("context-full") ? [...new Set([...known, "truncated"])] : known;
  const kept = flags.length === 0 && receipt === undefined ? {} : { receipt: { ...receipt, ...(flags.length === 0 ? {} : { flags }) } };
  return { ok: false, failure, text, usage, cost, ms, ...kept };
}

/** The later reply, with the usage, cost and time of both. */
function combineReplies(earlier: Reply, later: Reply): Reply {
  return { ...later, usage: addUsage(earlier.usage, later.usage), cost: earlier.cost + later.cost, ms: earlier.ms + later.ms };
}
