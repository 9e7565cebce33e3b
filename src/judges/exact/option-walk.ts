import { isOptionLabel } from "./choice.ts";

/** What a text makes of the options that it goes through one by one. */
export interface OptionWalk {
  /** The one that it affirms, or names at the end of a sentence of its own; undefined where there is none, or several. */
  readonly letter: string | undefined;
}

/** A letter in a text, and what it stands for there. */
interface NamedOption {
  readonly letter: string;
  readonly at: number;
  /** At the head of a clause that tells of the option: "D is inert", "D) argon", "argon (D) is inert". */
  readonly heads: boolean;
}

const searched = 8000;
const most = 400;
const clauseBefore =
  /(?:^|[.!?;:,—–|\n]|\b(?:and|while|whereas|but|although|though|since|because|as)\s|[)\]]\s)[\s>*_|#"'•+-]*(?:\d{1,2}[.)]\s)?(?:options?\s|choice\s)?[*_]{0,3}[([]?$/i;
const told = /^[)\]]?[*_]{0,3}[ \t]?[).:|=–—-]{0,3}[*_|]{0,3}[ \t]{0,4}[*_|]{0,3}[ \t]{0,3}[\p{L}\p{N}$\\("'“[]/u;
const inBrackets = /^[)\]][*_]{0,3}:?[ \t][*_]{0,3}[\p{L}\p{N}$\\]/u;
const labels = /^[)\]:][*_]{0,3}[ \t]{1,3}[\p{L}\p{N}$\\"'“]/u;
/** Words that go on with a sentence which names an option, and tell nothing of the option itself. */
const reason = /^\W{0,6}(?:because|since|as|and|or|so|but|due|given|not|rather|instead|over|then)\b/i;
const ends = /^[)\]"'*_$]{0,6}[ \t]{0,2}(?:[.!](?=[)*_"'\s]|$)|\n|$|,?\s?(?:because|since|while|whereas)\b)/;
const verdict =
  /(?:(?:[:=|([–—]|\s-)\s?|\b(?:is|as|seems|must\sbe)\s(?:also\s|definitely\s|clearly\s|thus\s|therefore\s|indeed\s)?(?:the\s)?)[*_]{0,3}(?:(yes|true|right|correct|best|chosen)(?:\s(?:answer|choice|option|one|pick))?|no|false|wrong|incorrect|not\s(?:true|right|correct))(?=[\s*_]{0,4}(?:[.,;!|)\]\n]|$|because\b|since\b|as\b|[-–—]\s))|([✓✔✅☑])|[✗✘❌✖]|\b(?:not|never|wrong|incorrect)\b|n['’]t\b/giu;

/**
 * What a text makes of the options where it ends by telling of one after it has told of others: the last one is no choice. Undefined for
 * a text that ends otherwise. `open` is the same text without what it says of options that it does not choose, place by place.
 */
export function optionWalkIn(text: string, open: string, options: number): OptionWalk | undefined {
  const from = Math.max(0, text.length - searched);
  const [end, kept] = [text.slice(from), open.slice(from)];
  const named = namedIn(end, options);
  const own = named.filter(({ at }) => kept[at] === end[at]);
  const heads = own.filter(({ heads }) => heads);
  const [last, final] = [own.at(-1), heads.at(-1)];
  if (last === undefined || final === undefined || last !== final) return undefined;
  const closing = closingIn(own, end, heads);
  if (closing === undefined && new Set(heads.map(({ letter }) => letter)).size < 2) return undefined;
  const affirmed = affirmedBy(
    named.filter(({ heads }) => heads),
    end,
  );
  if (affirmed !== undefined) return { letter: affirmed === "" ? undefined : affirmed };
  return { letter: closing ?? againIn(heads) };
}

function namedIn(text: string, options: number): readonly NamedOption[] {
  const letters = [...text.matchAll(/(?<![\p{L}\p{N}])[A-Z](?![\p{L}\p{N}])/gu)].slice(-most);
  return letters.flatMap(({ 0: letter, index: at }) => {
    if (letter.charCodeAt(0) - 64 > options || !isOptionLabel(text, at)) return [];
    return [{ letter, at, heads: isHead(text, at) }];
  });
}

function isHead(text: string, at: number): boolean {
  const [before, after] = [text.slice(Math.max(0, at - 40), at), text.slice(at + 1, at + 60)];
  if (reason.test(after)) return false;
  if (clauseBefore.test(before)) return told.test(after);
  if (/[([]$/.test(before)) return inBrackets.test(after);
  return /\s[*_]{0,3}$/.test(before) && labels.test(after);
}

/** The one letter whose stretch, up to the next one, says that it is right; empty where several do, undefined where none does. */
function affirmedBy(heads: readonly NamedOption[], text: string): string | undefined {
  const affirmed = heads.flatMap(({ letter, at }, index) => {
    const said = text.slice(at + 1, Math.min(heads[index + 1]?.at ?? text.length, at + 400));
    const [first] = [...said.matchAll(verdict)];
    return first?.[1] !== undefined || first?.[2] !== undefined ? [letter] : [];
  });
  const letters = new Set(affirmed);
  return letters.size > 1 ? "" : affirmed[0];
}

/** The one option that ends a sentence which names no other: "Plants use carbon dioxide (C)." */
function closingIn(own: readonly NamedOption[], text: string, heads: readonly NamedOption[]): string | undefined {
  const found = own.filter(({ at, heads, letter }, index) => {
    if (heads || !ends.test(text.slice(at + 1, at + 24))) return false;
    const [before] = own.slice(Math.max(0, index - 1), index);
    return before === undefined || before.letter === letter || /[.!?\n]/.test(text.slice(before.at + 2, at));
  });
  const letters = new Set(found.map(({ letter }) => letter));
  const [only] = letters;
  return letters.size === 1 && only !== undefined && !heads.some(({ letter }) => letter === only) ? only : undefined;
}

/** The option that alone is named again behind all of them. */
function againIn(heads: readonly NamedOption[]): string | undefined {
  const last = heads.at(-1);
  const before = heads.slice(0, -1).map(({ letter }) => letter);
  const [all, listed] = [before.length, new Set(before).size];
  return last !== undefined && all === listed && listed > 2 && before.includes(last.letter) && before.at(-1) !== last.letter
    ? last.letter
    : undefined;
}
