import { judgeKinds, openJudge } from "../../judges/index.ts";
import type { Answer, Judge, JudgeSpec, Json, Model, Seat, Task, Verdict } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { fail } from "../../util/failure.ts";
import { turnsGrader } from "../../util/turns-grader.ts";
import { lackingIn } from "../../util/kept-answer.ts";
import { faultyPart, type JudgePlaces } from "../experiment/judge-places.ts";
import { pickSeats } from "../experiment/pick-seats.ts";
import type { Plan, PlannedTopology } from "./plan.ts";

type JudgedPlan = Pick<Plan, "topologies" | "judgeSeats" | "seed" | "suite"> & { readonly record?: Plan["record"] | undefined };

/** The judge that a topology may consult. */
export function verifierOf(plan: JudgedPlan, topology: PlannedTopology): Judge {
  if (topology.verifier.kind === "none")
    return { name: "none", judge: async () => fail("unsupported", "This experiment has no verifier.") };
  const grader = (task: Task): JudgeSpec => graderSpec(plan, task);
  return opened(plan, topology.verifier, { purpose: "verdict", familyOf: familiesOf(plan), grader, seed: plan.seed });
}

/** The judge outside. */
export function graderOf(plan: JudgedPlan, task: Task): Judge {
  return opened(plan, graderSpec(plan, task), { purpose: "grade", seed: plan.seed });
}

/** A judge that finds what is on record; one that would read words refuses an answer of which none were kept. */
function opened(plan: JudgedPlan, spec: JudgeSpec, setting: Exclude<Parameters<typeof openJudge>[1], string>): Judge {
  const { record } = plan;
  if (record === undefined) return openJudge(spec, setting);
  const models = modelsOf(plan);
  const outcomeOf: typeof setting.outcomeOf = (task, { text, by }) => record.outcomeOf(task.id, text, models.get(by)?.id);
  const judge = openJudge(spec, { ...setting, outcomeOf });
  if (!readsWords(spec)) return judge;
  return {
    ...judge,
    judge: async (task, answer, desk, among = []) =>
      wordless(answer) ?? among.map(wordless).find(Boolean) ?? judge.judge(task, answer, desk, among),
  };
}

/** Whether a verdict rests on the words of an answer, and not on the record alone. */
function readsWords({ kind, judge = { kind: "oracle" } }: JudgeSpec): boolean {
  if (kind === "noisy") return isSpec(judge) && readsWords(judge);
  return kind !== "oracle" && kind !== "recorded" && kind !== "none";
}

function wordless({ text }: Answer): Verdict | undefined {
  return lackingIn(text) === "unrecorded"
    ? fail("unrecorded", "A verdict on an answer was wanted; its words were never recorded.")
    : undefined;
}

/** Another grader for all tasks of a plan. Throws `UserError` for a kind, a setting or a judge that is not there. */
export function checkGrader(plan: JudgedPlan, spec: JudgeSpec): Judge {
  const grader = seated(plan, spec);
  checkSeats(plan.judgeSeats, grader, "The grader", "a grader that asks nobody");
  return told("The grader", () => opened(plan, grader, { purpose: "grade", seed: plan.seed }));
}

/** Opens every judge of a plan once, so that a wrong one is told, with its place, before anything is spent. Throws `UserError`. */
export function checkJudges(plan: JudgedPlan, places?: JudgePlaces): void {
  for (const topology of plan.topologies) {
    const what = `The verifier of "${topology.name}"`;
    const place = (path: Path) => places?.verifier(topology.entry, path) ?? "";
    checkJudge(plan, { spec: topology.verifier, what, instead: "verifier: none", place }, () => verifierOf(plan, topology));
  }
  for (const task of plan.suite.tasks) {
    const what = `The grader of the task "${task.id}"`;
    const place = (path: Path) => places?.grader(task.id, path) ?? "";
    const spec = graderSpec(plan, task);
    checkJudge(plan, { spec, what, instead: "a grader that asks nobody", place }, () => graderOf(plan, task));
  }
}

