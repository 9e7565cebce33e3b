/** What a reply says of itself at its end: how sure it is, how long, how hard. */
const report =
  /\n[\s>*_-]{0,6}(?:(?:my\s)?(?:confidence|certainty)(?:\s(?:score|rating|in\s(?:this|my)\sanswer))?|(?:probability|likelihood|chance)\s(?:of\sbeing|(?:that\s)?(?:it|this|i)(?:['’]s|\sis|['’]m|\sam))\s(?:correct|right)|word\scount|tokens?(?:\sused|\scount)?|difficulty)[*_]{0,3}\s?[:=][^\n]{1,60}$/iu;

/** A reply without what it reports of itself behind its answer: "Confidence: 95%", "Word count: 1". */
export function withoutSelfReport(text: string): string {
  let left = text.trimEnd();
  for (let count = 0; count < 3; count += 1) {
    const found = report.exec(left.slice(-200));
    const before = left.slice(0, left.length - (found?.[0].length ?? 0)).trimEnd();
    if (found === null || !/[\p{L}\p{N}]/u.test(before.slice(-500))) break;
    left = before;
  }
  return left.length === text.trimEnd().length ? text : left;
}
