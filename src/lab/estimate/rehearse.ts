import {
  memoryLedger,
  type Memory,
  openBudget,
  openDesk,
  openSession,
  type RunContext,
  trialClock,
  openScope,
  briefOf,
  openRun,
  openTrial,
} from "../../calls/index.ts";
import { judgeKinds } from "../../judges/index.ts";
import type { Estimate } from "../../report/dry-run.ts";
import type { Answer, Ask, FailureCode, Judge, JudgeSpec, Ledger, Nano, Seat, Suite, Task } from "../../types.ts";
import { defined } from "../../util/defined.ts";
import { sha256Parts } from "../../util/hash.ts";
import { unit } from "../../util/random.ts";
import type { AnsweredBefore } from "./answered-before.ts";
import { judgedBy } from "../trials/grade.ts";
import { solveTask } from "../trials/solve-task.ts";
import { turnPlace } from "../trials/turn-place.ts";
import { askedTasks } from "./asked-tasks.ts";
import { guessNotes } from "./guess-notes.ts";
import type { PastReplies } from "./past-replies.ts";
import { type Plan, type PlannedTopology, trialId } from "../plan/plan.ts";
import { repetitionsOf } from "../plan/repeats.ts";
import { graderOf, graderSpec, verifierOf } from "../plan/plan-judges.ts";
import { shadowTopology } from "../trials/shadow.ts";
import { type Guess, type Mode, standIn, type EstimatedUse } from "./stand-in.ts";
import { sandboxNotes } from "../plan/unrunnable.ts";
import { type TaskCost, withinCaps } from "../trials/within-caps.ts";
import { batchAt } from "../plan/batches.ts";
import { valued } from "../plan/valued.ts";

/** The share of verdicts that are likely to pass, where no past replies tell. */
const passing = 0.7;

/**
 * What a run may cost, before anything is spent: every topology rehearses every task twice with stand-ins that bill by the true
 * prices, and its answers are graded. "Most": every answer is as long as allowed, every verdict fails, nothing is shared. "Likely":
 * answers as long as past replies say, or else the suite's own lengths; verdicts pass as often as they did. A topology's row is what
 * it would pay alone; what it shares with others is taken off in a row of its own. Only what is `left` of the run is counted: these
 * repetitions of a topology on a task; and of that, only what is not `answered` before. No part is above the caps that hold for it.
 * Provider caches can only make the run cheaper.
 */
export async function rehearse(plan: Plan, past?: PastReplies, { left = allOf(plan), answered }: Remaining = {}): Promise<Estimate> {
  const most = await rehearsal(plan, { mode: "most", left, answered });
  const likely = await rehearsal(plan, { mode: "likely", left, past, answered });
  const apart = { mode: "likely", left, past, answered, alone: true } as const;
  const alone = plan.draws === "shared" ? withShadow(likely, await rehearsal(plan, apart)) : likely;
  const rows = most.parts.map((most, index) => {
    const { topology, trials, bounded, used } = alone.parts[index] ?? most;
    return { topology, trials, ...countsOf(used), likely: bounded, most: most.bounded };
  });
  const shared = sharedRow(likely, alone);
  const grading = { topology: "(grading)", trials: 0, ...countsOf(likely.grading), likely: likely.grading.cost, most: most.grading.cost };
  const notes = [...plan.warnings, ...guessNotes(likely.guessed), ...unforeseenNotes(likely.unforeseen), ...sandboxNotes(plan.suite)];
  const all = [...rows, ...(shared.calls === 0 ? [] : [shared]), ...(most.grading.calls === 0 ? [] : [grading])];
  const sum = (field: "likely" | "most"): Nano => all.reduce((total, row) => total + row[field], 0);
  return {
    experiment: plan.name,
    world: plan.world,
    tasks: plan.suite.tasks.length,
    repetitions: plan.repetitions,
    rows: all,
    likely: sum("likely"),
    most: Math.min(plan.cap, plan.day ?? Infinity, sum("most")),
    ...(likely.unpriced.length === 0 ? {} : { unpriced: likely.unpriced }),
    ...(past === undefined || past.calls === 0 ? {} : { past: past.calls }),
    ...(past === undefined || past.elsewhere === 0 ? {} : { elsewhere: past.elsewhere }),
    ...(answered === undefined ? {} : { reused: answered.taken() }),
    ...(plan.cap === Infinity ? {} : { cap: plan.cap }),
    ...(notes.length === 0 ? {} : { notes }),
  };
}

/** A seat that a topology asks of itself when every verdict fails, and the least that one of its calls holds. */
export interface RehearsedSeat {
  readonly seat: Seat;
  readonly calls: number;
  readonly hold: Nano;
}

