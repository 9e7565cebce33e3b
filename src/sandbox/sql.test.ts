import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, test } from "node:test";
import type { RowsCheck, SqlProgram } from "../types.ts";
import { sandbox } from "./sandbox.ts";

const box = sandbox();
after(() => box.close());

type CheckOutcome = { readonly passed: boolean; readonly why: string };
type RowsCase = Omit<RowsCheck, "name"> & { readonly wanted: true | RegExp };
const setup = "CREATE TABLE t (a TEXT, b); INSERT INTO t VALUES ('x', 1), ('x', 2.5), ('y', NULL);";
const sums = "SELECT a, sum(b) AS total FROM t GROUP BY a ORDER BY a;";
const endless = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)";
const cases: readonly (readonly [name: string, code: string, checks: readonly RowsCase[], limits?: SqlProgram["limits"]])[] = [
  [
    "rows are compared as a bag, or in order where that is asked",
    sums,
    [
      {
        rows: [
          ["y", null],
          ["x", 3.5],
        ],
        wanted: true,
      },
      {
        rows: [
          ["x", 3.5],
          ["y", null],
        ],
        ordered: true,
        wanted: true,
      },
      {
        rows: [
          ["y", null],
          ["x", 3.5],
        ],
        ordered: true,
        wanted: /row 1 is \["x",3\.5\], wanted \["y",null\]/,
      },
      { rows: [["x", 3.5]], wanted: /got 2 rows, wanted 1/ },
      {
        rows: [
          ["x", 3.5],
          ["x", 3.5],
        ],
        wanted: /no row \["x",3\.5\]/,
      },
      { rows: [["x"], ["y"]], wanted: /got 2 columns, wanted 1/ },
      {
        columns: ["A", "Total"],
        rows: [
          ["x", 3.5],
          ["y", null],
        ],
        wanted: true,
      },
      {
        columns: ["a", "sum"],
        rows: [
          ["x", 3.5],
          ["y", null],
        ],
        wanted: /the columns are \["a","total"\]/,
      },
    ],
  ],
  [
    "REGEXP searches, with case, classes and NULL as SQLite's shell has it",
    "SELECT 'abc' REGEXP 'b', 'abc' REGEXP '^b', 'abc' REGEXP 'B', 'a1' REGEXP '^[a-z][0-9]{1,2}$', 12 REGEXP '^\\d+$', NULL REGEXP 'a', 'a' REGEXP NULL, 'a@b.c' NOT REGEXP '@', 'xY' REGEXP '^[[:lower:]][[:upper:]]$', regexp('a|b', 'cab'), 'a.b' REGEXP 'a\\.b', '' REGEXP '^$'",
    [{ rows: [[1, 0, 0, 1, 1, null, null, 0, 1, 1, 1, 1]], wanted: true }],
  ],
  [
    "REGEXP in a filter and an index",
    "CREATE INDEX i ON t (a) WHERE a REGEXP 'x'; SELECT DISTINCT a FROM t WHERE a REGEXP '^[w-y]$' ORDER BY 1",
    [{ rows: [["x"], ["y"]], wanted: true }],
  ],
  ["a pattern that is none is told", "SELECT 'a' REGEXP '(a'", [{ rows: [[1]], wanted: /REGEXP: "\(a" is no regular expression/ }]],
  ["a pattern that looks around is told", "SELECT 'a' REGEXP '(?=a)'", [{ rows: [[1]], wanted: /REGEXP: .* is not offered/ }]],
  [
    "a pattern that would go back without end is searched for in linear time",
    "SELECT 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' REGEXP '^(a+)+$', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' REGEXP '(x+x+)+y'",
    [{ rows: [[0, 0]], wanted: true }],
    { ms: 1000 },
  ],
  [
    "a pattern of counts within counts is work like any other",
    "SELECT 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' REGEXP '(a{0,30}){0,30}c'",
    [{ rows: [[0]], wanted: /ran too long/ }],
    { ms: 200 },
  ],
  [
    "a pragma that is not allowed is named where rows are wanted of it",
    "PRAGMA database_list",
    [
      { rows: [[0, "main", ""]], wanted: /^PRAGMA database_list is not allowed here/ },
      { query: "PRAGMA journal_mode", rows: [["memory"]], wanted: /PRAGMA journal_mode is not allowed here/ },
      { query: "SELECT 1", rows: [[1]], wanted: true },
      { query: "DELETE FROM t", rows: [[1]], wanted: /no statement of the program gives rows/ },
    ],
  ],
  [
    "each check has tables of its own, with rows of its own",
    "DELETE FROM t WHERE a = 'y'; SELECT count(*) FROM t",
    [
      { rows: [[2]], wanted: true },
      { setup: "INSERT INTO t VALUES ('z', 0)", rows: [[3]], wanted: true },
      { rows: [[2]], wanted: true },
      { query: "SELECT a FROM t WHERE a = 'y'", rows: [], wanted: true },
    ],
  ],
  [
    "NULL, text, numbers and blobs are different values; an integer is its equal real unless the class is stated",
    "SELECT 1, 1.0, '1', x'00fF', NULL, 9007199254740993, 0.1 + 0.2",
    [
      { rows: [[1, 1, "1", { blob: "00FF" }, null, { integer: "9007199254740993" }, 0.3]], wanted: true },
      { rows: [[{ integer: 1 }, { real: 1 }, "1", { blob: "00ff" }, null, { integer: "9007199254740993" }, { real: 0.3 }]], wanted: true },
      { rows: [[{ real: 1 }, 1, "1", { blob: "00ff" }, null, { integer: "9007199254740993" }, 0.3]], wanted: /no row/ },
      { rows: [[1, { integer: 1 }, "1", { blob: "00ff" }, null, { integer: "9007199254740993" }, 0.3]], wanted: /no row/ },
      { rows: [["1", 1, "1", { blob: "00ff" }, null, { integer: "9007199254740993" }, 0.3]], wanted: /no row/ },
      { rows: [[1, 1, 1, { blob: "00ff" }, null, { integer: "9007199254740993" }, 0.3]], wanted: /no row/ },
      { rows: [[1, 1, "1", "\0\xff", null, { integer: "9007199254740993" }, 0.3]], wanted: /no row/ },
      { rows: [[1, 1, "1", { blob: "00ff" }, "", { integer: "9007199254740993" }, 0.3]], wanted: /no row/ },
      { rows: [[1, 1, "1", { blob: "00ff" }, null, { integer: "9007199254740992" }, 0.3]], wanted: /no row/ },
      { rows: [[1, 1, "1", { blob: "00ff" }, null, { integer: "9007199254740993" }, 0.30001]], wanted: /no row/ },
    ],
  ],
  [
    "sums in another order match rows whose numbers differ in the last digit",
    "SELECT 0.1 + 0.2, 'a' UNION ALL SELECT 0.3, 'b'",
    [
      {
        rows: [
          [0.3, "b"],
          [0.3, "a"],
        ],
        wanted: true,
      },
    ],
  ],
  ["the last statement that has rows counts", "SELECT 1; SELECT 'a;b'; -- ; SELECT 2\n;", [{ rows: [["a;b"]], wanted: true }]],
  ["none is a fault", "CREATE TABLE q (x)", [{ rows: [], wanted: /no statement of the program gives rows/ }]],
  ["infinity is near to no number", "SELECT 9e999, -9e999", [{ rows: [[3, -9e300]], wanted: /no row/ }]],
  ["no rows are rows", "SELECT * FROM t WHERE 0", [{ rows: [], wanted: true }]],
  [
    "full-text and R-tree tables work",
    "CREATE VIRTUAL TABLE f USING fts5(x); INSERT INTO f VALUES ('hello world'); CREATE VIRTUAL TABLE r USING rtree(id, a, b); INSERT INTO r VALUES (1, 0, 1); SELECT (SELECT count(*) FROM f WHERE f MATCH 'hello'), (SELECT count(*) FROM r WHERE a < 1)",
    [{ rows: [[1, 1]], wanted: true }],
  ],
  ["RETURNING gives rows", "INSERT INTO t VALUES ('q', 7) RETURNING b", [{ rows: [[7]], wanted: true }]],
  [
    "triggers, views, windows and common pragmas work",
    "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; CREATE TEMP TRIGGER g AFTER INSERT ON t BEGIN UPDATE t SET b = 9 WHERE a = 'n'; SELECT 1; END; INSERT INTO t VALUES ('n', 0); CREATE VIEW v AS SELECT a, rank() OVER (ORDER BY a) r, b FROM t; SELECT a, r, b FROM v WHERE a = \"n\"",
    [{ rows: [["n", 1, 9]], wanted: true }],
  ],
  ["a mistake is told in SQLite's words", "SELEC 1", [{ rows: [[1]], wanted: /near "SELEC": syntax error/ }]],
  ["what stands behind a NUL is not passed over", "SELECT 1;\0 SELECT 2", [{ rows: [[1]], wanted: /NUL/ }]],
  [
    "other databases cannot be attached",
    "ATTACH '/tmp/catallaxy-sql-test.db' AS x; SELECT 1",
    [{ rows: [[1]], wanted: /not authorized|too many attached/ }],
  ],
  ["files cannot be written", "VACUUM INTO '/tmp/catallaxy-sql-test.db'; SELECT 1", [{ rows: [[1]], wanted: /denied|too many attached/ }]],
  ["extensions cannot be loaded", "SELECT load_extension('/tmp/x')", [{ rows: [[null]], wanted: /not authorized/ }]],
  [
    "pragmas that reach the disk or the process do nothing",
    "PRAGMA temp_store_directory = '/tmp'; PRAGMA hard_heap_limit = 1; PRAGMA writable_schema = ON; SELECT 1",
    [{ rows: [[1]], wanted: true }],
  ],
  [
    "the schema table cannot be written",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'x'",
    [{ rows: [], wanted: /may not be modified/ }],
  ],
  [
    "an endless recursion is work",
    `${endless} SELECT count(*) FROM c`,
    [
      { rows: [[1]], wanted: /too long/ },
      { rows: [[1]], wanted: /too long/ },
    ],
    { ms: 300 },
  ],
  [
    "an endless result is cut",
    `${endless} SELECT n, n, n, n FROM c`,
    [{ rows: [[1]], wanted: /more than 500000 values|too long/ }],
    { ms: 4000 },
  ],
  [
    "growing tables are bounded",
    `CREATE TABLE z (x); ${endless} INSERT INTO z SELECT zeroblob(1000000) FROM c`,
    [{ rows: [[1]], wanted: /memory/ }],
    { ms: 20_000 },
  ],
  ["growing texts are bounded", "SELECT length(zeroblob(900000000))", [{ rows: [[1]], wanted: /too big/ }]],
];

