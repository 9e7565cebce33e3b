import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { RunReport } from "../types.ts";
import { pythonCases, type SandboxCase, sandboxCases } from "./cases.ts";
import { sandbox } from "./sandbox.ts";

const place = sandbox();
after(() => place.close());

for (const found of sandboxCases) test(found.name, async () => holds(found, await place.run(found.program)));
const [, python] = place.kinds();
for (const found of pythonCases) {
  // Where bubblewrap is absent the promise is another one: refused, with what to do, never run bare.
  test(`python: ${found.name}`, async () => {
    const report = await place.run(found.program);
    if (python?.available) holds(found, report);
    else assert.match(report.ok ? "" : report.failure.message, /Install|bubblewrap/);
  });
}

function holds(found: SandboxCase, report: RunReport): void {
  assert.ok(report.ok, report.ok ? "" : report.failure.message);
  assert.equal(report.checks.length, found.checks.length);
  for (const [i, wanted] of found.checks.entries()) {
    const result = report.checks[i];
    assert.ok(result);
    const { passed, why } = result;
    assert.equal(result.name, found.program.checks[i]?.name);
    assert.equal(passed, wanted === true, `${found.program.checks[i]?.code}: ${why}`);
    if (wanted instanceof RegExp) assert.match(why, wanted);
    if (!passed) assert.notEqual(why, "");
  }
  if (found.output) assert.match(report.output, found.output);
  if ("value" in found) assert.deepEqual(report.value, found.value);
}
