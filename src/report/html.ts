import { behindGrid, behindWords } from "./behind-grid.ts";
import { byTaskGrid } from "./by-task-grid.ts";
import { byTurnGrid } from "./by-turn-grid.ts";
import { categoryWords } from "./category-words.ts";
import { exchangeWords } from "./exchange-words.ts";
import { frontierWords } from "./frontier-words.ts";
import { netValueWords } from "./net-value-words.ts";
import type { Summary } from "../summary.ts";
import { sizeWords } from "./size-words.ts";
import { commandLine, type Whereabouts } from "../util/command-line.ts";
import { advice } from "./advice.ts";
import { selectionWords } from "./selection-words.ts";
import { decisionWords } from "./decision.ts";
import { count, duration } from "./format.ts";
import { bars, colorAt } from "./html-bars.ts";
import { budgetSection } from "./html-budgets.ts";
import { code } from "./html-code.ts";
import { escape } from "./html-escape.ts";
import { picture } from "./html-picture.ts";
import { style } from "./html-style.ts";
import { cacheTable, foldedTable, selectionTable, categoryTable, comparisonTable, figuresTable, ownTable } from "./html-tables.ts";
import type { OwnTable } from "./tables/own-table.ts";
import { waterfallGrids } from "./waterfall-grids.ts";
import { whoWorkedGrid } from "./who-worked-grid.ts";
import { silenceWords } from "./silence.ts";
import { sentence } from "./sentence.ts";
import { outcomeWords } from "./spending.ts";
import { isUnfinished, nextCommand, toFinish, unfinishedWords } from "./unfinished.ts";
import { worldLabel } from "./world.ts";

/** One part of a report, such as the recorded or the simulated one. `next` is what the reader may type. */
export interface Section {
  readonly title: string;
  readonly note: string;
  readonly summary: Summary;
  readonly next?: string;
  readonly at?: Whereabouts;
  /** The experiment's own tables, such as the steps of an ablation. */
  readonly tables?: readonly OwnTable[];
}

/** A report as one self-contained page: no script, no external resource, every text escaped; light and dark. */
export function html(sections: readonly Section[], title = "Which organization of models pays?"): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}"><title>${escape(title)}</title><style>${style}</style></head><body>`,
    `<header><h1>${escape(title)}</h1><p class="soft">The same tasks, members, judge, retries and budget; only the organization differs.</p></header>`,
    `<main>${sections.map(part).join("")}</main>`,
    `<footer><p>Made by Catallaxy. A trial's cost counts bids, planning, judging and retries; the outside grader is not in it.`,
    ` Pass rate, score and cost are over every trial that ended: one without a score counts as not passed with a score of 0, and the bounds say what such trials can change. Only trials that are asked or graded again are left out until they are.</p></footer>`,
    `</body></html>\n`,
  ].join("");
}

const pictureWords = `<p class="soft small">A dot is a topology: the higher, the more tasks passed; the further left, the cheaper. The bar through it is the 95% interval. A dashed line joins those that no other beats in both.</p>`;

function part({ title, note, summary, next, at, tables = [] }: Section): string {
  const size = `${sizeWords(summary, "×")} · ${summary.experiment}`;
  const whole = { command: commandLine(["report", summary.run, "--all", "--format", "html"], at) };
  const color = (name: string): string => colorAt(summary.topologies.findIndex((row) => row.name === name));
  return [
    `<section><div class="top"><h2>${escape(title)}</h2><span class="world">${escape(worldLabel[summary.world])}</span></div>`,
    unfinishedWords(summary) === "" ? "" : `<p class="unfinished" role="status">${escape(unfinishedWords(summary))}</p>`,
    `<p class="soft">${escape(size)}${note === "" ? "" : `. ${escape(note)}`}</p>`,
    `<h3>What to use</h3><ul class="advice">${[...selectionWords(summary), ...decisionWords(summary), ...netValueWords(summary), ...advice(summary)].map((line) => `<li>${code(line)}</li>`).join("")}</ul>`,
    `<p class="lead">${code(isUnfinished(summary) ? toFinish(summary, next ?? nextCommand(summary, at)) : sentence(summary, next))}</p>`,
    silenceWords(summary, at)
      .map((words) => `<p class="lead">${code(words)}</p>`)
      .join(""),
    warnings(summary),
    tables.map(ownTable).join(""),
    `<h3>Cost and quality</h3>${pictureWords}${picture(summary, color)}<p class="soft">${escape(frontierWords(summary))}</p>`,
    `<h3>Figures</h3>${figuresTable(summary)}`,
    budgetSection(summary),
    comparisonTable(summary),
    exchangeWords(summary)
      .map((line) => `<p class="soft">${escape(line)}</p>`)
      .join(""),
    waterfallGrids(summary)
      .map(({ legend, ...table }) =>
        table.rows.length === 0 ? `<p class="soft">${escape(`${table.title}: ${legend}.`)}</p>` : ownTable({ ...table, notes: [legend] }),
      )
      .join(""),
    categoryTable(summary),
    categoryWords(summary)
      .map((line) => `<p class="soft">${escape(line)}</p>`)
      .join(""),
    foldedTable(byTaskGrid(summary, whole, false), count(summary.byTask?.of ?? 0, "task")),
    foldedTable(byTurnGrid(summary), count(summary.byTurn?.length ?? 0, "topology", "topologies")),
    foldedTable(whoWorkedGrid(summary, whole, false), count(summary.whoWorked?.length ?? 0, "topology", "topologies")),
    bars(summary, "Where the money went, by outcome", (row) => row.cost.byOutcome ?? {}, outcomeWords(summary)),
    bars(summary, "Where the money went, by purpose", (row) => row.cost.byPurpose),
    bars(summary, "Where the money went, by member", (row) => row.cost.byMember),
    selectionTable(summary),
    cacheTable(summary),
    foldedTable(behindGrid(summary), count(summary.behind?.rows.length ?? 0, "topology", "topologies")),
    behindWords(summary)
      .map((line) => `<p class="soft">${escape(line)}</p>`)
      .join(""),
    `<p class="ids">run ${escape(summary.run)} · seed ${escape(summary.seed)} · ${duration(summary.wallMs)} on the wall<br>digest (a fingerprint of its events) ${escape(summary.digest)}</p>`,
    "</section>",
  ].join("");
}

/** The first few in sight, the others one click away. */
function warnings({ warnings }: Summary): string {
  if (warnings.length === 0) return "";
  const items = (some: readonly string[]): string => some.map((warning) => `<li>${code(warning)}</li>`).join("");
  const inSight = warnings.length <= 6 ? warnings : warnings.slice(0, 5);
  const rest = warnings.slice(inSight.length);
  const more =
    rest.length === 0
      ? ""
      : `<details class="warnings more"><summary>${count(rest.length, "more note")}</summary><ul>${items(rest)}</ul></details>`;
  return `<ul class="warnings" aria-label="warnings">${items(inSight)}</ul>${more}`;
}