for (const [name, code, checks, limits] of cases)
  test(`sql: ${name}`, async () => {
    const named = checks.map(({ wanted: _wanted, ...check }, i) => ({ name: `check ${i + 1}`, ...check }));
    const report = await box.run({ language: "sql", setup, code, checks: named, ...(limits && { limits }) });
    assert.ok(report.ok, report.ok ? "" : report.failure.message);
    for (const [i, { wanted }] of checks.entries()) {
      const { passed, why }: CheckOutcome = report.checks[i] ?? { passed: false, why: "" };
      if (wanted === true) assert.deepEqual({ passed, why }, { passed: true, why: "" });
      else assert.ok(!passed && wanted.test(why), why);
    }
    assert.equal(existsSync("/tmp/catallaxy-sql-test.db"), false);
  });

test("sql: what the setup of a check takes is no work of the program, and has a bound of its own", async () => {
  const many = `CREATE TABLE n AS ${endless} SELECT n FROM c LIMIT 300000`;
  const check = { name: "a", rows: [[300_000]] };
  const limits = { ms: 60 };
  const report = await box.run({ language: "sql", setup: many, code: "SELECT max(n) FROM n", checks: [check, check], limits });
  assert.deepEqual(report.ok && report.checks.map(({ why }) => why), ["", ""]);
  const never = await box.run({ language: "sql", setup: `${endless} SELECT max(n) FROM c`, code: "SELECT 1", checks: [check], limits });
  assert.match(never.ok ? "" : never.failure.message, /^The setup of check "a" cannot be run: it takes more than 600 ms/);
});

