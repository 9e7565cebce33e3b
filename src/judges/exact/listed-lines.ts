const item = /^[ \t]{0,9}(?:[-*•+]|\(?\d{1,2}[.)])[ \t]{1,3}(?<said>\S.{0,80}?)[\s.,;]{0,3}$/;

/** The entries of the list with which a text ends, joined by commas: "cat, dog, mouse" of three lines; undefined without two of them. */
export function listAtEnd(text: string): string | undefined {
  const lines = text.trimEnd().split("\n").slice(-60);
  const from = lines.findLastIndex((line) => line.trim() !== "" && !item.test(line)) + 1;
  const said = lines.slice(from).flatMap((line) => item.exec(line)?.groups?.["said"]?.replace(/^[*_`]{1,3}|[*_`]{1,3}$/g, "") ?? []);
  return said.length < 2 || said.some((entry) => entry.includes(",")) ? undefined : said.join(", ");
}
