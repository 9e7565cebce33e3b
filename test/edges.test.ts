import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { EdgesFigures } from "../src/report/edges/edges-figures.ts";
import { catallaxy, root, temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();
const outcomes = join(folder, "outcomes.csv");
const prices = { a: 0.001, idle: 0.005, b: 0.002 };
/** a can do the even items, b the odd ones, and whoever is idle none. */
const rows = Array.from({ length: 80 }, (_, i) =>
  (["a", "idle", "b"] as const).map((model) => {
    const passes = { a: i % 2 === 0, idle: false, b: i % 2 === 1 }[model];
    return `${i},all,${model},${Number(passes)},${prices[model]}`;
  }),
).flat();
writeFileSync(outcomes, `${["item,category,model,passed,cost_usd", ...rows].join("\n")}\n`);

const recorded = (more = ""): string => `suite: { recorded: outcomes.csv }
members: [{ name: a, model: recorded/a }, { name: idle, model: recorded/idle }, { name: b, model: recorded/b }]
topologies: [{ use: cascade, name: ladder, options: { order: [a, idle, b] }, terms: { attempts: 3 } }]
verifier: { kind: noisy, falsePositive: 0, falseNegative: 0 }
terms: { feedback: none }
margin: 0.1
${more}`;
const ladder = join(folder, "ladder.yaml");
writeFileSync(ladder, recorded());

interface Found {
  readonly chosen: EdgesFigures;
  readonly heldOut: EdgesFigures | null;
  readonly leftOut: readonly string[];
}
const studied = async (file: string, ...words: string[]): Promise<Found> => {
  const { out, err, code } = await catallaxy(["edges", file, "--quiet", "--json", ...words], { cwd: folder });
  assert.equal(code, 0, err);
  return JSON.parse(out.trim().split("\n").at(-1) ?? "") as Found;
};
const near = (found: number | undefined, wanted: number): void => assert.ok(Math.abs((found ?? Number.NaN) - wanted) < 1e-9, `${found}`);

test("of a recorded ladder the member that never passes is left out and the others stay; what that saves is confirmed on the other half", async () => {
  const { chosen, heldOut, leftOut } = await studied(ladder, "--ledger", join(folder, "ladder.sqlite"));
  assert.deepEqual(
    chosen.edges.map(({ edge, finding }) => [edge, finding]),
    [
      ["a", "needed"],
      ["idle", "leave-out"],
      ["b", "needed"],
    ],
  );
  // Of eight combinations one has nobody; passes add up: each of a and b has its items, whoever else is there.
  assert.deepEqual([chosen.arms, chosen.tasks.told, chosen.full?.passRate], [7, 40, 1]);
  const [a, idle, b] = chosen.edges.map(({ passes }) => passes.difference);
  near((a ?? 0) + (b ?? 0), -1);
  near(idle, 0);
  assert.deepEqual(leftOut, ["idle"]);
  const [smaller] = heldOut?.smaller ?? [];
  assert.deepEqual([heldOut?.tasks.told, smaller?.out, smaller?.passRate, smaller?.confirmed], [40, ["idle"], 1, true]);
  // Where a fails, idle is paid in vain: half a cent on each odd item.
  const odd = Math.round(((heldOut?.full?.cost ?? 0) - 0.001) * (40 / 0.007));
  near(smaller?.saved.difference, (0.005 * odd) / 40);
});

const lab = join(folder, "lab.config.ts");
const blocks = "(messages.map(({ text }) => text).join().match(/<answer-/g) ?? []).length";
writeFileSync(
  lab,
  `// One knows and one reads: a reader is right where it sees an answer. Each block that is read costs, on some tasks more.
const seen = ({ messages }) => ${blocks};
const asked = ({ messages }) => /What is (\\d+)/.exec(messages[0].text)[1];
const cost = (ask) => 0.001 + 0.0001 * (1 + (asked(ask) % 3)) * seen(ask);
export default {
  suite: Array.from({ length: 80 }, (_, i) => ({ id: "t" + i, prompt: "What is " + i + "?", grader: { kind: "exact", answer: String(i) } })),
  members: [
    { name: "knower", model: async (ask) => ({ text: asked(ask), cost: cost(ask) }) },
    { name: "reader", model: async (ask) => ({ text: seen(ask) > 0 ? asked(ask) : "?", cost: cost(ask) }) },
  ],
  topologies: [{ use: "mixture", options: { layers: 3, aggregator: "reader" } }],
  verifier: "none",
  margin: 0.1,
};
`,
);

test("arms that no replay can tell are told with the reason, and an empty table has no legend", async () => {
  const vote = join(folder, "vote.yaml");
  writeFileSync(
    vote,
    recorded().replace(/topologies: .*/, "topologies: [{ use: best-of, options: { n: 3, choose: majority, spread: true } }]"),
  );
  const { out, err, code } = await catallaxy(["edges", vote, "--ledger", join(folder, "vote.sqlite")], { cwd: folder });
  assert.equal(code, 0, err);
  assert.match(out, /not to be replayed on every task, and in no figure:\s+best-of, /);
  assert.match(out, /Why: a has 1 recorded sample of \d+; number 2 was wanted\./);
  assert.doesNotMatch(out, /"leave out": the whole interval|No line is mixed/);
});

test("of two kinds of messages the one that carries the answer is needed, and the other is left out for what reading it costs", async () => {
  const only = ["--edge", "answer > merge", "--edge", "answer > message"];
  const { chosen, heldOut, leftOut } = await studied(lab, ...only, "--ledger", join(folder, "lab.sqlite"));
  const [merge, message] = chosen.edges;
  assert.deepEqual([merge?.finding, message?.finding], ["needed", "leave-out"]);
  near(merge?.passes.difference, -1);
  near(message?.passes.difference, 0);
  // Two blocks are read to merge, and two by each of two members before; five calls at a tenth of a cent, and six blocks.
  const block = ((chosen.full?.cost ?? 0) - 0.005) / 6;
  assert.ok(block > 0.00015 && block < 0.00025);
  near(merge?.saved.difference, 2 * block);
  near(message?.saved.difference, 4 * block);
  assert.deepEqual([chosen.arms, merge?.mixed, message?.mixed], [4, [], []]);
  assert.deepEqual([leftOut, heldOut?.smaller[0]?.passRate, heldOut?.state], [["answer > message"], 1, "done"]);
  near(heldOut?.smaller[0]?.saved.difference, (4 / 6) * ((heldOut?.full?.cost ?? 0) - 0.005));
});

test("a study that its cap stopped goes on by `resume` and `--from`, to what it would have found", async () => {
  const ledger = ["--ledger", join(folder, "stopped.sqlite")];
  const { code } = await catallaxy(["edges", ladder, "--cap", "0.2", "--quiet", ...ledger], { cwd: folder });
  assert.equal(code, 3);
  const listed = await catallaxy(["runs", "--json", ...ledger], { cwd: folder });
  const { id: run } = JSON.parse(listed.out.split("\n")[0] ?? "") as { id: string };
  const early = await catallaxy(["edges", ladder, "--from", run, "--quiet", ...ledger], { cwd: folder });
  assert.deepEqual([early.code, early.err.includes(`catallaxy resume ${run}`)], [2, true], early.err);
  const { code: resumed, out } = await catallaxy(["resume", run, "--cap", "9", ...ledger], { cwd: folder });
  assert.equal(resumed, 0);
  assert.match(out, /What ladder can do without, by 7 arms/);
  const { chosen, leftOut } = await studied(ladder, "--from", run, ...ledger);
  const whole = await studied(ladder, "--ledger", join(folder, "ladder.sqlite"));
  assert.deepEqual([chosen.edges, leftOut], [whole.chosen.edges, whole.leftOut]);
});

test("a dry run tells edges, arms, calls and dollars, and spends nothing", async () => {
  const ledger = join(folder, "dry.sqlite");
  const { out, err, code } = await catallaxy(["edges", ladder, "--dry-run", "--ledger", ledger], { cwd: folder });
  assert.equal(code, 0);
  assert.match(
    err,
    /ladder has 3 edges, a, idle, b\n.*7 arms \(every combination, less 1 in which nobody is left to ask\); 40 tasks to choose on, 40 to confirm/,
  );
  assert.match(out, /\(other half\)/);
  assert.equal(existsSync(ledger), false);
});

test("what cannot be studied is refused with what was wanted, before anything is asked", async () => {
  const of = (topologies: string): string => recorded().replace(/topologies: .*/, `topologies: [${topologies}]`);
  const talk = recorded().replace("terms: { feedback: none }", "");
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    [of("{ use: cascade, members: [a] }"), [], /"cascade" has nothing to leave out: it has one member, and passes no message on/],
    [of("{ use: solo, options: { member: a }, terms: { attempts: 1 } }"), [], /it asks one of its members alone/],
    [of("cascade, best-of"), [], /several topologies; say which.*--topology <name>, one of cascade, best-of/],
    [recorded(), ["--topology", "lader"], /no topology "lader".*Did you mean "ladder"/],
    [recorded(), ["--edge", "idel"], /no edge "idel".*Did you mean "idle".*Its edges: a, idle, b/],
    [talk, ["--edge", "feedback > retry"], /leaving out "feedback > retry" cannot be replayed.*never recorded/],
    [of("{ use: cascade, without: [feedback > retry] }"), [], /leaving out a message cannot be replayed/],
    [of("{ use: cascade, without: [feedback] }"), [], /without.*tag > purpose/s],
    [of("{ use: cascade, choose: { check: [verifier, self] } }"), [], /several configurations.*`choose`/],
    [recorded("limits: { budget: [0.1, 0.2] }\n"), [], /one budget per trial/],
    [recorded("limit: 1\n"), [], /here is 1 task/],
    [recorded(), ["--budget", "0.01"], /pays for all arms on \d tasks? to choose on, likely; 10 are wanted at least, for about \$/],
  ];
  await Promise.all(
    cases.map(async ([text, words, wanted], at) => {
      const file = join(folder, `bad${at}.yaml`);
      writeFileSync(file, text);
      const ledger = join(folder, `bad${at}.sqlite`);
      const { code, err } = await catallaxy(["edges", file, ...words, "--ledger", ledger], { cwd: folder });
      assert.match(err, wanted);
      assert.deepEqual([code, existsSync(ledger)], [2, false], err);
    }),
  );
});