/** A topology's seats as one rehearsal of a task, the first unless told, asks them. */
export async function rehearsedSeats(
  plan: Plan,
  topology: PlannedTopology,
  task = plan.suite.tasks[0],
  onVerdict: () => void = () => {},
): Promise<RehearsedSeat[]> {
  if (task === undefined) return [];
  const tasks = new Map([[task.id, task]]);
  const mode = "most";
  const counted = topology.seats.map((seat) => ({ seat, used: unused(), holds: [] as Nano[] }));
  const verifier = standInJudge(plan, topology, { mode });
  const idle = plan.judgeSeats.map((seat) => standIn(seat, { mode, tasks, used: unused() }));
  await rehearseTrial(plan, topology, {
    run: rehearsalRun(plan, mode),
    task,
    seats: counted.map(({ seat, used, holds }) => {
      const quote = (ask: Ask): Nano => {
        const hold = seat.model.quote(ask);
        holds.push(hold);
        return hold;
      };
      return standIn({ ...seat, model: { ...seat.model, quote } }, { mode, tasks, used });
    }),
    judgeSeats: idle,
    graders: idle,
    verifier: {
      ...verifier,
      judge(...given) {
        onVerdict();
        return verifier.judge(...given);
      },
    },
    memory: { events: [] },
    trial: `${topology.name}/${task.id}`,
  });
  return counted.map(({ seat, used, holds }) => ({ seat, calls: used.calls, hold: Math.min(...holds) }));
}

/** One call as a rehearsal makes it. */
export interface RehearsedAsk {
  readonly seat: Seat;
  readonly ask: Ask;
}

/** Every call that a topology is likely to come to on a task, or comes to when every verdict fails, those of its verifier and of the grader included. */
export async function rehearsedAsks(
  plan: Plan,
  topology: PlannedTopology,
  task: Task,
  { mode = "likely", contrary = false }: { readonly mode?: Mode; readonly contrary?: boolean } = {},
): Promise<RehearsedAsk[]> {
  const asked: RehearsedAsk[] = [];
  const onAsk = (seat: Seat, ask: Ask): void => void asked.push({ seat, ask });
  const setting = { mode, tasks: new Map([[task.id, task]]), used: unused(), onAsk, contrary };
  const judgeSeats = plan.judgeSeats.map((seat) => standIn(seat, setting));
  await rehearseTrial(plan, topology, {
    run: rehearsalRun(plan, mode),
    task,
    seats: topology.seats.map((seat) => standIn(seat, setting)),
    judgeSeats,
    graders: judgeSeats,
    verifier: standInJudge(plan, topology, { mode }),
    memory: { events: [] },
    trial: `${topology.name}/${task.id}`,
  });
  return asked;
}

/** Whose verdicts on stored answers a plan cannot tell. */
function unforeseenNotes(kinds: readonly string[]): string[] {
  if (kinds.length === 0) return [];
  return [
    `What the verifier (${kinds.join(", ")}) says of answers that the ledger has is told by the run alone: retries after its verdicts are counted as if they were new.`,
  ];
}

function countsOf({ calls, input, output }: EstimatedUse): { calls: number; inputTokens: number; outputTokens: number } {
  return { calls, inputTokens: input, outputTokens: output };
}

/** What is still to be paid of a run. */
export interface Remaining {
  /** The repetitions of this topology on this task that are still to be run; all where nothing is said. */
  readonly left?: (topology: string, task: string) => readonly number[];
  /** Answers that need not be paid again. */
  readonly answered?: AnsweredBefore | undefined;
}

function allOf(plan: Plan): NonNullable<Remaining["left"]> {
  return (topology, task) => repetitionsOf(plan, topology, task);
}

/** Shadow runs are beside the topologies: of theirs, only what they alone ask is counted. */
function withShadow(likely: Rehearsal, { parts, ...rest }: Rehearsal): Rehearsal {
  return { parts: parts.map((part, index) => (part.shadow ? (likely.parts[index] ?? part) : part)), ...rest };
}

/** What topologies that share answers need not pay again. */
function sharedRow(likely: Rehearsal, alone: Rehearsal): Estimate["rows"][number] {
  const saved = (field: keyof EstimatedUse): number =>
    likely.parts.reduce((sum, { bounded, used }, index) => {
      const own = alone.parts[index]?.used ?? used;
      return sum + (field === "cost" ? bounded - (alone.parts[index]?.bounded ?? bounded) : used[field] - own[field]);
    }, 0);
  const counts = { calls: saved("calls"), inputTokens: saved("input"), outputTokens: saved("output") };
  return { topology: "(shared answers)", trials: 0, ...counts, likely: saved("cost"), most: 0 };
}

