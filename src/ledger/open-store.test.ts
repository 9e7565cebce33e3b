import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { ledgerCases } from "./cases.ts";
import { openStore } from "./open-store.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-ledger-"));
after(() => rmSync(folder, { recursive: true }));
let files = 0;

for (const { name, run } of ledgerCases) {
  test(`in a file: ${name}`, () => run(async () => openStore(join(folder, `${files++}.db`))));
  test(`in memory: ${name}`, () => run(async () => openStore(":memory:")));
}
