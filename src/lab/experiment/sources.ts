import type { Experiment } from "./experiment.ts";

type Path = readonly (string | number)[];

/** The file that an experiment was read from. */
export interface Source {
  /** Where a part of it stands: file, line and column, or the file alone where that is code. */
  readonly place: (path: Path) => string;
  /** The experiment as the file has it. */
  readonly written: Experiment;
  /** Whether another verifier than the file's was asked for. */
  readonly otherVerifier?: boolean;
}

const sources = new WeakMap<object, Source>();

/** Keeps where an experiment comes from, beside it: it is no part of the experiment. */
export function withSource<E extends Experiment>(experiment: E, source: Source | undefined): E {
  if (source !== undefined) sources.set(experiment, source);
  return experiment;
}

/** The file that an experiment was read from; undefined where it was none, as for those that are bundled or stored. */
export function sourceOf(experiment: Experiment): Source | undefined {
  return sources.get(experiment);
}
