import assert from "node:assert/strict";
import { test } from "node:test";
import type { Summary, TopologyRow } from "../summary.ts";
import type { Event, Fact } from "../types.ts";
import { noUsage } from "../util/money.ts";
import { conversation } from "./conversation.ts";
import { csv } from "./csv.ts";
import { dryRun } from "./dry-run.ts";
import { firstScreen } from "./first-screen.ts";
import { html } from "./html.ts";
import { json } from "./json.ts";
import { markdown } from "./markdown.ts";
import { table, wrap } from "./table.ts";
import { terminal } from "./terminal.ts";

const payloads = [
  "\u001b[2J\u001b[31m",
  "\u001b]8;;http://evil.example\u0007link\u001b]8;;\u0007",
  "\u001b]52;c;ZXZpbA==\u0007",
  "\u009b31m\u009d0;title\u009c",
  "\u0000\u0008\u007f",
  "all good\rFAILED",
  "\u202egnp.exe\u202c",
  "\u2066a\u2069\u200e\u061c",
  "a\u2028b\u2029c",
  "\u{e0041}\u{e0042}\u200b\ufeff",
  "\ud800",
  "[x](http://evil.example)",
  "![x](http://evil.example/a.png)",
  "<http://evil.example>",
  "http://evil.example www.evil.example",
  "`` ` [x](http://evil.example)",
  "| a | b |\n# heading\n- item",
  "<img src=x onerror=alert(1)>",
  "</svg></title></style><script>alert(1)</script>",
  '" onload="alert(1)" \'',
  "&lt;b&gt; ]]> <!--",
  "=cmd|' /C calc'!A0",
  "+1+1",
  "-1+1",
  "@SUM(A1)",
  "\t=1+1",
  "\r=1+1",
  " \u200b=1+1",
  "\uff1d1+1",
  '=HYPERLINK("http://evil.example")\n=2',
];
/** What moves a cursor, hides or turns text: nothing of it may be in any output. */
const driving = /[^\P{Cc}\t\n]|[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]|[\u{e0000}-\u{e007f}]/u;

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

test("nothing that models, providers, files or names say drives a terminal, whichever writer shows it", () => {
  const writers = {
    terminal: (text: string) => terminal(summaryOf(text)),
    screen,
    told,
    estimate,
    table: (text: string) => [...table([{ title: text }], [[text]]), ...wrap(text, 80)].join("\n"),
  };
  for (const [name, write] of Object.entries(writers))
    for (const text of payloads) assert.doesNotMatch(write(text), driving, `${name}: ${JSON.stringify(text)}`);
  for (const text of payloads) assert.ok(!/[\n\t]/.test(table([{ title: "a" }], [[text]])[1] ?? ""), JSON.stringify(text));
});

test("Markdown has no link, image, markup, table cell or heading of theirs", () => {
  for (const text of payloads) {
    const written = markdown(summaryOf(text));
    assert.doesNotMatch(written, driving, JSON.stringify(text));
    const shown = written.replaceAll(/(`+)[^`].*?\1(?!`)/g, "").replaceAll(/\\[!-/:-@[-`{-~]/g, "");
    assert.doesNotMatch(shown, /\]\(|<\w|<\/|:\/\/|\bwww\./, JSON.stringify(text));
    const cells = new Set(
      written
        .split("\n")
        .filter((line) => line.startsWith("| "))
        .map((line) => line.replaceAll(/\\\|/g, "").split("|").length),
    );
    const plain = new Set(
      markdown(summaryOf("plain"))
        .split("\n")
        .filter((line) => line.startsWith("| "))
        .map((line) => line.split("|").length),
    );
    assert.deepEqual(cells, plain, JSON.stringify(text));
    assert.ok(!written.split("\n").some((line) => line === "# heading"));
  }
});

test("CSV has no cell that a spreadsheet would run, and as many rows as topologies", () => {
  for (const text of payloads) {
    const cells = cellsOf(csv(summaryOf(text)));
    assert.equal(cells.length, 3, JSON.stringify(text));
    assert.ok(cells.every((row) => row.length === cells[0]?.length));
    for (const cell of cells.flat()) {
      assert.doesNotMatch(cell, driving);
      if (Number.isNaN(Number(cell))) assert.doesNotMatch(cell, /^[\s\u200b]*[=+\-@\uff1d]|^[\t\r]/, JSON.stringify(text));
    }
  }
});

test("the page has no element, attribute or script of theirs", () => {
  const pageOf = (text: string) => html([{ title: text, note: text, next: text, summary: summaryOf(text) }]);
  const tags = (page: string) => new Set([...page.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/"[^"]*"/g, '""')));
  const plain = new Set([...tags(pageOf("plain")), ...tags(pageOf("a long and plain name, too long for a label of the picture `code`"))]);
  for (const text of payloads) {
    const page = pageOf(text);
    assert.doesNotMatch(page, driving, JSON.stringify(text));
    assert.deepEqual(
      [...tags(page)].filter((tag) => !plain.has(tag)),
      [],
      JSON.stringify(text),
    );
  }
});

test("JSON is the same value, with nothing in it that drives a terminal", () => {
  for (const text of payloads) {
    const line = json(summaryOf(text));
    assert.doesNotMatch(line, driving);
    assert.deepEqual(JSON.parse(line), JSON.parse(JSON.stringify(summaryOf(text))));
  }
});

/** The cells of an RFC 4180 table, read one sign after the other. */
function cellsOf(text: string): string[][] {
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
