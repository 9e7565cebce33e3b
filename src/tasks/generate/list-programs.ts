import { between, grown, oneOf, some } from "./chance.ts";
import type { Family, TaskDraft } from "./family.ts";
import { type Form, listSteps, type Step } from "./list-steps.ts";

/** A function of several steps on a list, one of them broken; without end, since steps and their numbers combine. */
export const listPrograms: Family = {
  name: "list-programs",
  category: "coding",
  reach: 20,
  make(next, difficulty): TaskDraft {
    for (;;) {
      const isLong = difficulty > 1.5;
      const given = isLong ? Array.from({ length: 24 }, (_, index) => listOf(next, 2 * index, 46)) : undefined;
      const count = grown(difficulty, 3, 6, 4);
      const steps = given ? manySteps(next, count, given) : some(next, listSteps, count).map((step) => step(next));
      const right = steps.map((step) => step.right);
      const cases = given ?? Array.from({ length: 24 }, (_, index) => listOf(next, index));
      // A mutant that no list tells from the right program is no wrong program.
      const mutants = mutantsOf(steps).filter((mutant) => differs(right, mutant, cases));
      if (mutants.length >= 3) return posed(next, steps, cases, mutants);
    }
  },
};

/** Steps that keep numbers short and lists from running out, so that each of many steps still shows in the result. */
function manySteps(next: () => number, count: number, cases: readonly (readonly number[])[]): Step[] {
  const steps: Step[] = [];
  let lists = cases.map((list) => [...list]);
  const first = lists.flat().length;
  for (let tries = 0; steps.length < count && tries < 40 * count; tries++) {
    const step = oneOf(next, listSteps)(next);
    const after = lists.map((list) => step.right.run(list));
    const numbers = after.flat();
    if (numbers.length * 2 < first || numbers.some((x) => Math.abs(x) > 99_999)) continue;
    if (after.every((list, index) => list.join() === lists[index]?.join())) continue;
    steps.push(step);
    lists = after;
  }
  return steps;
}

/** Lists of all lengths with repeated numbers, the empty one first. */
function listOf(next: () => number, length: number, longest = 14): number[] {
  return Array.from({ length: Math.min(length, longest) }, () => (next() < 0.3 ? between(next, 0, 3) : between(next, -20, 90)));
}

function through(forms: readonly Form[], list: readonly number[]): number[] {
  return forms.reduce<number[]>((rest, form) => form.run(rest), [...list]);
}

function differs(right: readonly Form[], mutant: readonly Form[], cases: readonly (readonly number[])[]): boolean {
  return cases.some((list) => through(right, list).join() !== through(mutant, list).join());
}

/** One step in a wrong form, one left out, or two neighbors changed about. */
function mutantsOf(steps: readonly Step[]): Form[][] {
  const right = steps.map((step) => step.right);
  return steps.flatMap((step, index) => [
    ...step.wrong.map((wrong) => right.with(index, wrong)),
    right.filter((_, other) => other !== index),
    ...(index === 0 ? [] : [[...right.slice(0, index - 1), step.right, ...right.slice(index - 1, index), ...right.slice(index + 1)]]),
  ]);
}

function posed(
  next: () => number,
  steps: readonly Step[],
  cases: readonly (readonly number[])[],
  mutants: readonly (readonly Form[])[],
): TaskDraft {
  const right = steps.map((step) => step.right);
  const demand = steps.map((step, index) => `${index + 1}. ${step.demand}`).join("\n");
  const wrong = mutants.map((mutant) => programOf(mutant.map((form) => form.code)));
  const pairs = cases.map((list) => [list, through(right, list)]);
  return {
    prompt: `This JavaScript function is meant to do these steps in this order to a list of whole numbers and to return the new list. It must not change the list that it is given.\n\n${demand}\n\nIt does not:\n\n${oneOf(next, wrong)}\n\nMend it and keep the name. Give the whole program in one fenced block.`,
    grader: {
      kind: "program",
      language: "javascript",
      checks: [
        {
          name: "lists come out right",
          code: `for (const [given, wanted] of ${JSON.stringify(pairs)}) assertEqual(transform([...given]), wanted, "the list " + given);`,
        },
        {
          name: "the given list stays as it was",
          code: 'const given = [3, 8, 8, -2, 15, 40, 7];\ntransform(given);\nassertEqual(given, [3, 8, 8, -2, 15, 40, 7], "the list is unchanged");',
        },
      ],
    },
    right: [programOf(right.map((form) => form.code)), programOf(steps.map((step) => step.again))],
    wrong,
    parts: [
      { id: "first", brief: "Compare the first half of the steps with the program." },
      { id: "second", brief: "Compare the second half of the steps with the program." },
    ],
    coupling: 0.3,
    recipe: { steps: steps.map((step) => step.demand) },
  };
}

function programOf(statements: readonly string[]): string {
  return `\`\`\`js\nfunction transform(numbers) {\n  let list = [...numbers];\n${statements.map((line) => `  ${line}\n`).join("")}  return list;\n}\n\`\`\``;
}