/** Every topology on every task, and the shadow runs on theirs. */
function parts({ topologies, suite, shadow, ...rest }: Plan): { topology: PlannedTopology; suite: Suite }[] {
  const whole = topologies.map((topology) => ({ topology, suite }));
  if (shadow.length === 0) return whole;
  return [...whole, { topology: shadowTopology({ ...rest, topologies, suite, shadow }), suite: { ...suite, tasks: shadow } }];
}

interface RehearsedPart {
  readonly topology: string;
  readonly shadow: boolean;
  readonly trials: number;
  readonly bounded: Nano;
  readonly used: EstimatedUse;
}
interface Rehearsal {
  readonly parts: readonly RehearsedPart[];
  readonly grading: EstimatedUse;
  /** Seats whose calls cost what they say afterwards. */
  readonly unpriced: readonly string[];
  /** Live models without past replies. */
  readonly guessed: ReadonlyMap<string, Guess>;
  /** Kinds of verifiers whose verdicts on stored answers are not known before. */
  readonly unforeseen: readonly string[];
}

/** How far a rehearsed trial goes by what the ledger has. */
interface Trail {
  /** Calls that the ledger has no answer to, so far and when the trial began: while these are equal, all is as it will be. */
  gaps: number;
  begun: number;
  readonly unforeseen: Set<string>;
}

interface Rehearsing {
  readonly mode: Mode;
  readonly left: NonNullable<Remaining["left"]>;
  readonly past?: PastReplies | undefined;
  readonly answered?: AnsweredBefore | undefined;
  /** No topology shares an answer with another. */
  readonly alone?: boolean;
}

/** Repetitions are alike: one is rehearsed and counts as many times as are left. What is answered before differs, so each is rehearsed then. */
async function rehearsal(plan: Plan, { mode, left, past, answered, alone }: Rehearsing): Promise<Rehearsal> {
  const trail: Trail | undefined = answered === undefined ? undefined : { gaps: 0, begun: 0, unforeseen: new Set() };
  const common = rehearsalRun(plan, mode, answered, trail);
  const [unpriced, guessed] = [new Set<string>(), new Map<string, Guess>()];
  const setting = { mode, past, unpriced, guessed, tasks: askedTasks(plan.suite.tasks) };
  const graded = unused();
  let grading = unused();
  const graders = plan.judgeSeats.map((seat) => standIn(seat, { ...setting, used: graded }));
  const done: RehearsedPart[] = [];
  for (const { topology, suite } of parts(plan)) {
    const run = alone === true ? rehearsalRun(plan, mode, answered, trail) : common;
    const used = unused();
    let [sum, trials] = [unused(), 0];
    const seats = topology.seats.map((seat) => standIn(seat, { ...setting, used }));
    const judgeSeats = plan.judgeSeats.map((seat) => standIn(seat, { ...setting, used }));
    const verifier = standInJudge(plan, topology, { mode, past, trail });
    const costs: TaskCost[] = [];
    for (const repetition of Array.from({ length: answered === undefined ? 1 : plan.repetitions }, (_, index) => index)) {
      const memory: Memory = { events: [] };
      for (const task of suite.tasks) {
        const known = answered === undefined ? {} : { repetition, trial: trialId(topology.name, task.id, repetition) };
        const before = [{ ...used }, { ...graded }] as const;
        const stage = { run, task, seats, judgeSeats, graders, verifier, memory, trial: `${topology.name}/${task.id}`, ...known };
        if (trail !== undefined) trail.begun = trail.gaps;
        await rehearseTrial(plan, topology, stage);
        const repetitions = left(topology.name, task.id).filter((each) => answered === undefined || each === repetition);
        trials += repetitions.length;
        costs.push({ repetitions, cost: used.cost - before[0].cost });
        sum = plus(sum, used, before[0], repetitions.length);
        grading = plus(grading, graded, before[1], repetitions.length);
      }
    }
    done.push({ topology: topology.name, shadow: topology.shadow === true, trials, bounded: withinCaps(costs, topology), used: sum });
  }
  return { parts: done, grading, unpriced: [...unpriced], guessed, unforeseen: [...(trail?.unforeseen ?? [])] };
}

function unused(): EstimatedUse {
  return { calls: 0, input: 0, output: 0, cost: 0 };
}

/** The sum with what was used since, so many times. */
function plus(sum: EstimatedUse, now: EstimatedUse, before: EstimatedUse, times: number): EstimatedUse {
  const added = (field: keyof EstimatedUse): number => sum[field] + (now[field] - before[field]) * times;
  return { calls: added("calls"), input: added("input"), output: added("output"), cost: added("cost") };
}

