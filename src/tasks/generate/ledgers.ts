import { shuffled } from "../../util/random.ts";
import { between, grown, oneOf, some } from "./chance.ts";
import type { Family, FamilySettings, TaskDraft } from "./family.ts";

const towns = ["Norrby", "Sudhafen", "Westend", "Ostmark", "Zentral", "Altdorf", "Birkau", "Celin", "Dorn", "Elmau", "Fahren", "Gerau"];
const districts = ["", " North", " South", " Quay"];
type Step = readonly [part: number, kind: "add" | "take" | "double" | "from", by: number];

/**
 * Stores whose numbers are worked out step by step: `parts` of them, of which the share `coupling` of all steps reads the number of
 * another at that moment. Without coupling each can be worked out alone; with all of it none can.
 */
export const ledgers: Family = {
  name: "ledgers",
  category: "reasoning",
  reach: 20,
  takes: ["parts", "coupling"],
  make(next, difficulty, settings = {}): TaskDraft {
    const { names, starts, steps, coupling } = drawLedgers(next, difficulty, settings);
    const numbers = worked(starts, steps);
    const right = new Map(names.map((name, part) => [name, numbers[part] ?? 0]));
    // A step left out, or two neighbors changed about.
    const slips = steps.map((_, index) =>
      worked(
        starts,
        steps.filter((__, other) => other !== index),
      ),
    );
    const misses = [...new Set(slips.map((slip) => slip.join()))].filter((slip) => slip !== numbers.join());
    const answer = (values: readonly (number | string)[], lead: string) =>
      `${lead}\n\nAnswer:\n${names.map((name, part) => `${name} = ${values[part]}`).join("\n")}`;
    return {
      prompt: promptFor(names, starts, steps),
      grader: { kind: "facts", facts: [...right].map(([id, value]) => ({ id, answer: String(value) })) },
      right: [answer(numbers, "Step by step:"), answer(numbers, "Keeping all numbers in a table:")],
      wrong: [
        ...some(next, misses, 5).map((miss) => answer(miss.split(","), "Step by step:")),
        answer(numbers.with(0, (numbers[0] ?? 0) + 1), "Step by step:"),
      ],
      parts: names.map((name, part) => ({
        id: `part-${part + 1}`,
        brief: `Work out ${name}${steps.some(([own, kind]) => own === part && kind === "from") ? ", with the numbers of others that its steps read" : ""}.`,
      })),
      coupling,
      recipe: { parts: names.length, coupling, starts, steps: steps.map((step) => [...step]) },
    };
  },
};

function drawLedgers(next: () => number, difficulty: number, { parts = grown(difficulty, 3, 6, 2), coupling = 0.5 }: FamilySettings) {
  const known = parts <= towns.length ? towns : towns.flatMap((town) => districts.map((district) => `${town}${district}`));
  const names = some(next, known, parts);
  const starts = names.map(() => between(next, 10, 99));
  const each = grown(difficulty, 2, 6, 2);
  const rounds = Array.from({ length: each }, () => shuffled(Array.from(names.keys()), next)).flat();
  // The share is met as nearly as whole steps allow, so that the setting is what is measured.
  const bound = new Set(some(next, Array.from(rounds.keys()), Math.round(coupling * rounds.length)));
  const steps = rounds.map((part, index): Step => {
    const others = Array.from(names.keys()).filter((other) => other !== part);
    if (bound.has(index)) return [part, "from", oneOf(next, others)];
    const kind = oneOf(next, ["add", "take", "double"] as const);
    return [part, kind, kind === "double" ? between(next, 2, 3) : between(next, 11, 96)];
  });
  return { names, starts, steps, coupling };
}

/** The numbers after all steps; they stay in 0 to 999. */
function worked(starts: readonly number[], steps: readonly Step[]): number[] {
  const numbers = [...starts];
  for (const [part, kind, by] of steps) {
    const own = numbers[part] ?? 0;
    const changed = { add: own + by, take: own - by, double: own * by, from: own + (numbers[by] ?? 0) }[kind];
    numbers[part] = ((changed % 1000) + 1000) % 1000;
  }
  return numbers;
}

function promptFor(names: readonly string[], starts: readonly number[], steps: readonly Step[]): string {
  const said = ([part, kind, by]: Step) => {
    const own = names[part];
    if (kind === "add") return `${own} receives ${by}.`;
    if (kind === "take") return `${own} gives away ${by}.`;
    if (kind === "double") return `The number of ${own} is multiplied by ${by}.`;
    return `${own} receives as many as ${names[by]} has at this moment (${names[by]} keeps its own).`;
  };
  return [
    `${names.length} stores keep a number each, which stays in the range from 0 to 999: whatever a step makes of it is taken modulo 1000, so 1004 becomes 4 and -3 becomes 997. At first: ${names.map((name, part) => `${name} ${starts[part]}`).join(", ")}.`,
    `The steps, in this order:\n${steps.map((step, index) => `${index + 1}. ${said(step)}`).join("\n")}`,
    'What is each number in the end? Explain briefly, then write the line "Answer:" and below it one line per store: name = number',
  ].join("\n\n");
}
