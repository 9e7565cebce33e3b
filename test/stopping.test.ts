import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { openStore } from "../src/ledger/index.ts";
import { toNano } from "../src/util/money.ts";
import { catallaxy, summaryOf, temporaryFolder } from "./catallaxy.ts";
import { type ChatServer, chatServer, price } from "./chat-server.ts";

const folder = temporaryFolder();
const servers: ChatServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));

const ids = Array.from({ length: 12 }, (_, i) => i + 1);
writeFileSync(
  join(folder, "tasks.yaml"),
  `tasks:\n${ids.map((i) => `  - { id: t${i}, category: sums, prompt: "What is ${i} + 0?", grader: { kind: exact, answer: "${i}", answerKind: integer } }`).join("\n")}\n`,
);

/** An experiment on a server that answers the first three requests at once and the others when `release` says so. */
async function laboratory(name: string) {
  const held: (() => void)[] = [];
  let released = false;
  const server = await chatServer(({ body }, _response, count) => {
    const text = `Answer: ${/What is (\d+)/.exec(JSON.stringify(body["messages"]))?.[1]}`;
    if (released || count <= 3) return text;
    return new Promise((resolve) => held.push(() => resolve(text)));
  });
  servers.push(server);
  const member = `baseUrl: "${server.url}/v1", price: { input: ${price.input}, output: ${price.output} }`;
  writeFileSync(
    join(folder, `${name}.yaml`),
    `suite: tasks.yaml\nmembers: [{ name: big, model: compatible/big, ${member} }]\ntopologies: [solo]\nverifier: none\nterms: { attempts: 1 }\n`,
  );
  const command = (words: readonly string[], settings = {}) =>
    catallaxy([...words, "--ledger", `${name}.sqlite`, "--concurrency", "4"], { cwd: folder, ...settings });
  const release = (): void => {
    released = true;
    for (const answer of held.splice(0)) answer();
  };
  /** Sends Ctrl-C, or another signal, once four calls hang, then does `next` once the run says that it is stopping. */
  const interrupted = (words: readonly string[], next: (child: ChildProcess) => void, signal: NodeJS.Signals = "SIGINT") => {
    let sent = false;
    let told = false;
    return command(["run", `${name}.yaml`, "--yes", "--no-preflight", ...words], {
      onStderr: (child: ChildProcess, said: string) => {
        if (!sent && / 3\/12 trials/.test(said)) {
          sent = true;
          const look = setInterval(() => {
            if (held.length < 4) return;
            clearInterval(look);
            child.kill(signal);
          }, 5);
        }
        if (told || !said.includes("Stopping after the calls in flight")) return;
        told = true;
        next(child);
      },
    });
  };
  const money = () => {
    const store = openStore(join(folder, `${name}.sqlite`), "read");
    const ledger = store.ledger(store.runs()[0]?.id ?? "");
    const found = {
      ...ledger.spentAndHeld(),
      states: [...ledger.calls()].map((call) => call.state),
      ended: ledger.trials().filter((trial) => trial.ended).length,
    };
    store.close();
    return found;
  };
  return { server, command, interrupted, release, money };
}

test("Ctrl-C lets the calls in flight end, books what they cost, and asks nothing new; a trial that needs no more ends", async () => {
  const lab = await laboratory("drained");
  const stopped = await lab.interrupted([], lab.release);
  assert.equal(stopped.code, 130, stopped.err);
  assert.equal(lab.server.asked.length, 7);
  const { spent, held, unknown, states, ended } = lab.money();
  assert.deepEqual([spent, held, unknown, ended], [toNano(lab.server.billed()), 0, 0, 7]);
  assert.deepEqual(
    states,
    Array.from({ length: 7 }, () => "settled"),
  );
  const resumed = summaryOf(await lab.command(["resume", "last", "--no-preflight", "--json", "--quiet"]));
  assert.equal(lab.server.asked.length, 12);
  assert.equal(resumed.topologies[0]?.passed, 12);
});

test("calls that outlast the grace period are of unknown outcome: their holds are what the run says it cost", async () => {
  const lab = await laboratory("outlasted");
  const stopped = await lab.interrupted(["--grace", "0.05"], () => {});
  assert.equal(stopped.code, 130, stopped.err);
  const { spent, held, unknown, states } = lab.money();
  assert.deepEqual([spent, unknown], [toNano(lab.server.billed()), 4]);
  assert.equal(states.filter((state) => state === "unknown").length, 4);
  assert.ok(held > 0);
  const [, cost, unfinished] = /it cost \$(\d\.\d+) = topologies \$[\d.]+ \+ unfinished trials \$(\d\.\d+)/.exec(words(stopped.out)) ?? [];
  assert.ok(Math.abs(Number(cost) * 1e9 - spent - held) < 0.006 * (spent + held), stopped.out);
  assert.ok(Math.abs(Number(unfinished) * 1e9 - held) < 0.006 * held, stopped.out);
  assert.match(words(stopped.out), /The outcome of 4 calls is unknown/);
  assert.equal((await catallaxy(["verify", "last", "--ledger", "outlasted.sqlite"], { cwd: folder })).code, 0);
});

test("SIGTERM and a closed terminal, however often it says so, drain as Ctrl-C does", async () => {
  for (const signal of ["SIGTERM", "SIGHUP"] as const) {
    const lab = await laboratory(signal);
    const again = (child: ChildProcess): void => {
      if (signal === "SIGHUP") child.kill(signal);
      setTimeout(lab.release, 50);
    };
    const stopped = await lab.interrupted([], again, signal);
    assert.equal(stopped.code, 130, stopped.err);
    assert.match(words(stopped.err), /A second SIGTERM, or Ctrl-C, ends at once/);
    const { spent, unknown, ended } = lab.money();
    assert.deepEqual([spent, unknown, ended], [toNano(lab.server.billed()), 0, 7]);
  }
});

test("a second Ctrl-C ends at once; what was in flight is of unknown outcome when the run goes on, and is asked again", async () => {
  const lab = await laboratory("twice");
  const stopped = await lab.interrupted([], (child) => child.kill("SIGINT"));
  assert.equal(stopped.code, 130, stopped.err);
  assert.match(words(stopped.err), /Ended at once.* Go on with: `catallaxy resume (?!last)\S+ --ledger twice\.sqlite`/);
  lab.release();
  const resumed = await lab.command(["resume", "last", "--no-preflight"]);
  assert.equal(resumed.code, 0, resumed.err);
  assert.equal(lab.server.asked.length, 16);
  assert.equal(lab.money().unknown, 4);
  assert.match(words(resumed.out), /The outcome of 4 calls is unknown/);
});

function words(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}
