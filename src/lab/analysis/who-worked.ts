import { counted, type TrialRow } from "../../statistics/index.ts";
import type { WhoWorked } from "../../summary/who-worked.ts";
import { toDollars } from "../../util/money.ts";
import { own } from "../../util/own.ts";
import { setOwn } from "../../util/set-own.ts";
import type { Plan } from "../plan/plan.ts";

type Member = WhoWorked[number]["members"][number];

/** Who was asked in each topology, and whose answers were taken, in the order of the plan; whoever judges there is no member. */
export function whoWorked(plan: Plan, told: readonly TrialRow[]): WhoWorked {
  const byName = Map.groupBy(told.filter(counted), ({ topology }) => topology);
  return plan.topologies.flatMap(({ name, seats }) => {
    const rows = byName.get(name) ?? [];
    if (rows.length === 0) return [];
    const seated = seats.map((seat) => seat.name);
    const judges = new Set(plan.judgeSeats.map((seat) => seat.name).filter((judge) => !seated.includes(judge)));
    const others = new Set(rows.flatMap((row) => Object.keys(row.byMember)));
    const names = [...new Set([...seated, ...[...others].sort()])].filter((member) => others.has(member) && !judges.has(member));
    const members = names.map((member) => memberOf(member, rows));
    return [{ topology: name, tries: rows.length, untaken: rows.filter((row) => !taken(row)).length, members }];
  });
}

function taken({ by, answered }: TrialRow): boolean {
  return by !== undefined && answered;
}

function memberOf(name: string, rows: readonly TrialRow[]): Member {
  const member: Member = { name, asked: 0, wrote: 0, taken: 0, passed: 0, byCategory: {}, cost: 0 };
  for (const row of rows) {
    const cost = own(row.byMember, name);
    if (cost !== undefined) member.asked += 1;
    member.cost += cost ?? 0;
    if (own(row.wrote ?? {}, name) !== undefined) member.wrote += 1;
    if (!taken(row) || row.by !== name) continue;
    const before = own(member.byCategory, row.category) ?? { taken: 0, passed: 0 };
    const after = { taken: before.taken + 1, passed: before.passed + Number(row.passed) };
    setOwn(member.byCategory, row.category, after);
    member.taken += 1;
    member.passed += Number(row.passed);
  }
  return { ...member, cost: toDollars(member.cost) };
}
