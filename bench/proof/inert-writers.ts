import { progressLine } from "../../src/cli/progress.ts";
import { type CalibrationFigures, calibrationPage, reliabilityDiagrams } from "../../src/report/index.ts";
import { exportEvents, openStore } from "../../src/lab/index.ts";
import { drawMap } from "../../src/lab/map/draw-map.ts";
import { defaults } from "../../src/lab/map/axes.ts";
import type { DrawnMap } from "../../src/report/map/drawn-map.ts";
import { mapSvg } from "../../src/report/map/map-svg.ts";
import { csv, dryRun, conversation, firstScreen, html, json, markdown, table, terminal, wrap } from "../../src/report/index.ts";
import type { Summary, TopologyRow } from "../../src/summary.ts";
import type { Event, Fact } from "../../src/types.ts";
import { noUsage } from "../../src/util/money.ts";
import { driving } from "./hostile-texts.ts";

type Medium = "terminal" | "markdown" | "csv" | "page" | "json";

/** A writer of what people or programs of theirs see, with one text in all places that others can fill. */
export interface InertWriter {
  readonly name: string;
  readonly medium: Medium;
  readonly write: (text: string) => string | Promise<string>;
}

const point = (budget: number) => ({
  budget,
  score: 0.5,
  scoreCi: [0.3, 0.7] as [number, number],
  passRate: 0.5,
  cost: budget,
  ended: 1,
  trials: 5,
});
const graded = (name: string) => ({
  name,
  graded: 1,
  unscored: 0,
  passedBefore: 1,
  passedAfter: 0,
  scoreBefore: 1,
  scoreAfter: 0,
  changed: 1,
});

/** A summary in which every text is this one. */
function summaryOf(text: string): Summary {
  const row = (name: string): TopologyRow => ({
    name,
    trials: 10,
    attempted: 10,
    unfilled: 1,
    unscored: 0,
    infra: 0,
    passed: 5,
    passRate: 0.5,
    passRateCi: [0.3, 0.7],
    meanScore: 0.5,
    meanScoreCi: null,
    cost: {
      total: 1,
      perTrial: 0.1,
      perPass: 0.2,
      p95: 0.2,
      overheadShare: 0.2,
      byPurpose: { [text]: 0.8, verdict: 0.2 },
      byMember: { [text]: 1 },
      cold: 1,
      warm: 1,
    },
    spent: 1,
    calls: 12,
    tokens: { uncached: 1, cacheRead: 2, cacheWrite: 3, output: 4 },
    latencyMs: { p50: 1500, p95: 3000 },
    byCategory: {
      [text]: { trials: 5, passed: 3, passRate: 0.6, meanScore: 0.6, cost: 1 },
      other: { trials: 5, passed: 2, passRate: 0.4, meanScore: 0.4, cost: 1 },
    },
  });
  const compared = { difference: 0.4, ci: [0.3, 0.5] as [number, number], p: 0.001, pHolm: 0.004, tasks: 15, minDetectable: 0.24 };
  return {
    schema: 1,
    run: text,
    experiment: text,
    world: "simulated",
    seed: text,
    tasks: 15,
    repetitions: 1,
    topologies: [row("solo"), row(text)],
    comparisons: [{ a: text, b: "solo", metric: "passed", ...compared }],
    routing: {},
    budgets: [{ topology: text, points: [point(0.01), point(0.1)], reach: [{ score: 0.5, budget: 0.01, cost: 0.01 }] }],
    refusals: [{ member: text, calls: 3, refused: 1, why: text }],
    formatFailures: [{ member: text, replies: 3, misfits: 1, unrepaired: 1, why: text }],
    gradings: [{ round: 1, graders: [text], graded: 1, answers: 1, cost: 0.1, topologies: [graded(text)] }],
    graderSilence: { graders: [text], answers: 2, silent: 1, why: text },
    digest: text,
    wallMs: 2000,
    warnings: [text, `It said: ${text}`],
  };
}

const screen = (text: string) =>
  firstScreen([{ summary: summaryOf(text), note: text, gists: new Map([[text, text]]), remarks: [text] }], {
    color: false,
    width: 100,
    footer: [text],
  });
