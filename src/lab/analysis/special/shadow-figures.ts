import { mean, counted, type TrialRow } from "../../../statistics/index.ts";
import type { PolicyRow, ShadowFigures } from "../../../report/index.ts";
import type { Nano } from "../../../types.ts";
import type { Plan } from "../../plan/plan.ts";
import { shadowTopology, type ShadowTry, shadowTries } from "../../trials/shadow.ts";
import type { TableSource } from "./table-source.ts";
import { valued } from "../../plan/valued.ts";
import { worthOf } from "../../plan/worth-of.ts";

/** One policy on the shadowed tasks: whether each passed, and at what cost. */
interface Policy extends Pick<PolicyRow, "policy" | "name"> {
  readonly picks: readonly Choice[];
}
interface Choice {
  readonly key: string;
  readonly passed: number;
  readonly cost: Nano;
  readonly worth: Nano;
}
const mostShown = 12;

/** All first tries at one task in one repetition. */
interface Field {
  readonly key: string;
  readonly category: string;
  readonly worth: Nano;
  readonly tries: readonly ShadowTry[];
}

/** What shadow runs tell: each way of choosing beside the best available, and what a second try is worth. Undefined without shadow runs. */
export function shadowFigures({ plan, rows, events }: TableSource): ShadowFigures | undefined {
  const tries = shadowTries(events).filter(({ task }) => !plan.learning.has(task));
  const fields = fieldsOf(plan, tries);
  if (fields.length === 0) return undefined;
  const best = hindsight(fields);
  const own = plan.topologies.map(({ name }) => topology(name, rows, fields)).filter(({ picks }) => picks.length > 0);
  const shown = own.toSorted((one, other) => total(other) - total(one)).slice(0, mostShown);
  const policies = [best, singleBest(fields), router(fields), random(fields), ...own.filter((one) => shown.includes(one))];
  return {
    kind: "shadow",
    shadowed: plan.shadow.length,
    tasks: plan.suite.tasks.length,
    policies: policies.map((policy) => rowOf(policy, best)),
    topologies: { shown: shown.length, of: own.length },
    rescues: retryValues(tries).map(({ member, failed, same, other }) => ({ member, failed, same, other })),
    cost: [...events].reduce((sum, { fact }) => sum + (fact.type === "call" && fact.purpose === "shadow" ? fact.cost : 0), 0),
  };
}

function fieldsOf(plan: Plan, tries: readonly ShadowTry[]): Field[] {
  const tasks = new Map(plan.suite.tasks.map((task) => [task.id, task]));
  const { seats, terms } = shadowTopology(plan);
  const groups = Map.groupBy(
    tries.filter(({ attempt }) => attempt === 1),
    ({ task, repetition }) => `${task}/${repetition}`,
  );
  return [...groups].flatMap(([key, own]) => {
    const task = tasks.get(own[0]?.task ?? "");
    return task === undefined ? [] : [{ key, category: task.category, worth: worthOf(valued(task, plan.worth), seats, terms), tries: own }];
  });
}

function picked(field: Field, one: { readonly passed: boolean | number; readonly cost: Nano }): Choice {
  return { key: field.key, worth: field.worth, passed: Number(one.passed), cost: one.cost };
}

function surplus({ passed, cost, worth }: Choice): number {
  return worth * passed - cost;
}

/** Who knew every outcome beforehand: the cheapest that passes; where nobody does, nobody is asked. */
function hindsight(fields: readonly Field[]): Policy {
  const picks = fields.map((field) => {
    const idle = { key: field.key, worth: field.worth, passed: 0, cost: 0 };
    return field.tries.map((one) => picked(field, one)).reduce((best, one) => (surplus(one) > surplus(best) ? one : best), idle);
  });
  return { policy: "hindsight", picks };
}

function singleBest(fields: readonly Field[]): Policy {
  const names = [...new Set(fields.flatMap(({ tries }) => tries.map(({ member }) => member)))];
  const policies = names.map((member) => ({
    policy: "best-alone" as const,
    name: member,
    picks: fields.flatMap((field) => field.tries.filter((one) => one.member === member).map((one) => picked(field, one))),
  }));
  return policies.reduce((best, one) => (total(one) > total(best) ? one : best));
}

function total({ picks }: Policy): number {
  return picks.reduce((sum, pick) => sum + surplus(pick), 0);
}

