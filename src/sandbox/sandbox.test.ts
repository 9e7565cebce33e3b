import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { RunReport } from "../types.ts";
import { type SandboxCase, sandboxCases } from "./cases.ts";
import { assertCases } from "./assert-cases.ts";
import { asyncCases } from "./async-cases.ts";
import { captureCases } from "./capture-cases.ts";
import { clockCases } from "./clock-cases.ts";
import { engineCases } from "./engine-cases.ts";
import { extensionCases } from "./extension-cases.ts";
import { globalCases } from "./global-cases.ts";
import { lateCases } from "./late-cases.ts";
import { lockCases } from "./lock-cases.ts";
import { memoryCases } from "./memory-cases.ts";
import { moduleCases } from "./module-cases.ts";
import { plainCases } from "./plain-cases.ts";
import { pythonAsyncCases } from "./python-async-cases.ts";
import { pythonBetweenCases } from "./python-between-cases.ts";
import { pythonCallbackCases } from "./python-callback-cases.ts";
import { pythonCalledCases } from "./python-called-cases.ts";
import { pythonCases } from "./python-cases.ts";
import { pythonAlikeCases } from "./python-alike-cases.ts";
import { pythonDecoyCases } from "./python-decoy-cases.ts";
import { pythonDerivedCases } from "./python-derived-cases.ts";
import { pythonEndingCases } from "./python-ending-cases.ts";
import { pythonErrorCases } from "./python-error-cases.ts";
import { pythonLookAlikeCases } from "./python-look-alike-cases.ts";
import { pythonExpectedCases } from "./python-expected-cases.ts";
import { pythonFrameworkCases } from "./python-framework-cases.ts";
import { pythonKeptCases } from "./python-kept-cases.ts";
import { pythonMemoryCases } from "./python-memory-cases.ts";
import { pythonContentCases } from "./python-content-cases.ts";
import { pythonModuleCases } from "./python-module-cases.ts";
import { pythonShownCases } from "./python-shown-cases.ts";
import { pythonShutCases } from "./python-shut-cases.ts";
import { pythonReckoningCases } from "./python-reckoning-cases.ts";
import { pythonKindCases } from "./python-kind-cases.ts";
import { pythonRefusedCases } from "./python-refused-cases.ts";
import { pythonMetCases } from "./python-met-cases.ts";
import { pythonThreadCases } from "./python-thread-cases.ts";
import { pythonSharedCases } from "./python-shared-cases.ts";
import { pythonBodyCases } from "./python-body-cases.ts";
import { pythonSubclassCases } from "./python-subclass-cases.ts";
import { pythonStandardCases } from "./python-standard-cases.ts";
import { pythonSteeredCases } from "./python-steered-cases.ts";
import { pythonToldCases } from "./python-told-cases.ts";
import { pythonAnsweredCases } from "./python-answered-cases.ts";
import { pythonUnrunCases } from "./python-unrun-cases.ts";
import { strictCases } from "./strict-cases.ts";
import { tamperCases } from "./tamper-cases.ts";
import { sandbox } from "./sandbox.ts";

const place = sandbox();
after(() => place.close());

for (const found of [
  ...sandboxCases,
  ...lockCases,
  ...moduleCases,
  ...lateCases,
  ...memoryCases,
  ...tamperCases,
  ...extensionCases,
  ...assertCases,
  ...asyncCases,
  ...strictCases,
  ...clockCases,
  ...captureCases,
  ...engineCases,
  ...globalCases,
  ...plainCases,
])
  test(found.name, async () => holds(found, await place.run(found.program)));
const [, python] = place.kinds();
test("a machine that could hold a Python sandbox has one", { skip: process.platform !== "linux" && "bubblewrap is made of Linux" }, () => {
  // Only a system that forbids namespaces excuses it; what is merely not installed, `npm test` installs or names.
  assert.ok(python?.available || /could not make a sandbox/.test(python?.why ?? ""), python?.why);
});
const more = [
  ...pythonSharedCases,
  ...pythonReckoningCases,
  ...pythonKindCases,
  ...pythonRefusedCases,
  ...pythonThreadCases,
  ...pythonCallbackCases,
  ...pythonDecoyCases,
  ...pythonAlikeCases,
  ...pythonLookAlikeCases,
  ...pythonExpectedCases,
  ...pythonMetCases,
  ...pythonBodyCases,
  ...pythonSteeredCases,
  ...pythonToldCases,
  ...pythonAnsweredCases,
  ...pythonUnrunCases,
  ...pythonStandardCases,
  ...pythonBetweenCases,
  ...pythonAsyncCases,
  ...pythonFrameworkCases,
  ...pythonEndingCases,
  ...pythonDerivedCases,
  ...pythonSubclassCases,
  ...pythonShutCases,
  ...pythonShownCases,
  ...pythonModuleCases,
  ...pythonKeptCases,
  ...pythonCalledCases,
  ...pythonContentCases,
];
for (const found of [...pythonCases, ...pythonErrorCases, ...pythonMemoryCases, ...more]) {
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
  const summed = report.checks.map(({ name, passed, why }) => ({ name, passed, explained: (why === "") === passed, why }));
  const wanted = found.checks.map((want, i) => {
    const why = summed[i]?.why ?? "";
    return {
      name: found.program.checks[i]?.name,
      passed: want === true,
      explained: true,
      why: want instanceof RegExp && !want.test(why) ? want : why,
    };
  });
  assert.deepEqual(summed, wanted);
  if (found.output) assert.match(report.output, found.output);
  if ("value" in found) assert.deepEqual(report.value, found.value);
}
