import type { RunLedger, RunRecord } from "../../ledger/index.ts";
import type { Answer, Event, Failure, Judge, JudgeSpec, Nano, Task, Turn } from "../../types.ts";
import { isUnfinished } from "../../report/index.ts";
import { UserError } from "../../util/bug.ts";
import { commandLine } from "../../util/command-line.ts";
import { missingFunctions } from "../../util/functions.ts";
import { defined } from "../../util/defined.ts";
import { turnsGrader } from "../../util/turns-grader.ts";
import { withGrader } from "../../util/with-grader.ts";
import { addressOf } from "../../util/hash.ts";
import { dollars } from "../../util/money.ts";
import { type RunResources, openRunResources } from "../trials/run-resources.ts";
import { tellProgress } from "../trials/execute.ts";
import { openDailyBudget } from "../trials/daily-budget.ts";
import { deadline } from "../trials/deadline.ts";
import { type JudgedAnswer, judgedBy, markOfGrader, noteGrade } from "../trials/grade.ts";
import { graderDestinations } from "../estimate/asked-destinations.ts";
import { graderWords } from "../plan/grader-words.ts";
import { type GradingRound, keepRound, roundFor, type UngradedTrial } from "./grading-rounds.ts";
import { unheard } from "../../statistics/index.ts";
import { type AnsweredTrial, noteSilence, openRegrading } from "../estimate/open-regrading.ts";
import { type Plan, trialsOf } from "../plan/plan.ts";
import { isPreflight } from "../../util/chains.ts";
import { checkGrader, graderOf } from "../plan/plan-judges.ts";
import { type GradingEstimate, rehearseGrading } from "../estimate/rehearse-grading.ts";
import { shadowTrials } from "../trials/shadow.ts";
import { intactRun } from "../audit/intact-run.ts";
import { patienceOf, type RunEnvironment } from "./run.ts";
import { moneyNotes } from "../analysis/run-notes.ts";
import { type Spending, spendingNow } from "../record/spending-of.ts";
import { reloadPlugins } from "../experiment/load-plugins.ts";
import { planOf } from "../plan/stored-plan.ts";
import { withMoney } from "../analysis/with-money.ts";
import { type Analysis, analyzeRun } from "../analysis/summarize-run.ts";
import type { TrialServices } from "../trials/trial.ts";
import { shuffled, stream } from "../../util/random.ts";
import { inTrial } from "../../util/watchdog.ts";
import { plainJson } from "../../util/plain-json.ts";

/** How a run is to be graded again. */
export interface RegradeWish {
  /** The tasks' own graders when left out. */
  readonly grader?: JudgeSpec;
  /** The tasks' own graders as they are now, by task, where they are not those that the run was begun with. */
  readonly graders?: ReadonlyMap<string, JudgeSpec>;
  /** The most that this grading may spend; what is left of the run's cap when left out. */
  readonly cap?: Nano;
  /** Milliseconds until no new call leaves. */
  readonly deadlineMs?: number;
  /** Grade the answers to so many tasks alone, drawn at random: the same ones first, whenever more are asked for. */
  readonly sample?: number;
  /** Asked before live models are paid for; no answer is graded unless it agrees. */
  readonly agree?: (estimate: GradingEstimate) => Promise<boolean>;
}
export interface Regrading extends Analysis {
  readonly run: string;
  readonly round: GradingRound;
  /** Answers that this round has graded, those before an interruption included, of all trials. */
  readonly graded: number;
  readonly trials: number;
  /** What this command alone took for its verdicts. */
  readonly cost: Nano;
  /** What the run has cost with it. */
  readonly notes: readonly string[];
  readonly state: "done" | "declined" | "interrupted" | "late" | "budget" | "failed";
}
/**
 * Grades every answer of a run again, with the tasks' graders or with another. Earlier grades stay in the ledger; the
 * figures are those of the last grading of all answers. A grader that could not be asked or gave no verdict leaves the earlier grade: what was not graded is told, with why, and the next call
 * with the same grader goes on there. Throws `UserError` for a grader that cannot work here.
 */
