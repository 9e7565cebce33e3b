import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { bareEnvironment, catallaxy, ownHome, root, temporaryFolder } from "./catallaxy.ts";
import { type ChatServer, chatServer, price, type Saying } from "./chat-server.ts";

const folder = temporaryFolder();
const servers: ChatServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));

/** Knows one capital, and accepts what it judges. */
const able: Saying = ({ body }) =>
  JSON.stringify(body["messages"]).includes("<answer-") ? '{"why":"It is right.","passed":true,"score":1}' : "Paris.";

/** A serve.yaml whose members a server of this machine answers for. */
async function served(name: string, say: Saying, more = ""): Promise<{ file: string; server: ChatServer; env: Record<string, string> }> {
  const server = await chatServer(say);
  servers.push(server);
  const file = join(folder, `${name}.yaml`);
  const at = `baseUrl: "${server.url}", apiKeyEnv: OWN_KEY, price: { input: ${price.input}, output: ${price.output} }`;
  writeFileSync(
    file,
    `members:
  - { name: cheap, model: compatible/a, ${at} }
  - { name: strong, model: compatible/b, ${at} }
judges: [{ name: judge, model: compatible/c, ${at} }]
verifier: { kind: rubric, member: judge }
topologies:
  - { use: solo, name: plain, options: { member: strong }, terms: { attempts: 1 } }
  - { use: cascade, name: careful, options: { order: [cheap, strong] } }
${more}`,
  );
  return { file, server, env: { OWN_KEY: "sk-of-this-test" } };
}
const ledger = join(folder, "ledger.sqlite");

test("a request is answered on stdout alone, its bill is what the server billed, and the ledger shows each call", async () => {
  const { file, server, env } = await served("live", able, "limits: { budget: 0.1 }");
  const finished = await catallaxy(
    ["solve", "What is the capital of France?", "--with", file, "--topology", "careful", "--ledger", ledger],
    {
      env,
    },
  );
  assert.equal(finished.code, 0, finished.err);
  assert.equal(finished.out, "Paris.\n");
  assert.match(finished.err, /careful: \$[\d.]+, 2 calls, accepted by the verifier\. Every call: `[^`]*show /);
  // Who is asked, and with which key, is said before.
  assert.match(finished.err, /127\.0\.0\.1.*OWN_KEY/s);
  const asJson = await catallaxy(["solve", "Once more?", "--with", file, "--topology", "careful", "--json", "--ledger", ledger], { env });
  const result = JSON.parse(asJson.out) as { ok: boolean; cost: number; run: string; trial: string; byMember: Record<string, number> };
  const before = await catallaxy(["show", "last", "careful/request/0", "--ledger", ledger]);
  assert.match(before.out, /Once more\?/);
  assert.deepEqual([result.ok, Object.keys(result.byMember), result.trial], [true, ["cheap", "judge"], "careful/request/0"]);
  const bills = await catallaxy(["runs", "--json", "--ledger", ledger]);
  assert.equal(bills.code, 0, bills.err);
  const first = /careful: \$([\d.]+)/.exec(finished.err)?.[1];
  assert.ok(Math.abs(Number(first) + result.cost - server.billed()) < 1e-5, `${first} + ${result.cost} is not ${server.billed()}`);
  const verified = await catallaxy(["verify", "last", "--ledger", ledger], { env });
  assert.equal(verified.code, 0, verified.out + verified.err);
});

test("live members are not asked for money that nobody agreed to, and nobody is asked in a dry run", async () => {
  const { file, server, env } = await served("unpaid", able);
  const refused = await catallaxy(["solve", "Capital?", "--with", file, "--topology", "plain", "--ledger", ledger], { env });
  assert.equal(refused.code, 2);
  assert.match(refused.err, /may cost up to \$[\d.]+\. Add --yes to agree/);
  const dry = await catallaxy(["solve", "Capital?", "--with", file, "--topology", "plain", "--dry-run", "--ledger", ledger], { env });
  assert.match(dry.out, /plain +1 +1 /);
  assert.equal(server.asked.length, 0);
  const agreed = await catallaxy(["solve", "Capital?", "--with", file, "--topology", "plain", "--quiet", "--yes", "--ledger", ledger], {
    env,
  });
  assert.deepEqual([agreed.code, agreed.out, agreed.err], [0, "Paris.\n", ""]);
});