function rehearsalRun(plan: Plan, mode: Mode, answered?: AnsweredBefore, trail?: Trail): RunContext {
  const own = memoryLedger();
  const shared = mode === "likely";
  // At most, no two topologies share what neither has paid for yet.
  const call = (key: string): ReturnType<Ledger["call"]> => {
    const found = answered?.find(key);
    // A later try has the answer of the first.
    if (found === undefined && trail !== undefined && !/\.\d+$/.test(key)) trail.gaps++;
    return found ?? (shared ? own.call(key) : undefined);
  };
  return openRun({
    seed: plan.seed,
    ledger: answered === undefined ? own : { ...own, call },
    draws: shared || answered !== undefined ? plan.draws : "independent",
    ...(answered === undefined ? {} : { drawnBefore: (key: string) => answered.find(key) !== undefined }),
  });
}

interface Stage {
  readonly run: RunContext;
  readonly task: Task;
  readonly seats: readonly Seat[];
  readonly judgeSeats: readonly Seat[];
  readonly graders: readonly Seat[];
  readonly verifier: Judge;
  readonly memory: Memory;
  readonly trial: string;
  readonly repetition?: number;
}
async function rehearseTrial(plan: Plan, topology: PlannedTopology, stage: Stage): Promise<void> {
  const clock = trialClock();
  const { run, task, seats, judgeSeats, verifier, memory, trial } = stage;
  const batch = batchAt(plan.suite.tasks, topology.terms, plan.suite.tasks.indexOf(task));
  const context = openTrial(run, {
    id: trial,
    task,
    ...defined({ batch: batch?.map((one) => valued(one, plan.worth)) }),
    repetition: stage.repetition ?? 0,
    clock,
    session: openSession(run.ledger, memory),
    verifier,
    judgeSeats,
  });
  const budget = openBudget({ ...topology.limits, perCall: topology.caps?.call ?? Infinity });
  const place = openScope(seats, topology.terms, { budget, ...defined({ unheard: topology.unheard }) });
  const { solved } = await solveTask(valued(task, plan.worth), {
    terms: topology.terms,
    solve: (part, asked) => topology.topology.solve(briefOf(part), openDesk(context, turnPlace(place, asked))),
    ended: () => true,
  });
  if (solved.ok && asksSomebody(graderSpec(plan, task)))
    await judgedBy(graderOf(plan, task), { ...context, judgeSeats: stage.graders }, topology, solved);
}

/**
 * The topology's own verifier with stand-ins for its seats, whose verdicts pass as often as the mode says; one that judges nobody stays
 * silent. Where all of a trial so far is in the ledger, and the verdict as well or by rule, it is the verdict that the run will have.
 */
function standInJudge(
  plan: Plan,
  topology: PlannedTopology,
  { mode, past, trail }: { readonly mode: Mode; readonly past?: PastReplies | undefined; readonly trail?: Trail | undefined },
): Judge {
  const verifier = verifierOf(plan, topology);
  const { kind } = topology.verifier;
  const asks = asksSomebody(topology.verifier);
  return {
    name: "rehearsal",
    async judge(task: Task, answer: Answer, desk, among) {
      // Where nobody verifies, nothing is tried again.
      if (kind === "none") return verifier.judge(task, answer, desk, among);
      const known = (): boolean => trail !== undefined && trail.gaps === trail.begun;
      const own = asks || (known() && byRule(kind)) ? await verifier.judge(task, answer, desk, among) : undefined;
      // Without a verdict nothing is tried again: one that is not paid, and one of a judge who may not judge this author.
      if (own?.ok === false && (own.failure.code === "budget" || (own.failure.code === "unsupported" && asksItself(kind)))) return own;
      if (own !== undefined && known() && (own.ok || silent.has(own.failure.code))) return own;
      if (known()) trail?.unforeseen.add(kind);
      const drawn = unit(sha256Parts(plan.seed, task.id, answer.text));
      const passed = mode === "likely" && drawn < (past?.passing(answer.by) ?? passing);
      return { ok: true, passed, score: passed ? 1 : 0, why: "rehearsal" };
    },
  };
}

/** How a judge ends that was heard and gave no verdict. */
const silent: ReadonlySet<FailureCode> = new Set(["unknown", "malformed"]);

/** Whether a judge needs nothing but the answer, and no code of the user's own. */
function byRule(kind: string): boolean {
  return kind !== "function" && judgeKinds.find(({ name }) => name === kind)?.needs.length === 0;
}

function needsOf(kind: string): readonly string[] {
  return judgeKinds.find(({ name }) => name === kind)?.needs ?? [];
}

/** Whether a judge puts its questions to models itself. */
function asksItself(kind: string): boolean {
  return needsOf(kind).some((need) => need === "member" || need === "members" || need === "author");
}

/** Whether a judge may put a question to a model, itself or through the judge inside it. */
function asksSomebody({ kind }: JudgeSpec): boolean {
  return asksItself(kind) || needsOf(kind).some((need) => need === "judge" || need === "grader");
}
