import type { Family, TaskDraft } from "./family.ts";
import { between, grown, oneOf, some } from "./chance.ts";

interface Entry {
  readonly id: number;
  readonly depot: string;
  readonly ware: string;
  readonly count: number;
  readonly day: number;
}
const depots = ["Norrby", "Sudhafen", "Westend", "Ostmark", "Zentral"];
const wares = ["bolts", "hinges", "planks", "ropes", "tiles", "valves"];

/** Long-context aggregation: a log of deliveries with later corrections and cancellations, and one number to be worked out of it. */
export const aggregation = logOf("aggregation", 40, 400, 300);
/** The same over logs of 8,000 to 20,000 tokens: asked for by name only, since it would crowd the others out. */
export const longLog = logOf("long-log", 700, 1650, 700);

function logOf(name: string, fewest: number, most: number, perUnit: number): Family {
  const make = (next: () => number, difficulty: number): TaskDraft => aggregate(next, difficulty, grown(difficulty, fewest, most, perUnit));
  return { name, category: "long-context", reach: 20, make };
}

function aggregate(next: () => number, difficulty: number, size: number): TaskDraft {
  const entries = deliveries(next, size);
  const touched = some(next, entries, Math.round(entries.length / 6));
  const half = Math.floor(touched.length / 2);
  const cancelled = new Set(touched.slice(0, half).map((entry) => entry.id));
  const corrected = new Map(touched.slice(half).map((entry) => [entry.id, between(next, 1, 99)]));
  const [depot, ware] = [oneOf(next, depots), oneOf(next, wares)];
  const from = between(next, 1, 10);
  const to = between(next, 18, 28);
  const isMeant = (entry: Entry) =>
    entry.ware === ware && (difficulty < -0.5 || entry.depot === depot) && entry.day >= from && entry.day <= to;
  const sum = (some: readonly Entry[], fix: boolean) =>
    some.reduce((total, entry) => total + ((fix && corrected.get(entry.id)) || entry.count), 0);
  const meant = entries.filter(isMeant);
  const standing = meant.filter((entry) => !cancelled.has(entry.id));
  const answer = sum(standing, true);
  const misses = [sum(meant, false), sum(meant, true), sum(standing, false), sum(standing.slice(1), true), answer + 1, answer + 10];
  const where = difficulty < -0.5 ? "at all depots" : `at the depot ${depot}`;
  return {
    context: logText(next, entries, cancelled, corrected),
    prompt: `The log lists deliveries, corrections and cancellations. A correction replaces the number of its delivery, a cancellation voids the delivery whole; both may stand anywhere after it. How many ${ware} were delivered ${where} from day ${from} to day ${to}, both included, by the day of the delivery?\n\nEnd with one line: Answer: <number>`,
    grader: { kind: "exact", answer: String(answer), answerKind: "integer" },
    right: [`${standing.length} deliveries count.\n\nAnswer: ${answer}`, `Adding them up with corrections:\n\nAnswer: ${answer}`],
    wrong: [...new Set(misses)].filter((miss) => miss !== answer).map((miss) => `Adding them up:\n\nAnswer: ${miss}`),
    parts: [
      { id: "first", brief: "Work through the first half of the log." },
      { id: "second", brief: "Work through the second half, with corrections that reach back to the first." },
    ],
    coupling: 0.5,
    recipe: { depot: difficulty < -0.5 ? "" : depot, ware, from, to },
  };
}

function deliveries(next: () => number, count: number): Entry[] {
  return Array.from({ length: count }, (_, index) => ({
    id: 1000 + index * 7 + between(next, 0, 6),
    depot: oneOf(next, depots),
    ware: oneOf(next, wares),
    count: between(next, 1, 99),
    day: 1 + Math.floor((index * 28) / count),
  }));
}

/** The log in order of time; each change stands at a random place after its delivery. */
function logText(
  next: () => number,
  entries: readonly Entry[],
  cancelled: ReadonlySet<number>,
  corrected: ReadonlyMap<number, number>,
): string {
  const lines = entries.map((entry, index) => ({
    at: index,
    text: `day ${entry.day}: delivery ${entry.id}, ${entry.depot}, ${entry.count} ${entry.ware}`,
  }));
  for (const [index, entry] of entries.entries()) {
    const at = index + 0.5 + next() * (entries.length - index);
    const day = entries[Math.min(entries.length - 1, Math.floor(at))]?.day ?? 28;
    if (cancelled.has(entry.id)) lines.push({ at, text: `day ${day}: cancellation of delivery ${entry.id}` });
    const count = corrected.get(entry.id);
    if (count !== undefined) lines.push({ at, text: `day ${day}: correction of delivery ${entry.id}: ${count} ${entry.ware}` });
  }
  return lines
    .toSorted((a, b) => a.at - b.at)
    .map((line) => line.text)
    .join("\n");
}