const told = (text: string): string => {
  const facts: Fact[] = [
    { type: "trial-start", topology: text, task: text, category: text, repetition: 0 },
    { type: "span-start", span: "s", name: text },
    { type: "trial-end", state: "failed", cost: 0, ms: 1, usage: noUsage, failure: { code: "provider", message: text } },
  ] as unknown as Fact[];
  const events = facts.map((fact, seq) => ({ seq, trial: "t", fact }) as unknown as Event);
  return conversation(events, () => text);
};
const estimate = (text: string) =>
  dryRun({
    experiment: text,
    world: "live",
    tasks: 1,
    repetitions: 1,
    rows: [{ topology: text, trials: 1, calls: 1, inputTokens: 1, outputTokens: 1, likely: 1, most: 1 }],
    likely: 1,
    most: 1,
    destinations: [text],
    notes: [text],
  });

const own = (text: string) => [{ title: text, columns: [{ title: text }], rows: [[text]], notes: [text] }];

/** What a run's ledger holds of others' texts: names of models, members, trials and tasks, words of providers. */
async function exported(text: string, format: "jsonl" | "csv"): Promise<string> {
  const store = openStore(":memory:");
  const id = text.toWellFormed();
  store.create({ id, experiment: text, config: { name: text }, state: "done", world: "live", seed: text, created: text });
  const ledger = store.ledger(id);
  const ask = ledger.put({ system: text, messages: [text] });
  for (const key of ["a", "b"]) ledger.open({ key: `${key} ${id}`, model: id, trial: id, member: id, purpose: "attempt", hold: 1, ask });
  ledger.close(`a ${id}`, { ok: true, text, stop: "end", usage: noUsage, cost: 1, ms: 1, receipt: { flags: [text] } });
  ledger.close(`b ${id}`, { ok: false, failure: { code: "provider", message: text }, usage: noUsage, cost: 0, ms: 1 });
  ledger.append({ trial: id, span: id, at: 1 }, { type: "trial-start", topology: text, task: text, category: text, repetition: 0 });
  ledger.append({ trial: id, span: id, at: 1 }, { type: "own", name: text, value: { [text]: text } });
  let lines = "";
  for await (const line of exportEvents(store, id, format)) lines += `${line}\n`;
  store.close();
  return lines;
}

/** To the start of what was drawn, and away with it. */
const ownMoves = [...Array.from({ length: 20 }, (_, lines) => `\r\u001b[${lines}A`), "\u001b[J", "\r"];

/** What is drawn on a stream while a run goes on, without the moves of the cursor that the progress line itself makes. */
function progress(text: string, isTTY: boolean): string {
  let all = "";
  const stream = { isTTY, columns: 80, write: (piece: string) => (all += piece) !== "" } as unknown as NodeJS.WriteStream;
  const line = progressLine(text, false, stream, undefined, () => 0);
  line.show({ done: 1, total: 2, trial: text });
  line.wait({ model: text, lane: text, members: [text, text], ms: 60_000, waiting: 1, why: text });
  line.wait({ model: text, lane: `${text} too`, ms: 60_000, waiting: 1 });
  line.show({ done: 2, total: 2, trial: text });
  line.end();
  return isTTY ? ownMoves.reduce((rest, move) => rest.replaceAll(move, ""), all) : all;
}

const calibration = (text: string): CalibrationFigures => {
  const bins = [{ stated: 0.5, passed: 0.4, count: 3 }];
  const figures = { forecasts: 3, tasks: 2, stated: 0.5, passed: 0.4, brier: 0.2, skill: 0, reliability: 0.1, resolution: 0.1 };
  const row = { ...figures, auc: null, ece: 0.1, eceInterval: [0, 0.2] as const, corrected: null, tokenRatio: null, bins };
  const rows = [text, `${text} too`].map((member) => ({ member, ...row }));
  return { run: text, world: text, rows, bins };
};
let drawn: Promise<DrawnMap> | undefined;
const map = async (text: string) => {
  drawn ??= drawMap({ x: "coupling", y: "retry", steps: 2, between: ["market", "hub-spoke+retry"], tasks: 2, worth: 1, seed: "1" });
  return mapSvg(await drawn, { run: text, point: { ...defaults }, words: [text] });
};

