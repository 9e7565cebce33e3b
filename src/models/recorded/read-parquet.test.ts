import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { parquetWriteBuffer } from "hyparquet-writer";
import { UserError } from "../../util/bug.ts";
import { loadOutcomes, openTable, renamedTable } from "./index.ts";
import { tableRows } from "./table-rows.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-parquet-"));
after(() => rmSync(folder, { recursive: true, force: true }));
/** Written by pyarrow, polars and duckdb: fixtures/make.py. */
const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}.parquet`, import.meta.url));
const file = (name: string, bytes: Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
const refused = (work: () => Promise<unknown>, words: RegExp): Promise<void> =>
  assert.rejects(work, (thrown: unknown) => {
    assert.ok(thrown instanceof UserError, String(thrown));
    assert.match(thrown.message, words);
    return true;
  });

test("Parquet is read whatever packs its pages, a null as a cell that was not recorded", async () => {
  for (const codec of ["none", "snappy", "gzip", "brotli", "zstd", "lz4"]) {
    const table = await openTable(fixture(`codec-${codec}`));
    const { columns, lines, unit } = table;
    assert.deepEqual(columns, ["item", "model", "passed", "score", "cost_usd"], codec);
    assert.deepEqual(tableRows(table), [
      ["a", "x", "true", "1", "0.5"],
      ["a", "y", "false", "0.25", ""],
      ["b", "x", "", "0.75", "0.125"],
      ["b", "y", "true", "", "1e-7"],
    ]);
    assert.deepEqual([lines, unit], [[1, 2, 3, 4], "row"]);
  }
  const outcomes = loadOutcomes(await openTable(fixture("codec-zstd")));
  assert.deepEqual(outcomes[1], { item: "a", category: "all", model: "y", sample: 0, score: 0.25, passed: false });
  assert.deepEqual([outcomes[2]?.passed, outcomes[3]?.score, outcomes[3]?.cost], [true, 1, 1e-7]);
});

test("files of polars and duckdb, of many row groups, of pages of version 2 and gzipped ones are read alike", async () => {
  const passed = async (name: string): Promise<boolean[]> => loadOutcomes(await openTable(fixture(name))).map((one) => one.passed);
  for (const name of ["polars", "duckdb", "groups"]) assert.deepEqual(await passed(name), [true, false, true, true], name);
  assert.deepEqual(
    loadOutcomes(await openTable(fixture("polars"))).map(({ answer }) => answer),
    ["4", "5", "4", undefined],
  );
  const packed = file("packed.parquet.gz", gzipSync(readFileSync(fixture("polars"))));
  assert.deepEqual((await openTable(packed)).cells, (await openTable(fixture("polars"))).cells);
});

test("integers of 64 bits and decimals are exact, times ISO 8601, what is nested JSON, bytes that are UTF-8 texts", async () => {
  const { columns, cells } = await openTable(fixture("types"));
  const column = (name: string): readonly string[] | undefined => cells[columns.indexOf(name)];
  assert.deepEqual(column("item"), ["9007199254740993", "9007199254740993", "-2", "-2"]);
  assert.deepEqual(column("sample"), ["0", "7", "0", "1"]);
  assert.deepEqual(column("cost_usd"), ["0.07", "12.30", "", "0.00"]);
  assert.deepEqual(column("small"), ["-0.001", "1.500", "", "0.000"]);
  assert.deepEqual(column("at"), ["1970-01-01T00:00:00.000Z", "2023-11-14T22:13:20.123456Z", "1969-12-31T23:59:59.999999Z", ""]);
  assert.deepEqual(column("day"), ["1970-01-01", "1969-12-31", "2022-01-08", ""]);
  assert.deepEqual(column("nano"), ["1970-01-01T00:00:00.000000001Z", "1969-12-31T23:59:59.999999999Z", "1970-01-01T00:00:00.000Z", ""]);
  assert.deepEqual(column("tags"), ['["p","q"]', "[]", "", '["r"]']);
  assert.deepEqual(column("about"), ['{"n":1}', '{"n":null}', "", '{"n":3}']);
  assert.deepEqual(column("answer"), ["4", "é", "", ""]);
  const outcomes = loadOutcomes(await openTable(fixture("types")));
  assert.deepEqual(
    outcomes.map(({ cost, ms, passed }) => [cost, ms, passed]),
    [
      [0.07, 1500, true],
      [12.3, 20, false],
      [undefined, 0, true],
      [0, undefined, false],
    ],
  );
});

test("what does not fit is named with its file, column and row", async () => {
  const load = async (name: string): Promise<unknown> => loadOutcomes(await openTable(fixture(name)));
  await refused(() => load("list-cost"), /list-cost\.parquet: the column cost_usd was wanted with one value a row; it is a list in each/);
  await refused(() => load("struct-item"), /the column item was wanted with one value a row; it is an object in each/);
  await refused(() => load("time-cost"), /row 2: cost_usd must be a number of at least 0, .* got 1970-01-01T00:00:00\.000Z/);
  await refused(() => load("nan-cost"), /row 3: cost_usd must be a number .* got NaN/);
  await refused(() => load("null-item"), /row 3: an item and a model were wanted; one is empty/);
  await refused(() => load("bytes-item"), /row 3, column item \(BYTE_ARRAY\): .* bytes that are no UTF-8/);
  await refused(() => load("empty"), /rows were wanted; it has the columns item, model, passed and no row/);
  const named = renamedTable(await openTable(fixture("struct-item")), new Map([["question", "item"]]));
  assert.throws(() => loadOutcomes(named), /the column item was wanted; there is question, model, passed/);
  const under = renamedTable(await openTable(fixture("types")), new Map([["category", "tags"]]));
  assert.throws(() => loadOutcomes(under), /the column category was wanted with one value a row; it is a list/);
});

test("files that are cut off, damaged, encrypted, packed by what is not read, or no Parquet at all are refused in words", async () => {
  const whole = readFileSync(fixture("codec-snappy"));
  for (let size = 4; size < whole.length; size += 61)
    await refused(() => openTable(file("cut.parquet", whole.subarray(0, size))), /cut\.parquet is cut off: Parquet ends with "PAR1"/);
  const changed = (change: (bytes: Buffer) => void): string => {
    const bytes = Buffer.from(whole);
    change(bytes);
    return file("changed.parquet", bytes);
  };
  await refused(
    () => openTable(changed((bytes) => bytes.writeUInt32LE(4_000_000_000, bytes.length - 8))),
    /what it says of its columns cannot/,
  );
  await refused(() => openTable(changed((bytes) => bytes.fill(0, 4, 200))), /column item \(STRING\): its values cannot be read/);
  await refused(() => openTable(changed((bytes) => bytes.write("PARE", bytes.length - 4))), /is encrypted Parquet/);
  const lzo = parquetWriteBuffer({ columnData: [{ name: "item", data: ["a"] }], codec: "LZO", compressors: { LZO: (bytes) => bytes } });
  await refused(
    () => openTable(file("lzo.parquet", new Uint8Array(lzo))),
    /column item: compressed by LZO, which is not read here\. .*ZSTD/,
  );
  await refused(() => openTable(file("named.parquet", Buffer.from("item,model,passed\n"))), /begins with "PAR1"; got "item,model/);
  await refused(() => openTable(file("none.parquet", Buffer.alloc(0))), /got an empty file/);
  await refused(() => openTable(file("lfs.parquet", Buffer.from("version https://git-lfs.github.com/spec/v1\n"))), /git lfs pull/);
});

test("a column that is there twice is refused, and one that asks for a name of every object is an ordinary one", async () => {
  const written = (names: readonly string[]): Uint8Array =>
    new Uint8Array(parquetWriteBuffer({ columnData: names.map((name) => ({ name, data: ["a", "b"] })) }));
  await refused(() => openTable(file("twice.parquet", written(["item", "item"]))), /the column item is there twice/);
  const { columns, cells } = await openTable(file("proto.parquet", written(["__proto__", "constructor"])));
  assert.deepEqual(
    [columns, cells[1]],
    [
      ["__proto__", "constructor"],
      ["a", "b"],
    ],
  );
});
