import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { catallaxy, summaryOf, temporaryFolder } from "./catallaxy.ts";
import { chatServer } from "./chat-server.ts";

const folder = temporaryFolder();
const odd = "Answer: 2\u001b[31m red\u0085 and \u202e back";
const server = await chatServer(({ body }) => (JSON.stringify(body["messages"]).includes("<answer-") ? "Looks fine to me." : odd));
after(() => server.close());

const member = `baseUrl: "${server.url}/v1", apiKeyEnv: LOCAL_KEY, price: { input: 1, output: 4 }`;
writeFileSync(
  join(folder, "lab.yaml"),
  `suite: tasks.yaml
members: [{ name: a, model: compatible/a, system: "Be brief.", temperature: 0.5, ${member} }]
judges: [{ name: judge, model: compatible/judge, ${member} }]
topologies: [{ use: solo }]
verifier: { kind: rubric, member: judge }
terms: { attempts: 2, outputCap: 77 }
`,
);
writeFileSync(
  join(folder, "tasks.yaml"),
  'tasks: [{ id: one, prompt: "What is 1 + 1?", grader: { kind: exact, answer: "2", answerKind: integer } }]\n',
);
const command = (...words: string[]) => catallaxy([...words, "--ledger", "raw.sqlite"], { cwd: folder, env: { LOCAL_KEY: "k" } });
const first = await command("run", "lab.yaml", "--yes", "--no-preflight");

interface Raw {
  readonly member: string;
  readonly purpose: string;
  readonly sent: { readonly path: string; readonly body: unknown };
  readonly reply: { readonly text: string };
}

test("show --raw has the very body of each request, and the reply as it came", async () => {
  const shown = await command("show", "last", "solo/one/0", "--raw");
  assert.equal(shown.code, 0, shown.err);
  const calls = JSON.parse(`[${shown.out.replaceAll(/^\}\n\{/gm, "},{")}]`) as Raw[];
  assert.ok(calls.length >= 3);
  assert.equal(calls.length, server.asked.length);
  for (const [index, { sent }] of calls.entries()) {
    assert.ok(sent.path.endsWith("/chat/completions"), sent.path);
    assert.deepEqual(sent.body, server.asked[index]?.body);
  }
  assert.deepEqual([calls[0]?.reply.text, calls[1]?.reply.text], [odd, "Looks fine to me."]);
  // A terminal gets no control character.
  assert.doesNotMatch(shown.out, /(?!\n)\p{Cc}|\u202e/u);
});

test("show without --raw says that it replaced control characters, and shows what a judge said that was no verdict", async () => {
  const { out } = await command("show", "last", "solo/one/0");
  assert.match(out, /control characters are shown as \ufffd; --raw has them/);
  assert.match(out, /output tokens at most 77; temperature 0\.5/);
  assert.match(out, /failed \(malformed\)[^]*Looks fine to me\./);
});

test("a judge that gave no verdict is on the first screen, in every format and in the JSON, with what that did", async () => {
  const words =
    /The judge \(rubric by judge\) was silent on 1 of 1: nothing was verified, nothing was retried\. solo 1 of 1 answer unverified, up to 1 retry not made\./;
  const flat = (text: string): string => text.replaceAll(/\s+/g, " ");
  assert.match(flat(first.out), words);
  for (const format of ["terminal", "md", "html"])
    assert.match(flat((await command("report", "last", "--format", format)).out), words, format);
  const { silence } = summaryOf(await command("report", "last", "--format", "json"));
  assert.deepEqual(silence?.topologies, [{ topology: "solo", asked: 1, silent: 1, answers: 1, unverified: 1, retriesNotMade: 1 }]);
});

test("--raw wants a trial", async () => {
  const { code, err } = await command("show", "last", "--raw");
  assert.equal(code, 2);
  assert.match(err, /Wanted the trial/);
});
