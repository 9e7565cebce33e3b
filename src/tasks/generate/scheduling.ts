import type { Assignment, ConstraintSpec, Rule } from "../constraints.ts";
import { answersFor } from "./assignments.ts";
import { between, grown, oneOf, some } from "./chance.ts";
import type { Family, TaskDraft } from "./family.ts";

interface Job {
  readonly name: string;
  readonly length: number;
  readonly place: string;
  readonly start: number;
}
const names = ["sanding", "priming", "cutting", "gluing", "staining", "drilling", "polishing", "packing", "testing", "wiring"];
/** For more jobs than these: the same works on several orders. */
const orders = ["A", "B", "C", "D", "E", "F", "G", "H"];
const places = ["bench", "saw", "booth", "press", "lathe", "kiln"];

/** Jobs on machines under order, waiting times, crew and a deadline that a hidden timetable meets; any timetable that fits passes. */
export const scheduling: Family = {
  name: "scheduling",
  category: "reasoning",
  reach: 12,
  make(next, difficulty): TaskDraft {
    const jobs = hiddenJobs(next, grown(difficulty, 4, 8, 5), Math.min(places.length, grown(difficulty, 1, 3, 0.5)));
    const end = Math.max(...jobs.map((job) => job.start + job.length)) + (difficulty < -0.5 ? 1 : 0);
    const { rules, clues } = conditions(next, jobs, grown(difficulty, 2, 6, 6));
    const right: Assignment = Object.fromEntries(jobs.map((job) => [job.name, job.start]));
    const spec: ConstraintSpec = {
      kind: "constraints",
      problem: "schedule",
      format: "pairs",
      variables: jobs.map((job) => job.name),
      domains: Object.fromEntries(jobs.map((job) => [job.name, Array.from({ length: end - job.length + 1 }, (_, hour) => hour)])),
      constraints: rules,
    };
    return {
      prompt: promptFor(jobs, clues, end),
      ...answersFor(next, spec, [right], "Placing the longest chain first:"),
      parts: [
        { id: "machines", brief: "Order the jobs on each machine so that none overlap." },
        { id: "order", brief: "Place the starts so that every waiting time and the deadline hold." },
      ],
      coupling: 0.85,
      recipe: { end, jobs: jobs.map((job) => ({ ...job })) },
    };
  },
};

/** A timetable built first, each job as early as its machine allows after a random wait, so that the task has a solution. */
function hiddenJobs(next: () => number, count: number, machines: number): Job[] {
  const free = new Map<string, number>();
  const known = count <= names.length ? names : names.flatMap((name) => orders.map((order) => `${name} ${order}`));
  return some(next, known, count).map((name) => {
    const place = oneOf(next, places.slice(0, machines));
    const start = (free.get(place) ?? 0) + (next() < 0.25 ? 1 : 0);
    const length = between(next, 1, 4);
    free.set(place, start + length);
    return { name, length, place, start };
  });
}

function conditions(next: () => number, jobs: readonly Job[], count: number): { rules: Rule[]; clues: string[] } {
  const rules: Rule[] = [];
  const clues: string[] = [];
  for (const place of new Set(jobs.map((job) => job.place))) {
    const here = jobs.filter((job) => job.place === place);
    rules.push({ rule: "disjoint", of: here.map(({ name, length }) => ({ start: name, length })), says: `one job at a time: ${place}` });
  }
  const pairs = jobs.flatMap((before) =>
    jobs.filter((after) => after.start >= before.start + before.length).map((after) => ({ before, after })),
  );
  for (const { before, after } of some(next, pairs, count)) {
    const gap = after.start - before.start - before.length;
    const wait = between(next, 0, gap);
    const says =
      wait === 0
        ? `${after.name} starts when ${before.name} has ended, or later`
        : `${after.name} starts at least ${wait} hour${wait > 1 ? "s" : ""} after ${before.name} has ended`;
    rules.push({
      rule: "linear",
      terms: [
        [1, after.name],
        [-1, before.name],
      ],
      relation: ">=",
      value: before.length + wait,
      says,
    });
    clues.push(says);
  }
  const loads = jobs.map(({ name, length }) => ({ start: name, length, demand: 1 }));
  const busiest = Math.max(...jobs.map(({ start }) => jobs.filter((job) => job.start <= start && start < job.start + job.length).length));
  const says = `at no time do more than ${busiest} jobs run`;
  rules.push({ rule: "capacity", of: loads, limit: busiest, says });
  clues.push(says);
  return { rules, clues };
}

function promptFor(jobs: readonly Job[], clues: readonly string[], end: number): string {
  const lines = jobs.map(({ name, length, place }) => `- ${name}: ${length} hour${length > 1 ? "s" : ""}, ${place}`);
  return [
    `A workshop does each of these jobs once. Each starts at a whole hour (0 or later), runs without a break, and has ended by hour ${end}. Each machine takes one job at a time.`,
    lines.join("\n"),
    `Also:\n${clues.map((clue) => `- ${clue}`).join("\n")}`,
    'Find a timetable. Explain briefly, then write the line "Answer:" and below it one line per job: name = starting hour',
  ].join("\n\n");
}
