import { writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import type { Outcome } from "../lab/index.ts";
import type { Summary } from "../summary.ts";
import { firstScreen, html, isUnfinished, nextCommand, ownTableText, sentence, specialTable, topologyKinds } from "../lab/index.ts";
import { makeFolder } from "../util/make-folder.ts";
import { commandLine, type Whereabouts } from "../util/command-line.ts";
import { reportPath } from "./home.ts";
import { say } from "./say.ts";
import { showEdges } from "./show-edges.ts";
import { showSearch } from "./show-search.ts";
import { terminalWidth } from "./terminal-width.ts";

/** Prints what the outcomes say in a screenful and writes the whole of it as an HTML report. */
export async function show(outcomes: readonly Outcome[], where: Whereabouts): Promise<void> {
  const last = outcomes.at(-1);
  if (last === undefined) return;
  if (last.table?.kind === "search") {
    showSearch(last, last.table, where);
    return;
  }
  if (last.table?.kind === "edges") {
    showEdges(last, where);
    return;
  }
  const color = process.stdout.isTTY === true && process.env["NO_COLOR"] === undefined;
  const width = terminalWidth();
  for (const { table, shadow } of outcomes)
    for (const own of [table, shadow]) if (own !== undefined) process.stdout.write(`${ownTableText(specialTable(own), width)}\n`);
  const path = reportPath(where.ledger, last.run);
  makeFolder(dirname(path), { of: "the report", instead: "use another --ledger: reports stand beside it" });
  const sections = outcomes.map(({ summary, notes, plan, table, shadow }) => ({
    title: plan.name,
    note: plan.description,
    summary: { ...summary, warnings: [...notes, ...summary.warnings] },
    next: nextCommand(summary, where),
    at: where,
    tables: [table, shadow].filter((one) => one !== undefined).map(specialTable),
  }));
  writeFileSync(path, html(sections));
  const parts = outcomes.map((outcome) => ({
    summary: outcome.summary,
    note: outcome.plan.description,
    learning: outcome.plan.learning.size,
    gists: gistsOf(outcome),
    remarks: [...outcome.notes, ...outcome.summary.warnings],
    at: where,
  }));
  const shown = relative(process.cwd(), path) || path;
  const footer = [
    ...outcomes.flatMap(({ summary }) => toGoOn(summary, where)),
    "Everything else, as a page and as a command:",
    shown,
    `\`${commandLine(["report", "last"], where)}\``,
  ];
  process.stdout.write(firstScreen(parts, { color, width, footer }));
}

/** What each topology's name means: its kind in a line, and how often it may try. */
function gistsOf({ plan }: Outcome): Map<string, string> {
  return new Map(
    plan.topologies.map(({ name, topology, terms }) => {
      const gist = topology.gist ?? topologyKinds.find((kind) => kind.name === topology.name)?.gist ?? "a function of the configuration";
      return [name, terms.attempts > 1 ? `${gist}; up to ${terms.attempts} tries` : gist];
    }),
  );
}

function toGoOn(summary: Summary, where: Whereabouts): string[] {
  return isUnfinished(summary) ? [`To go on: \`${nextCommand(summary, where)}\``] : [];
}

/** What is said on stderr of a run that faults, a cap or a deadline stopped or left unfinished, also where nothing else is shown. */
export function sayStopped({ state, summary, stopped }: Outcome, where: Whereabouts): void {
  if (!["paused", "unfinished", "failed", "budget"].includes(state)) return;
  say(`catallaxy: ${sentence(summary, nextCommand(summary, where))}`);
  for (const reason of stopped) say(reason);
}
