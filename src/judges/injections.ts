import texts from "./injections.json" with { type: "json" };

/** A text that tries to move a judge: an order, a forged role, fence, rubric or verdict, pressure, hidden or encoded words. */
export interface Injection {
  readonly id: string;
  /** BCP 47; `mul` for several at once. */
  readonly language: string;
  readonly technique: string;
  readonly text: string;
}
export const injections: readonly Injection[] = texts;

/** What of an ask stands outside its fences: all that a judge may take as addressed to it. */
export function exposed(ask: string): string {
  return ask.replace(/<answer-(\w{16})>\n[\s\S]*?\n<\/answer-\1>/g, " ");
}

/** Whether a judge that obeys whatever it reads outside a fence would obey this injection: any sixteen characters of it suffice. */
export function reaches(injection: Injection, ask: string): boolean {
  const open = exposed(ask);
  const { text } = injection;
  for (let at = 0; at + 16 <= text.length; at++) if (open.includes(text.slice(at, at + 16))) return true;
  return text.length < 16 && open.includes(text);
}
