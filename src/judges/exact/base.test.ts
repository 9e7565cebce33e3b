import assert from "node:assert/strict";
import { test } from "node:test";
import { base, namesBase, readBased } from "./base.ts";
import { exactOptions } from "./settings.ts";

const settings = exactOptions.parse({ kind: "exact", answer: "x" });

/** "31 in 16": the value and the bases that are named. */
function said(text: string): string {
  const read = readBased(text);
  return read === undefined ? "none" : `${read.value} in ${read.bases.join()}`;
}

function readings(text: string): string {
  return base
    .readings(text, settings)
    .map((one) => (typeof one === "string" ? `"${one}"` : `${one.value} in ${one.bases.join()}`))
    .join("; ");
}

test("a number says its base by a prefix, by an index, or in words", () => {
  const rows = [
    ["0x1F", "31 in 16"],
    ["-0x1f", "-31 in 16"],
    ["0o17", "15 in 8"],
    ["0b1011", "11 in 2"],
    ["0b12", "none"],
    ["0x1F in hex", "31 in 16"],
    ["0x1f (hexadecimal)", "31 in 16"],
    ["4210_5", "555 in 5"],
    ["4210_{5}", "555 in 5"],
    ["4210_(5)", "555 in 5"],
    ["(4210)_5", "555 in 5"],
    ["1011_{two}", "11 in 2"],
    ["1011_{base 2}", "11 in 2"],
    ["-11_2", "-3 in 2"],
    ["zz_36", "1295 in 36"],
    ["11_37", "none"],
    ["11_1", "none"],
    ["00_1", "none"],
    ["52_5", "none"],
    ["1011 in binary", "11 in 2"],
    ["1011 binary", "11 in 2"],
    ["1011 (base 2)", "11 in 2"],
    ["17 in base eight", "15 in 8"],
    ["17, written in octal notation", "15 in 8"],
    ["12 in ternary", "5 in 3"],
    ["12 in quaternary", "6 in 4"],
    ["12 in decimal", "12 in 10"],
    ["12 base 16", "18 in 16"],
    ["1010 1011 in binary", "171 in 2"],
    ["base 2: 1011", "11 in 2"],
    ["in binary: -1011", "-11 in 2"],
    ["hex 1F", "31 in 16"],
    ["1011", "none"],
    ["1011 in base one", "none"],
    ["1011 in base zero", "none"],
    [`${"1".repeat(200)}_2`, `${2n ** 200n - 1n} in 2`],
    [`${"1".repeat(240)}_2`, "none"],
  ];
  assert.deepEqual(
    rows.map(([text = ""]) => [text, said(text)]),
    rows,
  );
});

test("digits that are none of a named base name it all the same", () => {
  for (const text of ["52_5", "12 in binary", "base 2: 12", "17 in base eight"]) assert.equal(namesBase(text), true, text);
  for (const text of ["52", "12 eggs", "52_x", `${"1".repeat(250)}_5`, `base 2: ${"1".repeat(250)}`])
    assert.equal(namesBase(text), false, text);
});

test("equal sides are one value in several bases, and unequal ones several", () => {
  const rows = [
    ["0x1F", "31 in 16"],
    ["1Fh", "31 in 16"],
    ["1011b", "11 in 2"],
    ["17o", "15 in 8"],
    ["17q", "15 in 8"],
    ["-17q", "-15 in 8"],
    ["0x1F = 31", "31 in 16"],
    ["0x1F (31)", "31 in 16"],
    ["0x1F = 32", '31 in 16; "32"'],
    ["31 = 0x1F", "31 in 16"],
    ["0x1F = 11111_2", "31 in 16,2"],
    ["0x1F = 1111_2", "31 in 16; 15 in 2"],
    ["0x1F = 31 in decimal", "31 in 16,10"],
    ["The value is 0x1F", "31 in 16"],
    ["1011", '"1011"'],
    ["1F", '"1F"'],
    ["-12", '"-12"'],
    ["12 eggs", ""],
    ["abc", ""],
  ];
  assert.deepEqual(
    rows.map(([text = ""]) => [text, readings(text)]),
    rows,
  );
});

test("value and base must agree; bare digits count where the base may be left out", () => {
  const matches = (answer: string, key: string, unitOptional = false): boolean => {
    const how = exactOptions.parse({ kind: "exact", answer: key, unitOptional });
    const [one, other] = [base.readings(answer, how)[0], base.readings(key, how)[0]];
    return one !== undefined && other !== undefined && base.matches(one, other, how);
  };
  for (const [answer, key, wanted, optional] of [
    ["1011_2", "1011 in binary", true],
    ["11 in decimal", "1011_2", false],
    ["0xB", "1011_2", false],
    ["0xB = 1011_2", "1011_2", true],
    ["1010_2", "1011_2", false],
    ["1011", "1011_2", false],
    ["1011", "1011_2", true, true],
    ["1010", "1011_2", false, true],
    ["11", "1011_2", false, true],
    ["12", "1011_2", false, true],
    ["1011", "1011", true],
    ["1010", "1011", false],
    ["1011_2", "1011", false],
  ] as const)
    assert.equal(matches(answer, key, optional), wanted, `${answer} for ${key}`);
});
