import { stream } from "../../util/random.ts";
import { between, grown, oneOf, some } from "./chance.ts";
import type { Family, TaskDraft } from "./family.ts";

const wares = ["bolts", "hinges", "planks", "ropes", "tiles", "valves", "hoses", "lamps", "nails", "panes"];
/** Tasks of one session; then another begins. */
const turnsOfSession = 24;

/**
 * The turns of a session on one stock, each asking for a number that all turns before it have led to. Asked in one growing context
 * (`session: growing`) a task has all earlier turns and their answers before it; asked in a fresh one (`session: fresh`) the stock as
 * it stands. Same seed, same questions, same answers: what differs is what a long context does.
 */
export const session: Family = {
  name: "session",
  category: "long-context",
  reach: 20,
  takes: ["session"],
  make(next, difficulty, { session: kind = "growing", thread } = {}): TaskDraft {
    const seed = thread ? `${thread.seed}|${Math.floor(thread.place / turnsOfSession)}` : String(next());
    const place = thread ? thread.place % turnsOfSession : between(next, 2, grown(difficulty, 4, turnsOfSession - 1, 0));
    // The turns of one session have one size, whatever the spread of difficulties.
    const size = grown(thread?.level ?? difficulty, 3, 8, 4);
    const turns = played(seed, place + 1, size);
    const now = turns.at(-1);
    const before = turns.slice(0, -1);
    const { asked = "", answer = 0, misses = [] } = now ?? {};
    const said = (value: number, lead: string) => `${lead}\n\nAnswer: ${value}`;
    return {
      context: kind === "growing" ? grownContext(turns[0]?.stock ?? new Map(), before) : freshContext(now?.stock ?? new Map()),
      prompt: `${now?.events ?? ""}\n\nHow many ${asked} are in stock after this turn?\n\nEnd with one line: Answer: <number>`,
      grader: { kind: "exact", answer: String(answer), answerKind: "integer" },
      right: [said(answer, "Going on from the turn before:"), said(answer, "Booked in order:")],
      wrong: [...new Set([...misses, answer + 1, answer + 10])]
        .filter((miss) => miss !== answer)
        .map((miss) => said(miss, "Booked in order:")),
      parts: [
        { id: "before", brief: `What the stock of ${asked} was before this turn.` },
        { id: "turn", brief: "What this turn changes." },
      ],
      coupling: 0.6,
      recipe: { session: kind, place, size },
    };
  },
};

interface Turn {
  /** The stock before the turn. */
  readonly stock: ReadonlyMap<string, number>;
  readonly events: string;
  readonly asked: string;
  readonly answer: number;
  readonly misses: readonly number[];
}

/** The first turns of the session with this seed: a longer session begins with the shorter one. */
function played(seed: string, count: number, size: number): Turn[] {
  const first = stream(`${seed}|stock`);
  const names = some(first, wares, Math.min(wares.length, 6));
  let stock: ReadonlyMap<string, number> = new Map(names.map((name) => [name, between(first, 60, 140)]));
  return Array.from({ length: count }, (_, turn) => {
    const next = stream(`${seed}|turn|${turn}`);
    const changed = new Map(stock);
    const lines = Array.from({ length: size }, () => changeIn(next, names, changed));
    const asked = oneOf(next, names);
    const answer = changed.get(asked) ?? 0;
    const events = `Turn ${turn + 1}.\n${lines.map((line) => `- ${line}`).join("\n")}`;
    const made = { stock, events, asked, answer, misses: [stock.get(asked) ?? 0, answer + 5, answer - 3] };
    stock = changed;
    return made;
  });
}

/** One booking; no stock falls below zero. */
function changeIn(next: () => number, names: readonly string[], stock: Map<string, number>): string {
  const [name = "bolts", other = "ropes"] = some(next, names, 2);
  const own = stock.get(name) ?? 0;
  const kind = next();
  const by = between(next, 2, 25);
  if (kind < 0.35 || own < by) {
    stock.set(name, own + by);
    return `${by} ${name} came in.`;
  }
  if (kind < 0.7) {
    stock.set(name, own - by);
    return `${by} ${name} went out.`;
  }
  stock.set(name, own - by);
  stock.set(other, (stock.get(other) ?? 0) + by);
  return `${by} pieces that were counted as ${name} turned out to be ${other}; the books are put right.`;
}

const listed = (stock: ReadonlyMap<string, number>): string => [...stock].map(([name, count]) => `${name} ${count}`).join(", ");

function grownContext(start: ReadonlyMap<string, number>, before: readonly Turn[]): string {
  const turns = before.map(
    ({ events, asked, answer }) => `${events}\n\nHow many ${asked} are in stock after this turn?\n\nAnswer: ${answer}`,
  );
  return [`A stock is kept over many turns. At first: ${listed(start)}.`, ...turns].join("\n\n");
}

function freshContext(stock: ReadonlyMap<string, number>): string {
  return `A stock is kept over many turns. Before this turn: ${listed(stock)}.`;
}
