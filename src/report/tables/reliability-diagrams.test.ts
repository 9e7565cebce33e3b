import assert from "node:assert/strict";
import { test } from "node:test";
import { reliabilityDiagrams } from "./reliability-diagrams.ts";
import { reliabilitySvg } from "./reliability-svg.ts";

const bins = [
  { count: 1, stated: 0.25, passed: 0 },
  { count: 9, stated: 0.95, passed: 0.5 },
];

test("a bin stands over its stated probability at the height of its pass rate, large when it holds a fifth of all", () => {
  const lines = reliabilityDiagrams({ rows: [], bins });
  const row = (level: string) => lines.find((line) => line.startsWith(`${level} |`)) ?? "";
  assert.match(lines[0] ?? "", /^All members/);
  assert.equal(row("0.0").indexOf("o") - 5, 2 * 5 + 2);
  assert.equal(row("0.5").indexOf("O") - 5, 9 * 5 + 2);
  assert.match(lines.at(-1) ?? "", /n\s+1\s+9$/);
});

test("the drawing escapes its title and has a circle per bin", () => {
  const drawn = reliabilitySvg("<b>", bins);
  assert.equal(drawn.split("<circle").length - 1, 2);
  assert.ok(!drawn.includes("<b>") && drawn.includes("&lt;b&gt;"));
});
