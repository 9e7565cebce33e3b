import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import { catallaxy, temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);
/** How often of its first four tries who passes t0 to t5; nobody else's word counts. */
const passes = { one: [0, 1, 2, 3, 4, 4], two: [4, 4, 2, 0, 4, 0] };
const lab = at("lab.config.ts");
writeFileSync(
  lab,
  `const passes = ${JSON.stringify(passes)};
const asked = new Map();
const member = (name) => ({
  name,
  model: async ({ messages }) => {
    const task = Number(/What is (\\d+)/.exec(messages[0].text)[1]);
    const key = name + task;
    const before = asked.get(key) ?? 0;
    asked.set(key, before + 1);
    return { text: "Answer: " + (before < passes[name][task] ? task : 999), cost: 0.001 };
  },
});
export default {
  suite: [0, 1, 2, 3, 4, 5].map((i) => ({ id: "t" + i, category: i < 3 ? "low" : "high", prompt: "What is " + i + "?", worth: 0.25, grader: { kind: "exact", answer: String(i) } })),
  members: [member("one"), member("two")],
  topologies: ["solo"],
  verifier: "none",
};
`,
);

interface Found {
  readonly run: string;
  readonly state: string;
  readonly kept: readonly string[];
  readonly dropped: Readonly<Record<string, number>>;
  readonly tasks: readonly {
    readonly task: string;
    readonly reason: string;
    readonly members: readonly {
      readonly member: string;
      readonly passed: number;
      readonly tries: number;
      readonly interval: number[];
      readonly sure: number;
    }[];
  }[];
}
const calibrated = async (...words: string[]): Promise<Found & { code: number | null }> => {
  const { out, err, code } = await catallaxy(["calibrate-suite", ...words, "--quiet", "--json"], { cwd: folder });
  assert.notEqual(out, "", err);
  return { ...(JSON.parse(out.trim().split("\n").at(-1) ?? "") as Found), code };
};
const ledger = ["--ledger", at("ledger.sqlite")];

test("a member's pass counts sort the tasks: kept in the band, ends included, the others with their reason; the file says where it comes from", async () => {
  const file = at("out.yaml");
  const found = await calibrated(lab, "--member", "one", "--repeats", "4", "--keep", "25-50", "--write", file, ...ledger);
  assert.equal(found.code, 0);
  assert.deepEqual(
    found.tasks.map(({ task, reason, members }) => [task, reason, members[0]?.passed, members[0]?.tries]),
    [
      ["t0", "never passed", 0, 4],
      ["t1", "in band", 1, 4],
      ["t2", "in band", 2, 4],
      ["t3", "above the band", 3, 4],
      ["t4", "always passed", 4, 4],
      ["t5", "always passed", 4, 4],
    ],
  );
  assert.deepEqual(found.dropped, { "never passed": 1, "above the band": 1, "always passed": 2 });
  // Exact: 1 - .025^(1/4) above at 0 of 4; 2 of 4 is even.
  const [t0, , t2] = found.tasks.map(({ members }) => members[0]);
  assert.ok(Math.abs((t0?.interval[1] ?? 0) - (1 - 0.025 ** 0.25)) < 1e-9);
  assert.ok(Math.abs((t2?.interval[0] ?? 0) + (t2?.interval[1] ?? 0) - 1) < 1e-9);
  const text = readFileSync(file, "utf8");
  const [remark = ""] = text.split("\n");
  assert.match(remark, new RegExp(`^# Of 6 tasks .* one passes 25-50% of the time, by run ${found.run} of \\d{4}-\\d\\d-\\d\\d`));
  const suite = parse(text) as {
    description: string;
    tasks: { id: string; worth: number; grader: unknown; meta: { calibration: { run: string; members: unknown } } }[];
  };
  assert.deepEqual(
    suite.tasks.map(({ id, worth, grader }) => [id, worth, grader]),
    [1, 2].map((i) => [`t${i}`, 0.25, { kind: "exact", answer: String(i) }]),
  );
  assert.deepEqual(suite.tasks[0]?.meta.calibration.members, [{ member: "one", passed: 1, of: 4 }]);
  assert.equal(suite.tasks[0]?.meta.calibration.run, found.run);
  const checked = await catallaxy(["check", file], { cwd: folder });
  assert.equal(checked.code, 0, checked.out + checked.err);
});

