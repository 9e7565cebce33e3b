import { between, grown, oneOf } from "./chance.ts";
import type { Family, TaskDraft } from "./family.ts";

/** Probabilities by counting, with exact fractions: draws from groups, runs of seats, sums of dice. */
export const counting: Family = {
  name: "counting",
  category: "reasoning",
  reach: 20,
  make(next, difficulty) {
    for (;;) {
      const made = oneOf(next, [drawn, drawn, rolled, seated])(next, difficulty);
      // An answer of 0 or 1 can be guessed, and a wrong way that meets the right answer is no wrong answer.
      if (made) return made;
    }
  },
};

/** n choose k, exactly. */
export function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let result = 1n;
  for (let i = 1; i <= k; i++) result = (result * BigInt(n - k + i)) / BigInt(i);
  return result;
}

/** A fraction in lowest terms, as text. */
export function fraction(top: bigint, bottom: bigint): string {
  let [a, b] = [top, bottom];
  while (b !== 0n) [a, b] = [b, a % b];
  return bottom / a === 1n ? `${top / a}` : `${top / a}/${bottom / a}`;
}

interface Question {
  readonly prompt: string;
  readonly top: bigint;
  readonly bottom: bigint;
  readonly misses: readonly string[];
  readonly all: string;
  readonly wanted: string;
  readonly recipe: TaskDraft["recipe"];
}

function posed(question: Question): TaskDraft | undefined {
  const { prompt, top, bottom, misses, all, wanted, recipe } = question;
  if (top <= 0n || top >= bottom) return undefined;
  const answer = fraction(top, bottom);
  const wrong = [...new Set([...misses, fraction(bottom - top, bottom), fraction(top + 1n, bottom), fraction(top, bottom + 1n)])];
  return {
    prompt: `${prompt} Give the probability as a fraction in lowest terms.\n\nExplain briefly, then end with one line: Answer: <fraction>`,
    grader: { kind: "exact", answer, answerKind: answer.includes("/") ? "rational" : "integer" },
    right: [
      `There are ${bottom} equally likely cases, ${top} of them wanted.\n\nAnswer: ${answer}`,
      `${top} in ${bottom}.\n\nAnswer: ${answer}`,
    ],
    wrong: wrong.filter((miss) => miss !== answer).map((miss) => `Counting the cases gives the result.\n\nAnswer: ${miss}`),
    parts: [
      { id: "all", brief: all },
      { id: "wanted", brief: wanted },
    ],
    coupling: 0.7,
    recipe,
  };
}

const things = [
  ["pebbles", "grey", "green", "white"],
  ["stamps", "blue", "red", "brown"],
  ["bulbs", "tulip", "lily", "crocus"],
  ["tickets", "child", "adult", "senior"],
] as const;

function drawn(next: () => number, difficulty: number): TaskDraft | undefined {
  const [thing, first, second, third] = oneOf(next, things);
  const top = grown(difficulty, 4, 8, 3);
  const [a, b, c] = [between(next, 3, top), between(next, 3, top), between(next, 1, top - 1)];
  const k = between(next, 3, Math.min(grown(difficulty, 6, 6, 2), a + b));
  const exactly = between(next, 1, Math.min(a, k - 1));
  const least = between(next, difficulty > 0 ? 1 : 0, Math.max(1, k - exactly));
  let ways = 0n;
  for (let i = least; i <= k - exactly; i++) ways += choose(a, exactly) * choose(b, i) * choose(c, k - exactly - i);
  const total = choose(a + b + c, k);
  return posed({
    prompt: `A box holds ${a + b + c} ${thing}: ${a} ${first}, ${b} ${second} and ${c} ${third}. ${k} of them are drawn at random without replacement, all choices equally likely. What is the probability that exactly ${exactly} of those drawn are ${first} and at least ${least} are ${second}?`,
    top: ways,
    bottom: total,
    misses: [
      fraction(choose(a, exactly) * choose(b + c, k - exactly), total),
      fraction(choose(a, exactly) * choose(b, least) * choose(c, k - exactly - least), total),
    ],
    all: `Count all ways to draw ${k} of ${a + b + c}.`,
    wanted: `Count the draws with exactly ${exactly} ${first} and at least ${least} ${second}.`,
    recipe: { kind: "drawn", sizes: [a, b, c], k, exactly, least },
  });
}

function seated(next: () => number, difficulty: number): TaskDraft | undefined {
  const seats = between(next, 9, grown(difficulty, 12, 20, 6));
  const people = between(next, 3, Math.min(grown(difficulty, 6, 6, 2), Math.floor(seats / 2)));
  const groups = difficulty < -0.5 ? people : between(next, 2, people);
  const ways = choose(people - 1, groups - 1) * choose(seats - people + 1, groups);
  const how =
    groups === people
      ? "no two of them sit next to each other"
      : `they sit in exactly ${groups} groups, a group being neighbors without an empty seat between them`;
  return posed({
    prompt: `${people} travelers choose different seats in an empty row of ${seats} at random, all choices of seats being equally likely. What is the probability that ${how}?`,
    top: ways,
    bottom: choose(seats, people),
    misses: [
      fraction(choose(seats - people, groups) * choose(people - 1, groups - 1), choose(seats, people)),
      fraction(choose(seats - people + 1, groups), choose(seats, people)),
    ],
    all: `Count all ways to choose ${people} of ${seats} seats.`,
    wanted: `Count the choices in which ${how}.`,
    recipe: { kind: "seated", seats, people, groups },
  });
}

function rolled(next: () => number, difficulty: number): TaskDraft | undefined {
  const dice = grown(difficulty, 2, 4, 1);
  const sides = oneOf(next, [4, 6, 8]);
  const sum = between(next, dice + 2, dice * sides - 1);
  const most = between(next, 3, sides);
  const count = (least: number, limit: number) => rolls(dice, limit, least);
  const total = BigInt(sides) ** BigInt(dice);
  return posed({
    prompt: `${dice} fair dice with ${sides} sides each (1 to ${sides}) are rolled. What is the probability that they show at least ${sum} in all while no die shows more than ${most}?`,
    top: count(sum, most),
    bottom: total,
    misses: [fraction(count(sum, sides), total), fraction(count(sum + 1, most), total)],
    all: "Count all outcomes of the dice.",
    wanted: `Count the outcomes with a sum of at least ${sum} and no die above ${most}.`,
    recipe: { kind: "rolled", dice, sides, sum, most },
  });
}

/** In how many ways dice that show 1 to `limit` add up to `least` or more: sum by sum, so that many dice take no longer than they need. */
function rolls(dice: number, limit: number, least: number): bigint {
  let ways = new Map([[0, 1n]]);
  for (let die = 0; die < dice; die++) {
    const more = new Map<number, bigint>();
    for (const [sum, count] of ways) for (let face = 1; face <= limit; face++) more.set(sum + face, (more.get(sum + face) ?? 0n) + count);
    ways = more;
  }
  return [...ways].reduce((total, [sum, count]) => (sum >= least ? total + count : total), 0n);
}
