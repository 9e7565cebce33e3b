import { commandLine, type Whereabouts } from "../../util/command-line.ts";

/** The end of the time that a command may work on a run. */
export interface Deadline {
  readonly reached: () => boolean;
  readonly close: () => void;
}

/** Calls `stop` once, `ms` from now; never where no time is given. */
export function deadline(ms: number | undefined, stop: () => void): Deadline {
  let reached = false;
  let timer: NodeJS.Timeout | undefined;
  const wait = (left: number): void => {
    // A timer that is longer than this would fire at once.
    const step = Math.min(left, 2 ** 31 - 1);
    timer = setTimeout(() => {
      if (left > step) return wait(left - step);
      reached = true;
      stop();
    }, step);
  };
  if (ms !== undefined) wait(ms);
  return { reached: () => reached, close: () => clearTimeout(timer) };
}

/** What a run that its deadline stopped says. */
export function lateWords(ms: number, run: string, at: Whereabouts | undefined): string {
  const seconds = ms / 1000;
  return `The deadline of ${Number(seconds.toPrecision(6))} s stopped the run: no new call left, and those in flight were let end. Go on with: \`${commandLine(["resume", run], at)}\``;
}
