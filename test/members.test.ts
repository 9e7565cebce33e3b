import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { catallaxy, summaryOf, temporaryFolder } from "./catallaxy.ts";
import { type ChatServer, chatServer, type Saying } from "./chat-server.ts";

const folder = temporaryFolder();
const servers: ChatServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));
writeFileSync(
  join(folder, "tasks.yaml"),
  'tasks: [{ id: one, category: sums, prompt: "What is 1 + 1?", grader: { kind: exact, answer: "2", answerKind: integer } }]\n',
);
async function serves(say: Saying): Promise<ChatServer> {
  const server = await chatServer(say);
  servers.push(server);
  return server;
}
/** Runs each member alone, without a verifier. */
async function solos(members: readonly string[], names: readonly string[], more = "") {
  const lines = [
    "suite: tasks.yaml",
    `members: [${members.join(", ")}]`,
    `topologies: [${names.map((name) => `{ use: solo, name: by-${name}, options: { member: ${name} } }`).join(", ")}]`,
    "verifier: none",
    `terms: { attempts: 1, outputCap: 500${more} }`,
  ];
  writeFileSync(join(folder, "lab.yaml"), `${lines.join("\n")}\n`);
  return catallaxy(
    ["run", "lab.yaml", "--yes", "--no-preflight", "--json", "--quiet", "--ledger", join(folder, `${names.join("-")}.sqlite`)],
    {
      cwd: folder,
    },
  );
}

test("one model's name at two addresses is two models, each billed at its own price", async () => {
  const right = await serves(() => "Answer: 2");
  const wrong = await serves(() => "Answer: 3");
  const at = (name: string, { url }: ChatServer, input: number) =>
    `{ name: ${name}, model: compatible/same, baseUrl: "${url}/v1", price: { input: ${input}, output: 4 } }`;
  const summary = summaryOf(await solos([at("right", right, 1), at("wrong", wrong, 10)], ["right", "wrong"]));
  assert.deepEqual(
    summary.topologies.map(({ name, passed }) => [name, passed]),
    [
      ["by-right", 1],
      ["by-wrong", 0],
    ],
  );
  assert.deepEqual([right.asked.length, wrong.asked.length], [1, 1]);
  const told = `"compatible/same" is more than one model here`;
  const each = `right (${right.url}/v1), wrong (${wrong.url}/v1)`;
  assert.ok(summary.warnings.some((warning) => warning.includes(told) && warning.includes(each)));
});

test("members of one address, settings and price share their draws; one of another setting does not", async () => {
  const server = await serves(() => "Answer: 2");
  const at = (name: string, more = "") =>
    `{ name: ${name}, model: compatible/same, baseUrl: "${server.url}/v1/", price: { input: 1, output: 4 }${more} }`;
  const members = [at("a"), at("b"), at("warm", ", temperature: 0.9, topP: 0.5, stop: END, seed: 7"), at("taught", ", system: Be brief.")];
  const summary = summaryOf(await solos(members, ["a", "b", "warm", "taught"], ", temperature: 0.1"));
  assert.equal(summary.topologies.length, 4);
  const sent = server.asked.map(({ body: { temperature, top_p, stop, seed } }) => ({ temperature, top_p, stop, seed }));
  const common = { temperature: 0.1, top_p: undefined, stop: undefined, seed: undefined };
  assert.equal(sent.length, 3);
  assert.ok(sent.some((one) => JSON.stringify(one) === JSON.stringify({ temperature: 0.9, top_p: 0.5, stop: ["END"], seed: 7 })));
  assert.equal(sent.filter((one) => JSON.stringify(one) === JSON.stringify(common)).length, 2);
  const taught = server.asked.map(({ body }) => (body["messages"] as { role: string; content: unknown }[])[0]);
  assert.ok(taught.some((message) => message?.role === "system" && message.content === "Be brief."));
});

test("the plan says which settings of a member change nothing", async () => {
  const lines = [
    "suite: tasks.yaml",
    "members: [{ name: m, model: simulated/large, topP: 0.5, seed: 7 }]",
    "topologies: [solo]",
    "verifier: none",
  ];
  writeFileSync(join(folder, "embedded.yaml"), `${lines.join("\n")}\n`);
  const { out } = await catallaxy(["run", "embedded.yaml", "--dry-run"], { cwd: folder });
  assert.match(out, /! `topP`, `seed` of the member "m" have no effect: it is a simulated model/);
});
