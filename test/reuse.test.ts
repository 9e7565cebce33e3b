import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { catallaxy, summaryOf, temporaryFolder } from "./catallaxy.ts";
import { sendJson } from "../src/models/fixtures/wire.ts";
import { type ChatServer, chatServer } from "./chat-server.ts";

const folder = temporaryFolder();
const servers: ChatServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));
writeFileSync(
  join(folder, "sums.yaml"),
  `tasks:
  - { id: one, category: sums, prompt: "What is 1 + 1?", grader: { kind: exact, answer: "2", answerKind: integer } }
  - { id: two, category: sums, prompt: "What is 2 + 2?", grader: { kind: exact, answer: "4", answerKind: integer } }
`,
);

async function laboratory() {
  const server = await chatServer(({ body }) => (JSON.stringify(body["messages"]).includes("1 + 1") ? "Answer: 2" : "Answer: 4"));
  servers.push(server);
  const member = `{ name: one, model: compatible/one, baseUrl: "${server.url}/v1", price: { input: 1, output: 4 } }`;
  const write = (terms: string): void =>
    writeFileSync(
      join(folder, "lab.yaml"),
      `suite: sums.yaml\nmembers: [${member}]\ntopologies: [solo]\nverifier: none\nterms: { attempts: 1, ${terms} }\n`,
    );
  write("outputCap: 50");
  const ledger = `${server.url.replace(/\D/g, "")}.sqlite`;
  const command = (...words: string[]) => catallaxy([...words, "--ledger", ledger], { cwd: folder });
  return {
    server,
    write,
    command,
    file: join(folder, ledger),
    run: (...words: string[]) => command("run", "lab.yaml", "--yes", "--no-preflight", ...words),
  };
}

test("--reuse takes what an earlier run paid for: marked, counted at its cost, paid with nothing, and it verifies and resumes", async () => {
  const { server, command, run } = await laboratory();
  const first = summaryOf(await run("--json", "--quiet"));
  const again = await run("--reuse", "--json");
  const second = summaryOf(again);
  assert.equal(server.asked.length, 2);
  const [paid, reused] = [first.topologies[0], second.topologies[0]];
  assert.ok(paid !== undefined && reused !== undefined && paid.spent > 0);
  assert.deepEqual(reused.cost, paid.cost);
  assert.deepEqual([reused.spent, reused.passed, reused.calls], [0, 2, 2]);
  assert.match(second.warnings.join("\n"), /taken over from earlier runs: 2 calls, counted at the \$/);
  assert.match(again.out.replaceAll(/\s+/g, " "), /it cost \$0\.00: its answers were paid for by earlier runs[.;]/);
  assert.equal((await command("verify", "last")).code, 0);
  assert.equal(summaryOf(await command("resume", "last", "--json", "--quiet")).digest, second.digest);
});

test("without --reuse, and for calls of other settings, each run asks for itself", async () => {
  const { server, write, run } = await laboratory();
  await run("--quiet");
  await run("--quiet");
  assert.equal(server.asked.length, 4);
  write("outputCap: 60");
  assert.equal((await run("--reuse", "--quiet")).code, 0);
  assert.equal(server.asked.length, 6);
});

test("--reuse takes answers that came at a later try, as its plan says: nothing is asked and nothing is paid", async () => {
  const server = await chatServer(({ body }, response, count) => {
    // Of each task, the first try fails, and of the second task the second as well.
    if (count === 1 || count === 3 || count === 4) {
      sendJson(response, 500, { error: { message: "busy" } });
      return undefined;
    }
    return JSON.stringify(body["messages"]).includes("1 + 1") ? "Answer: 2" : "Answer: 4";
  });
  servers.push(server);
  const member = `{ name: one, model: compatible/one, baseUrl: "${server.url}/v1", price: { input: 1, output: 4 } }`;
  writeFileSync(
    join(folder, "tries.yaml"),
    `suite: sums.yaml\nmembers: [${member}]\ntopologies: [solo]\nverifier: none\nterms: { attempts: 1, outputCap: 50 }\n`,
  );
  const run = (...words: string[]) =>
    catallaxy(["run", "tries.yaml", "--ledger", "tries.sqlite", "--no-preflight", "--concurrency", "1", ...words], { cwd: folder });
  const paid = summaryOf(await run("--yes", "--json", "--quiet"));
  assert.equal(server.asked.length, 5);
  const plan = JSON.parse((await run("--reuse", "--dry-run", "--json")).out) as { likely: number; reused: { calls: number } };
  assert.deepEqual([plan.likely, plan.reused.calls], [0, 2]);
  const reused = summaryOf(await run("--reuse", "--yes", "--json", "--quiet"));
  assert.equal(server.asked.length, 5);
  assert.deepEqual([reused.topologies[0]?.spent, reused.topologies[0]?.cost], [0, paid.topologies[0]?.cost]);
  assert.equal(reused.estimate?.likely, 0);
});

test("a judge that was silent first and gave its verdict in a later grading is taken over with that verdict, by --reuse and by --into", async () => {
  let silent = true;
  const server = await chatServer(({ body }) => {
    const asked = JSON.stringify(body["messages"]);
    if (!asked.includes("<answer-")) return asked.includes("1 + 1") ? "Answer: 2" : "Answer: 4";
    return silent ? "Looks fine to me." : JSON.stringify({ passed: true, score: 1, why: "It is so." });
  });
  servers.push(server);
  const model = `baseUrl: "${server.url}/v1", price: { input: 1, output: 4 }`;
  const write = (...names: string[]): void =>
    writeFileSync(
      join(folder, "judged.yaml"),
      `suite: judged.tasks.yaml
members: [{ name: one, model: compatible/one, ${model} }]
judges: [{ name: judge, model: compatible/judge, ${model} }]
topologies: [${names.map((name) => `{ use: solo, name: ${name} }`).join(", ")}]
verifier: none
terms: { attempts: 1, outputCap: 50 }
`,
    );
  writeFileSync(
    join(folder, "judged.tasks.yaml"),
    `tasks:\n  - { id: one, prompt: "What is 1 + 1?", grader: { kind: rubric } }\n  - { id: two, prompt: "What is 2 + 2?", grader: { kind: rubric } }\n`,
  );
  write("first");
  const command = (...words: string[]) => catallaxy([...words, "--ledger", "judged.sqlite", "--json", "--quiet"], { cwd: folder });
  const run = (...words: string[]) => command("run", "judged.yaml", "--yes", "--no-preflight", ...words);
  const scored = ({ topologies }: ReturnType<typeof summaryOf>) => topologies.map(({ passed, unscored }) => [passed, unscored]);
  const first = summaryOf(await run());
  assert.deepEqual(scored(first), [[0, 2]]);
  silent = false;
  assert.equal((await command("regrade", "last", "--yes")).code, 0);
  const asked = server.asked.length;
  write("first", "second");
  const plan = JSON.parse((await run("--reuse", "--dry-run")).out) as { likely: number };
  assert.equal(plan.likely, 0);
  // Each task: an answer; a verdict that did not come, with its repair; the verdict of the later grading.
  assert.equal(asked, 2 * 4);
  const reused = summaryOf(await run("--reuse"));
  assert.deepEqual(
    [scored(reused), server.asked.length],
    [
      [
        [2, 0],
        [2, 0],
      ],
      asked,
    ],
  );
  assert.equal((await command("verify", "last")).code, 0);
  const widened = summaryOf(await run("--into", first.run));
  assert.deepEqual(
    [scored(widened), server.asked.length],
    [
      [
        [2, 0],
        [2, 0],
      ],
      asked,
    ],
  );
});
