/** The text of an option as a prompt lists it, by its letter. */
type OptionTexts = ReadonlyMap<string, string>;

const marked = /^([ \t>*_#]{0,9})A[*_]{0,3}[:：][*_]{0,3}[ \t]{1,9}(\S.{0,400})$/u;
const question = /^[ \t>*_#]{0,9}Q(?:uestion)?(?:[ \t]?\d{1,4})?[*_]{0,3}[:：.)]/i;
const label = /^[*_]{0,3}(?:\([A-Z]\)|[A-Z](?:[).:]|\W{0,6}$))/;
const other = /^[ \t>*_#•-]{0,9}[B-PR-Z][*_]{0,3}[:：]/;
const short = /^([ \t>*_#]{0,9})(?:final\s)?ans(?:wer)?\.?[*_]{0,3}[ \t][-–—][ \t]{1,3}(?=[*_]{0,3}[([]?[a-z][)\]]?\W{0,6}$)/i;

/**
 * A reply with "Answer:" in place of an `A:` that marks its answer and labels no option: behind a line `Q:`, before the letter of an option,
 * or before the text of another one. "Ans - (c)" is a mark, too.
 */
export function withAnswerMark(text: string, prompt: string): string {
  if (!/^[ \t>*_#]{0,9}(?:A[*_]{0,3}[:：]|(?:final\s)?ans)/im.test(text)) return text;
  const lines = text.split("\n");
  const options = optionsIn(prompt);
  const listed = lines.some((line) => other.test(line));
  let asked = false;
  return lines
    .map((line) => {
      asked ||= question.test(line);
      const [, before = "", said = ""] = (listed ? null : marked.exec(line)) ?? [];
      if (said === "") return line.replace(short, "$1Answer: ");
      const named = options.get(plain(said));
      if (named !== undefined) return `${before}Answer: (${named})`;
      return asked || label.test(said) ? `${before}Answer: ${said}` : line;
    })
    .join("\n");
}

/** Texts that several options share name none. */
function optionsIn(prompt: string): OptionTexts {
  const found = [...prompt.slice(-20_000).matchAll(/^[ \t>*_•-]{0,9}\(?([A-Z])[).:][ \t]{1,9}(\S.{0,400})$/gm)];
  const texts = Map.groupBy(found, ([, , said = ""]) => plain(said));
  return new Map(
    [...texts].flatMap(([said, { 0: first, length }]) => (length === 1 && first?.[1] !== undefined ? [[said, first[1]]] : [])),
  );
}

function plain(said: string): string {
  return said
    .replace(/[*_$]/g, "")
    .replace(/[\s.!]+$/, "")
    .trim()
    .toLowerCase();
}
