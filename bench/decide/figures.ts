import { type ItemResult, overSplits, type ArmResult } from "../../src/valuation/index.ts";
import type { Figure } from "../figure.ts";
import type { RecordedSet } from "./sets.ts";

interface SetGoals {
  readonly checkers: readonly string[];
  readonly budgets: Readonly<Record<string, number>>;
  readonly mostCalls: number;
  readonly values: readonly number[];
}
type Arm = ReadonlyMap<string, ItemResult>;

/** Each arm beside the best single member: rates with intervals over items, costs, net values, and whether the goal of the arm is met. */
export function figuresFrom(set: RecordedSet, runs: readonly (readonly ArmResult[])[], wanted: SetGoals): Figure[] {
  const names = (runs[0] ?? []).map(({ arm }) => arm);
  const arms = new Map(
    names.map((name) => {
      const results = overSplits(runs.map((run) => run.find(({ arm }) => arm === name)?.results ?? []));
      return [name, new Map(results.map((result) => [result.item.id, result]))];
    }),
  );
  const chosen = (name: string): string => commonest(runs.map((run) => run.find(({ arm }) => arm === name)?.chosen ?? ""));
  // Single members and points of the curve are there for figures of the whole curve, which the page has none of.
  return names.flatMap((name) => {
    if (/^(single: |point )/.test(name)) return [];
    const goal = goalOf(name, set, arms, wanted);
    const measuredAs = `${measured(name, set, arms, wanted)}${chosen(name) === "" ? "" : `; chosen most: ${chosen(name)}`}`;
    return [{ name, wanted: goal.wanted, measured: measuredAs, met: goal.met }];
  });
}

/** The mean over items, and half the width of its interval of 95%. */
function meanOf(arm: Arm, of: (item: ItemResult, id: string) => number): { mean: number; half: number } {
  const values = [...arm].map(([id, item]) => of(item, id));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, half: 1.96 * Math.sqrt(variance / values.length) };
}

function measured(name: string, set: RecordedSet, arms: ReadonlyMap<string, Arm>, { values }: SetGoals): string {
  const [arm, best] = [arms.get(name) as Arm, arms.get("best single") as Arm];
  const rate = meanOf(arm, ({ passed }) => passed);
  const against = meanOf(arm, ({ passed }, id) => passed - (best.get(id)?.passed ?? 0));
  const free = meanOf(arms.get("cheapest") as Arm, ({ cost }) => cost).mean;
  const cost = meanOf(arm, (item) => item.cost);
  const nets = values.map((value) => meanOf(arm, (item) => value * free * item.passed - item.cost).mean);
  const falseAccepts = meanOf(arm, (item) => item.falseAccepts).mean;
  return [
    `${points(rate)} right${name === "best single" ? "" : ` (${signed(100 * against.mean)} +- ${(100 * against.half).toFixed(1)} beside the best single)`}`,
    set.currency === "dollars" ? `$${cost.mean.toFixed(4)}` : undefined,
    `${meanOf(arm, ({ calls }) => calls).mean.toFixed(2)} calls`,
    falseAccepts > 0 ? `${(100 * falseAccepts).toFixed(1)}% wrong and accepted` : undefined,
    `net at v ${values.join(", ")}: ${nets.map((net) => (set.currency === "dollars" ? net.toFixed(3) : net.toFixed(2))).join(", ")}`,
  ]
    .filter((part) => part !== undefined)
    .join("; ");
}

/** The goals of the issue; other arms are there to be compared with. */
function goalOf(
  name: string,
  set: RecordedSet,
  arms: ReadonlyMap<string, Arm>,
  { checkers, budgets, mostCalls }: SetGoals,
): { wanted: string; met: boolean } {
  const of = (arm: string, key: "passed" | "cost" | "calls"): number => meanOf(arms.get(arm) as Arm, (item) => item[key]).mean;
  const [rate, cost] = [of(name, "passed"), of(name, "cost")];
  const [best, budget] = [of("best single", "passed"), of("best single", "cost")];
  const checker = checkers.find((one) => name === `index, ${one} checker`);
  const atValue = /^index at v (\d+), (.*)$/.exec(name);
  if (atValue !== null) {
    const value = Number(atValue[1]) * of("cheapest", "cost");
    const net = (arm: string): number => value * of(arm, "passed") - of(arm, "cost");
    return { wanted: "more net value than the best single at that v", met: net(name) >= net(`best single at v ${atValue[1]}`) };
  }
  if (set.currency === "calls") {
    if (name !== "agreement" && name !== "index, no checker") return compared;
    if (!set.answers) return compared;
    return {
      wanted: `more right than the vote of three, in fewer than ${mostCalls} calls`,
      met: rate > of("vote of three", "passed") && of(name, "calls") < mostCalls,
    };
  }
  if (checker === "perfect") {
    const goal = best + 0.6 * (of("oracle", "passed") - best);
    return {
      wanted: `60% of the way to the oracle (${(100 * goal).toFixed(1)}%) at half the best single's cost`,
      met: rate >= goal && cost <= 0.5 * budget,
    };
  }
  const share = budgets[checker ?? "no"] ?? 1;
  if (checker === undefined && name !== "index, no checker") return compared;
  return { wanted: `more right than the best single at ${share} of its cost`, met: rate > best && cost <= share * budget };
}
const compared = { wanted: "(to compare)", met: true };

function points({ mean, half }: { mean: number; half: number }): string {
  return `${(100 * mean).toFixed(1)}% +- ${(100 * half).toFixed(1)}`;
}

function signed(x: number): string {
  return `${x < 0 ? "" : "+"}${x.toFixed(1)}`;
}

function commonest(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].toSorted(([, n], [, m]) => m - n)[0]?.[0] ?? "";
}
