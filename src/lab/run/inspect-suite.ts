import { setTimeout as sleep } from "node:timers/promises";
import { openDesk, type Scope, type RunContext, openScope, openRun } from "../../calls/index.ts";
import { graderKinds, judgeKinds, openJudge, type ReadKey, readKeys } from "../../judges/index.ts";
import { openStore } from "../../ledger/index.ts";
import { openModel } from "../../models/registry.ts";
import { simulatedWorld } from "../../models/simulated/index.ts";
import { sandbox } from "../../sandbox/index.ts";
import { checkSuite, type Finding, type Grade, loadSuite } from "../../tasks/index.ts";
import type { Model, Nano, Seat, Suite, Task } from "../../types.ts";
import { caught, fail } from "../../util/failure.ts";
import { count } from "../../util/count.ts";
import { gradedTurns } from "../../util/graded-turns.ts";
import { noUsage } from "../../util/money.ts";
import { bareTrial } from "../trials/bare-trial.ts";
import { generatedName, generatedSuite } from "../experiment/generated-suite.ts";
import { isExperiment } from "../experiment/find-experiment.ts";
import type { Agreement } from "../experiment/import-config.ts";
import { pluginNotes } from "../experiment/load-plugins.ts";
import { loadExperiment } from "../experiment/load-experiment.ts";
import { makePlan } from "../plan/make-plan.ts";
import type { Environment } from "../plan/open-members.ts";
import type { Plan } from "../plan/plan.ts";
import { unpaced } from "../estimate/unpaced.ts";
import { unreached } from "../plan/unreached.ts";
import { type Unrunnable, unrunnable } from "../plan/unrunnable.ts";

/** What was found in a suite; `notes` say who graded what no program can grade, `cost` what that took. */
export interface Inspection {
  readonly suite: string;
  readonly tasks: number;
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
  /** How the keys of `exact` graders are read. */
  readonly keys: readonly (ReadKey & { readonly task: string })[];
  readonly cost: Nano;
}

/** By whom rubrics are judged, and who agrees to plugins and foreign programs. */
interface Inspecting {
  readonly judge?: string | undefined;
  readonly agrees?: Agreement;
}

/**
 * Loads a suite, or that of an experiment, and looks for what makes its results worthless, with its own graders at a desk that has the sandbox. Rubrics are judged
 * by `judge` (a model id), else by the simulated grader where the task holds its claims. Throws `UserError` for a suite that cannot be read.
 */
export async function inspectSuite(wanted: string, environment: Environment, { judge, agrees }: Inspecting = {}): Promise<Inspection> {
  const experiment = isExperiment(wanted) ? await loadExperiment(wanted, agrees) : undefined;
  const plan = experiment === undefined ? undefined : await makePlan(experiment, environment);
  const suite = plan?.suite ?? (await suiteOf(wanted));
  const model = judge === undefined ? undefined : await openModel({ model: judge }, { env: environment });
  const seat: Seat = { name: "grader", model: model ?? errorless(suite) };
  const opened = openGrading(suite, seat);
  try {
    const lacking = unrunnable(suite);
    const findings = [
      ...(lacking === undefined ? [] : [noSandbox(lacking)]),
      ...(plan === undefined ? [] : [...(await neverSent(plan)), ...neverReached(plan)]),
      ...(await checkSuite(suite, opened.grade)),
    ];
    const keys = keysIn(suite.tasks.flatMap(gradedTurns));
    const notes = [...pluginNotes(experiment ?? {}), ...keyNotes(keys), ...notesOf(suite, model?.id)];
    return { suite: suite.name, tasks: suite.tasks.length, findings, notes, keys, cost: opened.spent() };
  } finally {
    await opened.close();
  }
}

/** A simulated grader that knows the claims of a task and never errs: a sound reference must not fail by a draw. */
function errorless(suite: Suite): Model {
  const traits = { errorless: true, gullible: false } as const;
  const grader = { id: "simulated/grader", family: "simulated-center", traits };
  return simulatedWorld(suite, { population: [grader] }, "check").model(grader.id);
}

function suiteOf(wanted: string): Suite | Promise<Suite> {
  return wanted === generatedName ? generatedSuite({ generate: undefined, seed: "1" }) : loadSuite(wanted, graderKinds());
}

/** What an experiment's members can never be sent. */
async function neverSent(plan: Plan): Promise<Finding[]> {
  const message = await unpaced(plan);
  return message === undefined ? [] : [{ kind: "never-sent", severity: "error", tasks: [], message }];
}

/** Whom an experiment's topologies never come to for want of attempts or of a verifier. */
function neverReached({ topologies }: Plan): Finding[] {
  return unreached(topologies).map((message) => ({ kind: "never-reached", severity: "warning", tasks: [], message }));
}

function noSandbox({ tasks, message }: Unrunnable): Finding {
  return { kind: "no-sandbox", severity: "error", tasks, message };
}

function keysIn(tasks: readonly Task[]): Inspection["keys"] {
  return tasks.flatMap((task) => {
    try {
      return readKeys(task.grader).map((key) => ({ task: task.id, ...key }));
    } catch {
      // A key that cannot be read is a finding of its own.
      return [];
    }
  });
}

