import assert from "node:assert/strict";
import { test } from "node:test";
import { mechanismRegistry } from "../../../market/index.ts";
import { reportRegistry } from "../../../report/index.ts";
import { familyRegistry } from "../../../tasks/index.ts";
import { providerRegistry } from "../../../models/kinds.ts";
import type { Case } from "./case.ts";
import { familyCases } from "./family-cases.ts";
import { mechanismCases } from "./mechanism-cases.ts";
import { reportCases } from "./report-cases.ts";

// Topologies, judges, models and ledgers have a test beside their cases.
const own: readonly (readonly [string, string, readonly Case[]])[] = [
  ...mechanismRegistry.all.map((one) => ["mechanism", one.name, mechanismCases(one)] as const),
  ...familyRegistry.all.map((one) => ["family", one.name, familyCases(one)] as const),
  ...reportRegistry.all.map((one) => ["report", one.name, reportCases(one)] as const),
];
for (const [what, name, cases] of own)
  for (const one of cases)
    test(`${what} ${name}: ${one.name}`, async () => {
      await one.run();
    });

test("a plugin's format or provider may not have the name of one of ours, of which the plugin's would never be asked", () => {
  const [format] = reportRegistry.all;
  const [provider] = providerRegistry.all;
  assert.ok(format !== undefined && provider !== undefined);
  assert.throws(() => reportRegistry.add({ ...format, name: "html" }, "other"), /Catallaxy has one of that name itself/);
  for (const name of ["openai", "simulated", "recorded"])
    assert.throws(() => providerRegistry.add({ ...provider, name }, "other"), /Catallaxy has one of that name itself/);
});
