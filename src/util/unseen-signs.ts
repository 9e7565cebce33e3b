/** Signs that Unicode counts as formats though they are drawn. */
const drawn = "\\u0600-\\u0605\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u{110bd}\\u{110cd}";
/** Letters and marks of scripts whose letters join, which joiners are written with. */
const joining =
  "[[\\p{L}\\p{M}]--[\\u0300-\\u036f\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}\\p{Script=Han}\\p{Script=Hangul}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Bopomofo}]]";
/** Joiners elsewhere: one alone behind such a letter stays, and one between two emoji. */
const strayJoiners = `\\u200c(?<!${joining}\\u200c)|\\u200d(?<!${joining}\\u200d)(?!(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f]\\u200d)\\p{Extended_Pictographic})`;
/** The flag of a part of a country: a black flag, the part's id in tags, and the tag that ends it. Longer ids would hide a text. */
const flag = "\\u{1f3f4}[\\u{e0061}-\\u{e007a}]{2}[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{1,4}\\u{e007f}";
/** Where a word may be parted: no sign of its own, and left out where it does only that. */
const softHyphen = /(?<=\p{L}\p{M}{0,4})\u00ad(?=\p{L})/gu;
/** Variation marks, and behind what they stay: ideographs, Mongolian letters, emoji, and the signs of keycaps. */
const variations: readonly (readonly [marks: string, behind: string])[] = [
  ["\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}", "\\p{Unified_Ideograph}"],
  ["\\u180b-\\u180d\\u180f", "\\p{Script=Mongolian}"],
  ["\\ufe0e\\ufe0f", "\\p{Extended_Pictographic}|\\p{Emoji_Modifier}|[0-9#*](?=.\\u20e3)"],
];
/**
 * What drives a terminal or hides, turns or joins text unseen: control characters but for tabs and line feeds, whatever Unicode
 * calls a format, ignorable or no character, separators of lines, and the few that are blank and called otherwise (braille without dots, a
 * note without a head). In pieces, because a pattern without an end takes more stack than there is on a million of them.
 */
const unseen = new RegExp(
  `(${flag})|(?:${[
    `[[\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}\\p{Zl}\\p{Zp}\\u2800\\u{1d159}]--[\\t\\n\\u200c\\u200d${drawn}${variations.map(([marks]) => marks).join("")}]]`,
    strayJoiners,
    ...variations.map(([marks, behind]) => `[${marks}](?<!(?:${behind})[${marks}])`),
  ].join("|")}){1,4096}`,
  "gv",
);

/** The signs of a text that no reader of it would see: one definition for all who show them or count them. */
export const unseenSigns = {
  /** The text without what is no sign of its own in it: returns before line feeds, and marks where a word may be parted. */
  plain: (text: string): string => text.replaceAll("\r\n", "\n").replaceAll(softHyphen, ""),
  /** The text with something else for each run of such signs. */
  replace: (text: string, written: (signs: string) => string): string =>
    text.replaceAll(unseen, (signs: string, kept?: string) => kept ?? written(signs)),
  count(text: string): number {
    let all = 0;
    this.replace(this.plain(text), (signs) => {
      all += Array.from(signs).length;
      return "";
    });
    return all;
  },
};
