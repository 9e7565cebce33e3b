/** Colors a text for a terminal, or leaves it as it is. */
export type Paint = (text: string) => string;
export interface Palette {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly note: Paint;
}

/** Escape codes only where color is wanted. */
export function palette(color: boolean): Palette {
  const paint =
    (code: number): Paint =>
    (text) =>
      color ? `\u001b[${code}m${text}\u001b[0m` : text;
  return { bold: paint(1), dim: paint(2), good: paint(32), bad: paint(31), note: paint(33) };
}
