import { usualExperiment } from "../lab/index.ts";
import { say } from "./say.ts";

/** The experiment that is named, else the usual one; which that is and why is said on stderr, unless all but the result is to be left out. */
export function chosenExperiment(wanted: string | undefined, options: { readonly quiet?: boolean }): string {
  if (wanted !== undefined) return wanted;
  const { experiment, why } = usualExperiment();
  if (options.quiet !== true) say(`catallaxy: ${experiment} (${why})`);
  return experiment;
}
