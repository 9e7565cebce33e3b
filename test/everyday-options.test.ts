import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Command } from "commander";
import { buildProgram } from "../src/cli/program.ts";
import { catallaxy, temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();

/** Every command that does something, with its words. */
function leaves(command: Command, words: readonly string[] = []): { command: Command; words: readonly string[] }[] {
  const inner = command.commands.map((one) => leaves(one, [...words, one.name()]));
  return inner.length === 0 ? [{ command, words }] : inner.flat();
}
const commands = leaves(buildProgram());

test("every command takes --json, --yes, --quiet, --ledger and --help, and the short forms", () => {
  assert.ok(commands.length > 15);
  for (const { command, words } of commands) {
    const unknown = (given: string[]): string[] => command.parseOptions(given).unknown;
    for (const option of [["--json"], ["-j"], ["--yes"], ["-y"], ["--quiet"], ["-q"], ["--ledger", "x.sqlite"]])
      assert.deepEqual(unknown(option), [], `${words.join(" ")} ${option.join(" ")}`);
    assert.match(command.helpInformation(), /-h, --help/);
    assert.match(command.helpInformation(), /--json/, `${words.join(" ")} says what --json does`);
  }
});

test("a misspelled option of any command names the right one", () => {
  for (const { command, words } of commands) {
    for (const option of command.options) {
      const wrong = `${option.long?.slice(0, -1)}zz`;
      let said = "";
      command.configureOutput({ writeErr: (text) => (said += text) });
      assert.throws(() => command.parse([wrong], { from: "user" }));
      said = said.replaceAll(/\s+/g, " ");
      assert.match(said, /^catallaxy: unknown option/, words.join(" "));
      assert.ok(said.includes(`Did you mean "--`), `${words.join(" ")} ${wrong}: ${said}`);
    }
  }
});

test("report and export take --json for their JSON, and refuse it beside another format", async () => {
  const { code } = await catallaxy(["run", "coase-hayek", "--limit", "1", "--repetitions", "1", "--topology", "solo", "-q"], {
    cwd: folder,
  });
  assert.equal(code, 0);
  const json = async (...words: string[]): Promise<unknown> => {
    const { out, err } = await catallaxy(words, { cwd: folder });
    assert.equal(err, "", words.join(" "));
    return JSON.parse(out);
  };
  assert.deepEqual(await json("report", "last", "--json"), await json("report", "last", "--format", "json"));
  const [trial] = (await json("show", "last", "--json")) as { trial: string; outcome: string }[];
  assert.match(trial?.trial ?? "", /^solo\//);
  assert.ok(Array.isArray(await json("show", "last", trial?.trial ?? "", "--json")));
  assert.equal(((await json("verify", "last", "--json")) as { intact: boolean }).intact, true);
  assert.deepEqual(((await json("settle", "last", "--json")) as { calls: unknown[] }).calls, []);
  assert.ok(((await json("doctor", "--json")) as { things: unknown[] }).things.length > 3);
  assert.match(((await json("delete", "last", "--json", "--yes")) as { deleted: string }).deleted, /./);
  const both = await catallaxy(["report", "last", "--json", "--format", "csv"], { cwd: folder });
  assert.deepEqual([both.code, both.out], [2, ""]);
});

test("every fault of the command line opens with the program's name", async () => {
  for (const words of [
    ["rnu"],
    ["run", "--jsn"],
    ["report", "last", "--format", "jsno"],
    ["resume"],
    ["list", "topolgies"],
    ["run", "no.yaml"],
  ]) {
    const { code, err } = await catallaxy(words, { cwd: folder });
    assert.equal(code, 2, words.join(" "));
    assert.match(err, /^catallaxy: /, words.join(" "));
  }
  assert.match((await catallaxy(["rnu"])).err, /Did you mean "run"\?/);
  assert.match((await catallaxy(["run", "--format", "json"])).err, /Did you mean "--json"\?/);
  assert.match((await catallaxy(["list", "topolgies"])).err, /Did you mean "topologies"\?/);
});

test("run without a name takes the only experiment of the folder and says so; of several it lists them", async () => {
  const own = temporaryFolder();
  const experiment = "suite: coase-hayek\nlimit: 1\nverifier: none\nmembers: [{ name: x, model: simulated/small }]\ntopologies: [solo]\n";
  assert.match(
    (await catallaxy(["run", "--dry-run"], { cwd: own })).err,
    /^catallaxy: coase-hayek \(the bundled one; no experiment is in this folder\)/,
  );
  writeFileSync(join(own, "notes.yaml"), "tasks: [{ id: a, prompt: b, grader: { kind: exact, answer: c } }]\n");
  writeFileSync(join(own, "my.yaml"), experiment);
  const one = await catallaxy(["run"], { cwd: own });
  assert.equal(one.code, 0, one.err);
  assert.match(one.err, /^catallaxy: my\.yaml \(the only experiment in this folder\)/);
  writeFileSync(join(own, "other.yml"), experiment);
  const two = await catallaxy(["run"], { cwd: own });
  assert.equal(two.code, 2);
  assert.match(two.err, /Which experiment\? This folder has my\.yaml, other\.yml\. Name one: `catallaxy run my\.yaml`/);
  writeFileSync(join(own, "lab.config.yaml"), experiment);
  assert.match(
    (await catallaxy(["run", "--dry-run"], { cwd: own })).err,
    /^catallaxy: lab\.config\.yaml \(the configuration of this folder\)/,
  );
});

test("a member on a server of one's own without address or price is told what to write, for the file and for the command line", async () => {
  const words = ["run", "coase-hayek", "--dry-run", "--member"];
  const neither = await catallaxy([...words, "x=compatible/llama"]);
  assert.equal(neither.code, 2);
  assert.ok(neither.err.includes("--member x=compatible/llama@http://127.0.0.1:11434/v1,price=free"), neither.err);
  const lines = ["- name: x", "  model: compatible/llama", '  baseUrl: "http://127.0.0.1:11434/v1"', "  price: free"];
  assert.ok(neither.err.includes(lines.map((line) => `    ${line}\n`).join("")), neither.err);
  const unpriced = await catallaxy([...words, "x=compatible/llama@http://127.0.0.1:8/v1"]);
  assert.ok(unpriced.err.includes("--member x=compatible/llama@http://127.0.0.1:8/v1,price=free"), unpriced.err);
  const nowhere = await catallaxy([...words, "x=compatible/llama,price=0.5/2"]);
  assert.ok(nowhere.err.includes("--member x=compatible/llama@http://127.0.0.1:11434/v1,price=0.5/2"), nowhere.err);
});

test("what is advised for a member without a price works as typed: the other members stay, and members that were replaced are told", async () => {
  const home = join(folder, "priced");
  mkdirSync(home);
  writeFileSync(join(home, "s.csv"), "id,prompt,answer\na,What is 2 + 2?,4\n");
  const member = (name: string) =>
    `  - { name: ${name}, model: compatible/m, baseUrl: "http://127.0.0.1:20509/v1"${name === "good" ? "" : ", price: free"} }\n`;
  const solo = "  - { use: solo, name: solo-bad, options: { member: bad } }\n";
  const lines = `suite: s.csv\nverifier: none\nmembers:\n${member("good")}${member("bad")}topologies:\n  - solo\n${solo}`;
  writeFileSync(join(home, "lab.config.yaml"), lines);
  const run = (...words: readonly string[]) => catallaxy(["run", "--dry-run", ...words], { cwd: home });
  const unpriced = await run();
  const [, advised = ""] = /^ +(--member .*)$/m.exec(unpriced.err) ?? [];
  assert.equal(advised, "--member good=compatible/m@http://127.0.0.1:20509/v1,price=free");
  assert.equal((await run(...advised.split(" "))).code, 0);
  const replaced = await run("--member", "new=compatible/m@http://127.0.0.1:20509/v1,price=free");
  assert.equal(replaced.code, 2);
  assert.match(
    replaced.err,
    /"solo-bad" wants the member "bad", which the experiment does not have\..*took the place of all .*\(good, bad\).*add --member bad=/s,
  );
});

test("doctor names the next step by the experiment of the folder: the plan where it may cost money, what is wrong where it cannot run", async () => {
  const home = join(folder, "doctor");
  mkdirSync(home);
  writeFileSync(join(home, "s.csv"), "id,prompt,answer\na,What is 2 + 2?,4\n");
  const next = async (text: string): Promise<string> => {
    writeFileSync(join(home, "lab.config.yaml"), text);
    const { code, out } = await catallaxy(["doctor"], { cwd: home });
    assert.equal(code, 0);
    return /^Next:.*$/ms.exec(out)?.[0] ?? "";
  };
  const experiment = (members: string) => `suite: s.csv\nverifier: none\nmembers:\n  - ${members}\ntopologies: [solo]\n`;
  const server = "name: a, model: compatible/m, baseUrl: 'http://127.0.0.1:20509/v1'";
  assert.match(
    await next(experiment(`{ ${server}, price: { input: 1, output: 2 } }`)),
    /^Next: catallaxy run --dry-run \(lab\.config\.yaml: it asks live models/,
  );
  assert.match(
    await next(experiment("{ name: a, model: simulated/small }")),
    /^Next: catallaxy run \(lab\.config\.yaml: embedded models: no key/,
  );
  assert.match(await next(experiment(`{ ${server} }`)), /^Next: mend what keeps `catallaxy run` .*has no price/s);
  rmSync(join(home, "lab.config.yaml"));
  writeFileSync(join(home, "lab.config.ts"), "console.log('it ran'); export default {};");
  const { out } = await catallaxy(["doctor"], { cwd: home });
  assert.match(out, /^Next: catallaxy run --dry-run \(lab\.config\.ts is a program, which `doctor` does not run/m);
  assert.doesNotMatch(out, /it ran/);
  writeFileSync(join(home, "junk.sqlite"), "no database, but long enough to be one ".repeat(100));
  assert.match((await catallaxy(["doctor", "--ledger", "junk.sqlite"], { cwd: home })).out, /missing {2}ledger junk\.sqlite: \S/);
});
