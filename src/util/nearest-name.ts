import { didYouMean } from "./did-you-mean.ts";

/** ` Did you mean "x"?` where what is known is listed beside it: nothing when no name is near. */
export function nearestName(wanted: string, known: readonly string[]): string {
  const said = didYouMean(wanted, known);
  return said.startsWith(" Known") ? "" : said;
}
