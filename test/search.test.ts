import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import type { SearchFigures } from "../src/report/search/search-figures.ts";
import { catallaxy, root, temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();
const outcomes = join(folder, "outcomes.csv");
const prices = { a: 0.001, b: 0.002, c: 0.01 };
/** What a cannot do b can, at three thousandths together; c can all but every tenth, at ten; nobody can do what none of a and b can. */
const rows = Array.from({ length: 80 }, (_, i) =>
  (["a", "b", "c"] as const).map((model) => {
    const passes = { a: i % 2 === 0, b: i % 2 === 1, c: i % 10 !== 0 }[model];
    return `${i},all,${model},${Number(passes)},${prices[model]}`;
  }),
).flat();
writeFileSync(outcomes, `${["item,category,model,passed,cost_usd", ...rows].join("\n")}\n`);

const experimentOf = (search: string, more = ""): string =>
  `suite: { recorded: outcomes.csv }
members: [{ name: a, model: recorded/a }, { name: b, model: recorded/b }, { name: c, model: recorded/c }]
topologies: [solo, cascade]
verifier: { kind: noisy, falsePositive: 0, falseNegative: 0 }
terms: { feedback: none }
${search}
${more}
`;
const experiment = join(folder, "search.yaml");
writeFileSync(experiment, experimentOf("search: { options: default, depth: 1 }"));

const searched = async (...words: string[]): Promise<SearchFigures> => {
  const { out, err, code } = await catallaxy(["search", experiment, "--quiet", "--json", ...words, "--ledger", join(folder, "l.sqlite")], {
    cwd: folder,
  });
  assert.equal(code, 0, err);
  return JSON.parse(out.trim().split("\n").at(-1) ?? "") as SearchFigures;
};

test("a search finds the arrangement that is best by construction, and scores it beside the best single member on tasks that no choice has seen", async () => {
  const [found, again] = [await searched("--budget", "2"), await searched("--budget", "2")];
  const [first] = found.searches;
  // The ladder of a and b passes all at .001 and, every other time, .002 more; c passes nine in ten at .01.
  assert.equal(first?.chosen, "cascade(a,b)x2");
  assert.equal(found.single?.name, "solo(c)");
  assert.equal(first.scored?.passRate, 1);
  assert.deepEqual([found.tasks.choose, found.tasks.score], [40, 40]);
  const halves = (first.scored?.cost ?? 0) * 40;
  // On 40 tasks a is paid for each and b for the n odd ones among them.
  const odd = Math.round((halves - 0.04) / 0.002);
  assert.ok(Math.abs(halves - 0.04 - 0.002 * odd) < 1e-9 && odd > 5 && odd < 35);
  // Pays for itself: what it cost over what it saves a task.
  const saved = 0.01 - halves / 40;
  assert.ok(Math.abs((found.pays?.perTask ?? 0) - saved) < 1e-9);
  assert.equal(found.pays?.after, Math.ceil((found.cost.choosing + found.cost.scoring) / saved));
  // 3 singles, solo x 2 of 3, cascades of two and three with two attempts: the third of three is never reached.
  assert.equal(found.space.candidates, 3 + 3 + 3);
  assert.ok(found.cost.choosing <= 2);
  const { run: _one, ...told } = found;
  const { run: _other, ...same } = again;
  assert.deepEqual(told, same);
});

test("what a replay cannot tell of is no candidate any more, and is counted as such", async () => {
  const { searches, space } = await searched("--budget", "2");
  // A second try of the same member was never recorded: the three solos with two attempts.
  assert.equal(searches[0]?.dropped.replay, 3);
  assert.equal(space.candidates, 9);
});

test("the baselines spend no more than the search, and stand beside it", async () => {
  const { searches, budget } = await searched("--budget", "1", "--baselines");
  assert.deepEqual(
    searches.map(({ strategy }) => strategy),
    ["racing", "thompson", "mutation"],
  );
  for (const { spent, strategy } of searches) assert.ok(spent > 0 && spent <= budget, strategy);
  assert.equal(searches[0]?.chosen, "cascade(a,b)x2");
});

test("a screen of at most 40 lines of 80 columns says what won and why; the run is intact, and is read again as it was", async () => {
  const ledger = ["--ledger", join(folder, "screen.sqlite")];
  const setting = { cwd: folder, env: { COLUMNS: "80" } };
  const { out, code } = await catallaxy(["search", experiment, "--budget", "1", "--baselines", ...ledger], setting);
  assert.equal(code, 0);
  const lines = out.trimEnd().split("\n");
  assert.ok(lines.length <= 40, `${lines.length} lines`);
  for (const line of lines) assert.ok(line.length <= 80, line);
  for (const what of [/cascade\(a,b\)x2/, /best single member, solo\(c\)/, /pays for itself after/, /cannot be replayed/, /recorded/])
    assert.match(out.replaceAll(/\s+/g, " "), what);
  const [verified, report, resumed] = [
    await catallaxy(["verify", "last", ...ledger], setting),
    await catallaxy(["report", "last", ...ledger], setting),
    await catallaxy(["resume", "last", ...ledger], setting),
  ];
  assert.deepEqual([verified.code, report.code, resumed.code], [0, 0, 0]);
  assert.match(report.out, /Chosen on 40 tasks/);
  assert.ok(resumed.out.includes(lines.slice(1, 5).join("\n")));
});

test("a search that its cap stopped goes on where it was, to the same end as one that nothing stopped", async () => {
  const ledger = ["--ledger", join(folder, "cut.sqlite")];
  const whole = await searched("--budget", "1");
  const { code } = await catallaxy(["search", experiment, "--budget", "1", "--cap", "0.2", "--quiet", ...ledger], { cwd: folder });
  assert.equal(code, 3);
  const { out } = await catallaxy(["resume", "last", "--cap", "5", "--quiet", "--json", ...ledger], { cwd: folder });
  const { state, digest } = JSON.parse(out) as { state: string; digest: string };
  assert.equal(state, "done");
  const { out: runs } = await catallaxy(["runs", "--json", "--ledger", join(folder, "l.sqlite")]);
  assert.ok(runs.includes(digest), "the digest is that of the run that nothing stopped");
  assert.equal(whole.searches[0]?.chosen, "cascade(a,b)x2");
});

test("what was found is written as an experiment that runs", async () => {
  const file = join(folder, "found", "experiment.yaml");
  await searched("--budget", "1", "--write", file);
  const written = parse(readFileSync(file, "utf8")) as { topologies: { name: string }[]; suite: { recorded: string }; baseline: string };
  assert.deepEqual(
    [written.topologies.map(({ name }) => name), written.baseline, written.suite.recorded],
    [["solo(c)", "cascade(a,b)x2"], "solo(c)", "../outcomes.csv"],
  );
  const { code, err } = await catallaxy(["run", file, "--quiet", "--ledger", join(folder, "l.sqlite")]);
  assert.equal(code, 0, err);
  const { code: again, err: said } = await catallaxy(["search", experiment, "--budget", "1", "--write", file], { cwd: folder });
  assert.equal(again, 2);
  assert.match(said, /there already/);
});

test("live members are asked only after the most that choosing and scoring may cost was agreed to", async () => {
  const file = join(folder, "live.yaml");
  const member = (name: string): string =>
    `{ name: ${name}, model: compatible/${name}, baseUrl: "http://127.0.0.1:8999/v1", price: { input: 1, output: 2 } }`;
  const tasks = Array.from({ length: 4 }, (_, i) => `{ id: t${i}, category: c, prompt: "What is 1 + ${i}?", answer: "${1 + i}" }`);
  writeFileSync(
    file,
    `suite: inline\ntasks: [${tasks.join(", ")}]\nmembers: [${member("one")}, ${member("two")}]\ntopologies: [solo, cascade]\nverifier: none\n`,
  );
  const { code, err } = await catallaxy(["search", file, "--budget", "0.5", "--ledger", join(folder, "live.sqlite")], { cwd: folder });
  assert.equal(code, 2, err);
  assert.match(err, /\(choosing\).*\(scoring\).*may cost up to \$.*Add --yes to agree/s);
  // Less than the cheapest call holds: 4096 tokens at 2 dollars a million are .008192 dollars and more.
  const low = await catallaxy(["search", file, "--budget", "0.001", "--yes", "--ledger", join(folder, "live.sqlite")], { cwd: folder });
  assert.match(low.err, /No trial could pay for an answer\. Too low: --budget is .*Raise --budget/);
});

test("the example of the docs is what the command prints", async () => {
  const words = ["search", "examples/search.yaml", "--budget", "3", "--baselines", "--ledger", join(folder, "docs.sqlite")];
  const { out } = await catallaxy(words, { env: { COLUMNS: "80" } });
  assert.equal(out.slice(0, out.indexOf("   Everything else")), readFileSync(join(root, "docs", "figures", "search-example.txt"), "utf8"));
});

test("a dry run asks nobody and says what choosing and scoring may cost", async () => {
  const ledger = join(folder, "none.sqlite");
  const { out, code } = await catallaxy(["search", experiment, "--budget", "1", "--dry-run", "--ledger", ledger], { cwd: folder });
  assert.equal(code, 0);
  assert.match(out, /\(choosing\).*\(scoring\)/s);
  assert.match(out, /9 candidates race on 40 tasks for \$1\.00 at most/);
  assert.equal(existsSync(ledger), false);
});

test("what cannot be searched is refused with what was wanted, before anything is asked", async () => {
  const cases: [string, string[], RegExp][] = [
    [experimentOf(""), [], /Wanted --budget <dollars>/],
    [experimentOf(""), ["--budget", "0"], /above 0/],
    [experimentOf("search: { topologies: [cascad] }"), ["--budget", "1"], /bad2\.yaml:6:.*"cascad".*Did you mean "cascade"/s],
    [experimentOf("search: { members: [a, d] }"), ["--budget", "1"], /bad3\.yaml:6:.*"d".*a, b, c/s],
    [experimentOf("search: { members: [a] }"), ["--budget", "1"], /two members or more; here is one, a/],
    [experimentOf("search: { options: { cascade: { sample: [2] } } }"), ["--budget", "1"], /sample/],
    [experimentOf("search: { options: { kaskade: { samples: [2] } } }"), ["--budget", "1"], /"kaskade"/],
    [experimentOf("search: { depth: 4 }"), ["--budget", "1"], /search\.depth/],
    [experimentOf("search: { deep: 2 }"), ["--budget", "1"], /search.*deep/s],
    [experimentOf("", "limit: 1"), ["--budget", "1"], /No task is left to choose on/],
    [experimentOf("", "limits: { budget: [1, 2] }"), ["--budget", "1"], /one budget per trial/],
    [experimentOf(""), ["--budget", "1", "--goal", "cheap"], /--goal: match, budget=/],
    [experimentOf(""), ["--budget", "0.0001"], /budget of \$0\.0001.* ended before one task/],
  ];
  await Promise.all(
    cases.map(async ([text, words, wanted], at) => {
      const file = join(folder, `bad${at}.yaml`);
      writeFileSync(file, text);
      const { code, err } = await catallaxy(["search", file, ...words, "--ledger", join(folder, `bad${at}.sqlite`)], { cwd: folder });
      assert.notEqual(code, 0, `${at}`);
      assert.match(err, wanted, `${at}`);
    }),
  );
});
