import { intactAnalysis, learningNote, moneyNotes, withMoney } from "../lab/index.ts";
import { reportRegistry } from "../lab/index.ts";
import { UserError } from "../util/bug.ts";
import { formatNames } from "../util/format-names.ts";
import { inert } from "../util/inert.ts";
import { nextCommand, ownTableText, type ReportSetting, specialTable } from "../lab/index.ts";
import type { Summary } from "../summary.ts";
import { withStore } from "./home.ts";
import { whereaboutsOf } from "./whereabouts.ts";
import { terminalWidth } from "./terminal-width.ts";

/** Prints a stored run; an unfinished one is shown as far as it got. With `all` no table is shortened. */
export async function reportRun(run: string, format: string, file: string | undefined, all = false): Promise<void> {
  const write = formatOf(format);
  await withStore(file, "read", async (store) => {
    const { record, plan, analysis: made } = await intactAnalysis(store, run, "shown", format === "json" ? "taken" : "refused", all);
    const { table, shadow, ...analysis } = made;
    const own = [table, shadow].filter((one) => one !== undefined).map(specialTable);
    const extra = format === "terminal" ? own.map((one) => `${ownTableText(one, terminalWidth())}\n`).join("") : "";
    const at = whereaboutsOf(record, file);
    const summary = withMoney(analysis.summary, record, at);
    // People read what it cost beside its estimate; programs read the figures themselves.
    const notes = format === "json" || format === "csv" ? [] : [...learningNote(plan), ...moneyNotes(record, analysis)];
    const told = { ...summary, warnings: [...notes, ...summary.warnings] };
    const color = process.stdout.isTTY === true && process.env["NO_COLOR"] === undefined;
    const setting = { note: plan.description, next: nextCommand(summary, at), at, tables: own, all, color, width: terminalWidth() };
    process.stdout.write(`${extra}${write(told, setting)}\n`);
  });
}

/** The format of this name. Throws `UserError` for one that nobody brings. */
function formatOf(name: string): (summary: Summary, setting: ReportSetting) => string {
  const format = reportRegistry.all.find((one) => one.name === name);
  if (format === undefined) {
    const known = reportRegistry.all.map((one) => one.name).join(", ");
    throw new UserError(
      `There is no format "${name}". There are ${known}; a plugin may bring others (--plugin <module>, docs/extending.md).`,
    );
  }
  const isOwn = (formatNames as readonly string[]).includes(name);
  // What a plugin writes is not taken at its word.
  return (summary, setting) => (isOwn ? format.write(summary, setting) : inert(format.write(summary, setting), "terminal"));
}
