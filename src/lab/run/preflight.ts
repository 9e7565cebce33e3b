import { inFlightCalls, openDesk, type RunContext, type TrialContext, openScope } from "../../calls/index.ts";
import type { RunLedger } from "../../ledger/index.ts";
import { cameThrough } from "../../statistics/index.ts";
import type { Ask, Failure, NestedTask, Model, Nano, Reply, Seat, Task, Terms } from "../../types.ts";
import { fail } from "../../util/failure.ts";
import { isFunctionAddress } from "../../util/functions.ts";
import { askedSeats } from "../estimate/asked-seats.ts";
import { bareTrial } from "../trials/bare-trial.ts";
import type { Plan } from "../plan/plan.ts";
import { isPreflight, preflightChain } from "../../util/chains.ts";

/** A model that could not be asked, and who sits on it. */
export interface Unreachable {
  readonly names: readonly string[];
  readonly model: string;
  readonly failure: Failure;
}

/** A server may be busy for a moment; one that still does not answer is said. */
const tries = 3;
const ask: Ask = { purpose: "preflight", messages: [{ role: "user", text: "Reply with the word ready." }], maxTokens: 16 };
const terms: Terms = { attempts: 1, feedback: "none", outputCap: 16, visibility: "all", warmFirst: false, selfJudging: "refused" };

/**
 * Asks each distinct live model that trials of a plan may ask, judges and members of firms included, one tiny question, all at once, and returns those
 * that did not answer. The calls are booked in the run's ledger, in trials of no topology; a limit of rate is an answer.
 */
export async function preflight(plan: Plan, run: RunContext, ledger: RunLedger): Promise<Unreachable[]> {
  const groups = [...Map.groupBy(await liveSeats(await askedSeats(plan)), ({ model }) => `${model.id} ${model.identity ?? ""}`).values()];
  const earlier = ledger.trials().filter(isPreflight).length;
  const asked = groups.map(async (seats, index): Promise<Unreachable[]> => {
    const [seat] = seats as [Seat];
    const failure = await fault(run, seat, earlier + index);
    return failure === undefined ? [] : [{ names: [...new Set(seats.map(({ name }) => name))], model: seat.model.id, failure }];
  });
  return (await Promise.all(asked)).flat();
}

/** What the preflights of a run count as spent: the hold of a call while nobody can tell what it cost. */
export function preflightCost(ledger: Pick<RunLedger, "calls">): Nano {
  return [...ledger.calls()]
    .filter(({ purpose }) => purpose === "preflight")
    .reduce((sum, { state, hold, cost }) => sum + (state === "open" || state === "unknown" ? hold : cost), 0);
}

/** Why no answer came; undefined when one did, or when money or an interruption kept the question back. */
async function fault(run: RunContext, seat: Seat, number: number): Promise<Failure | undefined> {
  const trial = openQuestion(run, number);
  const place = openScope([seat], terms);
  for (let attempt = 0; ; attempt++) {
    const reply = await openDesk(trial, place).ask(seat.name, ask);
    if (isPartless(reply)) return fail("setup", partlessWords(seat.model.id)).failure;
    if (reply.ok || cameThrough(reply)) return undefined;
    const { code } = reply.failure;
    if (code === "budget" || code === "aborted" || code === "rate") return undefined;
    if (code !== "provider" || attempt + 1 >= tries) return reply.failure;
    await run.patience.sleep(500 * 2 ** attempt, run.signal);
  }
}

/**
 * Whether an answer came of no text, without any word of how it ended. Of a model that has answered before that is an empty answer; of one
 * that never did it is no answer in the form that was asked for.
 */
function isPartless(reply: Reply): boolean {
  if (reply.ok || reply.failure.code !== "malformed") return false;
  return (reply.text ?? "").trim() === "" && reply.receipt?.flags?.includes("no-end") === true;
}

function partlessWords(model: string): string {
  return `${model} answered with tokens that are billed, and without any text or a reason for its end. Check that baseUrl leads to the interface that the provider before the model's name stands for, and that the server runs this model.`;
}

/** Each preflight is a repetition of its own, so that no earlier answer stands in for this one. */
function openQuestion(run: RunContext, number: number): TrialContext {
  const task: Task = { id: "preflight", category: "preflight", prompt: "", grader: { kind: "none" } };
  const { reuse: _reuse, ...fresh } = run;
  const once: RunContext = { ...fresh, inFlight: inFlightCalls(), patience: { ...run.patience, tries: 1 } };
  return bareTrial(once, { id: preflightChain(number), task, repetition: number });
}

/** Every seat with a live model, those inside firms included. */
async function liveSeats(seats: readonly Seat[]): Promise<Seat[]> {
  return (await Promise.all(seats.map(leavesOf))).flat().filter(({ model }) => model.world === "live" && !isFunctionAddress(model.id));
}

async function leavesOf(seat: Seat): Promise<readonly Seat[]> {
  if (seat.model.composite !== true) return [seat];
  return (await Promise.all((await staffOf(seat.model)).map(leavesOf))).flat();
}

/** A firm tells whom it employs when it wants to hire; nobody is hired. */
async function staffOf(model: Model): Promise<readonly Seat[]> {
  let seats: readonly Seat[] = [];
  const runNested = async ({ seats: staff }: NestedTask): Promise<ReturnType<typeof fail>> => {
    seats = staff;
    return fail("aborted", "Nobody is hired in a preflight.");
  };
  await model.call(ask, { draw: { seed: "", repetition: 0, occurrence: 0, task: "preflight" }, runNested });
  return seats;
}