export async function regrade(id: string, surroundings: RunEnvironment, wish: RegradeWish = {}): Promise<Regrading> {
  const { store } = surroundings;
  const record = await intactRun(store, id, "regraded");
  await reloadPlugins(record, surroundings.agrees);
  const plan = withGraders(await planOf(record, surroundings.environment), wish.graders);
  const ledger = store.ledger(record.id);
  const judgeOf = judges(plan, wish.grader, commandLine(["regrade", id], { config: "<lab.config.ts>", ...surroundings.where }));
  const round = roundFor(
    record,
    wish.grader === undefined ? { own: addressOf(plan.suite.tasks.map((task) => [task.id, turnsGrader(task)])) } : { grader: wish.grader },
    surroundings.now(),
  );
  const { answered, done, unanswered } = await sorted(plan, ledger, round.round, wish.sample);
  const destinations = graderDestinations(plan, wish.grader);
  if (answered.length > 0 && destinations.length > 0) await surroundings.onDestinations?.(destinations, record.id);
  const agreed = wish.agree === undefined || (await agrees(plan, ledger, { answered, judgeOf, agree: wish.agree }));
  const gradingBefore = gradingCost(await spendingNow(plan, ledger));
  const tell = async (state: Regrading["state"], graded: number, ungraded: readonly UngradedTrial[]): Promise<Regrading> => {
    const whole = state === "done" && !ungraded.some(({ why }) => why === notDrawn);
    const told: GradingRound = { ...round, state: whole ? "done" : "open", ungraded };
    if (state !== "declined") keepRound(store, record.id, told);
    const analysis: { -readonly [K in keyof Analysis]: Analysis[K] } = await analyzeRun(
      plan,
      ledger,
      record.id,
      wallMsOf(record),
      record.state,
    );
    if (state !== "declined") {
      const summary = withMoney(analysis.summary, record);
      const graded: RunRecord["state"] = record.state === "unfinished" && !isUnfinished(summary) ? "done" : record.state;
      analysis.summary = { ...summary, state: graded };
      store.update(record.id, { state: graded, digest: summary.digest, summary: plainJson(analysis.summary) });
      await ledger.durable();
    }
    return { run: record.id, round: told, graded: done + graded, trials: trialsOf(plan).length, state, ...costs(analysis), ...analysis };
  };
  const costs = (analysis: Analysis): Pick<Regrading, "cost" | "notes"> => ({
    cost: gradingCost(analysis.spending) - gradingBefore,
    notes: moneyNotes(store.run(record.id), analysis),
  });
  if (!agreed) return tell("declined", 0, unanswered);
  keepRound(store, record.id, round);
  store.update(record.id, { digest: undefined });
  const progress = tellProgress(done, { total: done + answered.length }, surroundings.onProgress ?? (() => {}));
  const own = wish.grader === undefined;
  const work = { plan, ledger, record, round: round.round, own, judgeOf, answered, progress };
  const { graded, ungraded, state } = await gradeAll(work, surroundings, wish);
  return tell(state, graded, [...ungraded, ...unanswered]);
}

function gradingCost({ grading }: Spending): Nano {
  return Object.values(grading).reduce((sum, each) => sum + each, 0);
}

/** The plan with these graders for the tasks that they name. */
function withGraders(plan: Plan, graders: RegradeWish["graders"]): Plan {
  const tasks = plan.suite.tasks.map((task): Task => {
    const found = graders?.get(task.id);
    if (found === undefined) return task;
    if (task.turns === undefined || found.kind !== "turns") return { ...task, grader: found };
    const [first, ...further] = found["turns"] as unknown as readonly Turn[];
    const turns = task.turns.map((turn, at) => ({ ...turn, ...defined({ grader: further[at]?.grader ?? turn.grader }) }));
    return { ...task, grader: first?.grader ?? task.grader, turns };
  });
  return { ...plan, suite: { ...plan.suite, tasks } };
}

