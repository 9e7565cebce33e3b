import assert from "node:assert/strict";
import { after, test } from "node:test";
import { readCorpus } from "../bench/proof/read-corpus.ts";
import { sandbox } from "../src/sandbox/index.ts";

const here = sandbox();
after(() => here.close());

for (const language of ["javascript", "python"] as const) {
  const kind = here.kinds().find((one) => one.language === language);
  const skip = kind?.available !== true && kind?.why;

  test(`right ${language} programs in common styles pass`, { skip }, async () => {
    const found: string[] = [];
    for (const { name, program } of readCorpus(language, "right")) {
      const report = await here.run(program);
      if (!report.ok) found.push(`${name}: ${report.failure.message}`);
      else for (const check of report.checks) if (!check.passed) found.push(`${name}, ${check.name}: ${check.why}`);
    }
    assert.deepEqual(found, []);
  });

  test(`no check of a wrong or hostile ${language} program passes`, { skip }, async () => {
    const found: string[] = [];
    for (const { name, program } of readCorpus(language, "wrong")) {
      const report = await here.run(program);
      if (!report.ok) found.push(`${name}: ${report.failure.message}`);
      else for (const check of report.checks) if (check.passed) found.push(`${name}, ${check.name}`);
    }
    assert.deepEqual(found, []);
  });
}
