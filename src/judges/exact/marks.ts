const struck = /~~(?=\S)[^~\n]{1,200}~~|<(del|s|strike)>[^<>]{0,200}<\/\1>/gi;
/** Marks of footnotes and sources at the end: `18[^1]`, `18 [1, 2]`, `18【3†source】`. */
const notes =
  /(?<=[\p{L}\p{N}.%°)}$"”*_])(?:\s?(?:\[\^[\w-]{1,20}\]|<sup>\s?\[[\w, ]{1,20}\]\s?<\/sup>|【[^【】]{1,60}】|\[citation needed\])|\s?\[\d{1,3}(?:[,–-]\s?\d{1,3}){0,9}\]|[†‡])+(?=[.\s]{0,3}$)/u;
const entities: ReadonlyMap<string, string> = new Map(
  Object.entries({
    nbsp: " ",
    thinsp: " ",
    minus: "-",
    ndash: "-",
    times: "×",
    divide: "÷",
    deg: "°",
    plusmn: "±",
    frac12: "½",
    frac14: "¼",
    frac34: "¾",
    pi: "π",
    radic: "√",
    infin: "∞",
    le: "≤",
    ge: "≥",
    ne: "≠",
    lt: "<",
    gt: ">",
    amp: "&",
    quot: '"',
    apos: "'",
    euro: "€",
    pound: "£",
    yen: "¥",
    cent: "¢",
    micro: "µ",
    sup2: "²",
    sup3: "³",
    empty: "∅",
  }),
);

/**
 * An answer without what is struck out in it, without comments and marks of footnotes, with entities of HTML as signs. What the key itself
 * ends with is left: `arr[1]` is no footnote of `arr`.
 */
export function withoutMarks(answer: string, keys: readonly string[]): string {
  const said = keys.some((key) => key.includes("&")) ? answer : decoded(answer);
  const plain = said.replace(/<!--(?:[^-]|-(?!->)){0,400}-->/g, " ");
  const left = plain.replace(struck, " ").trim();
  const kept = /[\p{L}\p{N}]/u.test(left) && !keys.some((key) => key.includes("~~")) ? left : plain;
  return keys.some((key) => key.trim().endsWith("]") && notes.test(key))
    ? kept
    : `${kept.slice(0, -200)}${kept.slice(-200).replace(notes, "")}`;
}

function decoded(text: string): string {
  return text.replace(/&(?:([a-z]{2,6}\d{0,2})|#(\d{2,6})|#x([\da-f]{2,5}));/gi, (all, name?: string, code?: string, hex?: string) =>
    name !== undefined ? (entities.get(name) ?? all) : signOf(Number(code ?? `0x${hex ?? ""}`), all),
  );
}

function signOf(code: number, otherwise: string): string {
  return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? otherwise : String.fromCodePoint(code);
}
