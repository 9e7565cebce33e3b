const prefix = "@preflight/";

/** The id of a preflight, by its number in its run; no topology's trial can have it, since no kind of topology begins with "@". */
export function preflightTrial(number: number): string {
  return `${prefix}${number}`;
}

/** Whether an event or a call belongs to a preflight, which is no trial of any topology. */
export function isPreflight({ trial }: { readonly trial: string }): boolean {
  return trial.startsWith(prefix);
}
