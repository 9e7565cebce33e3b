import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { mutated, openCheckout } from "../scripts/mutation/checkout.ts";
import { hashesOf } from "../scripts/mutation/coverage.ts";
import { distancesFrom, testsOf } from "../scripts/mutation/imports.ts";
import { mutantsOf, sampleOf } from "../scripts/mutation/mutants.ts";
import { mutationsOf } from "../scripts/mutation/operators.ts";
import { reportOf } from "../scripts/mutation/report.ts";
import { tryMutant } from "../scripts/mutation/try-mutant.ts";
import { temporaryFolder } from "./catallaxy.ts";

const changesOf = (source: string): string[] => mutationsOf("a.ts", source).map((mutation) => mutated(source, mutation));

test("each operator, number, condition, default, call and statement is changed in its own ways", () => {
  assert.deepEqual(changesOf("if (a < 2) b();"), [
    "if (true) b();",
    "if (false) b();",
    "if (a <= 2) b();",
    "if (a >= 2) b();",
    "if (a < 3) b();",
    "if (a < 2) ;",
  ]);
  assert.deepEqual(changesOf("const a = b ?? 1;"), ["const a = b;", "const a = b ?? 0;"]);
  assert.deepEqual(changesOf("const a = !b && 2n * c;"), [
    "const a = b && 2n * c;",
    "const a = !b || 2n * c;",
    "const a = !b && 3n * c;",
    "const a = !b && 2n / c;",
  ]);
  assert.deepEqual(changesOf("const a = Math.max(...b.filter(c));"), ["const a = Math.min(...b.filter(c));", "const a = Math.max(...b);"]);
  assert.deepEqual(changesOf("for (;a;) { i++; continue; }"), [
    "for (;false;) { i++; continue; }",
    "for (;a;) { i--; continue; }",
    "for (;a;) { ; continue; }",
    "for (;a;) { i++; ; }",
  ]);
});

test("texts, patterns and types are left as they are", () => {
  assert.deepEqual(changesOf('const a: 1 | true = `b${c}` + "d" + e as 2;'), []);
  assert.deepEqual(changesOf('interface A { b: -1 } const c = /d+/; import e from "f";'), []);
});

/** A project of one source file, whose own test looks at some of it and whose other test at less. */
function project(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "src", "market"), { recursive: true });
  mkdirSync(join(folder, "node_modules"));
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  write(".gitignore", "node_modules/\n");
  write("package.json", '{ "type": "module" }');
  write(
    "src/market/price.ts",
    `export function price(bid: number): number {
  if (bid > 10) return 10;
  return bid;
}
export function unseen(bid: number): number {
  return bid * 2;
}
`,
  );
  const head = 'import assert from "node:assert/strict";\nimport { price } from "./price.ts";\n';
  write("src/market/price.test.ts", `${head}assert.equal(price(11), 10);\nassert.equal(price(3), 3);\n`);
  write("src/market/award.test.ts", `${head}assert.equal(price(3), 3);\n`);
  execFileSync("git", ["init", "-q"], { cwd: folder });
  return folder;
}

test("a mutant is killed by the nearest test that executes it, survives what cannot tell, and has no coverage elsewhere", async () => {
  const root = project();
  const checkout = openCheckout(root);
  try {
    const terms = {
      cache: join(root, "node_modules", ".cache"),
      distances: distancesFrom(checkout.folder),
      hashes: hashesOf(checkout.folder),
      near: true,
      bound: 9,
    };
    assert.deepEqual(testsOf("src/market/price.ts", terms.distances), ["src/market/price.test.ts", "src/market/award.test.ts"]);
    const mutants = mutantsOf(checkout.folder, "market");
    const trial = async (from: string, to: string) => {
      const mutant = mutants.find((one) => one.from === from && one.text === to);
      assert.ok(mutant !== undefined, `${from} -> ${to}`);
      const { outcome, by } = await tryMutant(mutant, checkout, terms);
      return { outcome, by, line: mutant.line };
    };
    assert.deepEqual(await trial("bid > 10", "false"), { outcome: "killed", by: "src/market/price.test.ts", line: 2 });
    // 10 itself is answered by both: no test can tell.
    assert.deepEqual(await trial(">", ">="), { outcome: "survived", by: "2 tests", line: 2 });
    assert.deepEqual(await trial("*", "/"), { outcome: "no coverage", by: "0 tests", line: 6 });
    writeFileSync(join(checkout.folder, "src/market/endless.test.ts"), "setInterval(() => {}, 1000);");
    assert.equal((await checkout.run("src/market/endless.test.ts", 1, {})).end, "timed out");
  } finally {
    checkout.remove();
  }
});

test("a larger sample of the same seed holds the smaller one, and another seed draws others", () => {
  const mutants = mutantsOf(join(import.meta.dirname, ".."), "market");
  const [small, large, other] = [sampleOf(mutants, 20, "a"), sampleOf(mutants, 40, "a"), sampleOf(mutants, 20, "b")];
  assert.deepEqual(large.slice(0, 20), small);
  assert.notDeepEqual(other, small);
});

test("the share that is noticed weighs each folder by its mutants, and those without coverage are not noticed", () => {
  const mutant = mutantsOf(join(import.meta.dirname, ".."), "market")[0];
  assert.ok(mutant !== undefined);
  const done = (folder: string, outcome: "killed" | "timed out" | "survived" | "no coverage") => ({
    mutant: { ...mutant, folder },
    trial: { key: "k", outcome, by: "", tests: "" },
  });
  const report = reportOf(
    [
      { folder: "market", mutants: 100 },
      { folder: "lab", mutants: 300 },
    ],
    [
      done("market", "killed"),
      done("market", "timed out"),
      done("lab", "killed"),
      done("lab", "no coverage"),
      done("lab", "survived"),
      done("lab", "killed"),
    ],
  );
  // (100 * 1 + 300 * 0.5) / 400
  assert.equal(report.share, 0.625);
  assert.equal(report.survivors.length, 2);
});
