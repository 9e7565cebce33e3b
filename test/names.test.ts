import assert from "node:assert/strict";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { summarySchema } from "../src/summary.ts";
import { recordOf } from "../src/util/record-of.ts";
import { z } from "zod";
import { catallaxy, root, summaryOf, temporaryFolder } from "./catallaxy.ts";

const names = [
  "constructor",
  "__proto__",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "toLocaleString",
  "__defineGetter__",
  "__lookupSetter__",
];

/** An experiment in which every word that a user may choose is a member of `Object.prototype`. */
function experiment(): string {
  const folder = temporaryFolder();
  const tasks = names.map((name, index) => ({
    id: name,
    category: names[index % 3],
    prompt: `What is ${index} plus 7? End with "Answer: " and the number.`,
    grader: { kind: "exact", answer: `${index + 7}` },
  }));
  // Computed, so that `__proto__` is a property and not a prototype.
  const lines = tasks.map((task) => JSON.stringify({ ...task, meta: Object.fromEntries(names.map((name) => [name, 1])) }));
  writeFileSync(join(folder, "suite.jsonl"), lines.join("\n"));
  writeFileSync(
    join(folder, "lab.yaml"),
    `name: constructor
suite: ./suite.jsonl
members:
  - { name: constructor, model: simulated/large }
  - { name: __proto__, model: simulated/small }
  - { name: toString, firm: { topology: best-of, members: [{ name: valueOf, model: simulated/small }, { name: __proto__, model: simulated/large }] } }
judges:
  - { name: __proto__, model: simulated/judge }
topologies:
  - { use: solo, name: __proto__, options: { member: __proto__ } }
  - { use: market, name: constructor, options: { house: { maps: { __proto__: { a: 1, b: 0 } } } } }
  - { use: hub-spoke, name: hasOwnProperty }
  - { use: contestable-hub, name: valueOf }
  - { use: council, name: toLocaleString }
  - { use: coordinator, name: isPrototypeOf }
baseline: __proto__
repetitions: 2
seed: constructor
limits: { budget: [0.2, 0.5], cap: 20 }
`,
  );
  return folder;
}

test("an experiment whose every name is one of Object.prototype runs, resumes, reports, verifies, exports and regrades", async () => {
  const folder = experiment();
  const ledger = ["--ledger", join(folder, "ledger.sqlite")];
  const capped = await catallaxy(["run", join(folder, "lab.yaml"), "--cap", "0.5", "--json", "--quiet", ...ledger]);
  assert.equal(capped.code, 3, capped.err);
  const finished = await catallaxy(["resume", "last", "--cap", "100", "--json", ...ledger]);
  assert.equal(finished.code, 0, finished.err);
  const summary = summaryOf(finished);
  assert.deepEqual(summary, JSON.parse(finished.out.trimEnd().split("\n").at(-1) ?? ""), "the contract keeps every name");
  const topologies = ["__proto__", "constructor", "hasOwnProperty", "valueOf", "toLocaleString", "isPrototypeOf"];
  assert.deepEqual(
    summary.topologies.map(({ name }) => name),
    topologies.flatMap((name) => [`${name}@$0.2`, `${name}@$0.5`]),
  );
  for (const row of summary.topologies) {
    assert.deepEqual(Object.keys(row.byCategory).sort(), ["__proto__", "constructor", "toString"]);
    assert.equal(
      Object.values(row.byCategory).reduce((sum, { trials }) => sum + trials, 0),
      20,
    );
    const spent = Object.values(row.cost.byMember).reduce((sum, dollars) => sum + dollars, 0);
    assert.ok(Math.abs(spent - row.cost.total) < 1e-9, `${row.name}: the members' costs add up to ${spent}, not ${row.cost.total}`);
    assert.ok(Object.keys(row.cost.byMember).every((name) => names.includes(name)));
  }
  const wins = summary.routing["constructor@$0.5"]?.wins ?? {};
  assert.ok(Object.keys(wins).length > 0 && Object.values(wins).every((count) => Number.isInteger(count) && count > 0));
  const trial = "constructor@$0.5/__proto__/0";
  const commands = [
    ...["terminal", "md", "json", "csv", "html"].map((format) => ["report", "last", "--format", format]),
    ["show", "last"],
    ["show", "last", trial],
    ["judges", "last"],
    ["calibration", "last"],
    ["learnt", "last"],
    ["verify", "last"],
    ["export", "last"],
    ["regrade", "last"],
  ];
  for (const words of commands) {
    const { code, out, err } = await catallaxy([...words, ...ledger]);
    assert.equal(code, 0, `${words.join(" ")}: ${err}`);
    assert.doesNotMatch(out, /native code|\[object Object\]|undefined|NaN/, words.join(" "));
  }
});

test("a record under users' words keeps every name and says where a value does not fit", () => {
  const record = recordOf(z.number());
  const given: unknown = JSON.parse('{"__proto__":1,"constructor":2}');
  assert.deepEqual(record.parse(given), given);
  assert.deepEqual(record.safeParse(JSON.parse('{"a":1,"__proto__":"x"}')).error?.issues[0]?.path, ["__proto__"]);
  assert.equal(record.safeParse([1]).success, false);
  assert.equal(record.safeParse(null).success, false);
});

test("a summary's contract takes no name for granted", () => {
  const routing = summarySchema.shape.routing.safeParse(JSON.parse('{"__proto__":{"wins":{"__proto__":1},"unfilled":0,"reputation":{}}}'));
  assert.deepEqual(Object.keys(routing.data ?? {}), ["__proto__"]);
});

/** Plain objects indexed by words of a closed set, and lists by numbers: members of types, columns of our own tables, places of tasks. */
const closed: ReadonlySet<string> = new Set([
  "src/lab/estimate/asked-destinations.ts",
  "src/ledger/totals.ts",
  "src/market/vcg.ts",
  "src/statistics/pooling-fit.ts",
]);
const word = "category|member|topology|variable|role|label|challenger|author|suite|tag|task|id";

test("no plain object is indexed by a user's word: `own`, `setOwn`, `recordOf` or a Map stand in between", () => {
  const indexed = new RegExp(`[\\w)\\]](?:\\?\\.)?\\[(?:(?:\\w+\\??\\.)*(?:${word})|(?:\\w+\\??\\.)+(?:name|key|by|kind))\\](?! *[:(])`);
  const records = /z\s*\.record\(/;
  const files = globSync("src/{calls,cli,lab,ledger,market,report,statistics,tasks,topologies}/**/*.ts", { cwd: root }).filter(
    (file) => !file.endsWith(".test.ts") && !/lab\/map|tasks\/generate/.test(file),
  );
  const found = files.filter((file) => !closed.has(file) && indexed.test(readFileSync(join(root, file), "utf8")));
  assert.deepEqual(found, [], "use own(record, word) from util/own.ts, or list the file among those with closed sets");
  const dropping = files.filter((file) =>
    records.test(readFileSync(join(root, file), "utf8").replaceAll("z.record(z.string(), z.unknown())", "")),
  );
  assert.deepEqual(dropping, [], "z.record drops __proto__: use recordOf");
});
