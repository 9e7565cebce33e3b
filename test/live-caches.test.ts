import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "../src/lab/experiment/load-experiment.ts";
import { openStore } from "../src/ledger/index.ts";
import { startRun } from "../src/lab/run/run.ts";
import { sendJson, type WireServer, wireServer } from "../src/models/fixtures/wire.ts";

/** A server of the OpenAI protocol that caches prompts in steps of 128 tokens from 1,024 on, and says what it charges: 4% too much. */
async function cachingServer(): Promise<WireServer> {
  const known: string[] = [];
  return wireServer((asked, response) => {
    const messages = asked.body["messages"] as readonly { role: string; content: unknown }[];
    const prompt = messages.map(({ content }) => (typeof content === "string" ? content : JSON.stringify(content))).join("");
    const input = Math.ceil(prompt.length / 4);
    const shared = Math.max(0, ...known.map((other) => sharedLength(prompt, other)));
    const steps = Math.floor(shared / 512) * 128;
    const cached = steps >= 1024 ? steps : 0;
    known.push(prompt);
    const text = "I see 7.\n\nAnswer: 7";
    const usage = {
      prompt_tokens: input,
      completion_tokens: 6,
      total_tokens: input + 6,
      prompt_tokens_details: { cached_tokens: cached },
      cost: (1.04 * (input - cached + 0.1 * cached + 4 * 6)) / 1e6,
    };
    const choices = [{ index: 0, message: { role: "assistant", content: text }, finish_reason: "stop" }];
    sendJson(response, 200, { id: "chat-1", object: "chat.completion", created: 1, model: "local-1", choices, usage });
  });
}

function sharedLength(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

test("a live run says how near its cache rules came to the bill, and what the provider says it charged", async () => {
  const server = await cachingServer();
  const price = { input: 1, output: 4, cacheRead: 0.1 };
  const experiment = check(
    {
      suite: "generated",
      generate: { families: ["long-log"], n: 1, seed: "live" },
      members: [{ name: "local", model: "compatible/local", baseUrl: `${server.url}/v1`, price, cache: "openai" }],
      topologies: [{ use: "personas", options: { form: "turns", curation: "none", size: 3 } }],
      terms: { attempts: 1, outputCap: 50 },
      verifier: "none",
    },
    "live",
  );
  const store = openStore(":memory:");
  const surroundings = { store, environment: {}, concurrency: 1, now: () => Date.now(), signal: new AbortController().signal };
  try {
    const { summary } = await startRun({ ...experiment, name: "live" }, surroundings);
    const [row] = summary.topologies;
    assert.equal(row?.calls, 4);
    assert.ok((row?.tokens.cacheRead ?? 0) > 2 * (row?.tokens.uncached ?? 0), JSON.stringify(row?.tokens));
    assert.ok((row?.cost.total ?? 0) < 0.45 * (row?.cost.cold ?? 0), JSON.stringify(row?.cost));
    const note = summary.warnings.find((line) => line.startsWith("The cache model"));
    const [, predicted, billed] = /predicted ([\d.]+)% .* says ([\d.]+)%/.exec(note ?? "") ?? [];
    assert.ok(Number(billed) > 70 && Math.abs(Number(predicted) - Number(billed)) < 3, note);
    assert.ok(!note?.includes("in doubt"), note);
    // One line has both figures of all four calls.
    const stated = summary.warnings.filter((line) => /provider(?:s|'s)? states? /.test(line));
    assert.equal(stated.length, 1, stated.join("\n"));
    assert.match(
      stated[0] ?? "",
      /^Calls whose provider states a cost more than 1% away from the price book's: 4 in all.* as stated; the price book makes it \$/,
    );
    const [, charged, computed] = /; \$([\d.]+) is charged.*makes it \$(\d+\.\d+)/.exec(stated[0] ?? "") ?? [];
    // 3.8% apart, as far as three digits of each tell.
    assert.ok(Math.abs(Number(charged) / Number(computed) - 1 - 0.038) < 0.006, stated[0]);
  } finally {
    store.close();
    await server.close();
  }
});
