import { type Bet, bet, noBet } from "./e-values.ts";

/** Paired differences of merit of two topologies, a minus b, in the order in which their tasks came. */
export interface Lead {
  readonly a: string;
  readonly b: string;
  readonly tasks: number;
  readonly sum: number;
  readonly squares: number;
  /** The bet that a passes more, and its highest wealth so far; for differences in [-1, 1] alone. */
  readonly bet: Bet;
  readonly wealth: number;
}

/** A pair before its first task. */
export function noLead(a: string, b: string): Lead {
  return { a, b, tasks: 0, sum: 0, squares: 0, bet: noBet, wealth: 1 };
}

/** One more task; of `scale` is a difference of one pass. */
export function lengthened(lead: Lead, difference: number, scale: number): Lead {
  const made = bet(lead.bet, Math.max(-1, Math.min(1, difference / scale)), boldest);
  return {
    ...lead,
    tasks: lead.tasks + 1,
    sum: lead.sum + difference,
    squares: lead.squares + difference * difference,
    bet: made,
    wealth: Math.max(lead.wealth, made.wealth),
  };
}
/** As in the comparisons of the report. */
const boldest = 1.8;

/** The mean difference; 0 before the first task. */
export function meanOf({ tasks, sum }: Lead): number {
  return tasks === 0 ? 0 : sum / tasks;
}

/** The standard deviation of the differences, with one made-up task of deviation `scale` / 2, so that a few like ones do not make it 0. */
export function deviationOf(lead: Lead, scale: number): number {
  const { tasks, sum, squares } = lead;
  if (tasks === 0) return scale / 2;
  const spread = Math.max(0, squares - (sum * sum) / tasks);
  return Math.sqrt((spread + (scale * scale) / 4) / tasks);
}

/**
 * How many deviations a mean may be off, at every number of tasks at once, with probability 1 - alpha on one side: the asymptotic
 * confidence sequence of Waudby-Smith et al. (arXiv 2103.06476, proposition B.1), tightest at `tightest` tasks.
 */
export function reachOf(tasks: number, alpha: number): number {
  const log = -2 * Math.log(2 * alpha);
  const rho = (log + Math.log(log + 1)) / tightest;
  const grown = tasks * rho + 1;
  return Math.sqrt(((2 * grown) / (tasks * tasks * rho)) * Math.log(1 + Math.sqrt(grown) / (2 * alpha)));
}
const tightest = 20;
