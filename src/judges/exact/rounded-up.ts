const amount = String.raw`[*_$\x60\\(]{0,4}[$€£]?\d[\d.,]*(?!\s?(?:decimal|significant|places|digits|d\.?p\b|s\.?f\b))[^\d.!?;→⇒]{0,40}`;
/** The last step of a calculation that rounds what was found: "= 3.75, so we round up to 4", "3.75 → round up → 4 buses", "6.67 ⇒ 7 boxes". */
const steps: readonly RegExp[] = [
  new RegExp(
    `\\d\\.\\d[^!?;]{0,160}?\\b(?:round(?:s|ed|ing)?|(?:decimal|significant)\\s(?:place|digit|figure)s?)\\b(?:(?!\\bnot\\b)[^\\d!?;]){0,40}?(?:\\bto|\\bis|→|⇒|->|:|=|≈)\\s(?<value>${amount})[.]?$`,
    "iu",
  ),
  new RegExp(
    `=\\s?[$\\\\(]{0,2}\\d+\\.\\d+[$\\\\)]{0,2}[^\\d!?;=]{0,20}(?:→|⇒|->|=>|\\\\(?:right|Right)arrow)\\s?(?<value>${amount})[.]?$`,
    "u",
  ),
];

/** What the last line of a text without a mark rounds its value to in the end; undefined where it does not end so. */
export function roundedUp(line: string): string | undefined {
  const end = line.trimEnd().slice(-400);
  if (
    /\b(?:not|never|if|unless|would|wrong|instead)\b|n['’]t\sround/i.test(
      end.replace(/(?:can(?:['’]t|not)|can\snot)\s(?:have|buy|use|be)\b/gi, ""),
    )
  )
    return undefined;
  return steps.map((step) => step.exec(end)?.groups?.["value"]?.trim()).find((value) => value !== undefined);
}
