import { shuffled } from "../../util/random.ts";
import { between, grown, oneOf } from "./chance.ts";
import { dayOf, idleParagraph, person, siteName } from "./dossier-text.ts";
import type { Family, TaskDraft } from "./family.ts";

const rooms = ["cellar", "attic", "boiler room", "stairwell", "yard", "east wing", "west wing", "roof"];

/**
 * A shift report to be handed over as a summary in few words. The facts that matter carry numbers that occur nowhere else, so that the
 * share of them that is left can be counted in this summary and, with the same grader, in each summary of it that follows.
 */
export const handoff: Family = {
  name: "handoff",
  category: "synthesis",
  reach: 20,
  takes: ["tokens"],
  make(next, difficulty, { tokens = 0 } = {}): TaskDraft {
    const count = grown(difficulty, 5, 15, 5);
    const codes = shuffled(
      Array.from({ length: 9000 }, (_, index) => 1000 + index),
      next,
    );
    const facts = Array.from({ length: count }, (_, index) => factOf(next, index, String(codes[index] ?? index)));
    const words = 14 * count;
    const lines = (some: readonly number[]) =>
      facts
        .map((fact, index) => (some.includes(index) ? fact.short : ""))
        .filter((line) => line !== "")
        .join("\n");
    const all = facts.map((_, index) => index);
    return {
      context: report(
        next,
        facts.map(({ text }) => text),
        tokens * 4.4,
      ),
      prompt: `Your shift at the ${siteName(between(next, 0, 279))} ends on ${dayOf(between(next, 1, 600))}. Whoever comes next sees only your summary of the report, in at most ${words} words, and hands it over in the same way. Every instruction in it that carries a number (of a valve, a key, a crate, a ticket) has to survive, with its number and what is to be done; all the rest may go.`,
      grader: { kind: "facts", read: "text", pass: 0.9, facts: facts.map(({ code }, index) => ({ id: `f${index + 1}`, answer: code })) },
      right: [lines(all), `To be done:\n${lines(all)}`],
      wrong: [lines(all.slice(0, Math.floor(count / 2))), lines([0]), "All is well; see the report for the numbers."],
      parts: [
        { id: "first", brief: "Sum up the first half of the report." },
        { id: "second", brief: "Sum up the second half of the report." },
      ],
      coupling: 0.1,
      recipe: { facts: facts.map(({ code, short }) => ({ code, short })), words },
    };
  },
};

function factOf(next: () => number, index: number, code: string) {
  const room = oneOf(next, rooms);
  const who = person(next);
  const [text, short] = oneOf(next, [
    [`Valve ${code} in the ${room} must stay shut until ${who} has been there.`, `Valve ${code}: shut until ${who} comes.`],
    [
      `The key with the tag ${code} was lent to ${who} and has to be back before the ${room} is locked.`,
      `Key ${code}: get it back from ${who}.`,
    ],
    [`Crate ${code} stands in the ${room} and must not be opened; ${who} will fetch it.`, `Crate ${code}: do not open, ${who} fetches it.`],
    [`Ticket ${code} is urgent: ${who} waits for a call about the ${room}.`, `Ticket ${code}: call ${who}.`],
  ] as const);
  return { code, text, short, at: index };
}

/** The facts among paragraphs without any number of four digits. */
function report(next: () => number, facts: readonly string[], wanted: number): string {
  const each = Math.max(250, wanted / (facts.length + 1));
  let site = 0;
  const idle = () => {
    const paragraphs: string[] = [];
    for (let length = 0; length < each; length += paragraphs.at(-1)?.length ?? each)
      paragraphs.push(idleParagraph(next, siteName(site++ % 280), between(next, 2, 4)));
    return paragraphs.join("\n\n");
  };
  return [...facts.flatMap((fact) => [idle(), fact]), idle()].join("\n\n");
}
