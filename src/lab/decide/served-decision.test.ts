import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "yaml";
import type { ArmResult } from "../../valuation/index.ts";
import { servedDecision } from "./served-decision.ts";

const checker = { sensitivity: 0.9, specificity: 0.9, price: 0 };
const arm = (name: string, more: object): ArmResult => ({ arm: name, ...more }) as unknown as ArmResult;
const single = { setup: { kind: "single", member: 0 } };
const cascade = { setup: { kind: "cascade", order: [1, 0] }, checker };
const topologies = [
  { name: "best-single", use: "solo" },
  { name: "cascade-.90-.10", use: "cascade", verifier: { kind: "noisy" } },
];
const kept = new Map([
  ["best-single", arm("best single", single)],
  ["cascade-.90-.10", arm("cascade, .90/.10", cascade)],
]);
const about = {
  members: [{ name: "a", model: "x/a" }],
  entries: { topologies, remarks: [], kept },
  value: 0.1,
  categories: ["law", "math"],
};
const arms = [...kept.values(), arm("chosen, none", { ...single, checker: undefined }), arm("chosen, .90/.10", cascade)];

test("with a judge what was chosen with a checker stands first and asks the judge", () => {
  const [, text = "", remarks = []] = servedDecision({ ...about, arms, judge: "x/judge" }) ?? [];
  assert.deepEqual(parse(text), {
    members: about.members,
    judges: [{ name: "judge", model: "x/judge" }],
    topologies: [
      { name: "cascade-.90-.10", use: "cascade" },
      { name: "best-single", use: "solo", verifier: "none" },
    ],
    verifier: { kind: "rubric", member: "judge" },
    value: 0.1,
  });
  assert.match(remarks.join(" "), /^cascade-\.90-\.10 was chosen; .*--category: law, math\.$/);
});

test("without a judge policies with a checker are left out by name, and what was chosen without one stands first", () => {
  const [, text = "", remarks = []] = servedDecision({ ...about, arms, judge: undefined, categories: ["law"] }) ?? [];
  assert.deepEqual(parse(text), {
    members: about.members,
    topologies: [{ name: "best-single", use: "solo", verifier: "none" }],
    verifier: "none",
    value: 0.1,
  });
  assert.match(remarks.join(" "), /^best-single was chosen; .*Left out for want of a checker: cascade-\.90-\.10\./);
  assert.doesNotMatch(remarks.join(" "), /--category/);
});

test("where nothing of what was chosen is there it says so, and where no policy is left there is no file", () => {
  const other = arm("chosen, none", { setup: { kind: "single", member: 5 } });
  assert.match(servedDecision({ ...about, arms: [other], judge: undefined })?.[2].join(" ") ?? "", /^What was chosen is none of these/);
  const [, checked] = topologies;
  assert.equal(servedDecision({ ...about, arms, entries: { ...about.entries, topologies: [checked ?? {}] }, judge: undefined }), undefined);
});