test("of several members one in the band is enough, or each must be; a stored run tells both and asks nobody", async () => {
  const two = ["--member", "one", "--member", "two"];
  const any = await calibrated(lab, ...two, "--repeats", "4", "--keep", "20-80", ...ledger);
  assert.deepEqual(any.kept, ["t1", "t2", "t3"]);
  const all = await calibrated(lab, "--from", any.run, "--match", "all", ...ledger);
  assert.deepEqual([all.run, all.kept], [any.run, ["t2"]]);
  // t0: never by one, always by two; t1 and t3 are outside for one of them alone; t5 as t0.
  assert.deepEqual(
    all.tasks.map(({ reason }) => reason),
    ["mixed", "always passed", "in band", "never passed", "always passed", "mixed"],
  );
  const alone = await calibrated(lab, "--from", any.run, "--member", "two", ...ledger);
  assert.deepEqual(alone.kept, ["t2"]);
  const listed = await catallaxy(["runs", "--json", ...ledger], { cwd: folder });
  assert.equal(
    listed.out
      .trim()
      .split("\n")
      .filter((line) => line.includes(any.run)).length,
    1,
  );
});

test("a pass that its budget stopped writes nothing, goes on by resume, and is told by --from", async () => {
  const stopped = ["--ledger", at("stopped.sqlite")];
  const file = at("stopped.yaml");
  const first = await calibrated(lab, "--member", "one", "--repeats", "4", "--budget", "0.01", "--write", file, ...stopped);
  assert.deepEqual([first.code, first.state, existsSync(file)], [3, "budget", false]);
  const early = await catallaxy(["calibrate-suite", lab, "--from", first.run, ...stopped], { cwd: folder });
  assert.deepEqual([early.code, early.err.replaceAll(/\s+/g, " ").includes(`catallaxy resume ${first.run}`)], [2, true], early.err);
  const resumed = await catallaxy(["resume", first.run, "--cap", "9", "--quiet", "--config", lab, ...stopped], { cwd: folder });
  assert.equal(resumed.code, 0, resumed.err);
  const found = await calibrated(lab, "--from", first.run, "--write", file, ...stopped);
  assert.deepEqual([found.tasks.every(({ members }) => members[0]?.tries === 4), existsSync(file)], [true, true]);
});

test("tasks whose grader cannot tell, and those that the run did not have, are not scored", async () => {
  // One value given twice is a block that the grader does not decide on.
  const unsure = at("unsure.config.ts");
  writeFileSync(
    unsure,
    `const task = (id, answer) => ({ id, prompt: "Which " + id + "?", grader: { kind: "facts", facts: [{ id: "price", answer }] } });
export default {
  suite: [task("p", "1"), task("q", "2")],
  members: [{ name: "m", model: async ({ messages }) => ({ text: messages[0].text.includes("Which p") ? "Answer:\\nprice = 1\\nprice = 2" : "Answer:\\nprice = 2", cost: 0 }) }],
  topologies: ["solo"],
  verifier: "none",
};
`,
  );
  const undecided = await calibrated(unsure, "--member", "m", ...ledger);
  assert.deepEqual(undecided.dropped, { "not scored": 1, "always passed": 1 });
  assert.equal(undecided.code, 1);
  writeFileSync(
    at("some.json"),
    JSON.stringify({ tasks: [1, 2, 3].map((i) => ({ id: `n${i}`, prompt: `What is ${i} plus 1?`, answer: i + 1 })) }),
  );
  const some = ["some.json", "--member", "simulated/small"];
  const run = await calibrated(...some, "--limit", "2", "--keep", "0-100", ...ledger);
  assert.deepEqual([run.kept, run.dropped], [["n1", "n2"], {}]);
  const from = await calibrated("some.json", "--from", run.run, "--keep", "0-100", ...ledger);
  assert.deepEqual([from.kept, from.dropped], [["n1", "n2"], { "not scored": 1 }]);
});

