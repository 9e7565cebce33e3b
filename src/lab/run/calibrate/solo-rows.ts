import type { Store } from "../../../ledger/index.ts";
import type { TrialRow } from "../../../statistics/index.ts";
import { UserError } from "../../../util/bug.ts";
import { gatherRun } from "../../analysis/summarize-run.ts";
import { intactRun } from "../../audit/intact-run.ts";
import type { Plan } from "../../plan/plan.ts";
import { readPlan } from "../../plan/stored-plan.ts";

/** The trials of a stored run in which a member answered alone and once, by member. */
export interface SoloRows {
  readonly run: string;
  readonly begun: string;
  readonly plan: Plan;
  readonly rows: ReadonlyMap<string, readonly TrialRow[]>;
}

/** Reads them, of these members or of all. Throws a `UserError` for a run that is not whole, and for members that did not work alone in it. */
export async function soloRows(store: Store, wanted: string, members: readonly string[]): Promise<SoloRows> {
  const record = await intactRun(store, wanted, "used");
  if (record.state !== "done")
    throw new UserError(`Run ${record.id} is ${record.state}. Go on with it first: \`catallaxy resume ${record.id}\`.`);
  const plan = await readPlan(record);
  const gathered = await gatherRun(plan, store.ledger(record.id));
  const solos = plan.topologies.filter(({ single }) => single === true);
  const found = solos.map(({ name }) => {
    const rows = gathered.told.filter((row) => row.topology === name);
    const [asked, ...others] = new Set(rows.flatMap((row) => Object.keys(row.byMember)));
    return { name, member: others.length === 0 ? asked : undefined, rows };
  });
  const chosen =
    members.length === 0 ? found : members.flatMap((name) => found.find((one) => one.name === name || one.member === name) ?? []);
  const known = found.map(({ name }) => name);
  const lacking = members.find((name) => !found.some((one) => one.name === name || one.member === name));
  if (lacking !== undefined || chosen.length === 0)
    throw new UserError(
      `Run ${record.id} has no trials of ${lacking ?? "a member"} alone, with one attempt.${known.length === 0 ? "" : ` Alone in it: ${known.join(", ")}.`}`,
    );
  const rows = new Map(chosen.map(({ name, member, rows: own }) => [member ?? name, own]));
  return { run: record.id, begun: record.created.slice(0, 10), plan, rows };
}
