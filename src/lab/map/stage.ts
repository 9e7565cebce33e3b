import { profileSchema, simulatedWorld, syntheticSuite, type WorldSettings } from "../../models/simulated/index.ts";
import { openTopology } from "../../topologies/index.ts";
import type { Seat, Suite, Terms } from "../../types.ts";
import { toNano } from "../../util/money.ts";
import type { PlannedTopology } from "../plan/plan.ts";
import type { Point } from "./axes.ts";

/** A third of the tasks is of each kind. */
export const kinds = ["north", "south", "west"] as const;
/** The three workers of the map, weakest last; no one is best everywhere. `share` is where the price stands between the ends. */
export const workers = [
  { name: "large", skill: { north: 0.8, south: 0.5, west: 0.1 }, share: 1 },
  { name: "medium", skill: { north: 0.1, south: 0.2, west: 0.7 }, share: 0.5 },
  { name: "small", skill: { north: -0.4, south: 0.4, west: -0.3 }, share: 0 },
] as const;
export const parts = 2;
export const attempts = 3;
/** A bid's bias and noise where `calibration` is 0, so that the usual calibration gives the world's defaults. */
const worst = { bias: 0.53, noise: 0.59 };
/** Many ways to be wrong: two wrong answers seldom look alike. */
const wrongAnswers = 60;

/** Dollars per million tokens of a worker at this price ratio. */
export function ratesOf(share: number, price: number): { input: number; output: number } {
  const input = 0.25 * price ** share;
  return { input, output: 5 * input };
}
export const judgeRates = { input: 1, output: 5 };

/** What the world is like at a point. */
export function worldAt({ retry, correlation, judge, price, calibration }: Point): WorldSettings {
  const lasting = 1 - retry;
  const traits = { gullible: false, pace: { reasoning: 350, tokensPerSecond: 70 } };
  const population = [
    ...workers.map(({ name, skill, share }) => ({ id: `simulated/${name}`, family: name, skill, rates: ratesOf(share, price), traits })),
    {
      id: "simulated/judge",
      family: "judge",
      skill: 0.5,
      rates: judgeRates,
      traits: { ...traits, sensitivity: judge, specificity: judge },
    },
  ].map((profile) => profileSchema.parse(profile));
  return {
    population,
    errors: { shared: correlation * lasting, retry: lasting },
    bidding: { bias: worst.bias * (1 - calibration), noise: worst.noise * (1 - calibration), insight: calibration },
  };
}

/** Blank tasks of average difficulty, each worth `worth` dollars. */
export function suiteAt({ coupling }: Point, tasks: number, worth: number, seed: string): Suite {
  const suite = syntheticSuite({ tasks, coupling, parts }, seed);
  return {
    ...suite,
    tasks: suite.tasks.map((task, index) => {
      const meta = task.meta?.["simulation"] as { readonly [key: string]: number };
      const wrong = Array.from({ length: wrongAnswers }, (_, way) => `w${index}-${way}`);
      return { ...task, category: kinds[index % kinds.length] ?? "north", value: toNano(worth), meta: { simulation: { ...meta, wrong } } };
    }),
  };
}

const terms: Terms = {
  attempts,
  // A retry that is told nothing is a fresh try: that is what the map asks the worth of.
  feedback: "none",
  outputCap: 4000,
  visibility: "all",
  warmFirst: false,
  selfJudging: "refused",
};
const once: Terms = { ...terms, attempts: 1 };
/** What competes: everything has the same members, judge and, but for those named after one try, the same attempts. */
export const contestants = [
  { name: "solo", use: "solo", options: { member: "large" }, terms: once },
  { name: "solo+retry", use: "solo", options: { member: "large" }, terms },
  { name: "best-of", use: "best-of", options: { n: attempts, choose: "verifier", member: "large" }, terms: once },
  { name: "cascade", use: "cascade", options: { order: ["small", "medium", "large"] }, terms },
  { name: "hub-spoke", use: "hub-spoke", options: { hub: "large" }, terms: once },
  { name: "hub-spoke+retry", use: "hub-spoke", options: { hub: "large" }, terms },
  { name: "market", use: "market", options: {}, terms },
] as const;
export type Contestant = (typeof contestants)[number]["name"];

/** Members, judge and topologies at a point, opened on its world. */
export function stageAt(point: Point, suite: Suite, seed: string): { planned: PlannedTopology[]; judgeSeats: Seat[] } {
  const world = simulatedWorld(suite, worldAt(point), seed);
  const seats = workers.map(({ name }): Seat => ({ name, model: world.model(`simulated/${name}`) }));
  const planned = contestants.map(
    ({ name, use, options, terms }): PlannedTopology => ({
      name,
      topology: openTopology(use, options),
      terms,
      seats,
      limits: {},
      verifier: { kind: "rubric", member: "judge" },
    }),
  );
  return { planned, judgeSeats: [{ name: "judge", model: world.model("simulated/judge") }] };
}
