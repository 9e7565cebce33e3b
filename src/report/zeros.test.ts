import assert from "node:assert/strict";
import { test } from "node:test";
import type { ComparisonRow, Summary, TopologyRow } from "../summary.ts";
import { csv } from "./csv.ts";
import { html } from "./html.ts";
import { json } from "./json.ts";
import { markdown } from "./markdown.ts";
import { sentence } from "./sentence.ts";
import { terminal } from "./terminal.ts";

function row(name: string, passRate: number, perTrial: number): TopologyRow {
  const byPurpose = { attempt: perTrial * 8, verdict: perTrial * 2 };
  return {
    name,
    trials: 10,
    attempted: 9,
    unfilled: 1,
    unscored: 0,
    infra: 0,
    passed: Math.round(passRate * 10),
    passRate,
    passRateCi: [Math.max(0, passRate - 0.2), Math.min(1, passRate + 0.2)],
    meanScore: passRate,
    meanScoreCi: null,
    cost: {
      total: perTrial * 10,
      perTrial,
      perPass: passRate === 0 ? null : perTrial / passRate,
      p95: perTrial * 2,
      overheadShare: 0.2,
      byPurpose,
      byMember: { large: perTrial * 10 },
      cold: perTrial * 10,
      warm: perTrial * 10,
    },
    spent: perTrial * 9,
    calls: 1234,
    tokens: { uncached: 1, cacheRead: 2, cacheWrite: 3, output: 4 },
    latencyMs: { p50: 1500, p95: 3000 },
    byCategory: {
      coding: { trials: 5, passed: 3, passRate: 0.6, meanScore: 0.6, cost: 1 },
      reasoning: { trials: 5, passed: 2, passRate: 0.4, meanScore: 0.4, cost: 1 },
    },
  };
}

function comparison(a: string, b: string, metric: ComparisonRow["metric"], difference: number, pHolm: number): ComparisonRow {
  return { a, b, metric, difference, ci: [difference - 0.1, difference + 0.1], p: pHolm, pHolm, tasks: 15, minDetectable: 0.24 };
}

const summary: Summary = {
  schema: 1,
  run: "run-1",
  experiment: "coase-hayek",
  world: "simulated",
  seed: "7",
  tasks: 15,
  repetitions: 1,
  topologies: [row("solo", 0.5, 0.01), row("hub", 0.5, 0.05), row("market", 0.9, 0.02)],
  comparisons: [
    comparison("hub", "solo", "passed", 0, 1),
    comparison("market", "solo", "passed", 0.4, 0.004),
    comparison("hub", "solo", "cost", 0.04, 0.001),
    comparison("market", "solo", "cost", 0.01, 0.2),
    comparison("market", "hub", "passed", 0.4, 0.3),
  ],
  routing: {},
  digest: "abcdef0123456789abcdef",
  wallMs: 2000,
  warnings: ["15 tasks are few."],
};

test("no report of runs in which any of the costs, tokens, times and rates are zero says NaN or Infinity", () => {
  const without = (value: unknown, isZero: (path: string) => boolean, path = ""): unknown => {
    if (typeof value === "number") return isZero(path) ? 0 : value;
    if (Array.isArray(value)) return value.map((one) => without(one, isZero, path));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, without(part, isZero, `${path}.${name}`)]));
  };
  const free = /cost|spent|spending|budget|perTrial|perPass/;
  const zeros = [
    free,
    /warm/,
    /cold/,
    /warm|idealised/,
    /cost\.(?:total|rated)/,
    /tokens/,
    /latencyMs/,
    /pass/i,
    /topologies|comparisons/,
    /./,
  ];
  const base = {
    ...summary,
    topologies: summary.topologies.map((one) => ({ ...one, cost: { ...one.cost, warm: 0.004, cold: 0.2, idealised: 0.01 } })),
  };
  for (const zero of zeros) {
    for (const only of ["", "solo"]) {
      const topologies = base.topologies.map((one) =>
        only === "" || one.name === only ? (without(one, (path) => zero.test(`topologies${path}`)) as TopologyRow) : one,
      );
      const made = { ...(without(base, (path) => only === "" && zero.test(path.slice(1))) as Summary), topologies };
      const page = (told: Summary) => html([{ title: "t", note: "", summary: told }]);
      for (const write of [terminal, page, markdown, csv, json, sentence])
        assert.doesNotMatch(write({ ...made, schema: summary.schema }), /NaN|Infinity/, `${String(zero)} ${write.name} ${only}`);
    }
  }
});
