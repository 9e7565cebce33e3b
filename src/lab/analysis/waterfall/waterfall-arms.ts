import type { WaterfallStep } from "../../../summary/waterfall.ts";
import type { Plan, PlannedTopology } from "../../plan/plan.ts";
import { own } from "../../../util/own.ts";

/** The arms of a chain: after the solo one, for each step the topology that has it and all before it, or what such a topology would be. */
export interface ArmOf {
  readonly step: WaterfallStep;
  readonly arm: string | undefined;
  readonly wanted: string;
}
export interface WaterfallArms {
  readonly solo: string;
  readonly market?: readonly ArmOf[];
  readonly hub?: readonly ArmOf[];
}

/** The topologies of a plan that make the chains, known by what they are and not by their names; undefined where nothing can be told. */
export function waterfallArms(plan: Plan): WaterfallArms | undefined {
  const arms = plan.topologies.filter(({ bound, unheard, shadow }) => bound !== true && unheard === undefined && shadow !== true);
  const whole = wholeMarket(arms);
  const solo = soloOf(arms, plan.baseline);
  if (solo === undefined) return undefined;
  const hubs = arms.filter(
    (arm) => arm.topology.name === "hub-spoke" && memberOf(arm, "hub") === memberOf(solo, "member") && alike(arm, solo),
  );
  const market = whole !== undefined && alike(whole, solo) ? { market: marketArms(arms, solo, whole) } : {};
  const hub = hubs.length === 0 ? {} : { hub: hubArms(hubs, memberOf(solo, "member")) };
  return "market" in market || "hub" in hub ? { solo: solo.name, ...market, ...hub } : undefined;
}

function settingOf(arm: PlannedTopology, name: string): unknown {
  return own((arm.topology.settings ?? {}) as { readonly [name: string]: unknown }, name);
}

/** Who is at the head: the one that the options name, else the first. */
function memberOf(arm: PlannedTopology, seat: string): string {
  const named = settingOf(arm, seat);
  return typeof named === "string" ? named : (arm.seats[0]?.name ?? "");
}

/** On equal terms but for the number of tries. */
function alike(one: PlannedTopology, other: PlannedTopology): boolean {
  const terms = ({ terms: its, limits, verifier }: PlannedTopology) => JSON.stringify([{ ...its, attempts: 0 }, limits, verifier]);
  return terms(one) === terms(other);
}

/** One member, one try: the baseline where it is one, else a member that also stands with retry, else the first. */
function soloOf(arms: readonly PlannedTopology[], baseline: string): PlannedTopology | undefined {
  const alone = arms.filter(({ topology }) => topology.name === "solo");
  const once = alone.filter(({ terms }) => terms.attempts === 1);
  const retried = new Set(alone.filter(({ terms }) => terms.attempts > 1).map((arm) => memberOf(arm, "member")));
  return once.find(({ name }) => name === baseline) ?? once.find((arm) => retried.has(memberOf(arm, "member"))) ?? once[0];
}

function isDrawn(arm: PlannedTopology): boolean {
  return settingOf(arm, "mechanism") === "lottery" || settingOf(arm, "bidding") === "random";
}

/** The market that has most of what a market may have: retry, then bids that members state, then reputation. */
function wholeMarket(arms: readonly PlannedTopology[]): PlannedTopology | undefined {
  const markets = arms.filter((arm) => arm.topology.name === "market" && !isDrawn(arm));
  const has = (arm: PlannedTopology): number =>
    4 * Number(arm.terms.attempts > 1) +
    2 * Number(settingOf(arm, "bidding") === "stated") +
    Number(settingOf(arm, "reputation") !== "none");
  return markets.toSorted((one, other) => has(other) - has(one))[0];
}

function marketArms(arms: readonly PlannedTopology[], solo: PlannedTopology, whole: PlannedTopology): ArmOf[] {
  const { attempts } = whole.terms;
  const first = memberOf(solo, "member");
  const kin = arms.filter((arm) => arm.terms.attempts === attempts && alike(arm, whole));
  const retry = kin.find((arm) => attempts > 1 && arm.topology.name === "solo" && memberOf(arm, "member") === first);
  const drawn = kin.find((arm) => arm.topology.name === "market" && isDrawn(arm) && settingOf(arm, "reputation") === "none");
  const another = drawn ?? kin.find((arm) => arm.topology.name === "cascade" && orderOf(arm)[0] === first && orderOf(arm).length > 1);
  const same = (arm: PlannedTopology): string => JSON.stringify({ ...(arm.topology.settings as object), reputation: "none" });
  const bare = kin.find((arm) => arm.topology.name === "market" && settingOf(arm, "reputation") === "none" && same(arm) === same(whole));
  const told = settingOf(whole, "reputation") === "none" ? undefined : whole;
  const tries = attempts === 1 ? "one attempt" : `${attempts} attempts`;
  return [
    {
      step: "retry",
      arm: retry?.name,
      wanted: attempts === 1 ? "a market with more than one attempt, and solo with as many" : `solo (${first}) with ${tries}`,
    },
    {
      step: "another-model",
      arm: another?.name,
      wanted: `a market with bidding: random and reputation: none, or a cascade from ${first} on, with ${tries}`,
    },
    { step: "bids", arm: bare?.name, wanted: `${whole.name} with reputation: none` },
    { step: "reputation", arm: told?.name, wanted: `${whole.name} with reputation` },
  ];
}

function orderOf(arm: PlannedTopology): readonly unknown[] {
  const order = settingOf(arm, "order");
  return Array.isArray(order) ? order : [];
}

/** What the stages of a hub add, one at a time, and retry upon them. */
function hubArms(hubs: readonly PlannedTopology[], hub: string): ArmOf[] {
  const staged = (...stages: string[]) =>
    hubs.find((arm) => arm.terms.attempts === 1 && String(settingOf(arm, "stages")) === String(stages));
  const full = ["split", "recompose", "critique", "revise"];
  const arm = (step: WaterfallStep, ...stages: string[]): ArmOf => ({
    step,
    arm: staged(...stages)?.name,
    wanted: `hub-spoke (${hub}) with stages: [${stages.join(", ")}], one attempt`,
  });
  const retried = hubs.find((one) => one.terms.attempts > 1 && String(settingOf(one, "stages")) === String(full));
  return [
    arm("handoff"),
    arm("split", "split"),
    arm("merge", "split", "recompose"),
    arm("red-team", ...full),
    { step: "replan", arm: retried?.name, wanted: `hub-spoke (${hub}) with more attempts` },
  ];
}