type Path = Parameters<JudgePlaces["verifier"]>[1];
interface JudgeCheck {
  readonly spec: JudgeSpec;
  readonly what: string;
  /** What to write where nobody is to be asked. */
  readonly instead: string;
  readonly place: (path: Path) => string;
}

function checkJudge({ judgeSeats }: JudgedPlan, { spec, what, instead, place }: JudgeCheck, open: () => Judge): void {
  const named = spec["members"] === undefined ? (spec["member"] === undefined ? [] : ["member"]) : ["members"];
  placed(place, named, () => checkSeats(judgeSeats, spec, what, instead));
  placed(place, undefined, () => told(what, open), spec);
}

/** Says where the judge is written that is at fault; `path` is the part of it, else the one that keeps it from being opened. */
function placed<T>(place: (path: Path) => string, path: Path | undefined, work: () => T, spec?: JudgeSpec): T {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    const part = path ?? (spec === undefined ? [] : faultyPart(spec));
    throw new UserError(`${place(part)}${thrown.message}`);
  }
}

/** Whose judge it was that could not be opened. */
function told(what: string, open: () => Judge): Judge {
  try {
    return open();
  } catch (thrown) {
    throw thrown instanceof UserError ? new UserError(`${what}: ${thrown.message}`) : thrown;
  }
}

/** A judge that asks a model must find it among the experiment's judges. */
function checkSeats(judges: readonly Seat[], spec: JudgeSpec, what: string, instead: string): void {
  const { member, members } = spec;
  const named = [member ?? [], members ?? []].flat().filter((name): name is string => typeof name === "string");
  pickSeats(judges, named, what, "judge");
  const needs = judgeKinds.find((kind) => kind.name === spec.kind)?.needs ?? [];
  if (needs.includes("member") && judges.length === 0) {
    throw new UserError(
      `${what}, "${spec.kind}", asks a model, and the experiment has no judges. Add one under \`judges\`, or write ${instead}.`,
    );
  }
  if (isSpec(spec["judge"])) checkSeats(judges, spec["judge"], what, instead);
  for (const [at, turn] of (spec.kind === "turns" ? (spec["turns"] as readonly { readonly grader?: Json }[]) : []).entries())
    if (isSpec(turn.grader)) checkSeats(judges, turn.grader, `${what}, turn ${at + 1}`, instead);
}

function isSpec(value: Json | undefined): value is JudgeSpec {
  return typeof value === "object" && value !== null && "kind" in value && typeof value["kind"] === "string";
}

/** What grades a task, with the judge that it asks. */
export function graderSpec(plan: JudgedPlan, task: Task): JudgeSpec {
  return seated(plan, turnsGrader(task));
}

/** A grader that asks a model and names none asks the judge called "grader", or the first. */
function seated(plan: JudgedPlan, grader: JudgeSpec): JudgeSpec {
  if (grader.kind === "turns") {
    const turns = grader["turns"] as readonly { readonly [name: string]: Json }[];
    return { ...grader, turns: turns.map((turn) => (isSpec(turn["grader"]) ? { ...turn, grader: seated(plan, turn["grader"]) } : turn)) };
  }
  const seat = plan.judgeSeats.find((seat) => seat.name === "grader") ?? plan.judgeSeats[0];
  if (grader.kind !== "rubric" || grader["member"] !== undefined || seat === undefined) return grader;
  return { ...grader, member: seat.name };
}

/** The families that wrote an answer; a judge does not judge its own. */
function familiesOf(plan: JudgedPlan): (by: string) => string | readonly string[] | undefined {
  const models = modelsOf(plan);
  // What a function wrote is its own text; any of its members may stand behind it.
  const houses = new Map(plan.topologies.map(({ name, seats }) => [name, seats.map(({ model }) => model.family)] as const));
  return (by) => models.get(by)?.family ?? houses.get(by);
}

/** The models of all members, by the members' names. */
function modelsOf({ topologies }: JudgedPlan): ReadonlyMap<string, Model> {
  return new Map(topologies.flatMap(({ seats }) => seats.map(({ name, model }) => [name, model] as const)));
}
