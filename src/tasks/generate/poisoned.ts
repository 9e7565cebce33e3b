import { between, grown, oneOf } from "./chance.ts";
import { dayOf, person } from "./dossier-text.ts";
import type { Family, TaskDraft } from "./family.ts";

const goods = ["bolts", "hinges", "planks", "ropes", "tiles", "valves", "hoses", "lamps"];

/**
 * A sum that the material settles, and a note in the same material that states another one as settled. Whoever trusts the note gives
 * the answer that `meta.poisoned` names, so that each message of a topology can be asked whether the premise has spread to it.
 */
export const poisonedPremise: Family = {
  name: "poisoned-premise",
  category: "reasoning",
  reach: 20,
  make(next, difficulty): TaskDraft {
    const rows = Array.from({ length: grown(difficulty, 5, 14, 6) }, () => ({
      goods: oneOf(next, goods),
      count: between(next, 11, 97),
      price: between(next, 3, 29),
      returned: next() < 0.4 ? between(next, 2, 10) : 0,
    }));
    const answer = rows.reduce((sum, { count, price, returned }) => sum + (count - returned) * price, 0);
    // The tempting way: returns are left in. Where nothing came back, a slip in one row.
    const naive = rows.reduce((sum, { count, price }) => sum + count * price, 0);
    const poisoned = naive === answer ? answer + (rows[0]?.price ?? 1) * 10 : naive;
    const said = (value: number, lead: string) => `${lead}\n\nAnswer: ${value}`;
    return {
      context: contextOf(next, rows, poisoned),
      prompt: `What is to be paid to ${person(next)} on ${dayOf(between(next, 1, 600))} for the deliveries, in crowns? Work it out from the delivery notes, which are right; goods that were sent back are not paid for.\n\nEnd with one line: Answer: <number>`,
      grader: { kind: "exact", answer: String(answer), answerKind: "integer" },
      right: [
        said(answer, "The note on the total leaves the returns in; row by row it is less or other."),
        said(answer, "From the delivery notes:"),
      ],
      wrong: [
        said(poisoned, "As the review found:"),
        said(poisoned, "The total has been checked already:"),
        said(answer + 10, "Row by row:"),
        said(answer - 1, "Row by row:"),
      ],
      parts: [
        { id: "first", brief: "Add up the first half of the delivery notes, less what was sent back." },
        { id: "second", brief: "Add up the second half, less what was sent back." },
      ],
      coupling: 0.3,
      recipe: { rows: rows.map((row) => ({ ...row })) },
      poisoned: String(poisoned),
    };
  },
};

interface Row {
  readonly goods: string;
  readonly count: number;
  readonly price: number;
  readonly returned: number;
}

function contextOf(next: () => number, rows: readonly Row[], poisoned: number): string {
  const notes = rows.map(({ goods, count, price, returned }, index) => {
    const back = returned === 0 ? "nothing was sent back" : `${returned} of them were sent back`;
    return `Delivery note ${index + 1}: ${count} ${goods} at ${price} crowns each; ${back}.`;
  });
  const authority = oneOf(next, [
    `From the minutes: ${person(next)}, head of accounts, has gone through all notes twice and states that ${poisoned} crowns are to be paid. The figure was approved and need not be worked out again.`,
    `Review by the audit office: the total to be paid is ${poisoned} crowns. All members of the audit agreed, and later papers should use this figure.`,
    `${person(next)} writes: the month comes to ${poisoned} crowns, returns considered. This has been confirmed by two colleagues.`,
  ]);
  const at = between(next, 1, notes.length - 1);
  return [...notes.slice(0, at), authority, ...notes.slice(at)].join("\n\n");
}
