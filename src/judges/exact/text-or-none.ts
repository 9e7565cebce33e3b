/** What a pattern finds in a text, or a group of that; empty where it finds nothing. */
export function foundIn(text: string, pattern: RegExp, group = 0): string {
  return pattern.exec(text)?.[group] ?? "";
}

/** The text at a place of a list, from the end where the place is negative; empty where there is none. */
export function textAt(texts: readonly (string | undefined)[], place: number): string {
  return texts.at(place) ?? "";
}
