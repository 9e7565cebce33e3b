import { between, grown, oneOf, some } from "./chance.ts";
import type { Family, TaskDraft } from "./family.ts";

const towns = ["Norrby", "Sudhafen", "Westend", "Ostmark", "Zentral", "Altdorf", "Birkau", "Celin", "Dorn", "Elmau", "Fahren", "Gerau"];
/** What one step makes of a store's number: `by` is a number, another store, or a day whose question had an answer. */
type Step = readonly [store: number, kind: "add" | "take" | "double" | "from" | "asked", by: number];
/** A day of the book: with numbers of its own where the stores were counted anew, else on those that the day before left. */
type Day = { readonly start?: readonly number[]; readonly steps: readonly Step[]; readonly asked: number };

/**
 * A book kept over days, a turn each: every day changes the stores' numbers and asks for one. The share `coupling` of the later days goes on from the day
 * before, and names the answer of an earlier one; at the others the stores were counted anew, so that the day stands by itself.
 */
export const daybook: Family = {
  name: "daybook",
  category: "multi-turn",
  reach: 20,
  takes: ["turns", "coupling"],
  make(next, difficulty, { turns = grown(difficulty, 3, 6, 1.5), coupling = 1 } = {}): TaskDraft {
    const names = some(next, towns, Math.min(towns.length, grown(difficulty, 3, 5, 0.5)));
    const days = drawDays(next, { stores: names.length, size: grown(difficulty, 2, 5, 2), turns, coupling });
    const drafts = days.map((_, at) => turnOf(next, names, days.slice(0, at + 1)));
    const [first, ...further] = drafts as [(typeof drafts)[number], ...typeof drafts];
    return {
      ...first,
      turns: further,
      parts: [
        { id: "numbers", brief: "The numbers at the beginning of the day." },
        { id: "steps", brief: "What the steps of the day make of them." },
      ],
      coupling,
      recipe: { stores: names, days: days.map((day) => ({ ...day, steps: day.steps.map((step) => [...step]) })), coupling },
    };
  },
};

interface Sizes {
  readonly stores: number;
  readonly size: number;
  readonly turns: number;
  readonly coupling: number;
}
function drawDays(next: () => number, { stores, size, turns, coupling }: Sizes): Day[] {
  const counted = (): number[] => Array.from({ length: stores }, () => between(next, 10, 400));
  const later = Array.from({ length: turns - 1 }, (_, at) => at + 1);
  // The share is met as nearly as whole turns allow, so that the setting is what is measured.
  const bound = new Set(some(next, later, Math.round(coupling * later.length)));
  return Array.from({ length: turns }, (_, day): Day => {
    const steps = Array.from({ length: size }, (__, at) => stepIn(next, stores, bound.has(day) && at === 0 ? day : 0));
    return { ...(bound.has(day) ? {} : { start: counted() }), steps, asked: steps.at(-1)?.[0] ?? 0 };
  });
}

/** A step of a day; with days before it, one that names the answer of one of them. */
function stepIn(next: () => number, stores: number, daysBefore: number): Step {
  const store = between(next, 0, stores - 1);
  if (daysBefore > 0) return [store, "asked", between(next, 1, daysBefore)];
  const kind = oneOf(next, ["add", "take", "double", "from"] as const);
  if (kind === "from") return [store, kind, (store + between(next, 1, stores - 1)) % stores];
  return [store, kind, kind === "double" ? between(next, 2, 3) : between(next, 11, 96)];
}

/** The numbers after each day, and the answers to the days' questions; numbers stay in 0 to 999. */
function worked(days: readonly Day[]): { numbers: readonly number[]; answers: readonly number[] } {
  let numbers: number[] = [];
  const answers: number[] = [];
  for (const { start, steps, asked } of days) {
    numbers = [...(start ?? numbers)];
    for (const [store, kind, by] of steps) {
      const own = numbers[store] ?? 0;
      const other = kind === "asked" ? (answers[by - 1] ?? 0) : (numbers[by] ?? 0);
      const changed = { add: own + by, take: own - by, double: own * by, from: own + other, asked: own + other }[kind];
      numbers[store] = ((changed % 1000) + 1000) % 1000;
    }
    answers.push(numbers[asked] ?? 0);
  }
  return { numbers, answers };
}

function turnOf(next: () => number, names: readonly string[], days: readonly Day[]) {
  const today = days.at(-1) as Day;
  const answer = worked(days).answers.at(-1) ?? 0;
  const without = (at: number): number =>
    worked([...days.slice(0, -1), { ...today, steps: today.steps.filter((_, step) => step !== at) }]).answers.at(-1) ?? 0;
  const misses = [
    ...new Set([...today.steps.map((_, at) => without(at)), (answer + 1) % 1000, (answer + 10) % 1000, (answer + 990) % 1000]),
  ];
  const said = (value: number, lead: string) => `${lead}\n\nAnswer: ${value}`;
  return {
    prompt: promptFor(names, days.length, today),
    grader: { kind: "exact", answer: String(answer), answerKind: "integer" },
    right: [said(answer, "Step by step:"), said(answer, "Keeping all numbers in a table:")],
    wrong: some(
      next,
      misses.filter((miss) => miss !== answer),
      5,
    ).map((miss) => said(miss, "Step by step:")),
  };
}

function promptFor(names: readonly string[], day: number, { start, steps, asked }: Day): string {
  const said = ([store, kind, by]: Step): string => {
    const own = names[store];
    if (kind === "add") return `${own} receives ${by}.`;
    if (kind === "take") return `${own} gives away ${by}.`;
    if (kind === "double") return `The number of ${own} is multiplied by ${by}.`;
    if (kind === "asked") return `${own} receives as many as was the right answer to the question of day ${by}.`;
    return `${own} receives as many as ${names[by]} has at this moment (${names[by]} keeps its own).`;
  };
  const rules =
    day === 1
      ? `${names.length} stores keep a number each, over several days; it stays in the range from 0 to 999: whatever a step makes of it is taken modulo 1000, so 1004 becomes 4 and -3 becomes 997. `
      : "";
  const numbers = start === undefined ? undefined : names.map((name, store) => `${name} ${start[store]}`).join(", ");
  const opening =
    numbers === undefined
      ? "It goes on from the numbers at the end of the day before."
      : `${day === 1 ? "At first" : "The stores were counted anew; before the first step they have"}: ${numbers}.`;
  return [
    `${rules}Day ${day}. ${opening}`,
    `The steps, in this order:\n${steps.map((step, index) => `${index + 1}. ${said(step)}`).join("\n")}`,
    `What is the number of ${names[asked]} at the end of day ${day}? Explain briefly, then end with one line: Answer: <number>`,
  ].join("\n\n");
}
