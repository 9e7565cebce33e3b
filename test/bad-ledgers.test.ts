import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { before, test } from "node:test";
import { bareEnvironment, catallaxy, type Finished, ownHome, root, summaryOf, temporaryFolder } from "./catallaxy.ts";
import { chatServer } from "./chat-server.ts";

const folder = temporaryFolder();
const starter = join("examples", "starter", "lab.config.ts");
const good = join(folder, "good.sqlite");
let files = 0;

let first: Finished;
before(async () => {
  first = await catallaxy(["run", starter, "--json", "--quiet", "--ledger", good]);
});

function copy(change?: (db: DatabaseSync) => void): string {
  const file = join(folder, `${files++}.sqlite`);
  copyFileSync(good, file);
  if (change !== undefined) {
    const db = new DatabaseSync(file);
    change(db);
    db.close();
  }
  return file;
}

/** Every command that opens this ledger refuses it, with these words, and leaves it as it is. */
async function refused(
  file: string,
  words: RegExp,
  commands = [
    ["run", starter],
    ["resume", "last"],
    ["report", "last"],
  ],
): Promise<void> {
  const before = readFileSync(file);
  const finished = await Promise.all(commands.map((command) => catallaxy([...command, "--ledger", file])));
  for (const [index, { code, out, err }] of finished.entries()) {
    assert.deepEqual([code, out], [2, ""], `${commands[index]?.join(" ")}: ${err}`);
    assert.match(err, words);
    assert.ok(err.includes(file) && !/\bat .*\.ts:\d+|fault of the program/.test(err), err);
  }
  assert.ok(before.equals(readFileSync(file)), "the file was changed");
}

test("a ledger from a newer version is refused by its version", async () => {
  await refused(
    copy((db) => db.exec("PRAGMA user_version = 99")),
    /newer catallaxy.*99.*--ledger/,
  );
});

/** These commands say that the file was changed, and how, with exit code 1, and leave it as it is. */
async function changed(sql: string, words: RegExp, commands: readonly (readonly string[])[]): Promise<void> {
  const file = copy((db) => db.exec(sql));
  const before = readFileSync(file);
  for (const command of commands) {
    const { code, out, err } = await catallaxy([...command, "--ledger", file]);
    // What `verify` finds is its output; all others refuse.
    const told = command[0] === "verify" ? `${out}${err}` : err;
    assert.deepEqual([code, words.test(told)], [1, true], `${sql}: ${command.join(" ")}: ${out}${err}`);
    assert.doesNotMatch(err, /fault of the program|report it/);
  }
  assert.ok(before.equals(readFileSync(file)), "the file was changed");
}

test("a ledger whose version number was lowered is changed, whatever its rows and totals say", async () => {
  const forged = `UPDATE runs SET config = replace(config, '"seed":"1"', '"seed":"2"'); PRAGMA user_version = 2`;
  await changed(forged, /changed after it was written.*of version 2, which no release/s, [
    ["verify", "last"],
    ["report", "last"],
    ["run", starter],
  ]);
});

test("a table or a column that is missing is told by its name, and verify says so in JSON too", async () => {
  await changed("ALTER TABLE calls RENAME COLUMN cost TO costs", /changed after it was written: column cost of table calls is gone/, [
    ["verify", "last"],
    ["show", "last"],
    ["runs"],
    ["resume", "last"],
  ]);
  const file = copy((db) => db.exec("DROP TABLE calls"));
  const { code, out } = await catallaxy(["verify", "last", "--json", "--ledger", file]);
  const { intact, message } = JSON.parse(out) as { intact: boolean; message: string };
  assert.deepEqual([code, intact, message.includes("table calls is gone")], [1, false, true]);
});

test("a truncated ledger is refused and left as it is", async () => {
  const file = copy();
  truncateSync(file, Math.floor(statSync(file).size / 2));
  await refused(file, /truncated/);
});

test("a file that is no ledger is refused and left as it is", async () => {
  const diary = join(folder, "diary.sqlite");
  writeFileSync(diary, "this is a diary\n".repeat(100));
  await refused(diary, /no ledger/);
});

test("a ledger that another program keeps locked is refused", async () => {
  const file = copy();
  const other = new DatabaseSync(file);
  other.exec("BEGIN EXCLUSIVE");
  const { code, err } = await catallaxy(["run", starter, "--ledger", file]);
  other.exec("ROLLBACK");
  other.close();
  assert.equal(code, 2);
  assert.match(err, /locked by another process/);
});

