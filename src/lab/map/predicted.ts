import { normalCdf } from "../../models/simulated/index.ts";
import type { ArmResult } from "../../report/index.ts";
import type { Purpose } from "../../types.ts";
import type { Point } from "./axes.ts";
import { bestOfChecked, chain, lawAt } from "./law.ts";
import { attempts, type FixedMembers, judgeRates, type Kind, kinds, type PredictedArm, ratesOf, type Worker, workers } from "./setup.ts";
import type { TokensPerCall } from "./simulate-at.ts";

/** What the closed forms take from outside the world's law: how long a call of each purpose is, and what a right answer is worth. */
export interface MapInputs {
  readonly tokens: TokensPerCall;
  readonly worth: number;
}
type Results = Readonly<Record<PredictedArm, ArmResult>>;

/** Every arm that has a closed form at a point, from the world's law alone, as integrals over its lasting shocks; records are taken as learnt. */
export function predictedAt(point: Point, inputs: MapInputs, members = bestMembers(point, inputs)): Results {
  const sums = new Map<string, ArmResult>();
  for (const kind of kinds) {
    for (const [name, { right, cost }] of Object.entries(predictedKind(point, kind, inputs, members))) {
      const sum = sums.get(name) ?? { right: 0, cost: 0 };
      sums.set(name, { right: sum.right + right / kinds.length, cost: sum.cost + cost / kinds.length });
    }
  }
  return Object.fromEntries(sums) as Results;
}

/** The member that is worth most in each arm that has one, on the tasks of all kinds or of each. */
export function bestMembers(point: Point, inputs: MapInputs): FixedMembers {
  const alone = aloneAt(point, inputs);
  const net = ({ right, cost }: ArmResult) => inputs.worth * right - cost;
  const best = (how: keyof ReturnType<typeof alone>, over: readonly Kind[]) =>
    mostBy(workers, (worker) => over.reduce((sum, kind) => sum + net(alone(worker, kind)[how]), 0)).name;
  return {
    solo: best("once", kinds),
    "solo+retry": best("retried", kinds),
    "best-of": best("bestOf", kinds),
    "per-category": Object.fromEntries(kinds.map((kind) => [kind, best("retried", [kind])])) as FixedMembers["per-category"],
  };
}

/** One member by itself: once, with retries, the best of as many tries at once. */
function aloneAt(point: Point, { tokens }: MapInputs) {
  const law = lawAt(point);
  const bill = billAt(point, tokens);
  return ({ skill, share }: Worker, kind: Kind) => {
    const retried = law.alone(skill[kind], (p, sensitivity) => chain(Array<number>(attempts).fill(p), sensitivity, point.judge));
    const best = law.alone(skill[kind], (p, sensitivity) => bestOfChecked(p, sensitivity, point.judge));
    const call = bill.call(share, "attempt");
    return {
      once: { right: normalCdf(skill[kind]), cost: call },
      retried: { right: retried.right, cost: sequence(bill, retried.reached, [share, share, share], attempts - 1) },
      bestOf: { right: best.right, cost: attempts * call + best.looks * bill.verdict },
    };
  };
}

function predictedKind(point: Point, kind: Kind, inputs: MapInputs, members: FixedMembers): Results {
  const { tokens, worth } = inputs;
  const law = lawAt(point);
  const bill = billAt(point, tokens);
  const alone = aloneAt(point, inputs);
  const by = (name: Worker["name"]) => alone(workers.find((worker) => worker.name === name) ?? workers[0], kind);
  const inOrder = (order: readonly Worker[], checked: number) => {
    const tried = law.apart(
      order.map(({ skill }) => skill[kind]),
      point.judge,
    );
    const shares = order.map(({ share }) => share);
    return { right: tried.right, reached: tried.reached, cost: sequence(bill, tried.reached, shares, checked) };
  };
  const [large, medium, small] = workers;
  // The verdict on the last attempt is asked for too by those who learn from it.
  const routed = inOrder(
    ordered(({ skill }) => skill[kind]),
    attempts,
  );
  // What bidders ask is their cost, as where nobody is asked.
  const traded = inOrder(
    ordered(({ skill, share }) => normalCdf(skill[kind]) * worth - bill.call(share, "attempt")),
    attempts,
  );
  const bids = workers.reduce((sum, { share }) => sum + bill.call(share, "bid"), 0);
  const routes = (1 + (routed.reached[1] ?? 0)) * bill.call(small.share, "route");
  const climbed = inOrder([small, medium, large], attempts - 1);
  return {
    solo: by(members.solo).once,
    "solo+retry": by(members["solo+retry"]).retried,
    "best-of": by(members["best-of"]).bestOf,
    "per-category": by(members["per-category"][kind]).retried,
    cascade: { right: climbed.right, cost: climbed.cost },
    router: { right: routed.right, cost: routed.cost + routes },
    ...hubKind(point, kind, bill),
    "market-by-record": { right: traded.right, cost: traded.cost },
    market: { right: traded.right, cost: traded.cost + bids },
  };
}

/** A manager with the strongest member as hub: plan, two parts, merger, critique, revision; once, and until a verdict passes. */
function hubKind(point: Point, kind: Kind, bill: Bill): Pick<Results, "hub-spoke" | "hub-spoke+retry"> {
  const [large, medium, small] = workers;
  const team = { hub: large.skill[kind], spokes: [medium.skill[kind], small.skill[kind]], coupling: point.coupling } as const;
  const { once, revised, retried } = lawAt(point).hub(team);
  const cycle =
    bill.call(1, "plan") +
    bill.call(0.5, "attempt") +
    bill.call(0, "attempt") +
    bill.call(1, "merge") * (1 + revised) +
    (bill.call(0.5, "critique") + bill.call(0, "critique")) / 2;
  const again = retried.reached.reduce((sum, chance, at) => sum + chance * (cycle + (at < attempts - 1 ? bill.verdict : 0)), 0);
  return { "hub-spoke": { right: once, cost: cycle }, "hub-spoke+retry": { right: retried.right, cost: again } };
}

type Bill = ReturnType<typeof billAt>;
function billAt({ price }: Point, tokens: TokensPerCall) {
  const dollars = (rates: { input: number; output: number }, purpose: Purpose) => {
    const { input, output } = tokens.get(purpose) ?? { input: 0, output: 0 };
    return (input * rates.input + output * rates.output) / 1e6;
  };
  return { call: (share: number, purpose: Purpose) => dollars(ratesOf(share, price), purpose), verdict: dollars(judgeRates, "verdict") };
}

/** What tries in a row cost: each as often as it is reached, the first `checked` of them with a verdict. */
function sequence(bill: Bill, reached: readonly number[], shares: readonly number[], checked: number): number {
  return reached.reduce((sum, chance, at) => sum + chance * (bill.call(shares[at] ?? 1, "attempt") + (at < checked ? bill.verdict : 0)), 0);
}

function ordered(merit: (worker: Worker) => number): Worker[] {
  return workers.toSorted((a, b) => merit(b) - merit(a));
}

function mostBy<T>(items: readonly [T, ...T[]] | readonly T[], value: (item: T) => number): T {
  return items.reduce((best, next) => (value(next) > value(best) ? next : best));
}