/** Throws `UserError` where a task's grader is a function that no loaded configuration has. */
function wantGraders({ suite }: Plan, again: string): void {
  const [missing] = missingFunctions(suite.tasks.map(turnsGrader));
  if (missing === undefined) return;
  const name = missing.slice(missing.indexOf(":") + 1, missing.lastIndexOf("#"));
  throw new UserError(
    `The grader "${name}" is a function, and no file that has it is loaded. Name the file: its graders are used as they are now.\n  ${again}`,
  );
}

/** The judge of each task, opened once per task. */
function judges(plan: Plan, grader: JudgeSpec | undefined, again: string): (task: Task) => Judge {
  if (grader === undefined) wantGraders(plan, again);
  const one = grader === undefined ? undefined : { ...checkGrader(plan, grader), name: graderWords(grader) };
  const opened = new Map<string, Judge>();
  const ofTask = (task: Task): Judge => {
    const judge = graderOf(plan, grader === undefined ? task : withGrader(task, grader));
    return one === undefined ? judge : { ...judge, name: one.name };
  };
  return (task) => {
    const judge = (task.turns === undefined ? one : undefined) ?? opened.get(task.id) ?? ofTask(task);
    opened.set(task.id, judge);
    return judge;
  };
}

/** The trials whose answers this round has to grade, how many it has graded already, and those without an answer. */
async function sorted(plan: Plan, ledger: RunLedger, round: number, sample = Infinity) {
  const drawn = new Set(drawnTasks(plan).slice(0, sample));
  const answered: AnsweredTrial[] = [];
  const unanswered: UngradedTrial[] = [];
  let done = 0;
  for (const spec of trialsOf(plan)) {
    const events: Event[] = [];
    for await (const event of ledger.read({ trial: spec.id })) events.push(event);
    const answer = answerOf(events, ledger);
    if (typeof answer === "string") unanswered.push({ trial: spec.id, why: answer });
    else if (events.some(({ fact }) => fact.type === "grade" && fact.round === round)) done++;
    else if (drawn.has(spec.task.id)) answered.push({ spec, events, answer });
    else unanswered.push({ trial: spec.id, why: notDrawn });
  }
  for (const { id } of shadowTrials(plan)) unanswered.push({ trial: id, why: "the answers of shadow runs keep the grades they had" });
  const planned = new Set([...trialsOf(plan), ...shadowTrials(plan)].map(({ id }) => id));
  for (const { trial } of ledger.trials())
    if (!planned.has(trial) && !isPreflight({ trial }))
      unanswered.push({ trial, why: "its task or topology is no longer in the experiment" });
  return { answered, done, unanswered };
}

const notDrawn = "its task was not drawn for the sample";

/** The tasks that are scored, in the order in which samples take them. */
function drawnTasks({ suite, learning, seed }: Plan): string[] {
  const next = stream(`${seed}/labels`);
  return shuffled(
    suite.tasks.map(({ id }) => id).filter((id) => !learning.has(id)),
    next,
  );
}

/** The answer that a trial ended with, or why it has none. */
function answerOf(events: readonly Event[], ledger: RunLedger): Answer | string {
  const end = events.map((event) => event.fact).findLast((fact) => fact.type === "trial-end");
  if (end === undefined) return events.length === 0 ? "it has not been run" : "it has not ended";
  if (end.answer === undefined || end.by === undefined)
    return `it ended without an answer (${end.state}${end.failure === undefined ? "" : `: ${end.failure.message.slice(0, 200)}`})`;
  const text = ledger.body(end.answer);
  return typeof text === "string" ? { text, by: end.by } : "the text of its answer is not in the ledger";
}

interface Agreement {
  readonly answered: readonly AnsweredTrial[];
  readonly judgeOf: (task: Task) => Judge;
  readonly agree: NonNullable<RegradeWish["agree"]>;
}
/** Nothing is asked where nothing is paid: graders without a model, embedded judges, verdicts that are in the ledger. */
async function agrees(plan: Plan, ledger: RunLedger, { answered, judgeOf, agree }: Agreement): Promise<boolean> {
  if (!plan.judgeSeats.some(({ model }) => model.world === "live")) return true;
  const estimate = await rehearseGrading(plan, ledger, answered, judgeOf);
  return estimate.most === 0 || agree(estimate);
}

