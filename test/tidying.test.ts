import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openStore } from "../src/ledger/index.ts";
import { catallaxy, summaryOf, temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();
const ledger = ["--ledger", join(folder, "ledger.sqlite")];

/** Twelve tasks: eight of `sums`, four of `names`; every third is tagged `slow`. */
function lab(): string {
  const tasks = Array.from({ length: 12 }, (_, index) => ({
    id: `t${index}`,
    category: index < 8 ? "sums" : "names",
    ...(index % 3 === 0 ? { tags: ["slow", `n${index}`] } : {}),
    prompt: `What is ${index} plus 1? End with "Answer: " and the number.`,
    grader: { kind: "exact", answer: `${index + 1}` },
  }));
  writeFileSync(join(folder, "suite.jsonl"), tasks.map((task) => JSON.stringify(task)).join("\n"));
  writeFileSync(
    join(folder, "lab.yaml"),
    "suite: ./suite.jsonl\nmembers: [{ name: m, model: simulated/large }]\ntopologies: [solo]\nverifier: none\n",
  );
  return join(folder, "lab.yaml");
}

async function tasksRun(
  ...words: readonly string[]
): Promise<{ readonly run: string; readonly by: { readonly [category: string]: number } }> {
  const summary = summaryOf(await catallaxy(["run", lab(), "--json", "--quiet", ...ledger, ...words]));
  const rows = Object.entries(summary.topologies[0]?.byCategory ?? {});
  return { run: summary.run, by: Object.fromEntries(rows.map(([name, { trials }]) => [name, trials])) };
}

test("tags, the first n tasks and a sample by category pick the tasks of a run, and a resumed run keeps them", async () => {
  assert.deepEqual((await tasksRun("--tag", "slow")).by, { sums: 3, names: 1 });
  assert.deepEqual((await tasksRun("--tag", "n3", "--tag", "n9")).by, { sums: 1, names: 1 });
  assert.deepEqual((await tasksRun("--limit", "3")).by, { sums: 3 });
  const sample = await tasksRun("--sample", "3", "--seed", "7");
  assert.deepEqual(sample.by, { sums: 2, names: 1 });
  assert.deepEqual((await tasksRun("--sample", "99")).by, { sums: 8, names: 4 });
  assert.deepEqual((await tasksRun("--limit", "8", "--sample", "2")).by, { sums: 2 });
  const again = summaryOf(await catallaxy(["resume", sample.run, "--json", "--quiet", ...ledger]));
  assert.equal(again.topologies[0]?.trials, 3);
  const none = await catallaxy(["run", lab(), "--tag", "slwo", ...ledger]);
  assert.equal(none.code, 2);
  assert.match(none.err, /No task of "suite" is tagged "slwo"\. Did you mean "slow"\?/);
});

test("a deleted run is gone with the texts that it alone used; other runs verify as before", async () => {
  const [kept, gone] = [(await tasksRun("--limit", "4")).run, (await tasksRun("--seed", "other")).run];
  const bodies = (run: string) => {
    const store = openStore(join(folder, "ledger.sqlite"), "read");
    const size = store.sizes().find((one) => one.run === run);
    store.close();
    return size;
  };
  const before = bodies(gone);
  assert.ok(before !== undefined && before.bodies > 0 && before.shared > 0 && before.shared < before.bodies);
  const refused = await catallaxy(["delete", gone, ...ledger]);
  assert.equal(refused.code, 2);
  assert.match(refused.err, /cannot be undone\. Add --yes/);
  const shown = (await catallaxy(["du", ...ledger])).out;
  const [, size = "", shared = ""] = new RegExp(`${gone} +([\\d.]+ \\S+) +([\\d.]+ \\S+)`).exec(shown) ?? [];
  const total = /The ledger takes ([\d.]+ \S+) on the disk/.exec(shown.replaceAll(/\s+/g, " "))?.[1] ?? "";
  const deleted = await catallaxy(["delete", gone, "--yes", ...ledger]);
  assert.equal(deleted.code, 0, deleted.err);
  // The same words for the same sizes as before.
  assert.match(deleted.out, new RegExp(`Its texts were ${size}, of which ${shared} stay, since other runs use them too\\.`));
  assert.match(deleted.out, new RegExp(`The file went from ${total} to [\\d.]+ \\S+ on the disk: indexes`));
  assert.equal(bodies(gone), undefined);
  assert.ok((bodies(kept)?.bodies ?? 0) > 0);
  const verified = await catallaxy(["verify", kept, ...ledger]);
  assert.match(verified.out, /^Intact: 4 trials/);
  assert.equal((await catallaxy(["show", gone, ...ledger])).code, 2);
  const sizes = await catallaxy(["du", ...ledger]);
  assert.match(sizes.out, new RegExp(`${kept} +[\\d.]+ kB`));
  assert.doesNotMatch(sizes.out, new RegExp(gone));
  const resumed = await catallaxy(["resume", kept, "--json", "--quiet", ...ledger]);
  assert.equal(summaryOf(resumed).topologies[0]?.trials, 4);
});

test("nothing is deleted while a run of the file is being written", () => {
  const file = join(folder, "busy.sqlite");
  const writer = openStore(file, "write");
  const record = {
    experiment: "x",
    config: {},
    state: "running",
    world: "simulated",
    seed: "1",
    created: "2026-01-01T00:00:00.000Z",
  } as const;
  writer.create({ id: "a", ...record });
  writer.create({ id: "b", ...record });
  writer.ledger("a");
  const other = openStore(file, "write");
  assert.throws(() => other.remove("b"), /is being written by/);
  assert.throws(() => other.remove("c"), /There is no run "c"/);
  writer.close();
  other.remove("b");
  assert.deepEqual(
    other.runs().map(({ id }) => id),
    ["a"],
  );
  other.close();
});
