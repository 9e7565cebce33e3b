import assert from "node:assert/strict";
import { copyFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { before, test } from "node:test";
import { bareEnvironment, catallaxy, temporaryFolder } from "./catallaxy.ts";
import { recount } from "./recount.ts";

const folder = temporaryFolder();
const file = join(folder, "ledger.sqlite");
const seal = join(folder, "seal.json");
const env = { ...bareEnvironment(), HOME: folder };
const sealed = (ledger: string, ...more: string[]) => catallaxy(["verify", "last", "--seal", seal, "--ledger", ledger, ...more], { env });

before(async () => {
  const ran = await catallaxy(["run", "examples/starter/lab.config.ts", "--quiet", "--ledger", file], { env });
  assert.equal(ran.code, 0, ran.err);
  const made = await catallaxy(["seal", "last", "--out", seal, "--ledger", file], { env });
  assert.equal(made.code, 0, made.err);
});

test("a seal's key is made in the home folder for its owner alone, and an untouched run fits its seal", async () => {
  assert.equal(statSync(join(folder, ".catallaxy", "seal-key.pem")).mode & 0o777, 0o600);
  const { code, out } = await sealed(file);
  assert.equal(code, 0, out);
  assert.match(out, /^Intact.*\n.*\nSealed .* \(your key\)/);
});

test("a history whose hashes and totals were all made anew is found by the seal alone", async () => {
  const forged = join(folder, "forged.sqlite");
  copyFileSync(file, forged);
  const db = new DatabaseSync(forged);
  db.exec("UPDATE calls SET opened = opened + 1; DELETE FROM totals");
  recount(db);
  db.close();
  const without = await catallaxy(["verify", "last", "--ledger", forged], { env });
  assert.equal(without.code, 0, without.out);
  const { code, out } = await sealed(forged);
  assert.equal(code, 1);
  assert.match(out, /not as it was when it was sealed/);
});

test("a changed seal, and one of another signer than was named, are refused", async () => {
  const text = readFileSync(seal, "utf8");
  const other = await sealed(file, "--signer", "0".repeat(32));
  assert.deepEqual([other.code, /is signed by key/.test(other.out)], [1, true]);
  writeFileSync(seal, text.replace(/"spent": (\d+)/, '"spent": 1'));
  const { code, out } = await sealed(file);
  writeFileSync(seal, text);
  assert.equal(code, 1);
  assert.match(out, /its signature does not fit/);
});