test("sql: no process runs two programs", { skip: process.platform !== "linux" && "children are told by Linux alone" }, async () => {
  const here = sandbox({ processes: 1 });
  const program: SqlProgram = { language: "sql", code: "SELECT 1", checks: [{ name: "a", rows: [[1]] }] };
  const own = new Set(childrenOf());
  const seen: number[][] = [];
  for (let i = 0; i < 3; i++) {
    const report = await here.run(program);
    assert.ok(report.ok && report.checks[0]?.passed);
    // The one that ran it is about to go, and the next stands ready.
    for (let tries = 0; tries < 5000 && newOf(own).length !== 1; tries++) await new Promise((resolve) => setTimeout(resolve, 25));
    seen.push(newOf(own));
  }
  await here.close();
  assert.deepEqual(
    seen.map(({ length }) => length),
    [1, 1, 1],
  );
  assert.equal(new Set(seen.flat()).size, 3);
});

function childrenOf(): number[] {
  return readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim().split(" ").map(Number);
}

function newOf(known: ReadonlySet<number>): number[] {
  return childrenOf().filter((pid) => pid > 0 && !known.has(pid));
}

test("sql: a setup that cannot be run is a fault of the task, no verdict", async () => {
  const report = await box.run({ language: "sql", setup: "CREAT TABLE t", code: "SELECT 1", checks: [{ name: "a", rows: [[1]] }] });
  assert.match(report.ok ? "" : report.failure.message, /^The setup of check "a" cannot be run: near "CREAT"/);
});

test("sql: without checks the rows are the value", async () => {
  const report = await box.run({ language: "sql", code: "SELECT 1 AS a, NULL AS b UNION ALL SELECT 2.5, x'00'", checks: [] });
  assert.deepEqual(report.ok && report.value, {
    columns: ["a", "b"],
    rows: [
      [1, null],
      [2.5, { blob: "00" }],
    ],
  });
  assert.equal(report.ok && report.output, '1|\n2.5|{"blob":"00"}\n');
});

test("sql: programs at once do not disturb one another, and the start of a child is no work of theirs", async () => {
  const here = sandbox({ processes: 2 });
  const hanging = `${endless} SELECT max(n) FROM c`;
  const reports = await Promise.all(
    Array.from({ length: 6 }, (_, i) =>
      here.run({ language: "sql", code: i % 3 === 0 ? hanging : "SELECT 1", checks: [{ name: "a", rows: [[1]] }], limits: { ms: 100 } }),
    ),
  );
  assert.deepEqual(
    reports.map((report) => report.ok && report.checks[0]?.passed),
    [false, true, true, false, true, true],
  );
  await here.close();
  const late = await here.run({ language: "sql", code: "SELECT 1", checks: [{ name: "a", rows: [[1]] }] });
  assert.equal(!late.ok && late.failure.code, "aborted");
});