/** Takes the member with the best expected surplus by the record of the shadowed tasks before this one, category by category. */
function router(fields: readonly Field[]): Policy {
  const records = new Map<string, { passed: number; tried: number; cost: number }>();
  const picks = fields.flatMap((field) => {
    const expected = ({ member }: ShadowTry): number => {
      const { passed, tried, cost } = records.get(`${field.category}/${member}`) ?? { passed: 0, tried: 0, cost: 0 };
      return (field.worth * (passed + 1)) / (tried + 2) - (tried === 0 ? 0 : cost / tried);
    };
    const choice = field.tries.reduce((best, one) => (expected(one) > expected(best) ? one : best));
    for (const one of field.tries) {
      const known = records.get(`${field.category}/${one.member}`) ?? { passed: 0, tried: 0, cost: 0 };
      const next = { passed: known.passed + Number(one.passed), tried: known.tried + 1, cost: known.cost + one.cost };
      records.set(`${field.category}/${one.member}`, next);
    }
    return [picked(field, choice)];
  });
  return { policy: "record", picks };
}

function random(fields: readonly Field[]): Policy {
  const picks = fields.map((field) =>
    picked(field, { passed: mean(field.tries.map(({ passed }) => Number(passed))), cost: mean(field.tries.map(({ cost }) => cost)) }),
  );
  return { policy: "random", picks };
}

function topology(name: string, rows: readonly TrialRow[], fields: readonly Field[]): Policy {
  const worths = new Map(fields.map((field) => [field.key, field.worth]));
  const picks = rows.flatMap((row) => {
    const key = `${row.task}/${row.repetition}`;
    const worth = worths.get(key);
    return row.topology === name && worth !== undefined && counted(row) ? [{ key, worth, passed: Number(row.passed), cost: row.cost }] : [];
  });
  return { policy: "topology", name, picks };
}

function rowOf({ picks, ...who }: Policy, best: Policy): PolicyRow {
  const bests = new Map(best.picks.map((pick) => [pick.key, surplus(pick)]));
  const regrets = picks.map((pick) => (bests.get(pick.key) ?? 0) - surplus(pick));
  const regret = mean(regrets);
  const spread = regrets.reduce((sum, one) => sum + (one - regret) ** 2, 0) / Math.max(1, regrets.length - 1);
  return {
    ...who,
    passRate: mean(picks.map(({ passed }) => passed)),
    cost: mean(picks.map(({ cost }) => cost)),
    surplus: mean(picks.map(surplus)),
    ...(who.policy === "hindsight" ? {} : { regret: { mean: regret, half: 1.96 * Math.sqrt(spread / regrets.length) } }),
  };
}

export interface RetryValue {
  readonly member: string;
  /** First tries that passed, of how many; first tries that failed and have a second. */
  readonly rate: number;
  readonly failed: number;
  /** Share of second tries that pass after a failed first one, by the same member and by another; and after a first one that passed. */
  readonly same: number | undefined;
  readonly other: number | undefined;
  readonly again: number | undefined;
}

/** What a second try, from the bare task, is worth for each member. */
export function retryValues(tries: readonly ShadowTry[]): RetryValue[] {
  const groups = [...Map.groupBy(tries, ({ task, repetition }) => `${task}/${repetition}`).values()];
  const members = [...new Set(tries.map(({ member }) => member))];
  return members.flatMap((member) => {
    const own = groups.flatMap((group) => {
      const first = group.find((one) => one.member === member && one.attempt === 1);
      const second = group.find((one) => one.member === member && one.attempt === 2);
      const others = group.filter((one) => one.member !== member && one.attempt === 1).map(({ passed }) => Number(passed));
      return first === undefined ? [] : [{ passed: first.passed, second: second?.passed, others }];
    });
    const failed = own.filter(({ passed }) => !passed);
    if (failed.length === 0) return [];
    const seconds = (group: typeof own): number[] => group.flatMap(({ second }) => (second === undefined ? [] : [Number(second)]));
    return [
      {
        member,
        rate: 1 - failed.length / own.length,
        failed: failed.length,
        same: average(seconds(failed)),
        other: average(failed.flatMap(({ others }) => (others.length === 0 ? [] : [mean(others)]))),
        again: average(seconds(own.filter(({ passed }) => passed))),
      },
    ];
  });
}

function average(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : mean(values);
}
