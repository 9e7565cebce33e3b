import assert from "node:assert/strict";
import { after, test } from "node:test";
import { readCorpus } from "../bench/proof/read-corpus.ts";
import { sandbox } from "../src/sandbox/index.ts";

// The bench (`npm run bench -- proof`) runs these and many more, also beside busy loops.
const here = sandbox();
after(() => here.close());
const [, python] = here.kinds();

test("right Python programs in common styles pass", { skip: python?.available !== true && python?.why }, async () => {
  const found: string[] = [];
  for (const { name, program } of readCorpus("python", "right")) {
    const report = await here.run(program);
    if (!report.ok) found.push(`${name}: ${report.failure.message}`);
    else for (const check of report.checks) if (!check.passed) found.push(`${name}, ${check.name}: ${check.why}`);
  }
  assert.deepEqual(found, []);
});

test("no check of a wrong or hostile Python program passes", { skip: python?.available !== true && python?.why }, async () => {
  const found: string[] = [];
  for (const { name, program } of readCorpus("python", "wrong")) {
    const report = await here.run(program);
    if (!report.ok) found.push(`${name}: ${report.failure.message}`);
    else for (const check of report.checks) if (check.passed) found.push(`${name}, ${check.name}`);
  }
  assert.deepEqual(found, []);
});
