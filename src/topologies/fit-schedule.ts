/**
 * How many of n tasks a fit is made on: the greatest step not above n of 1, 2, 3, ... in which each step is a third above the last. A session that is
 * taken up again fits on what it would have fitted on.
 */
export function fitSchedule(n: number): number {
  let step = 0;
  for (;;) {
    const next = Math.max(step + 1, Math.floor((step * 4) / 3));
    if (next > n) return step;
    step = next;
  }
}