/** Every writer, by its medium. */
export const inertWriters: readonly InertWriter[] = [
  { name: "terminal", medium: "terminal", write: (text) => terminal(summaryOf(text), { title: text }) },
  { name: "first screen", medium: "terminal", write: screen },
  { name: "conversation", medium: "terminal", write: told },
  { name: "dry run", medium: "terminal", write: estimate },
  { name: "tables", medium: "terminal", write: (text) => [...table([{ title: text }], [[text]]), ...wrap(text, 80)].join("\n") },
  { name: "calibration in text", medium: "terminal", write: (text) => reliabilityDiagrams(calibration(text)).join("\n") },
  { name: "progress on a terminal", medium: "terminal", write: (text) => progress(text, true) },
  { name: "progress in a log", medium: "terminal", write: (text) => progress(text, false) },
  { name: "Markdown", medium: "markdown", write: (text) => markdown(summaryOf(text)) },
  { name: "CSV", medium: "csv", write: (text) => csv(summaryOf(text)) },
  { name: "CSV of calls", medium: "csv", write: (text) => exported(text, "csv") },
  { name: "JSON", medium: "json", write: (text) => json(summaryOf(text)) },
  { name: "JSON lines of events", medium: "json", write: (text) => exported(text, "jsonl") },
  {
    name: "HTML with its pictures",
    medium: "page",
    write: (text) => html([{ title: text, note: text, next: text, summary: summaryOf(text), tables: own(text) }]),
  },
  { name: "page of calibration", medium: "page", write: (text) => calibrationPage(calibration(text)) },
  { name: "map in SVG", medium: "page", write: map },
];

const plain = ["plain", "a long and plain name, too long for a label of the picture `code`"];

/** What a text does in a writer's output that it must not; undefined where it is inert. */
export async function faultIn({ medium, write }: InertWriter, text: string): Promise<string | undefined> {
  const written = await write(text);
  const moves = driving.exec(written);
  if (moves !== null) return `${JSON.stringify(moves[0])} at ${moves.index}`;
  const usuals = await Promise.all(plain.map(async (one) => write(one)));
  return faults[medium](written, usuals);
}

const faults: { readonly [medium in Medium]: (written: string, usuals: readonly string[]) => string | undefined } = {
  terminal: () => undefined,
  markdown: (written, usuals) => {
    const bare = (page: string): string => page.replaceAll(/\\[!-/:-@[-`{-~]|(`+)[^`].*?\1(?!`)/g, "");
    const shown = bare(written);
    const live = /\]\(|<\w|<\/|:\/\/|\bwww\.|\w@[\w-]+\.|\[\^/.exec(shown)?.[0] ?? /^# heading$/m.exec(written)?.[0];
    if (live !== undefined) return live;
    const formulas = (page: string): number => bare(page).match(/\$(?!\d)/g)?.length ?? 0;
    if (usuals.every((usual) => formulas(usual) < formulas(written))) return "the end of a formula";
    const widths = (page: string): string => {
      const rows = page.split("\n").filter((line) => line.startsWith("| "));
      return [...new Set(rows.map((line) => line.replaceAll(/\\\|/g, "").split("|").length))].toSorted((a, b) => a - b).join();
    };
    return usuals.some((usual) => widths(usual) === widths(written)) ? undefined : "a cell of a table";
  },
  csv: (written, usuals) => {
    const rows = cellsOf(written);
    if (rows.length !== cellsOf(usuals[0] ?? "").length) return `${rows.length} rows`;
    if (rows.some((row) => row.length !== rows[0]?.length)) return "a cell";
    const run = rows.flat().find((cell) => Number.isNaN(Number(cell)) && /^[\s\u200b]*[=+\-@\uff1d]|^[\t\r]/.test(cell));
    if (run !== undefined) return `a formula: ${JSON.stringify(run)}`;
    // Elsewhere semicolons or tabs divide cells, and a quote within a line is a sign like any other.
    const apart = written.split(/[;\t\n]/).find((cell) => Number.isNaN(Number(cell)) && /^\s*[=+\-@\uff1d]/.test(cell));
    return apart === undefined ? undefined : `a formula between semicolons: ${JSON.stringify(apart)}`;
  },
  json: (written, usuals) => {
    const lines = written.trimEnd().split("\n");
    if (lines.length !== usuals[0]?.trimEnd().split("\n").length) return `${lines.length} lines`;
    for (const line of lines) JSON.parse(line);
    return undefined;
  },
  page: (written, usuals) => {
    const tags = (page: string) => [...page.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/"[^"]*"/g, '""'));
    const known = new Set(usuals.flatMap(tags));
    return tags(written).find((tag) => !known.has(tag));
  },
};

/** The cells of an RFC 4180 table, read one sign after the other. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text.charAt(i);
    if (quoted && sign === '"' && text[i + 1] === '"') cell += text.charAt(i++);
    else if (sign === '"') quoted = !quoted;
    else if (quoted || (sign !== "," && sign !== "\n")) cell += sign;
    else {
      row.push(cell);
      cell = "";
      if (sign === "\n") {
        rows.push(row);
        row = [];
      }
    }
  }
  return rows;
}
