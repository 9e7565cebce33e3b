import type { Span } from "./extract.ts";

const closers = String.raw`[\s$\\)\]}*_"'”]{0,9}`;
const asks = new RegExp(`[?？]${closers}$`);
const asksBehind = new RegExp(`^${closers}[?？]`);
const goesOnAsking = /^[^.!?？\n]{0,80}[?？]/;
/** What says yes to a question: at once, or after a check. */
const affirms =
  /^[\s*_)"'”?!]{0,9}(?:yes|yep|yeah|correct|right|indeed|exactly|precisely|true|sure|of course|certainly|definitely|absolutely|(?:that|it)(?:['’]s| is) (?:right|correct|it))\b(?! (?:or|if|and no)\b)|^(?:(?!\b(?:no|not|wrong)\b)[^?]){1,300}[.:;!)\n]\s{0,3}(?:yes|correct|right)\b\s?[.!,]/i;

/** Whether a wording of a span only asks for its value, "18?" or "Is it 18? Hard to say.", and nothing behind the question says yes. */
export function isAsked(wording: string, { text, behind }: Span): boolean {
  const at = text.indexOf(wording);
  const after = at < 0 ? behind : text.slice(at + wording.length) + behind;
  const ends = asks.test(wording) || asksBehind.test(after) || (!/[.!\d]\W{0,4}$/.test(wording) && goesOnAsking.test(after));
  if (ends) return !affirms.test(after.replace(asksBehind, "").replace(goesOnAsking, "").slice(0, 400));
  const open = [...wording.slice(0, 2000).matchAll(/[?？]["”*_)]{0,4}\s/g)].at(-1);
  return open !== undefined && !affirms.test(wording.slice(open.index + open[0].length));
}
