import { boundedInterval, costDifference, mean, scoreInterval } from "../../statistics/index.ts";
import type { Beside, ChosenWith, DecidedPolicy } from "../../report/index.ts";
import type { MergedArms } from "./merged.ts";
import { setupWords } from "./setup-words.ts";
import { defined } from "../../util/defined.ts";

/** A policy's row: what it did on the scored items, beside the best single model. */
export function rowOf(name: string, merged: MergedArms, values: readonly { readonly value: number }[]): DecidedPolicy {
  const items = merged.results.get(name) ?? [];
  const of = (figure: "passed" | "cost" | "calls" | "verdicts" | "falseAccepts"): Float64Array =>
    Float64Array.from(items, (item) => item[figure]);
  const [passed, cost] = [of("passed"), of("cost")];
  const interval = scoreInterval(passed);
  return {
    name,
    passRate: mean(passed),
    ...defined({ interval }),
    besideSingle: besideSingle(name, merged),
    cost: mean(cost),
    calls: mean(of("calls")),
    verdicts: mean(of("verdicts")),
    wrongAccepted: mean(of("falseAccepts")),
    net: values.map(({ value }) => value * mean(passed) - mean(cost)),
    chosen: chosenIn(name, merged),
    unmet: unmetIn(name, merged),
  };
}

/** What was chosen with one checker, and what that came to on the other parts. */
export function chosenWith(checker: string, merged: MergedArms): ChosenWith {
  const name = `chosen, ${checker}`;
  const [own, single] = [name, "best single"].map((arm) => (merged.results.get(arm) ?? []).map(({ cost }) => cost));
  const [a, b] = [Float64Array.from(own ?? []), Float64Array.from(single ?? [])];
  const { interval, why } = costDifference({ a, b });
  const passed = (merged.results.get(name) ?? []).map((item) => item.passed);
  const [chosen, ...others] = chosenIn(name, merged);
  return {
    checker,
    policy: chosen?.policy ?? "",
    splits: chosen?.splits ?? 0,
    others: others.map(({ policy }) => policy),
    single: merged.runs.every((run) => sameSetup(run, name, "best single")),
    unmet: unmetIn(name, merged),
    passRate: mean(passed),
    cost: mean(a),
    besideSingle: besideSingle(name, merged),
    costBesideSingle: {
      difference: mean(a) - mean(b),
      ...defined({ interval, why }),
    },
  };
}

function besideSingle(name: string, { results }: MergedArms): Beside {
  const [own, single] = [results.get(name) ?? [], results.get("best single") ?? []];
  const differences = Float64Array.from(own, ({ passed }, i) => passed - (single[i]?.passed ?? 0));
  const same = own.every(({ passed, cost }, i) => passed === single[i]?.passed && cost === single[i]?.cost);
  const interval = same ? undefined : boundedInterval(differences, 1);
  return { difference: mean(differences), same, ...defined({ interval }) };
}

/** In how many splits nothing of its kind met the goal on the training items. */
function unmetIn(name: string, { runs }: MergedArms): number {
  return runs.filter((run) => run.some(({ arm, met }) => arm === name && met === false)).length;
}

function sameSetup(run: MergedArms["runs"][number], ...names: string[]): boolean {
  return new Set(names.map((name) => JSON.stringify(run.find(({ arm }) => arm === name)?.setup))).size === 1;
}

/** What an arm was in each split: the commonest first. Index policies at other values are one: the value is chosen anew in each split. */
function chosenIn(name: string, { runs }: MergedArms): { policy: string; splits: number }[] {
  const counts = new Map<string, number>();
  for (const run of runs) {
    const found = run.find(({ arm }) => arm === name);
    if (found?.setup === undefined) continue;
    const words = setupWords(found.setup, found.members);
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return [...counts].map(([policy, splits]) => ({ policy, splits })).toSorted((one, other) => other.splits - one.splits);
}
