import { normalCdf } from "../util/distributions.ts";

/** How far a rival is behind the leader, in the mean of the tasks so far, and the standard error of that. */
export interface Gap {
  readonly behind: number;
  readonly error: number;
}

/**
 * What is lost on average by naming the leader: E[max(0, the best rival's lead)], each gap normal about the mean seen. Rivals count as
 * independent, which overstates it where they are alike. One rival that is level with the leader: .3989 of the error.
 */
export function expectedRegret(gaps: readonly Gap[]): number {
  const open = gaps.filter(({ error }) => error > 0);
  const sure = Math.max(0, ...gaps.filter(({ error }) => !(error > 0)).map(({ behind }) => -behind));
  const top = Math.max(sure, ...open.map(({ behind, error }) => -behind + 8 * error));
  // E[max(s, X)] = s + the integral of P(X > x) from s on, by the midpoint rule.
  const step = (top - sure) / steps;
  let area = 0;
  for (let i = 0; i < steps; i++) {
    const x = sure + (i + 0.5) * step;
    let below = 1;
    for (const { behind, error } of open) below *= normalCdf((x + behind) / error);
    area += (1 - below) * step;
  }
  return sure + area;
}
const steps = 400;

/** By how much `more` further tasks lower the expected regret, after `tasks` so far: the value of choosing again once they are in. */
export function regretSaved(gaps: readonly Gap[], tasks: number, more: number): number {
  if (tasks === 0 || more <= 0) return 0;
  // The mean after further tasks, seen from now, moves by the error that they take away.
  const share = Math.sqrt(more / (tasks + more));
  return expectedRegret(gaps.map(({ behind, error }) => ({ behind, error: error * share })));
}