test("a request without an answer is said and ends with 1", async () => {
  const { file, env } = await served("mute", (_, response) => void response.writeHead(401).end('{"error":{"message":"bad key"}}'));
  const none = await catallaxy(["solve", "Capital?", "--with", file, "--topology", "plain", "--yes", "--ledger", ledger], { env });
  assert.notEqual(none.code, 0);
  assert.equal(none.out, "");
  assert.match(none.err, /bad key/);
});

test("the prompt comes from standard input, text files beside it, and what is no text is refused", async () => {
  const { file, server, env } = await served("piped", able, "limits: { budget: 0.1 }");
  writeFileSync(join(folder, "notes.txt"), "France has a capital.");
  writeFileSync(join(folder, "picture.png"), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe]));
  const words = ["solve", "--with", file, "--topology", "plain", "--quiet", "--ledger", ledger];
  const out = await piping([...words, "--file", join(folder, "notes.txt")], "Which?", env);
  assert.equal(out, "Paris.\n");
  const asked = JSON.stringify(server.asked.at(-1)?.body["messages"]);
  assert.match(asked, /France has a capital\..*Which\?/s);
  const refused = await catallaxy([...words, "Which?", "--file", join(folder, "picture.png")], { env });
  assert.deepEqual([refused.code, /picture\.png: wanted text in UTF-8/.test(refused.err)], [2, true], refused.err);
  const empty = await catallaxy([...words, "  "], { env });
  assert.deepEqual([empty.code, /got nothing/.test(empty.err)], [2, true], empty.err);
});

test("stand-ins answer only where that is wanted; a stored run answers anew, and models that are named need no file", async () => {
  const file = join(folder, "embedded.yaml");
  writeFileSync(file, "members: [{ name: a, model: openai/gpt-5-mini, embedded: simulated/small }]\ntopologies: [solo]\nverifier: none\n");
  const refused = await catallaxy(["solve", "Hi?", "--with", file, "--ledger", ledger]);
  assert.equal(refused.code, 2);
  assert.match(refused.err, /they need the key in OPENAI_API_KEY\. Set it, or add --embedded/);
  const stands = await catallaxy(["solve", "Hi?", "--with", file, "--embedded", "--explain", "--ledger", ledger]);
  assert.equal(stands.code, 0, stands.err);
  assert.match(stands.err, /solo {2}\$[\d.]+, 1 call, .*├─ attempt, a .*└─ answer by a.*\(simulated: no finding about real models/s);
  const again = await catallaxy(["solve", "Hi?", "--run", "last", "--embedded", "--json", "--ledger", ledger]);
  assert.equal((JSON.parse(again.out) as { topology: string }).topology, "solo");
  const named = await catallaxy(["solve", "Hi?", "--member", "b=simulated/large", "--quiet", "--ledger", ledger], { cwd: folder });
  assert.equal(named.code, 0, named.err);
  const kept = await catallaxy(["solve", "Hi?", "--member", "b=simulated/large", "--quiet", "--ledger", ":memory:"], { cwd: folder });
  assert.deepEqual([kept.code, existsSync(join(folder, ":memory:"))], [0, false], kept.err);
  const nobody = await catallaxy(["solve", "Hi?", "--ledger", ledger], { cwd: temporaryFolder() });
  assert.deepEqual([nobody.code, /Who is to answer\?/.test(nobody.err)], [2, true], nobody.err);
  const several = await catallaxy(["solve", "Hi?", "--ledger", ledger], { cwd: folder });
  assert.deepEqual([several.code, /Which experiment\?.*solve --with embedded\.yaml/.test(several.err)], [2, true], several.err);
  const both = await catallaxy(["solve", "Hi?", "--run", "last", "--with", file, "--ledger", ledger]);
  assert.deepEqual([both.code, /one of them/.test(both.err)], [2, true], both.err);
});

/** What a command prints that gets this on standard input. */
async function piping(words: readonly string[], text: string, env: Record<string, string>): Promise<string> {
  const joined = process.env["CATALLAXY_BUNDLE"];
  const main = joined === undefined ? ["--conditions=catallaxy-source", join(root, "src", "cli", "main.ts")] : [joined];
  const child = spawn(process.execPath, [...main, ...words], { env: { ...bareEnvironment(), ...ownHome(), ...env } });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (piece: string) => (out += piece));
  child.stderr.setEncoding("utf8").on("data", (piece: string) => (err += piece));
  child.stdin.end(text);
  const code = await new Promise((resolve) => child.once("close", resolve));
  assert.equal(code, 0, err);
  return out;
}
