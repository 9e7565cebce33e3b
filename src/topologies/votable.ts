import type { Answer, Desk, Failure } from "../types.ts";
import { fail } from "../util/failure.ts";
import { lackingIn } from "../util/kept-answer.ts";

/** Why no vote can be held on these answers: recorded models wrote some of them, and their words were not kept. Undefined where one can. */
export function unvotable(desk: Desk, answers: readonly Answer[]): { readonly ok: false; readonly failure: Failure } | undefined {
  const recorded = new Set(desk.members.filter(({ model }) => model.includes("recorded/")).map(({ name }) => name));
  const wordless = answers.filter(({ text, by }) => recorded.has(by) && lackingIn(text) === "unrecorded").map(({ by }) => by);
  if (wordless.length === 0) return undefined;
  const names = [...new Set(wordless)].join(", ");
  return fail("unrecorded", `A vote counts answers by their words; the record has outcomes of ${names} and no words.`);
}
