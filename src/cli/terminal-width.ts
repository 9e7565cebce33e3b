/** Columns to print in: the terminal's own, at most `most`; where there is no terminal 80, or fewer where COLUMNS says so. */
export function terminalWidth(most = 120): number {
  const told = Number(process.env["COLUMNS"]);
  const without = Number.isSafeInteger(told) && told > 0 ? Math.min(80, told) : 80;
  return Math.max(40, Math.min(process.stdout.columns ?? without, most));
}
