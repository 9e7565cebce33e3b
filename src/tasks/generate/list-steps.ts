import { between } from "./chance.ts";

type Run = (list: readonly number[]) => number[];
/** One form of a step: a statement over the variable `list`, and what it does. */
export interface Form {
  readonly code: string;
  readonly run: Run;
}
/** A step on a list of whole numbers: its demand, two right forms and wrong ones. */
export interface Step {
  readonly demand: string;
  readonly right: Form;
  readonly again: string;
  readonly wrong: readonly Form[];
}
const form = (code: string, run: Run): Form => ({ code, run });

/** The kinds of steps; each draws its own numbers. */
export const listSteps: readonly ((next: () => number) => Step)[] = [
  (next) => {
    const m = between(next, 2, 7);
    return {
      demand: `Drop the numbers that are divisible by ${m}.`,
      right: form(`list = list.filter((x) => x % ${m} !== 0);`, (list) => list.filter((x) => x % m !== 0)),
      again: `list = list.flatMap((x) => (x % ${m} === 0 ? [] : [x]));`,
      wrong: [form(`list = list.filter((x) => x % ${m} === 0);`, (list) => list.filter((x) => x % m === 0))],
    };
  },
  (next) => {
    const [a, b] = [between(next, 2, 5), between(next, 1, 9)];
    return {
      demand: `Replace each number x by ${a} * x + ${b}.`,
      right: form(`list = list.map((x) => ${a} * x + ${b});`, (list) => list.map((x) => a * x + b)),
      again: `list = list.map((x) => ${b} + x * ${a});`,
      wrong: [form(`list = list.map((x) => ${a} * (x + ${b}));`, (list) => list.map((x) => a * (x + b)))],
    };
  },
  (next) => {
    const n = between(next, 2, 5);
    return {
      demand: `Drop every number whose place is a multiple of ${n}, the first place being 1.`,
      right: form(`list = list.filter((_, i) => (i + 1) % ${n} !== 0);`, (list) => list.filter((_, i) => (i + 1) % n !== 0)),
      again: `list = list.flatMap((x, i) => (i % ${n} === ${n - 1} ? [] : [x]));`,
      wrong: [form(`list = list.filter((_, i) => i % ${n} !== 0);`, (list) => list.filter((_, i) => i % n !== 0))],
    };
  },
  (next) => {
    const first = between(next, 0, 9);
    return {
      demand: `Replace each number by the sum of ${first}, itself and all numbers before it.`,
      right: form(`list = list.reduce((sums, x) => [...sums, (sums.at(-1) ?? ${first}) + x], []);`, (list) => sumsFrom(list, first)),
      again: `list = list.map((_, i) => list.slice(0, i + 1).reduce((sum, x) => sum + x, ${first}));`,
      wrong: [
        form(`list = list.reduce((sums, x) => [...sums, (sums.at(-1) || ${first}) + x], []);`, (list) => sumsFrom(list, first, true)),
      ],
    };
  },
  () => ({
    demand: "Of equal numbers that stand next to one another keep one.",
    right: form("list = list.filter((x, i) => i === 0 || x !== list[i - 1]);", (list) =>
      list.filter((x, i) => i === 0 || x !== list[i - 1]),
    ),
    again: "list = list.reduce((kept, x) => (kept.length > 0 && kept.at(-1) === x ? kept : [...kept, x]), []);",
    wrong: [form("list = [...new Set(list)];", (list) => [...new Set(list)])],
  }),
  (next) => {
    const n = between(next, 1, 4);
    return {
      demand: `Move the first ${n} number${n > 1 ? "s" : ""} to the end, in the same order (all of them, if there are no more).`,
      right: form(`list = [...list.slice(${n}), ...list.slice(0, ${n})];`, (list) => [...list.slice(n), ...list.slice(0, n)]),
      again: `{ const rest = [...list]; const moved = rest.splice(0, ${n}); list = rest.concat(moved); }`,
      wrong: [form(`list = [...list.slice(-${n}), ...list.slice(0, -${n})];`, (list) => [...list.slice(-n), ...list.slice(0, -n)])],
    };
  },
  (next) => {
    const n = between(next, 2, 4);
    return {
      demand: `Cut the list into blocks of ${n} (the last may be shorter) and turn each block around.`,
      right: form(`list = list.map((_, i) => list[Math.min(list.length, i - (i % ${n}) + ${n}) - 1 - (i % ${n})]);`, (list) =>
        turned(list, n),
      ),
      again: `list = Array.from({ length: Math.ceil(list.length / ${n}) }, (_, b) => list.slice(b * ${n}, b * ${n} + ${n}).reverse()).flat();`,
      wrong: [form("list = [...list].reverse();", (list) => list.toReversed())],
    };
  },
  (next) => {
    const m = between(next, 11, 60);
    return {
      demand: `Replace each number above ${m} by ${m}.`,
      right: form(`list = list.map((x) => Math.min(x, ${m}));`, (list) => list.map((x) => Math.min(x, m))),
      again: `list = list.map((x) => (x > ${m} ? ${m} : x));`,
      wrong: [form(`list = list.filter((x) => x <= ${m});`, (list) => list.filter((x) => x <= m))],
    };
  },
  () => ({
    demand: "Sort the numbers in ascending order.",
    right: form("list = [...list].sort((a, b) => a - b);", (list) => list.toSorted((a, b) => a - b)),
    again: "list = list.reduce((done, x) => [...done.filter((y) => y <= x), x, ...done.filter((y) => y > x)], []);",
    // Without a comparison JavaScript sorts as text.
    wrong: [form("list = [...list].sort();", (list) => list.map(String).toSorted().map(Number))],
  }),
  (next) => {
    const m = between(next, 1, 3);
    return {
      demand: `Replace each number but the first ${m} by its difference to the number ${m} place${m > 1 ? "s" : ""} before it (itself minus the other).`,
      right: form(`list = list.map((x, i) => (i < ${m} ? x : x - list[i - ${m}]));`, (list) => differences(list, m, 1)),
      again: `list = [...list.slice(0, ${m}), ...list.slice(${m}).map((x, i) => x - list[i])];`,
      wrong: [form(`list = list.map((x, i) => (i < ${m} ? x : list[i - ${m}] - x));`, (list) => differences(list, m, -1))],
    };
  },
];

function sumsFrom(list: readonly number[], first: number, zeroRestarts = false): number[] {
  const sums: number[] = [];
  for (const x of list) {
    const last = sums.at(-1) ?? first;
    sums.push((zeroRestarts && last === 0 ? first : last) + x);
  }
  return sums;
}

function turned(list: readonly number[], size: number): number[] {
  return list.flatMap((_, i) => (i % size === 0 ? list.slice(i, i + size).toReversed() : []));
}

function differences(list: readonly number[], back: number, sign: number): number[] {
  return list.map((x, i) => (i < back ? x : sign * (x - (list[i - back] ?? 0))));
}
