import { decider, halvingRounds, betterHalf, taskOrder, type DecisionPlan } from "../../src/statistics/index.ts";
import { holm } from "../../src/statistics/multiplicity.ts";
import { signFlip } from "../../src/statistics/sign-flip.ts";
import { shuffled, stream } from "../../src/util/random.ts";
import type { Figure } from "../figure.ts";
import { recordedTables, type Table } from "./recorded-tables.ts";

const seeds = 40;
/** The difference that does not matter: 5 points of passes, or what makes up for them. */
const delta = 0.05;
/** What a pass is worth, in typical costs of a pass: a careful buyer, and one for whom passes are nearly all that counts. */
const worths = [3, 100];

/** One design's verdict on one drawing of a recorded set: the topology that it names, if any, and its share of the full cost. */
interface Verdict {
  readonly named: number | undefined;
  readonly share: number;
}
interface Outcome {
  readonly share: number;
  readonly named: boolean;
  /** Named although another is better by more than delta. */
  readonly wrong: boolean;
  /** Where the full design proves a winner: whether that one is named, or one within delta of it. */
  readonly same?: boolean;
}
/** A recorded set under one worth: merits per arm and task, in worths of a pass. */
interface Game {
  readonly table: Table;
  readonly value: number;
  readonly merits: readonly (readonly number[])[];
  readonly total: number;
}

/** Decided runs against the full design on all recorded sets, in random task orders and with random choices of topologies. */
export async function recordedFigures(): Promise<Figure[]> {
  const designs = { decided, naive, half, halving, silent };
  const found = new Map<string, Outcome[]>();
  const note = (key: string, outcome: Outcome): void => void found.set(key, [...(found.get(key) ?? []), outcome]);
  for (const table of await recordedTables()) {
    for (let seed = 0; seed < seeds; seed++) {
      for (const worth of worths) {
        const game = gameOf(someArms(table, seed), worth);
        const order = taskOrder(table.tasks, `${seed}`).map((id) => table.tasks.findIndex((task) => task.id === id));
        const full = testedWinner(game, order);
        const own = decided(game, order);
        note("full", outcomeOf(game, { named: full, share: 1 }, full));
        for (const [name, design] of Object.entries(designs)) {
          const outcome = outcomeOf(game, design === decided ? own : design(game, order, own.share), full);
          note(name, outcome);
          if (name === "decided") note(`${table.set}, ${table.tasks.length} tasks`, outcome);
        }
      }
    }
  }
  return [...found].map(([key, runs]) => figureOf(key, runs));
}

const titles: Readonly<Record<string, string>> = {
  decided: "decided runs on all recorded sets",
  full: "  beside: the full design itself",
  naive: "  beside: stopping at the first naive p < .05 against all others",
  half: "  beside: a fixed sample of half the tasks",
  halving: "  beside: successive halving with the money that the decided run spent, always naming one",
  silent: "  beside: always saying undecided",
};

function figureOf(key: string, runs: readonly Outcome[]): Figure {
  const shares = runs.map(({ share }) => share).sort((a, b) => a - b);
  const middle = shares[shares.length >> 1] ?? 1;
  const wrong = runs.filter((run) => run.wrong).length / runs.length;
  const named = runs.filter((run) => run.named).length / runs.length;
  const proved = runs.filter((run) => run.same !== undefined);
  const same = proved.filter((run) => run.same).length;
  const wanted = key === "decided" ? "at most 5% wrong" : "told";
  const met = key !== "decided" || wrong <= 0.05;
  const among = proved.length === 0 ? "" : `; of the ${proved.length} where the full design proves a winner, ${same} name it or its equal`;
  const measured = `${(wrong * 100).toFixed(1)}% of ${runs.length} wrong, median ${(middle * 100).toFixed(0)}% of the cost, one named in ${(named * 100).toFixed(0)}%${among}`;
  return { name: titles[key] ?? `  of which ${key}`, wanted, measured, met };
}

/** All topologies, or on every other seed a random choice of three or more. */
function someArms(table: Table, seed: number): Table {
  if (seed % 2 === 0) return table;
  const next = stream(`${table.set}/arms/${seed}`);
  const count = 3 + Math.floor(next() * (table.arms.length - 3));
  return { ...table, arms: shuffled(table.arms, next).slice(0, count) };
}

function gameOf(table: Table, worth: number): Game {
  const perPass = table.arms.map(({ passed, cost }) => sum(cost) / Math.max(1, sum(passed))).sort((a, b) => a - b);
  const value = Math.max(1, worth * (perPass[perPass.length >> 1] ?? 1));
  const merits = table.arms.map(({ passed, cost }) => passed.map((p, i) => p - Math.min(value, cost[i] ?? 0) / value));
  return { table, value, merits, total: sum(table.arms.map(({ cost }) => sum(cost))) };
}