interface Work {
  readonly plan: Plan;
  readonly ledger: RunLedger;
  readonly record: RunRecord;
  readonly round: number;
  /** Whether each task's own grader grades. */
  readonly own: boolean;
  readonly judgeOf: (task: Task) => Judge;
  readonly answered: readonly AnsweredTrial[];
  readonly progress: ReturnType<typeof tellProgress>;
}
async function gradeAll(work: Work, surroundings: RunEnvironment, { cap, deadlineMs }: RegradeWish) {
  const { plan, ledger, record } = work;
  const { spent, held } = ledger.spentAndHeld();
  const day = openDailyBudget(plan, surroundings.store.file, record.id, surroundings.now);
  const capped = { ...plan, cap: cap === undefined ? plan.cap : spent + held + cap };
  const stop = new AbortController();
  const late = deadline(deadlineMs, () => stop.abort());
  const signal = AbortSignal.any([surroundings.signal, stop.signal]);
  const opened = openRunResources(capped, ledger, signal, { spent: spent + held, day }, patienceOf(surroundings));
  try {
    const ungraded: UngradedTrial[] = [];
    let graded = 0;
    let setup: Failure | undefined;
    const stopped = (): string | undefined =>
      late.reached() && !surroundings.signal.aborted ? "the deadline was reached" : stopWords(signal, opened, capped, setup);
    const queue = [...work.answered];
    const worker = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const before = stopped();
        const judged = before === undefined ? await gradeAgain(opened.services, work, next) : undefined;
        const failure = judged === undefined || judged.verdict.ok ? undefined : judged.verdict.failure;
        if (failure?.code === "setup") setup ??= failure;
        const passed = judged !== undefined && failure === undefined;
        if (passed) graded++;
        else ungraded.push({ trial: next.spec.id, why: stopped() ?? failure?.message ?? "" });
        work.progress(next.spec, passed);
      }
    };
    await Promise.all(Array.from({ length: Math.max(1, surroundings.concurrency) }, worker));
    await ledger.durable();
    const state = surroundings.signal.aborted
      ? "interrupted"
      : late.reached() && ungraded.length > 0
        ? "late"
        : opened.ended() !== undefined
          ? "budget"
          : ungraded.length > 0
            ? "failed"
            : "done";
    return { graded, ungraded, state } as const;
  } finally {
    late.close();
    await opened.close();
    day?.close();
  }
}

/** Judges one answer and notes the grade; a grader that gave no verdict changes nothing. */
async function gradeAgain(
  services: TrialServices,
  { judgeOf, round, own }: Work,
  { spec, events, answer }: AnsweredTrial,
): Promise<JudgedAnswer> {
  const trial = openRegrading(services, { spec, events, answer });
  const judge = judgeOf(spec.task);
  const judged = await inTrial(spec.id, () => judgedBy(judge, trial, spec.topology, answer));
  if (trial.halted === true) return { ...judged, verdict: halted };
  if (judged.verdict.ok) noteGrade(trial, { name: judge.name, mark: own ? markOfGrader(spec.task) : undefined }, judged, round);
  else if (!unheard(judged.verdict.failure.code)) noteSilence(trial, judged.verdict.failure.message, round);
  return judged;
}
const halted = { ok: false, failure: { code: "aborted", message: "it was interrupted" } } as const;

function stopWords(signal: AbortSignal, opened: RunResources, { cap }: Pick<Plan, "cap">, setup: Failure | undefined): string | undefined {
  if (setup !== undefined) return setup.message;
  if (signal.aborted) return "the grading was interrupted";
  const ended = opened.ended();
  if (ended === undefined) return undefined;
  // What did not fit is said: where one verdict may cost more than is left, a cap that looks ample grades nothing.
  const why = ended.why.replace(/\.$/, "");
  return ended.cap === "run"
    ? `the money ended, as all calls of the run may cost ${dollars(cap)}. ${why}`
    : `the day's cap was reached. ${why}`;
}

function wallMsOf({ summary }: RunRecord): number {
  return (summary as { wallMs?: number } | undefined)?.wallMs ?? 0;
}
