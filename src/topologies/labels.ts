/** A neutral name for the candidate at a position: A, B, ... Z, AA, AB, ... */
export function labelOf(position: number): string {
  const letter = String.fromCharCode(65 + (position % 26));
  return position < 26 ? letter : labelOf(Math.floor(position / 26) - 1) + letter;
}

export interface LabeledItem<T> {
  readonly label: string;
  readonly item: T;
}

/** Labels by position, so that a label says nothing of who wrote the item. */
export function labeled<T>(items: readonly T[]): LabeledItem<T>[] {
  return items.map((item, i) => ({ label: labelOf(i), item }));
}

/** The items begun at another place: one row of a Latin square, so that over all rows each item stands everywhere once. */
export function rotated<T>(items: readonly T[], by: number): T[] {
  const start = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