test("where nothing is in the band that is said, nothing is written, and the command ends with 1; simulated models are called so", async () => {
  writeFileSync(at("two.jsonl"), '{"id":"a","prompt":"What is 1?","answer":1}\n{"id":"b","prompt":"What is 2?","answer":2}\n');
  const words = ["two.jsonl", "--member", "simulated/large", "--repeats", "2", "--keep", "49-51", "--write", "none.jsonl", ...ledger];
  const { code, out } = await catallaxy(["calibrate-suite", ...words], { cwd: folder });
  assert.equal(code, 1);
  assert.match(out, /0 of 2 tasks kept/);
  assert.match(out, /No task is in the band 49-51%; nothing is written\./);
  assert.match(out, /These models: simulated\./);
  assert.equal(existsSync(at("none.jsonl")), false);
});

test("what cannot be calibrated is refused before anybody is asked, with what to do", async () => {
  writeFileSync(at("single.jsonl"), '{"id":"a","prompt":"What is 1?","answer":1}\n');
  writeFileSync(at("other.jsonl"), '{"id":"x","prompt":"What is 1?","answer":1}\n{"id":"y","prompt":"What is 2?","answer":2}\n');
  writeFileSync(at("changed.jsonl"), '{"id":"a","prompt":"What is 1?","answer":1}\n{"id":"b","prompt":"What is 3?","answer":3}\n');
  writeFileSync(at("there.yaml"), "mine\n");
  const member = ["--member", "simulated/small"];
  const cases: [string[], RegExp][] = [
    [["no-such.yaml", ...member], /no-such\.yaml/],
    [[lab], /Wanted --member.*one, two/],
    [[lab, "--member", "three"], /no member "three".*one, two/],
    [[lab, "--member", "one", "--repeats", "1"], /Wanted 2 or more/],
    [[lab, "--member", "one", "--keep", "80-20"], /the lower share first/],
    [[lab, "--member", "one", "--keep", "some"], /two shares in percent/],
    [[lab, "--member", "one", "--keep", "0.2-0.8"], /two shares in percent/],
    [[lab, "--member", "one", "--keep", "40-60"], /0%, 33%, 67%, 100%: none lies in 40-60%/],
    [["single.jsonl", ...member], /one task/],
    [[lab, "--member", "one", "--write", "there.yaml"], /there\.yaml is there already.*--force/],
    [[lab, "--member", "one", "--write", "out.csv"], /\.yaml, \.json or \.jsonl/],
    [[lab, "--from", "run-none"], /run-none/],
    [["single.jsonl", "--from", "last"], /one task/],
    [["other.jsonl", "--from", "last"], /tried none of them/],
    [["changed.jsonl", "--from", "last"], /its task b is not the one of now/],
  ];
  for (const [words, wanted] of cases) {
    const { code, err } = await catallaxy(["calibrate-suite", ...words, ...ledger], { cwd: folder });
    assert.notEqual(code, 0, words.join(" "));
    assert.match(err.replaceAll(/\s+/g, " "), wanted);
  }
  assert.equal(readFileSync(at("there.yaml"), "utf8"), "mine\n");
});

test("--force writes over a file, and a dry run spends and writes nothing", async () => {
  writeFileSync(at("old.json"), "{}");
  const dry = await catallaxy(
    ["calibrate-suite", lab, "--member", "one", "--dry-run", "--write", at("dry.json"), "--ledger", at("dry.sqlite")],
    {
      cwd: folder,
    },
  );
  assert.deepEqual([dry.code, existsSync(at("dry.json")), existsSync(at("dry.sqlite"))], [0, false, false], dry.err);
  const found = await calibrated(lab, "--member", "two", "--repeats", "4", "--force", "--write", at("old.json"), ...ledger);
  assert.deepEqual(found.kept, ["t2"]);
  const { tasks } = JSON.parse(readFileSync(at("old.json"), "utf8")) as { tasks: { id: string }[] };
  assert.deepEqual(
    tasks.map(({ id }) => id),
    ["t2"],
  );
});