test("a run that another live process writes is refused by its process id; reading it works, and so do new runs", async () => {
  const file = join(folder, "shared.sqlite");
  const words = ["run", starter, "--repetitions", "40", "--cap", "1000", "--ledger", file];
  let asked: Promise<readonly [Finished, Finished, Finished]> | undefined;
  let pid: number | undefined;
  const writer = await catallaxy(words, {
    onStderr: (child, said) => {
      if (asked !== undefined || !/ [1-9]\d*\/480 trials/.test(said)) return;
      pid = child.pid;
      child.kill("SIGSTOP");
      // One after another: the new run would be the last one.
      asked = (async () => [
        await catallaxy(["resume", "last", "--quiet", "--ledger", file]),
        await catallaxy(["runs", "--ledger", file]),
        await catallaxy(["run", starter, "--quiet", "--ledger", file]),
      ])();
      void asked.finally(() => child.kill("SIGCONT"));
    },
  });
  assert.equal(writer.code, 0, writer.err);
  const [resumed, listed, another] = (await asked) ?? assert.fail("the run was not seen");
  assert.equal(resumed.code, 2);
  assert.match(resumed.err, new RegExp(`process ${pid}`));
  assert.match(listed.out, /running/);
  assert.equal(another.code, 0, another.err);
});

test("a ledger in a folder that cannot be made, or that is a folder itself, is refused", async () => {
  writeFileSync(join(folder, "file"), "");
  const inFile = await catallaxy(["run", starter, "--ledger", join(folder, "file", "ledger.sqlite")]);
  assert.deepEqual([inFile.code, inFile.out], [2, ""], inFile.err);
  assert.match(inFile.err, /folder of the ledger/);
  mkdirSync(join(folder, "directory"));
  const directory = await catallaxy(["run", starter, "--ledger", join(folder, "directory")]);
  assert.deepEqual([directory.code, directory.out], [2, ""]);
  assert.match(directory.err, /is a folder/);
});

test("a disk that takes no more ends the run with 1 and what to do; once there is room, resume finishes it", async () => {
  const file = join(folder, "full.sqlite");
  const words = [process.execPath, "--conditions=catallaxy-source", "src/cli/main.ts", "run", starter, "--ledger", file];
  // No file of this process may grow beyond 100 kB.
  const limited = spawnSync("sh", ["-c", 'ulimit -f 200; exec "$0" "$@"', ...words], {
    env: { ...bareEnvironment(), ...ownHome() },
    encoding: "utf8",
  });
  assert.equal(limited.status, 1, limited.stderr);
  assert.match(limited.stderr, /^catallaxy: The ledger .*full\.sqlite .*disk/m);
  const finished = await catallaxy(["resume", "last", "--json", "--quiet", "--ledger", file]);
  assert.equal(finished.code, 0, finished.err);
  assert.equal(summaryOf(finished).digest, summaryOf(first).digest);
});

test("a disk that takes no more while calls are paid ends the run with 1 and what to do; what was kept is not paid again", async () => {
  const server = await chatServer(() => `18 ${"x".repeat(3000)}`);
  const tasks = Array.from({ length: 40 }, (_, i) => ({
    id: `t${i}`,
    category: "c",
    prompt: `Double ${i}.`,
    grader: { kind: "contains", answer: "18" },
  }));
  const member = { name: "a", model: "compatible/a", baseUrl: `${server.url}/v1`, price: { input: 1, output: 4 } };
  const lab = { name: "paid", suite: "paid-tasks.json", members: [member], topologies: ["solo"], verifier: "none" };
  writeFileSync(join(folder, "paid-tasks.json"), JSON.stringify({ tasks }));
  writeFileSync(join(folder, "paid.json"), JSON.stringify(lab));
  const file = join(folder, "paid.sqlite");
  const words = ["run", "paid.json", "--yes", "--no-preflight", "--quiet", "--ledger", file];
  // No file of this process may grow beyond 512 kB: the calls of some ten tasks.
  const child = spawn(
    "sh",
    [
      "-c",
      'ulimit -f 1024; exec "$0" "$@"',
      process.execPath,
      "--conditions=catallaxy-source",
      join(root, "src", "cli", "main.ts"),
      ...words,
    ],
    {
      cwd: folder,
      env: { ...bareEnvironment(), ...ownHome() },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (piece: string) => (said += piece));
  const code = await new Promise((resolve) => child.once("close", resolve));
  assert.equal(code, 1, said);
  assert.match(said, /^catallaxy: The ledger .*paid\.sqlite .*disk.*resume the run/m);
  assert.equal(
    said
      .trim()
      .split("\n")
      .filter((line) => line.startsWith("catallaxy:")).length,
    1,
  );
  const asked = server.asked.length;
  const kept = settledIn(file);
  assert.ok(kept > 0 && asked >= kept && asked < tasks.length, `${kept} kept of ${asked}`);
  const finished = await catallaxy(["resume", "last", "--no-preflight", "--json", "--quiet", "--ledger", file]);
  await server.close();
  assert.equal(finished.code, 0, finished.err);
  assert.equal(server.asked.length, tasks.length + asked - kept);
  assert.equal(settledIn(file), tasks.length);
  assert.equal(summaryOf(finished).spending?.unsettledCalls, asked - kept);
  const verified = await catallaxy(["verify", "last", "--ledger", file]);
  assert.equal(verified.code, 0, verified.out);
});

function settledIn(file: string): number {
  const db = new DatabaseSync(file, { readOnly: true });
  const row = db.prepare("SELECT count(*) AS settled FROM calls WHERE state = 'settled'").get();
  db.close();
  return Number(row?.["settled"]);
}
