import { shuffled } from "../../util/random.ts";
import type { Assignment, ConstraintSpec, Rule } from "../constraints.ts";
import { solutions } from "../solve.ts";
import { answersFor } from "./assignments.ts";
import { sized } from "./chance.ts";
import type { Family, TaskDraft } from "./family.ts";

const cells = Array.from({ length: 9 }, (_, index) => `r${Math.floor(index / 3) + 1}c${(index % 3) + 1}`);
const lines = [
  ...[1, 2, 3].map((row) => ({ name: `row ${row}`, of: [1, 2, 3].map((column) => `r${row}c${column}`) })),
  ...[1, 2, 3].map((column) => ({ name: `column ${column}`, of: [1, 2, 3].map((row) => `r${row}c${column}`) })),
  { name: "the diagonal from the top left", of: ["r1c1", "r2c2", "r3c3"] },
  { name: "the diagonal from the top right", of: ["r1c3", "r2c2", "r3c1"] },
];

/** The numbers 1 to 9 in a square with given sums; givens and comparisons are added until a solver finds exactly one filling. */
export const numberSquare: Family = {
  name: "number-square",
  category: "reasoning",
  make(next, difficulty): TaskDraft {
    const right: Assignment = Object.fromEntries(shuffled([1, 2, 3, 4, 5, 6, 7, 8, 9], next).map((value, index) => [cells[index], value]));
    const sums = lines.slice(0, next() < 0.5 ? 6 : 8).map((line): Rule => sumOf(line, right));
    const spec = (rules: readonly Rule[]): ConstraintSpec => ({
      kind: "constraints",
      problem: "square",
      format: "rows",
      columns: 3,
      variables: cells,
      domains: { "*": [1, 2, 3, 4, 5, 6, 7, 8, 9] },
      constraints: [{ rule: "different", of: cells }, ...sums, ...rules],
      unique: true,
    });
    const isUnique = (rules: readonly Rule[]) => solutions(spec(rules)).length === 1;
    const clues = hints(next, right, sized(difficulty, 4, 0));
    let count = Math.min(clues.length, sized(difficulty, 4, 1));
    while (!isUnique(clues.slice(0, count))) count++;
    const rules = clues.slice(0, count);
    return {
      prompt: promptFor(sums, rules),
      ...answersFor(next, spec(rules), [right], "Working from the sums:"),
      parts: [
        { id: "lines", brief: "List the triples that each sum allows." },
        { id: "cells", brief: "Fill the cells so that all sums and hints hold." },
      ],
      coupling: 0.9,
      recipe: { square: cells.map((cell) => right[cell] ?? 0) },
    };
  },
};

function sumOf(line: { name: string; of: readonly string[] }, right: Assignment): Rule {
  const value = line.of.reduce((sum, cell) => sum + Number(right[cell]), 0);
  return {
    rule: "linear",
    terms: line.of.map((cell) => [1, cell] as const),
    relation: "=",
    value,
    says: `${line.name} adds up to ${value}`,
  };
}

/** Hints in the order of use: `givens` known cells, then comparisons of neighbors, then all other cells, which always suffice. */
function hints(next: () => number, right: Assignment, givens: number): Rule[] {
  const order = shuffled(cells, next);
  const known = order.map(
    (cell): Rule => ({ rule: "is", variable: cell, value: right[cell] ?? 0, says: `${placeOf(cell)} holds ${right[cell]}` }),
  );
  const compared = shuffled(cells, next).flatMap((cell): Rule[] => {
    const other = cells[(cells.indexOf(cell) + 3) % 9] ?? cell;
    const [low, high] = Number(right[cell]) < Number(right[other]) ? [cell, other] : [other, cell];
    const says = `${placeOf(low)} holds less than ${placeOf(high)}`;
    return [
      {
        rule: "linear",
        terms: [
          [1, low],
          [-1, high],
        ],
        relation: "<",
        value: 0,
        says,
      },
    ];
  });
  return [...known.slice(0, givens), ...compared.slice(0, 4), ...known.slice(givens)];
}

function placeOf(cell: string): string {
  return `row ${cell[1]}, column ${cell[3]}`;
}

function promptFor(sums: readonly Rule[], rules: readonly Rule[]): string {
  return [
    "Fill a square of three rows and three columns with the numbers 1 to 9, each once, so that all of this holds:",
    [...sums, ...rules].map((rule) => `- ${rule.says}`).join("\n"),
    'Exactly one square fits. Explain briefly, then write the line "Answer:" and below it the three rows, numbers parted by spaces.',
  ].join("\n\n");
}
