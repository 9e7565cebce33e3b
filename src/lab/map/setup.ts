import { profileSchema, simulatedWorld, syntheticSuite, type WorldSettings } from "../../models/simulated/index.ts";
import type { MapArm } from "../../report/index.ts";
import { openTopology, solo } from "../../topologies/index.ts";
import type { Seat, Suite, Terms, Topology } from "../../types.ts";
import { toNano } from "../../util/money.ts";
import type { PlannedTopology } from "../plan/plan.ts";
import type { Point } from "./axes.ts";

/** A third of the tasks is of each kind. */
export const kinds = ["north", "south", "west"] as const;
export type Kind = (typeof kinds)[number];
/** The three workers of the map, weakest last; no one is best everywhere. `share` is where the price stands between the ends. */
export const workers = [
  { name: "large", skill: { north: 0.8, south: 0.5, west: 0.1 }, share: 1 },
  { name: "medium", skill: { north: 0.1, south: 0.2, west: 0.7 }, share: 0.5 },
  { name: "small", skill: { north: -0.4, south: 0.4, west: -0.3 }, share: 0 },
] as const;
export type Worker = (typeof workers)[number];
export const parts = 2;
export const attempts = 3;
/** A bid's bias and noise where `calibration` is 0, so that the default calibration gives the world's defaults. */
const worst = { bias: 0.53, noise: 0.59 };
/** Many ways to be wrong: two wrong answers seldom look alike. */
const wrongAnswers = 60;

/** Dollars per million tokens of a worker at this price ratio. */
export function ratesOf(share: number, price: number): { input: number; output: number } {
  const input = 0.25 * price ** share;
  return { input, output: 5 * input };
}
export const judgeRates = { input: 1, output: 5 };

/** What the world is like at a point. Whoever reads an answer, judge, critic or hub, tells right from wrong as well as the point says. */
export function worldAt({ retry, correlation, judge, price, calibration }: Point): WorldSettings {
  const lasting = 1 - retry;
  const traits = { gullible: false, sensitivity: judge, specificity: judge, pace: { reasoning: 350, tokensPerSecond: 70 } };
  const population = [
    ...workers.map(({ name, skill, share }) => ({ id: `simulated/${name}`, family: name, skill, rates: ratesOf(share, price), traits })),
    { id: "simulated/judge", family: "judge", skill: 0.5, rates: judgeRates, traits },
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

/**
 * The members of arms that have one: whoever is best for that arm at the point, by the closed forms. Nobody who has to find that
 * out first does better, so these rivals are as strong as they can be.
 */
export interface FixedMembers {
  readonly solo: Worker["name"];
  readonly "solo+retry": Worker["name"];
  readonly "best-of": Worker["name"];
  readonly "per-category": Readonly<Record<Kind, Worker["name"]>>;
}

/** What competes: all have the same members, judge and, but for those named after one try, the same attempts. */
const setups = {
  solo: (members: FixedMembers) => ({ topology: openTopology("solo", { member: members.solo }), terms: once }),
  "solo+retry": (members: FixedMembers) => ({ topology: openTopology("solo", { member: members["solo+retry"] }), terms }),
  "best-of": (members: FixedMembers) => ({
    topology: openTopology("best-of", { n: attempts, choose: "verifier", member: members["best-of"] }),
    terms: once,
  }),
  "per-category": (members: FixedMembers) => ({ topology: perCategory(members["per-category"]), terms }),
  cascade: () => ({ topology: openTopology("cascade", { order: ["small", "medium", "large"] }), terms }),
  router: () => ({ topology: openTopology("router", { router: "small", information: "history" }), terms }),
  "hub-spoke": () => ({ topology: openTopology("hub-spoke", { hub: "large" }), terms: once }),
  "hub-spoke+retry": () => ({ topology: openTopology("hub-spoke", { hub: "large" }), terms }),
  "market-by-record": () => ({ topology: openTopology("market", { bidding: "track-record" }), terms }),
  market: () => ({ topology: openTopology("market", {}), terms }),
  // It is told how good the judge is, as whoever has measured it knows; of the members it learns from verdicts, as router and markets do.
  index: (_members: FixedMembers, { judge }: Point) => ({
    topology: openTopology("index", { checker: { sensitivity: judge, specificity: judge }, most: { attempts, ofOne: attempts } }),
    terms,
  }),
};
export type Arm = keyof typeof setups;
/** An arm whose results the world's law gives; what `index` does next depends on all that it has seen, for which there is no closed form. */
export type PredictedArm = Exclude<Arm, "index">;

/** The arms as they are drawn. Colors are Okabe and Ito's, told apart with all kinds of color vision, and two shades of them. */
export const arms: readonly (MapArm & { readonly name: Arm })[] = [
  { name: "solo", letter: "O", color: "#999999" },
  { name: "solo+retry", letter: "S", color: "#56b4e9" },
  { name: "best-of", letter: "B", color: "#f0e442" },
  { name: "per-category", letter: "P", color: "#cc79a7" },
  { name: "cascade", letter: "C", color: "#009e73" },
  { name: "router", letter: "R", color: "#7fceb9" },
  { name: "hub-spoke", letter: "G", color: "#e69f00" },
  { name: "hub-spoke+retry", letter: "H", color: "#d55e00" },
  { name: "market-by-record", letter: "T", color: "#80b9d9" },
  { name: "market", letter: "M", color: "#0072b2" },
  { name: "index", letter: "I", color: "#332288" },
];
export const isPredicted = (name: Arm): name is PredictedArm => name !== "index";

/** One member for each category, always the same. */
function perCategory(members: FixedMembers["per-category"]): Topology {
  const byKind = new Map<string, Topology>(kinds.map((kind) => [kind, solo({ member: members[kind] })]));
  const first = solo({ member: members.north });
  return { name: "per-category", solve: (task, desk) => (byKind.get(task.category) ?? first).solve(task, desk) };
}

/** Members, judge and topologies at a point, opened on its world. */
export function setupAt(
  point: Point,
  suite: Suite,
  members: FixedMembers,
  seed: string,
): { planned: PlannedTopology[]; judgeSeats: Seat[] } {
  const world = simulatedWorld(suite, worldAt(point), seed);
  const seats = workers.map(({ name }): Seat => ({ name, model: world.model(`simulated/${name}`) }));
  const planned = arms.map(
    ({ name }): PlannedTopology => ({
      name,
      entry: name,
      ...setups[name](members, point),
      seats,
      limits: {},
      verifier: { kind: "rubric", member: "judge" },
    }),
  );
  return { planned, judgeSeats: [{ name: "judge", model: world.model("simulated/judge") }] };
}
