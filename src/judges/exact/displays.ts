const display = String.raw`(?:\$\$[^$]{1,400}\$\$|\\\[(?:[^\\]|\\(?![[\]])){1,400}\\\])`;
const several = new RegExp(String.raw`(?:^|\n)[ \t]{0,9}((?:${display}[\s.,;]{0,9}(?:\\?\b(?:and|or)\b[\s,:]{0,9})?){2,8})$`, "i");
const each = new RegExp(display, "g");

/** The values of one name, each in a display of its own at the end of a text, as a list: `x = 1, x = -2`; undefined for anything else. */
export function severalDisplays(text: string): string | undefined {
  const found = several.exec(text.trimEnd().slice(-2000))?.[1];
  const parts =
    found?.match(each)?.map((one) =>
      one
        .slice(2, -2)
        .trim()
        .replace(/[.,;]$/, ""),
    ) ?? [];
  const names = parts.map((part) => /^\s*([a-zα-ω])(?:_\{?\w{1,3}\}?)?\s?=[^=]+$/i.exec(part)?.[1]);
  return parts.length < 2 || names.includes(undefined) || new Set(names).size > 1 ? undefined : parts.join(", ");
}
