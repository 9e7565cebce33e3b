import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { count } from "../src/util/count.ts";

const root = new URL("../", import.meta.url).pathname;

/** Texts for models, whose numbers are settings of their topology, and formulas in other words than a count. */
const prompts = /^src\/(?:topologies|tasks\/generate)\//;

/** What is counted in messages, in the plural. */
const nouns =
  "answers|bids|calls|cases|categories|characters|checks|columns|criteria|draws|entries|events|experiments|faults|grades|items|judges|lines|members|minutes|models|outcomes|pairs|questions|repetitions|replies|retries|rounds|rows|runs|samples|seconds|sessions|tasks|topologies|trials|tries|verdicts";

/** A number that is put before a noun in the plural by hand. */
const byHand = new RegExp(String.raw`\$\{(?<number>[^{}]*(?:\{[^{}]*\}[^{}]*)*)\} (?:more |other |further )?(?:${nouns})\b`, "g");
/** A noun that is chosen by hand. */
const chosen = /\} \$\{[^{}]* === 1 \? "(?<one>[a-z ]+)" : "\k<one>s"|=== 1 \? (?:"|`)1 /g;

/** What is no count, or never 1, by file and expression. */
const neverOne: Readonly<Record<string, string>> = {
  "src/util/own-function.ts": "Number((ms / 60_000).toFixed(1))",
  "src/tasks/read-yaml.ts": "longestYaml",
  "src/tasks/with-answer.ts": "longestPlainAnswer",
  "src/report/conversation.ts": "width",
  "src/lab/run/conformance/family-cases.ts": "which",
  "src/lab/run/conformance/topology-cases.ts": "calls.length",
  "src/lab/plan/open-worlds.ts": "id",
  "src/report/map/map-text.ts": 'calls.toLocaleString("en-US")',
  "src/judges/cases.ts": "verdict.why.length",
  "src/judges/contains.ts": "longestText",
  "src/judges/regex.ts": "longestText",
  "src/judges/program.ts": "longestProgram",
  "src/cli/show-outcome.ts": "terms.attempts",
};

test("a number before a noun in a message goes through count, so that one task is never said as 1 tasks", () => {
  const files = globSync("src/**/*.ts", { cwd: root }).filter((file) => !file.endsWith(".test.ts") && !prompts.test(file));
  assert.ok(files.length > 300);
  const found = files.flatMap((file) => {
    const text = readFileSync(`${root}${file}`, "utf8");
    const numbers = [...text.matchAll(byHand)].filter(
      ({ groups }) => !/\bcount(?:ed)?\(/.test(groups?.["number"] ?? "") && neverOne[file] !== groups?.["number"],
    );
    return [...numbers, ...text.matchAll(chosen)].map((match) => `${file}: ${match[0]}`);
  });
  assert.ok(found.length === 0, `write count(n, "task") of util/count.ts in place of\n${found.join("\n")}`);
});

test("count says one as one, and all else in the plural", () => {
  assert.equal(count(1, "task"), "1 task");
  assert.equal(count(0, "task"), "0 tasks");
  assert.equal(count(2, "task"), "2 tasks");
  assert.equal(count(1.5, "second"), "1.5 seconds");
  assert.equal(count(1, "category", "categories"), "1 category");
  assert.equal(count(3, "reply", "replies"), "3 replies");
});
