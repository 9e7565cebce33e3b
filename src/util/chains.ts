/**
 * Chains of a run's events that are no trial of a topology have names that begin with "@", which no name of a topology may: questions
 * before the run, shadow runs, settlements. Their names are made and told apart here alone.
 */
export function isTrial(chain: string): boolean {
  return !chain.startsWith("@");
}

const preflights = "@preflight/";

/** The chain of a question before the run, by its number in its run. */
export function preflightChain(number: number): string {
  return `${preflights}${number}`;
}

/** Whether an event or a call belongs to a question before the run. */
export function isPreflight({ trial }: { readonly trial: string }): boolean {
  return trial.startsWith(preflights);
}

/** The chain in which it stands how a way of searching ended. */
export function searchChain(strategy: string): string {
  return `@search/${strategy}`;
}
