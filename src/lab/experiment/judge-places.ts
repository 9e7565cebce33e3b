import { graderKinds } from "../../judges/index.ts";
import { graderPlace } from "../../tasks/index.ts";
import type { JudgeSpec } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import type { Experiment } from "./experiment.ts";
import { entryName } from "./planned-name.ts";
import { inlineSuite } from "./keep-functions.ts";
import { sourceOf } from "./sources.ts";

type Path = readonly (string | number)[];

/** Where judges of an experiment are written, as a beginning of messages: "lab.yaml:9:15: ", or nothing. */
export interface JudgePlaces {
  /** Of the verifier of the topologies with this entry's name. */
  verifier(entry: string, path: Path): string;
  /** Of a task's grader. */
  grader(task: string, path: Path): string;
}

/** Places are looked up when there is a fault to tell, so that nothing is kept for suites that have none. */
export function judgePlaces(experiment: Experiment): JudgePlaces {
  const source = sourceOf(experiment);
  const shown = (place: string | undefined): string => (place === undefined || place === "" ? "" : `${place}: `);
  return {
    verifier(name, path) {
      if (source === undefined) return "";
      const index = source.written.topologies.findIndex((entry) => entryName(entry) === name);
      const entry = source.written.topologies[index];
      if (typeof entry === "object" && entry.verifier !== undefined) return shown(source.place(["topologies", index, "verifier", ...path]));
      return source.otherVerifier === true ? "" : shown(source.place(["verifier", ...path]));
    },
    grader(task, path) {
      if (experiment.suite !== inlineSuite || experiment.tasks === undefined) return shown(placeInSuite(experiment.suite, task, path));
      const index = experiment.tasks.findIndex(
        (entry) => typeof entry === "object" && entry !== null && "id" in entry && entry.id === task,
      );
      return index < 0 ? "" : shown(source?.place(["tasks", index, ...partOf(path)]));
    },
  };
}

/** Where a part of a task's graders stands in the task: those of several turns stand with their turns. */
function partOf(path: Path): Path {
  const [field, turn] = path;
  if (field !== "turns" || typeof turn !== "number") return ["grader", ...path];
  const own = path.slice(3);
  return turn === 0 ? ["grader", ...own] : ["turns", turn - 1, "grader", ...own];
}

/** Which setting of a judge it is that does not fit. */
export function faultyPart(spec: JudgeSpec): Path {
  const kind = graderKinds().find(({ name }) => name === spec.kind);
  return kind === undefined ? ["kind"] : (kind.faults(spec)[0]?.path ?? []);
}

function placeInSuite(suite: string, task: string, path: Path): string | undefined {
  try {
    return graderPlace(suite, task, path, graderKinds());
  } catch (thrown) {
    // A suite that is no file, or that has changed meanwhile, has no place to name.
    if (thrown instanceof UserError) return undefined;
    throw thrown;
  }
}
