import { sentencesOf } from "../sentences.ts";

const concluding = /^[\s*_>]{0,6}(?:so|thus|hence|therefore|consequently|accordingly|as a result|it follows)\b/i;
const inner =
  /[,;]\s(?:so|thus|hence|therefore|which means)\b(?!\s(?:that['’]s|it['’]s|this is)\sthe\b)|,\s(?:each|every)\b|\bis\stherefore\b/i;
const scaled =
  /\b(?:twice|thrice|double|triple|half|third|quarter|\d\stimes)\b[^.]{0,20}\b(?:that|this|it|as (?:much|many|long|far))\b|\b(?:twice|double|half|triple) (?:of )?(?:that|this|it|them|these|those)\b/i;
const counting = /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|dozen)\b/i;
const apart =
  /\b(?:each|every|per|split|divided?|shared?|at|takes?|costs?|needs?|adding|plus|minus|gets?|pays?|receives?)\b[^.]*\d.*\b(?:each|takes?|needs?|pays?|gets?|receives?|makes?|leaves?|costs?|earns?)\b[^.]*\d/i;
const again = /^\W{0,6}(?:so|thus|hence|therefore),?\s(?:the|this|that|my|our|it)\s(?:\p{L}{2,20}\s){0,3}(?:is|equals)\b/iu;

/**
 * Whether what was read of a last line is a value of an earlier sentence of it from which a later sentence concludes something else: 18 of
 * "She has 18 eggs. Each carton holds 6, so she needs 3 cartons."
 */
export function isLeftBehind(line: string, said: string): boolean {
  const sentences = sentencesOf(line);
  if (sentences.length < 2) return false;
  const at = sentences.findLastIndex((sentence) => said.endsWith(sentence) || sentence.includes(said));
  const whole = said.length >= line.trim().length;
  const first = whole ? sentences.findLastIndex((sentence) => counting.test(sentence)) : at;
  return sentences
    .slice(Math.max(0, first) + 1)
    .some(
      (sentence) =>
        scaled.test(sentence) ||
        apart.test(sentence) ||
        (concluding.test(sentence) && sentence.split(/\s+/).length > 2 && (counting.test(sentence) || !again.test(sentence))) ||
        (counting.test(sentence) && inner.test(sentence)),
    );
}
