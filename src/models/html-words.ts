/** What a page of HTML says to people: its title, and its words without marks, scripts and comments. */
export interface HtmlWords {
  readonly title: string;
  readonly prose: string;
}

/** What a person could see of an error page stands at its beginning. */
const mostRead = 100_000;
/** Elements whose content is not prose. */
const unread = new Set(["script", "style", "head", "title"]);

/** Reads a page of HTML, as an error body may be one; undefined for a text of another kind. Linear in its length, whatever a server sent. */
export function htmlWords(text: string): HtmlWords | undefined {
  const page = text.slice(0, mostRead);
  if (!/^<(?:!doctype html|html|head|body|center|title|h1)\b/i.test(page.slice(prologueOf(page), prologueOf(page) + 20))) return undefined;
  // Letters that grow in lower case would move what follows them.
  const lower = page.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const titleAt = lower.indexOf("<title");
  const titleFrom = titleAt < 0 ? -1 : lower.indexOf(">", titleAt) + 1;
  const titleTo = titleFrom <= 0 ? -1 : lower.indexOf("</title>", titleFrom);
  return { title: titleTo < 0 ? "" : said(page.slice(titleFrom, titleTo)), prose: proseOf(page, lower) };
}

/** Where the first element begins: behind an XML declaration and comments. */
function prologueOf(page: string): number {
  let at = 0;
  for (;;) {
    while (at < page.length && page.charAt(at).trim() === "") at++;
    const closing = page.startsWith("<!--", at) ? "-->" : at === 0 && page.startsWith("<?xml") ? "?>" : undefined;
    const end = closing === undefined ? -1 : page.indexOf(closing, at);
    if (closing === undefined || end < 0) return at;
    at = end + closing.length;
  }
}

function proseOf(page: string, lower: string): string {
  const pieces: string[] = [];
  // What nothing closes is looked for once.
  const unclosed = new Set<string>();
  const behind = (closing: string, from: number): number | undefined => {
    const at = unclosed.has(closing) ? -1 : lower.indexOf(closing, from);
    if (at < 0) unclosed.add(closing);
    return at < 0 ? undefined : at + closing.length;
  };
  let from = 0;
  for (let at = page.indexOf("<"); at >= 0; at = page.indexOf("<", Math.max(at + 1, from))) {
    const name = /^<([a-z]{1,12})/.exec(lower.slice(at, at + 14))?.[1] ?? "";
    const whole = unread.has(name) ? behind(`</${name}>`, at) : lower.startsWith("<!--", at) ? behind("-->", at) : undefined;
    const end = whole ?? behind(">", at);
    if (end === undefined) break;
    pieces.push(page.slice(from, at));
    from = end;
  }
  return said([...pieces, page.slice(from)].join(" "));
}

function said(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
