/** How what was said most often is introduced: "Mostly" only where more than half said it. */
export function mostly(count: number, total: number): string {
  if (count === total) return total === 1 ? "It said" : "All";
  return 2 * count > total ? "Mostly" : "For example";
}
