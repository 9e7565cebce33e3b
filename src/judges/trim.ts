/** A text without the given characters at its ends, in linear time whatever the text: a pattern with `+$` is not. */
export function trimOf(text: string, leading: string, trailing = leading): string {
  let from = 0;
  let to = text.length;
  while (from < to && leading.includes(text[from] as string)) from++;
  while (to > from && trailing.includes(text[to - 1] as string)) to--;
  return text.slice(from, to);
}

/** The JSON value that a text is, alone or in one code fence; undefined when it is none or longer than a million characters. */
export function jsonIn(text: string): unknown {
  if (text.length > 1_000_000) return undefined;
  let body = text.trim();
  if (body.startsWith("```")) body = body.slice(Math.max(3, body.indexOf("\n")));
  body = trimOf(body, " \n\r\t", " \n\r\t`");
  if (!/^[[{]/.test(body) || !/[\]}]$/.test(body.slice(-1))) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
