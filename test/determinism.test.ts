import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { catallaxy, lasting, summaryOf, temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();
const starter = join("examples", "starter", "lab.config.ts");

async function at(concurrency: number, experiment: string) {
  const file = join(folder, `${concurrency}.sqlite`);
  return summaryOf(
    await catallaxy(["run", experiment, "--json", "--quiet", "--seed", "7", "--concurrency", String(concurrency), "--ledger", file]),
  );
}

for (const experiment of [starter, "coase-hayek"]) {
  test(`one seed gives ${experiment} one result and one digest, one trial or fifty at a time`, async () => {
    const [one, many] = await Promise.all([at(1, experiment), at(50, experiment)]);
    assert.notEqual(one.run, many.run);
    assert.match(one.digest, /^[0-9a-f]{64}$/);
    assert.deepEqual(lasting(one), lasting(many));
  });
}
