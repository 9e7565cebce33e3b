import { shuffled } from "../../util/random.ts";
import type { Assignment, ConstraintSpec, Rule } from "../constraints.ts";
import { proved } from "../prove.ts";
import { solutions } from "../solve.ts";
import { answersFor } from "./assignments.ts";
import { sized } from "./chance.ts";
import type { Family, TaskDraft } from "./family.ts";

/** Guesses of the solver per question whether a square of more than three rows is decided. */
const guesses = 400;

interface Line {
  readonly name: string;
  readonly of: readonly string[];
}
function cellsOf(side: number): string[] {
  return Array.from({ length: side * side }, (_, index) => `r${Math.floor(index / side) + 1}c${(index % side) + 1}`);
}

function linesOf(side: number): Line[] {
  const along = Array.from({ length: side }, (_, index) => index + 1);
  return [
    ...along.map((row) => ({ name: `row ${row}`, of: along.map((column) => `r${row}c${column}`) })),
    ...along.map((column) => ({ name: `column ${column}`, of: along.map((row) => `r${row}c${column}`) })),
    { name: "the diagonal from the top left", of: along.map((row) => `r${row}c${row}`) },
    { name: "the diagonal from the top right", of: along.map((row) => `r${row}c${side + 1 - row}`) },
  ];
}

/** The numbers from 1 on in a square, 1 to 9 where it has three rows, with given sums; givens and comparisons are added until a solver finds exactly one filling. */
export const numberSquare: Family = {
  name: "number-square",
  category: "reasoning",
  reach: 6,
  make(next, difficulty): TaskDraft {
    const side = sideOf(difficulty);
    const cells = cellsOf(side);
    const numbers = cells.map((_, index) => index + 1);
    const right: Assignment = Object.fromEntries(shuffled(numbers, next).map((value, index) => [cells[index], value]));
    const sums = linesOf(side)
      .slice(0, next() < 0.5 && side === 3 ? 6 : 2 * side + 2)
      .map((line): Rule => sumOf(line, right));
    const spec = (rules: readonly Rule[]): ConstraintSpec => ({
      kind: "constraints",
      problem: "square",
      format: "rows",
      columns: side,
      variables: cells,
      domains: { "*": numbers },
      constraints: [{ rule: "different", of: cells }, ...sums, ...rules],
      unique: true,
    });
    const isUnique = (rules: readonly Rule[]) =>
      side === 3 ? solutions(spec(rules)).length === 1 : proved(spec(rules), guesses).count === "one";
    const clues = hints(next, cells, right, givensAt(difficulty));
    let count = Math.min(clues.length, side === 3 ? sized(difficulty, 4, 1) : givensAt(difficulty));
    while (!isUnique(clues.slice(0, count))) count++;
    const rules = clues.slice(0, count);
    return {
      prompt: promptFor(side, sums, rules),
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

function sideOf(difficulty: number): number {
  if (difficulty <= 1.5) return 3;
  return difficulty <= 3.5 ? 4 : 5;
}

/** How many numbers a square shows at first: the more of them, the smaller the difficulty among squares of one side. */
function givensAt(difficulty: number): number {
  const side = sideOf(difficulty);
  if (side === 3) return sized(difficulty, 4, 0);
  return side === 4 ? Math.round(7 - 2 * (difficulty - 1.5)) : Math.round(13 - 2 * (difficulty - 3.5));
}

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
function hints(next: () => number, cells: readonly string[], right: Assignment, givens: number): Rule[] {
  const order = shuffled(cells, next);
  const known = order.map(
    (cell): Rule => ({ rule: "is", variable: cell, value: right[cell] ?? 0, says: `${placeOf(cell)} holds ${right[cell]}` }),
  );
  const compared = shuffled(cells, next).flatMap((cell): Rule[] => {
    const other = cells[(cells.indexOf(cell) + Math.sqrt(cells.length)) % cells.length] ?? cell;
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

function promptFor(side: number, sums: readonly Rule[], rules: readonly Rule[]): string {
  const words = ["three", "four", "five"][side - 3] ?? String(side);
  return [
    `Fill a square of ${words} rows and ${words} columns with the numbers 1 to ${side * side}, each once, so that all of this holds:`,
    [...sums, ...rules].map((rule) => `- ${rule.says}`).join("\n"),
    `Exactly one square fits. Explain briefly, then write the line "Answer:" and below it the ${words} rows, numbers parted by spaces.`,
  ].join("\n\n");
}
