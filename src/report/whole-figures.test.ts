import assert from "node:assert/strict";
import { test } from "node:test";
import type { ComparisonRow, Summary, TopologyRow } from "../summary.ts";
import { firstScreen } from "./first-screen.ts";
import { markdown } from "./markdown.ts";
import { terminal } from "./terminal.ts";
import { widthOf } from "./text.ts";

type State = "unfinished" | "missing data" | "finished";
const names = ["solo-gold", "solo", "solo-think-twice", "hub", "cascade-three", "market", "best-of", "council", "pool"];

function row(name: string, i: number, state: State): TopologyRow {
  const rate = i % 3 === 0 ? 1 : 0.46;
  const perTrial = 0.000123 * 10 ** (i % 5);
  return {
    name,
    trials: 5,
    attempted: 5,
    unfilled: i % 2,
    unscored: 0,
    infra: 0,
    passed: Math.round(5 * rate),
    passRate: rate,
    passRateCi: i % 3 === 0 ? [0.55, 1] : [0.21, 0.74],
    meanScore: rate,
    meanScoreCi: null,
    cost: {
      total: perTrial * 5,
      perTrial,
      perPass: perTrial / rate,
      p95: perTrial,
      overheadShare: 0.2,
      byPurpose: { attempt: perTrial * 5 },
      byMember: { large: perTrial * 5 },
      cold: perTrial * 5,
      warm: perTrial * 5,
    },
    spent: perTrial * 5,
    calls: 12_345,
    tokens: { uncached: 1, cacheRead: 2, cacheWrite: 3, output: 4 },
    latencyMs: { p50: 15_200, p95: 30_000 },
    byCategory: {},
    ...(state === "unfinished" ? { planned: 20 } : {}),
    ...(state === "finished" ? {} : { passRateBounds: [0.25, 1] as [number, number] }),
  };
}

function summaryOf(state: State, some: readonly string[]): Summary {
  const topologies = some.map((name, i) => row(name, i, state));
  const compared = (metric: ComparisonRow["metric"]): ComparisonRow[] =>
    some.slice(1).map((a) => {
      const difference = metric === "passed" ? -0.54 : 0.01;
      return {
        a,
        b: some[0] ?? "",
        metric,
        difference,
        ci: [difference, difference],
        p: 0.001,
        pHolm: 0.001,
        tasks: 20,
        minDetectable: 0.2,
      };
    });
  const planned = 20 * some.length;
  return {
    schema: 1,
    run: "run-1",
    experiment: "pens",
    world: "live",
    seed: "7",
    tasks: 20,
    repetitions: 1,
    topologies,
    comparisons: state === "finished" ? [...compared("passed"), ...compared("cost")] : [],
    routing: {},
    digest: "abcdef0123456789",
    wallMs: 2000,
    warnings: [],
    ...(state === "unfinished" ? { state: "interrupted", progress: { planned, finished: 5 * some.length, lost: 0 } } : {}),
  };
}

/** The figures of a topology in the Markdown by the title of their column. */
function figuresIn(text: string, name: string): Map<string, string> {
  const cells = (line: string): string[] =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
  const lines = text.split("\n");
  const head = lines.find((line) => line.startsWith("| topology |")) ?? "";
  const own = lines.find((line) => cells(line)[0] === name) ?? "";
  return new Map(cells(head).map((title, i) => [title, cells(own)[i] ?? ""]));
}

/** The lines of a table and of its heading: from the heading to the first line that is no row. */
function tableIn(text: string): string[] {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => /^ {3}topology( |$)/.test(line) || /^ {3}.*pass rate/.test(line));
  const rest = lines.slice(start);
  return rest.slice(
    0,
    rest.findIndex((line) => line === "" || line.startsWith("   ◆ shown")),
  );
}

for (const state of ["unfinished", "missing data", "finished"] as const) {
  test(`every figure of a table on a terminal is whole, or its column is left out and named: ${state}, 3 to 9 topologies`, () => {
    for (let n = 3; n <= names.length; n++)
      for (const [width, more] of [
        [80, ""],
        [100, ""],
        [60, ""],
        [40, ""],
        [80, "-under-a-name-of-many-words"],
      ] as const) {
        const some = names.slice(0, n).map((name) => `${name}${more}`);
        const summary = summaryOf(state, some);
        const part = { summary, note: "", gists: new Map<string, string>(), remarks: [] };
        for (const text of [terminal(summary, { width }), firstScreen([part], { color: false, width, footer: [] })])
          for (const name of some) holdsFigures(text, name, figuresIn(markdown(summary), name), width);
      }
  });
}

function holdsFigures(text: string, name: string, figures: ReadonlyMap<string, string>, width: number): void {
  const lines = tableIn(text);
  assert.ok(lines.every((line) => widthOf(line) <= width) && !/\d[^ ]*…/.test(lines.join("\n")), text);
  const told = text.replaceAll(/\s+/g, " ").trim();
  const left = /left out at this width: ([^·]*?)(?: ·|$| [A-Z=])/.exec(told)?.[1]?.split(", ") ?? [];
  const at = lines.findIndex(
    (line) => line.slice(3).startsWith(name.slice(0, 8)) && (name.length > 16 || /^[^ ]*/.exec(line.slice(3))?.[0] === name),
  );
  assert.ok(at >= 0, `${name} does not stand whole at ${width}:\n${text}`);
  const below = lines.slice(at + 1).findIndex((line) => !line.startsWith("     "));
  const own = lines.slice(at, below === -1 ? undefined : at + 1 + below).join(" ");
  for (const [title, figure] of figures) {
    if (title === "topology" || left.includes(title) || figure === "0" || !lines.join(" ").includes(title === "95%" ? "pass rate" : title))
      continue;
    const whole = title === "unfilled" ? `${figure} of 5` : figure;
    assert.ok(own.includes(whole), `${title} of ${name} at ${width}, ${whole}, is not whole:\n${text}`);
  }
  // The first screen leaves to the report what is no part of a choice; what it cannot show for its width it names.
  const brief = !text.includes("digest");
  for (const title of ["ended", "pass rate", "bounds", "$/task", "$/pass", ...(brief ? [] : ["score", "overhead", "calls", "p50"])])
    assert.ok(!figures.has(title) || left.includes(title) || lines.join(" ").includes(title), `${title} is missing at ${width}:\n${text}`);
}
