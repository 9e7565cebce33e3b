import { isLong } from "./reach.ts";

const opening =
  /^\s{0,9}(?:```\w{0,9}\s{0,3}\n)?[*_\s]{0,4}(?:(?:so|thus|hence|therefore),?\s)?(?:the\s(?:result|choice|option)\sis\s)?[*_]{0,3}\(?(?<letter>[A-Z])[).*_]{0,5}[ \t]{0,3}(?:\n```)?[ \t]{0,3}\n(?<rest>[\s\S]{1,4000})$/i;
/** Words that come to an option, or go back on one. */
const choosing =
  /\b(?:answers?|choose|chose|select|pick|opt|so|thus|hence|therefore|correct|right|best|better|actually|wait|no|oops|instead|rather|final\w*|must be|leaves|leaving|go with|may|might|could|or|should|scratch|misread|mistake\w*|disregard|ignore|which is)\b|→|⇒/i;
/** What begins an explanation, or a sentence that tells of an option. */
const telling = /^\W{0,9}(?:(?:explanation|note|reason(?:ing)?|why|justification|remark)\b|(?:option\s)?\(?[A-Z]\)?\s[a-z]+\s)/i;
/** Lines that are options themselves. */
const label = /^[\s*_>•-]{0,6}\(?[A-Z](?:[).:]|[\s*_]{0,4}$)/m;

/** The letter that a reply opens with on a line of its own, where what follows only tells of other options; undefined for any other text. */
export function openingLetter(text: string): string | undefined {
  const { letter, rest = "" } = isLong(text, "page") ? {} : (opening.exec(text)?.groups ?? {});
  return letter === undefined || !/[A-Z]/.test(letter) || !telling.test(rest) || choosing.test(rest) || label.test(rest)
    ? undefined
    : letter;
}