/** One line per kind that was read off its keys: a kind that is not meant shows at a glance. */
function keyNotes(keys: Inspection["keys"]): string[] {
  const kinds = Map.groupBy(
    keys.filter((key) => !key.stated),
    (key) => key.kind,
  );
  const grouped = keys.filter(({ key, kind }) => kind === "number" && /^-?[1-9]\d{0,2},\d{3}$/.test(key)).map(({ key }) => key);
  const doubtful = [...new Set(grouped)]
    .slice(0, 8)
    .map((key) => `"${key}" is the one number ${key.replace(",", "")}; write "${key.replace(",", ", ")}" where two values are meant.`);
  const read = [...kinds].map(([kind, own], index) => {
    const examples = [...new Set(own.map(asRead))];
    const shown = examples.slice(0, 8);
    const more = examples.length > shown.length ? `, and ${examples.length - shown.length} more` : "";
    return `Read as ${kind} by the key's form: ${shown.join(", ")}${more}.${index === kinds.size - 1 ? " State answerKind where another is meant." : ""}`;
  });
  const joined = [...new Set(keys.filter(({ key, kind }) => kind === "text" && key.includes(";")).map(({ key }) => key))];
  const oneText = joined.slice(0, 8).map((key) => {
    const list = JSON.stringify(key.split(";").flatMap((part) => (part.trim() === "" ? [] : [part.trim()])));
    return `The key ${JSON.stringify(key)} holds ";" and is one text; for several answers, each of which is right, write ${list} as the task's answer.`;
  });
  return [...read, ...doubtful, ...oneText];
}

/** A key and, where that is not the same text, the value that it was read as. */
function asRead({ key, value }: ReadKey): string {
  const brief = JSON.stringify(key.length > 40 ? `${key.slice(0, 40)}...` : key);
  return value === undefined || value === key ? brief : `${brief} as ${value}`;
}

/** Kinds of judge that ask a model, and so need one to be checked. */
function asksModel(task: Task): boolean {
  const needs = judgeKinds.find((kind) => kind.name === task.grader.kind)?.needs ?? [];
  return needs.includes("member") || needs.includes("members");
}

/** The simulated grader reads the sentences that a task's claims state, and nothing else. */
function readableBySimulation(task: Task): boolean {
  const simulation = task.meta?.["simulation"];
  return typeof simulation === "object" && simulation !== null && "claims" in simulation;
}

function notesOf(suite: Suite, judge: string | undefined): string[] {
  const asked = suite.tasks.flatMap(gradedTurns);
  const judged = asked.filter(asksModel);
  if (judged.length === 0) return [];
  if (judge !== undefined) return [`${judge} judged ${judged.length} of ${count(asked.length, "task")}, which a model must grade.`];
  const read = judged.filter(readableBySimulation).length;
  const left = judged.length - read;
  return [
    ...(read === 0
      ? []
      : [
          `SIMULATED: ${count(read, "rubric was", "rubrics were")} judged by the simulated grader, which knows the claims in meta.simulation.`,
        ]),
    ...(left === 0
      ? []
      : [
          `${count(left, "task needs", "tasks need")} a model to grade ${left === 1 ? "it and was" : "them and were"} not graded: add --judge provider/model.`,
        ]),
  ];
}

function openGrading(suite: Suite, seat: Seat): { grade: Grade; spent: () => Nano; close: () => Promise<void> } {
  const box = sandbox();
  const store = openStore(":memory:");
  store.create({ id: "check", experiment: suite.name, config: {}, state: "running", world: seat.model.world, seed: "check", created: "" });
  const run = openRun({
    seed: "check",
    ledger: store.ledger("check"),
    sandbox: (program) => box.run(program),
    patience: { tries: 2, callMs: 300_000, sleep: (ms) => sleep(ms) },
  });
  const tally = { cost: 0, usage: noUsage };
  const grade: Grade = async (task, text) => {
    if (seat.model.world === "simulated" && asksModel(task) && !readableBySimulation(task))
      return fail("unsupported", "a model must judge it; add --judge provider/model");
    const spec = asksModel(task) && task.grader["member"] === undefined ? { ...task.grader, member: seat.name } : task.grader;
    const judged = await caught("provider", () =>
      openJudge(spec, "grade").judge(task, { text, by: "check" }, deskFor(run, task, seat, tally)),
    );
    return judged.ok ? judged.value : judged;
  };
  const close = async (): Promise<void> => {
    store.close();
    await box.close();
  };
  return { grade, spent: () => tally.cost, close };
}

/** A desk of the grader alone; it has no verifier, for no topology sits at it. */
function deskFor(run: RunContext, task: Task, seat: Seat, tally: Scope["tally"]): ReturnType<typeof openDesk> {
  const trial = bareTrial(run, { id: `check/${task.id}`, task, judgeSeats: [seat] });
  const terms = {
    attempts: 1,
    feedback: "none",
    outputCap: 4096,
    visibility: "author",
    warmFirst: false,
    selfJudging: "allowed",
  } as const;
  return openDesk(trial, openScope([seat], terms, { span: "grade", tally }));
}