/** The lab's own way: waves of a tenth of what is done. */
function decided({ table, value, total }: Game, order: readonly number[]): Verdict {
  const ids = order.map((i) => table.tasks[i]?.id ?? "");
  const place = new Map(table.tasks.map(({ id }, i) => [id, i]));
  const arms = new Map(table.arms.map((arm) => [arm.name, arm]));
  const plan: DecisionPlan = {
    question: { kind: "best", value },
    topologies: [...arms.keys()],
    tasks: ids,
    delta: delta * value,
  };
  const machine = decider(plan);
  for (;;) {
    const { live, tasks } = machine.decision();
    const wanted = machine.next(Math.max(Math.ceil(8 / live.length), Math.floor(tasks / 10)));
    if (wanted.length === 0) break;
    for (const { topology, task } of wanted) {
      const i = place.get(task) ?? 0;
      machine.take({ topology, task, passed: arms.get(topology)?.passed[i], cost: arms.get(topology)?.cost[i] ?? 0 });
    }
  }
  const { winner, spent } = machine.decision();
  return { named: winner === undefined ? undefined : table.arms.findIndex(({ name }) => name === winner), share: spent / total };
}

/** The best arm so far, if it beats every other by the test. */
function testedWinner({ merits }: Game, tasks: readonly number[]): number | undefined {
  const best = leader(merits, tasks);
  const others = merits.map((_, arm) => arm).filter((arm) => arm !== best);
  const ps = others.map((arm) =>
    signFlip(
      tasks.map((i) => (merits[best]?.[i] ?? 0) - (merits[arm]?.[i] ?? 0)),
      "full",
      2000,
    ),
  );
  return holm(ps).every((p) => p < 0.05) ? best : undefined;
}

function half(game: Game, order: readonly number[]): Verdict {
  return { named: testedWinner(game, order.slice(0, order.length >> 1)), share: 0.5 };
}

/** Looks after every task from the fifth on and believes z > 1.96. */
function naive(game: Game, order: readonly number[]): Verdict {
  for (let n = 5; n < order.length; n++) {
    const seen = order.slice(0, n);
    const best = leader(game.merits, seen);
    if (game.merits.every((_, arm) => arm === best || zOf(game, best, arm, seen) > 1.96))
      return { named: best, share: shareOf(game, seen) };
  }
  return { named: undefined, share: 1 };
}

/** The worse half is dropped round by round; what is left at the end is named, proved or not. */
function halving(game: Game, order: readonly number[], share: number): Verdict {
  let arms = game.merits.map((_, arm) => arm);
  let used = 0;
  for (const round of halvingRounds(arms.length, Math.floor(share * arms.length * order.length))) {
    used = Math.min(order.length, Math.max(used, round.tasks));
    const seen = order.slice(0, Math.max(1, used));
    arms = betterHalf(arms, (arm) => sum(seen.map((i) => game.merits[arm]?.[i] ?? 0)));
  }
  return { named: arms[0], share };
}

/** Always undecided, at no cost. */
function silent(): Verdict {
  return { named: undefined, share: 0 };
}

/** How a verdict stands to the whole set, and to the winner that the full design proves, where it proves one. */
function outcomeOf(game: Game, { named, share }: Verdict, proved: number | undefined): Outcome {
  const means = game.merits.map((own) => sum(own) / own.length);
  const best = Math.max(...means);
  const behind = named === undefined ? 0 : best - (means[named] ?? 0);
  const same = named !== undefined && (named === proved || behind <= delta);
  return { share, named: named !== undefined, wrong: behind > delta, ...(proved === undefined ? {} : { same }) };
}

function leader(merits: Game["merits"], tasks: readonly number[]): number {
  const totals = merits.map((own) => sum(tasks.map((i) => own[i] ?? 0)));
  return totals.indexOf(Math.max(...totals));
}

function zOf({ merits }: Game, a: number, b: number, tasks: readonly number[]): number {
  const differences = tasks.map((i) => (merits[a]?.[i] ?? 0) - (merits[b]?.[i] ?? 0));
  const mean = sum(differences) / differences.length;
  const variance = sum(differences.map((d) => (d - mean) ** 2)) / (differences.length - 1);
  return variance > 0 ? mean / Math.sqrt(variance / differences.length) : mean > 0 ? Infinity : 0;
}

function shareOf({ table, total }: Game, tasks: readonly number[]): number {
  return sum(table.arms.map(({ cost }) => sum(tasks.map((i) => cost[i] ?? 0)))) / total;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