test("live members are asked after an agreement to what both halves may cost, and within the budget", async () => {
  const live = join(folder, "live.yaml");
  writeFileSync(
    live,
    recorded()
      .replace("{ recorded: outcomes.csv }", "generated\ngenerate: { n: 60, families: [counting] }")
      .replace(
        /members: .*/,
        "members: [{ name: a, model: openai/gpt-4o-mini }, { name: idle, model: openai/gpt-4o-mini }, { name: b, model: openai/gpt-4o }]",
      ),
  );
  const env = { OPENAI_API_KEY: "sk-none" };
  const { code, err } = await catallaxy(["edges", live, "--budget", "5", "--ledger", join(folder, "live.sqlite")], { cwd: folder, env });
  assert.equal(code, 2);
  assert.match(err, /calls live models and may cost up to \$[0-4]\.|calls live models and may cost up to \$5\.00/);
});

test("the page shows what the study of the example prints", async () => {
  const words = ["edges", "examples/edges.yaml", "--ledger", join(folder, "docs.sqlite")];
  const { out } = await catallaxy(words, { env: { COLUMNS: "80" } });
  const told = out.replaceAll(/ {3}Everything else:[\s\S]*?\n(?=\n|$)/g, "").trimEnd();
  assert.equal(`${told}\n`, readFileSync(join(root, "docs", "figures", "edges-example.txt"), "utf8"));
});
