/** Whether an estimate was more than a factor of two above or below the cost. */
export function isFarOff(factor: number): boolean {
  return factor > 2 || factor < 0.5;
}
