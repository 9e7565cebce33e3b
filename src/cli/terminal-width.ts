/** Columns to print in: the terminal's own, at most `most`; 80 where there is no terminal. */
export function terminalWidth(most = 120): number {
  return Math.max(40, Math.min(process.stdout.columns ?? 80, most));
}
