import { intactAnalysis, learningNote, moneyNotes, withMoney } from "../lab/index.ts";
import { reportRegistry } from "../lab/index.ts";
import { UserError } from "../util/bug.ts";
import { inert } from "../util/inert.ts";
import { csv, html, json, markdown, nextCommand, type OwnTable, ownTableText, specialTable, terminal } from "../lab/index.ts";
import type { Summary } from "../summary.ts";
import { withStore } from "./home.ts";
import { whereaboutsOf } from "./whereabouts.ts";
import type { Whereabouts } from "../util/command-line.ts";
import { terminalWidth } from "./terminal-width.ts";

/** Prints a stored run; an unfinished one is shown as far as it got. */
export async function reportRun(run: string, format: string, file: string | undefined): Promise<void> {
  const write = formatOf(format);
  await withStore(file, "read", async (store) => {
    const { record, plan, analysis: made } = await intactAnalysis(store, run, "shown", format === "json" ? "taken" : "refused");
    const { table, shadow, ...analysis } = made;
    const own = [table, shadow].filter((one) => one !== undefined).map(specialTable);
    const extra = format === "terminal" ? own.map((one) => `${ownTableText(one, terminalWidth())}\n`).join("") : "";
    const at = whereaboutsOf(record, file);
    const summary = withMoney(analysis.summary, record, at);
    // People read what it cost beside its estimate; programs read the figures themselves.
    const notes = format === "json" || format === "csv" ? [] : [...learningNote(plan), ...moneyNotes(record, analysis)];
    const told = { ...summary, warnings: [...notes, ...summary.warnings] };
    const words = { note: plan.description, next: nextCommand(summary, at), at, tables: own };
    process.stdout.write(`${extra}${write(told, words)}\n`);
  });
}

interface Words {
  readonly note: string;
  readonly next: string;
  readonly at: Whereabouts;
  readonly tables: readonly OwnTable[];
}
type Write = (summary: Summary, words: Words) => string;
/** Our own format of this name, else a plugin's. Throws `UserError` for one that nobody brings. */
function formatOf(name: string): Write {
  const own = new Map(Object.entries(formats)).get(name);
  const other = reportRegistry.all.find((format) => format.name === name);
  if (own !== undefined) return own;
  if (other !== undefined) return (summary) => inert(other.write(summary), "terminal");
  const known = [...Object.keys(formats), ...reportRegistry.all.map((format) => format.name)];
  throw new UserError(
    `There is no format "${name}". There are ${known.join(", ")}; a plugin may bring others (--plugin <module>, docs/extending.md).`,
  );
}

const formats: Readonly<Record<string, Write>> = {
  terminal: (summary, words) =>
    terminal(summary, { ...words, color: process.stdout.isTTY === true && process.env["NO_COLOR"] === undefined, width: terminalWidth() }),
  md: (summary, { next, at }) => markdown(summary, next, at),
  json: (summary) => json(summary),
  csv: (summary) => csv(summary),
  html: (summary, words) => html([{ title: summary.experiment, ...words, summary }]),
};
