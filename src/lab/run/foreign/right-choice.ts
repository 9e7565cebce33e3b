import type { Choices } from "./choices-of.ts";

/**
 * The place of the right choice, from 0: by its label, by its letter, by its text, or by its number, counted from 0. Words instead where
 * none of these says one, or where two say different ones.
 */
export function rightChoice(answer: unknown, { texts, labels }: Choices): number | string {
  const text = typeof answer === "number" ? String(answer) : typeof answer === "string" ? answer.trim() : "";
  const labelled = labels?.indexOf(text) ?? -1;
  if (labelled >= 0) return labelled;
  const within = (place: number): number[] => (Number.isInteger(place) && place >= 0 && place < texts.length ? [place] : []);
  if (typeof answer === "number") return within(answer)[0] ?? "whose answer is the number of no choice";
  const byText = texts.flatMap((one, at) => (one.trim() === text ? [at] : []));
  const byLetter = /^\(?[A-Z]\)?\.?$/i.test(text)
    ? within(
        text
          .replaceAll(/[^A-Za-z]/g, "")
          .toUpperCase()
          .charCodeAt(0) - 65,
      )
    : [];
  const byNumber = /^\d+$/.test(text) ? within(Number(text)) : [];
  const said = [...new Set([...byText, ...byLetter, ...byNumber])];
  if (said.length > 1) return "whose answer says two choices: one by its text, another by its letter or number";
  return said[0] ?? "whose answer is none of the choices";
}
