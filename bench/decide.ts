import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Belief, indexDecision } from "../src/valuation/index.ts";
import { budgets, checkers, mostCallsWanted, scoredOn, values } from "./decide/arms.ts";
import { figuresFrom } from "./decide/figures.ts";
import { loadFigures, manyItemFigures } from "./decide/own-files.ts";
import { searchFigures } from "./decide/search.ts";
import { type RecordedSet, setsIn } from "./decide/sets.ts";
import type { Figure, Phase } from "./figure.ts";

const splits = 10;
const bundled = join(dirname(fileURLToPath(import.meta.url)), "..", "recorded");
/** A folder of further sets in the same format, where there is one. */
const further = process.env["CATALLAXY_RECORDED"] ?? "";

/** What is chosen from outcomes on one half of the items and scored on the other: on the bundled sets, and on one with true costs where it is at hand. */
export const decidePhases: readonly Phase[] = [
  {
    name: "Time of a decision",
    flags: ["--time"],
    measure: async () => [false, true].flatMap((comparable) => [decisionTime(comparable), decisionTime(comparable, 10)]),
  },
  { name: "Files of one's own", flags: ["--files"], measure: async () => loadFigures() },
  { name: "Many items", flags: ["--items"], measure: async () => manyItemFigures() },
  ...["lifeeval_confidence", "zeroeval", "metr_runs", "livecodebench"].map((name) => phase(bundled, name)),
  ...(existsSync(join(further, "swebench_bash_only_half")) && further !== "" ? [phase(further, "swebench_bash_only_half")] : []),
];

function phase(folder: string, name: string): Phase {
  return {
    name,
    flags: [`--${name}`],
    measure: async () => [...setsIn(folder, [name]).flatMap(figuresOf), ...(folder === bundled ? await searchFigures(name) : [])],
  };
}

function figuresOf(set: RecordedSet): Figure[] {
  const runs = Array.from({ length: splits }, (_, i) => {
    process.stderr.write(`  split ${i + 1} of ${splits}\n`);
    return scoredOn(set, `${i + 1}`);
  });
  return figuresFrom(set, runs, { checkers: Object.keys(checkers), budgets, mostCalls: mostCallsWanted, values });
}

/** Processor time of the index policy with twenty members, after three attempts: with a checker, and with answers to compare; with a bound, each may try thrice. */
function decisionTime(comparable: boolean, most?: number): Figure {
  const p = Array.from({ length: 20 }, (_, m) => 0.3 + 0.025 * m);
  const costs = p.map((chance) => 0.02 * Math.exp(4 * chance));
  const tried = [0, 1, 2].map((member) => ({
    member,
    answer: member,
    ifRight: comparable ? 1 : 0.1,
    ifWrong: comparable ? 1 : 0.9,
    checked: !comparable,
  }));
  const terms = {
    value: 10,
    costs,
    left: p.map((_, m) => (most === undefined ? 1 : 3) - Number(m < 3)),
    ...(most === undefined ? {} : { attempts: most - tried.length }),
    ...(comparable ? {} : { checker: { sensitivity: 0.9, specificity: 0.9, price: 0.01 } }),
  };
  const decide = (): unknown =>
    indexDecision(
      new Belief({ p, loadings: p.map(() => 0.8), repeats: p.map(() => 0.9), ...(comparable ? { concentration: 2 } : {}) }),
      tried,
      terms,
    );
  for (let i = 0; i < 200; i++) decide();
  const before = process.cpuUsage();
  for (let i = 0; i < 500; i++) decide();
  const { user, system } = process.cpuUsage(before);
  const ms = (user + system) / 1000 / 500;
  return {
    name: `a decision among 20 members after three attempts, ${comparable ? "answers compared" : "with a .90/.10 checker"}${most === undefined ? "" : `, ${most} attempts in all and three of a member at most`}`,
    wanted: "under 1 ms of processor time",
    measured: `${ms.toFixed(2)} ms`,
    met: ms < 1,
  };
}
