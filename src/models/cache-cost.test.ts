import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import type { Message, Price } from "../types.ts";
import { costOf, inputOf, noUsage } from "../util/money.ts";
import { cacheCheck } from "./cache-check.ts";
import { type CostedCall, threeCosts } from "./cache-cost.ts";
import { type CacheRules, cacheRules, cacheRulesFor } from "./cache-rules.ts";
import { blocksOf, firstDifference } from "./prompt-blocks.ts";
import { type CacheCall, cacheUsage, promptCache } from "./prompt-cache.ts";

const anthropic = cacheRules["anthropic-1024"] as CacheRules;
const openai = cacheRules["openai"] as CacheRules;
/** $3 per million tokens in, written at 1.25 and 2 times that, read at a tenth. */
const price: Price = { id: "p", source: "s", date: "d", input: 3, output: 15, cacheRead: 0.3, cacheWrite5m: 3.75, cacheWrite1h: 6 };

/** A prompt of one shared text of `tokens` (four characters each) and, after its breakpoint, a tail of its own. */
function prompt(tokens: number, tail = "", cache: "5m" | "1h" = "5m"): Message[] {
  const shared: Message = { role: "user", text: "abcd".repeat(tokens), cache };
  return tail === "" ? [shared] : [shared, { role: "user", text: tail }];
}
function call(messages: readonly Message[], start: number, ready = start + 1000): CacheCall {
  const blocks = blocksOf(messages);
  return { blocks, inputTokens: Math.round(blocks.reduce((sum, block) => sum + block.tokens, 0)), start, ready };
}
/** Calls billed as the provider would, in order of start. */
function billed(rules: CacheRules, calls: readonly CacheCall[], output = 0): CostedCall[] {
  const cache = promptCache(rules);
  return calls.map((one) => {
    const usage = { ...noUsage, ...cache(one), output };
    return { blocks: one.blocks, usage, price, rules: rules.id, start: one.start, ms: one.ready - one.start, cost: costOf(usage, price) };
  });
}
const dollars = (nano: number): number => nano / 1e9;

test("five members on 8,000 shared tokens cost $.120 without a cache, $.0396 warm-first, $.150 all at once", () => {
  const warmFirst = threeCosts(
    billed(
      anthropic,
      [0, 2000, 2000, 2000, 2000].map((start) => call(prompt(8000), start)),
    ),
  );
  const atOnce = threeCosts(
    billed(
      anthropic,
      [0, 0, 0, 0, 0].map((start) => call(prompt(8000), start)),
    ),
  );
  assert.equal(dollars(warmFirst.cold), 0.12);
  assert.equal(dollars(warmFirst.billed), 0.0396);
  assert.equal(dollars(warmFirst.idealised), 0.0396);
  assert.equal(dollars(warmFirst.warm), 0.012);
  assert.equal(warmFirst.hitShare, 0.8);
  assert.equal(warmFirst.efficiency, 1);
  assert.equal(dollars(atOnce.billed), 0.15);
  assert.equal(dollars(atOnce.coldStartTax), 0.138);
  assert.equal(atOnce.hitShare, 0);
});

test("five members on 8,000 tokens written for an hour cost $.0576", () => {
  const calls = billed(
    anthropic,
    [0, 2000, 4000, 6000, 8000].map((start) => call(prompt(8000, "", "1h"), start)),
  );
  assert.equal(dollars(threeCosts(calls).billed), 0.0576);
});

test("a block that fills no step breaks no chain: what follows it is still read", () => {
  const shared = "abcd".repeat(2000);
  const calls = [0, 2000, 4000].map((start) =>
    call(
      [
        { role: "user", text: shared },
        { role: "assistant", text: "short" },
        { role: "user", text: "efgh".repeat(2000) },
      ],
      start,
    ),
  );
  const costs = threeCosts(billed(openai, calls));
  // 4,001 tokens are 31 steps of 128: read twice at a tenth.
  assert.equal(costs.idealised, costs.billed);
  assert.equal(costs.cold - costs.idealised, 2 * 31 * 128 * 2700);
});

test("what is known to be warm is read even by a call that shares it with nobody", () => {
  const [one] = billed(openai, [call(prompt(2048, "tail"), 0)]) as [CostedCall];
  const known = new Set(blocksOf(prompt(2048)).map((block) => block.hash));
  assert.equal(threeCosts([one]).warm, one.cost);
  assert.equal(one.cost - threeCosts([one], cacheRules, known).warm, 2048 * 2700);
});

test("a five-minute write pays from the second request, an hour-long one from the third", () => {
  const spent = (n: number, mark: "5m" | "1h"): number => {
    const calls = billed(
      anthropic,
      Array.from({ length: n }, (_, i) => call(prompt(2000, "", mark), i * 2000)),
    );
    const costs = threeCosts(calls);
    return costs.billed - costs.cold;
  };
  assert.ok(spent(1, "5m") > 0 && spent(2, "5m") < 0);
  assert.ok(spent(2, "1h") > 0 && spent(3, "1h") < 0);
});

test("the same prompt ten times saves 78.5% of its input when one call goes first", () => {
  const starts = [0, ...Array.from({ length: 9 }, () => 2000)];
  const costs = threeCosts(
    billed(
      anthropic,
      starts.map((start) => call(prompt(4000), start)),
    ),
  );
  assert.equal((costs.cold - costs.billed) / costs.cold, 0.785);
});

test("eight agents in sequence that read all earlier outputs use 16,480 token-equivalents instead of 54,400", () => {
  const messages: Message[] = [];
  const calls = Array.from({ length: 8 }, (_, i) => {
    messages.push({ role: "user", text: "abcd".repeat(i === 0 ? 4000 : 800), cache: "5m" });
    return call(messages, i * 2000);
  });
  const costs = threeCosts(billed(anthropic, calls));
  assert.equal(costs.cold / 3000, 54_400);
  assert.equal(costs.billed / 3000, 16_480);
  // The last agent's write is never read, so an ideal cache leaves it fresh.
  assert.equal(costs.idealised / 3000, 16_280);
});

test("a market's bids on one block of tasks cost (w + .1(W - 1)) blocks", () => {
  const calls = Array.from({ length: 3 }, (_, i) => call(prompt(6000, `Bidder number ${i}.`), i === 0 ? 0 : 2000));
  const [first, ...others] = billed(anthropic, calls).map((one) => one.usage);
  assert.deepEqual([first?.cacheWrite5m, first?.cacheRead], [6000, 0]);
  assert.deepEqual(
    others.map((usage) => [usage.cacheWrite5m, usage.cacheRead]),
    [
      [0, 6000],
      [0, 6000],
    ],
  );
});

test("a prefix under the provider's minimum is silently not cached", () => {
  const use = cacheUsage(anthropic, [call(prompt(1000), 0)], call(prompt(1000), 2000));
  assert.deepEqual(use, { uncached: 1000, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 });
});

test("an entry dies after its lifetime and lives on when it is read", () => {
  const minutes = (n: number): CacheCall => call(prompt(2000), n * 60_000);
  assert.equal(cacheUsage(anthropic, [minutes(0)], minutes(6)).cacheRead, 0);
  assert.equal(cacheUsage(anthropic, [minutes(0), minutes(4)], minutes(8)).cacheRead, 2000);
});

test("without a breakpoint Anthropic caches nothing", () => {
  const plain = call([{ role: "user", text: "abcd".repeat(5000) }], 0);
  assert.equal(cacheUsage(anthropic, [plain], { ...plain, start: 5000 }).uncached, 5000);
});

test("OpenAI reads in steps of 128 tokens and counts free writes as fresh input", () => {
  const shared = (tail: string): Message[] => [
    { role: "user", text: "abcd".repeat(2000) },
    { role: "user", text: tail },
  ];
  const use = cacheUsage(openai, [call(shared("one"), 0)], call(shared("two"), 5000));
  assert.equal(use.cacheRead, 1920);
  assert.equal(use.cacheWrite5m, 0);
});

test("calls sent at once all miss, whatever comes after reads", () => {
  const history = [call(prompt(3000), 0), call(prompt(3000), 10)];
  const cache = promptCache(anthropic);
  assert.deepEqual(
    history.map((one) => cache(one).cacheWrite5m),
    [3000, 3000],
  );
  assert.equal(cache(call(prompt(3000), 1500)).cacheRead, 3000);
});

test("two prompts part at the block where they differ", () => {
  const a = blocksOf(prompt(1000, "first"));
  const b = blocksOf(prompt(1000, "second"));
  assert.equal(firstDifference(a, b), 8);
  assert.equal(firstDifference(a, a), a.length);
});

test("a call without usage counts as billed under every cache", () => {
  const [one] = billed(anthropic, [call(prompt(2000), 0)]);
  assert.ok(one);
  const costs = threeCosts([{ ...one, usage: noUsage, cost: 777 }]);
  assert.deepEqual([costs.cold, costs.billed, costs.idealised, costs.warm, costs.hitShare], [777, 777, 777, 777, 0]);
});

test("calls billed by the rules show no difference, calls that missed show theirs", () => {
  const paid = billed(
    anthropic,
    [0, 2000, 4000].map((start) => call(prompt(8000), start)),
  );
  const read = 2 / 3;
  const agreed = { predicted: 34_800_000, billed: 34_800_000, predictedRead: read, billedRead: read, difference: 0 };
  assert.deepEqual(cacheCheck(paid), agreed);
  const missed = paid.map((one) => ({ ...one, cost: 24_000_000 }));
  assert.equal(cacheCheck(missed).difference, (72_000_000 - 34_800_000) / 34_800_000);
  assert.equal(cacheCheck([]).difference, 0);
});

test("models do not share a cache", () => {
  const [a, b] = billed(anthropic, [call(prompt(2000), 0), call(prompt(2000), 2000)]);
  assert.ok(a && b);
  const costs = threeCosts([a, { ...b, price: { ...price, id: "other" } }]);
  assert.equal(costs.warm, costs.cold);
});

test("the rules are found by name wherever a model is hosted", () => {
  const ids = [
    "anthropic/claude-opus-5",
    "openrouter/anthropic/claude-sonnet-5",
    "anthropic/claude-haiku-4-5",
    "openai/gpt-5",
    "openai/gpt-5.6-sol",
  ];
  assert.deepEqual(
    ids.map((id) => cacheRulesFor(id).minimum),
    [512, 1024, 4096, 1024, 1024],
  );
  assert.deepEqual(
    ["openai/gpt-4.1", "openai/o3", "openai/gpt-4o-mini", "openai/gpt-5.6"].map((id) => cacheRulesFor(id).read),
    [0.25, 0.25, 0.5, 0.1],
  );
  assert.equal(cacheRulesFor("compatible/llama3").minimum, Number.POSITIVE_INFINITY);
});

const anyCall = fc.record({
  shared: fc.integer({ min: 0, max: 3 }),
  length: fc.integer({ min: 100, max: 3000 }),
  tail: fc.string({ maxLength: 40 }),
  start: fc.integer({ min: 0, max: 600_000 }),
  output: fc.integer({ min: 0, max: 2000 }),
  mark: fc.constantFrom("5m" as const, "1h" as const),
});
test("for any calls the partition sums to the input, cold >= idealised >= warm, and no bill is below the ideal", () => {
  const rules = fc.constantFrom(...Object.values(cacheRules));
  const property = fc.property(rules, fc.array(anyCall, { maxLength: 12 }), (rule, drawn) => {
    const calls = drawn
      .map((one) =>
        call(
          [
            { role: "system", text: `s${one.shared} `.repeat(one.length), cache: one.mark },
            { role: "user", text: one.tail },
          ],
          one.start,
        ),
      )
      .sort((a, b) => a.start - b.start);
    const paid = billed(rule, calls);
    for (const [i, one] of paid.entries()) {
      assert.equal(inputOf(one.usage), calls[i]?.inputTokens);
      assert.ok(
        Object.values(one.usage).every((count) => Number.isInteger(count) && count >= 0),
        JSON.stringify(one.usage),
      );
    }
    const costs = threeCosts(paid);
    assert.ok(costs.cold >= costs.idealised && costs.idealised >= costs.warm && costs.warm >= 0, JSON.stringify(costs));
    // Each call is rounded once, the ideal once for all.
    assert.ok(costs.billed >= costs.idealised - paid.length, JSON.stringify(costs));
    // Where writes cost no more than fresh input, a cache never costs anything.
    if (rule.write5m === 1 && rule.write1h === 1) assert.ok(costs.billed <= costs.cold + paid.length, JSON.stringify(costs));
    const known = new Set(paid.flatMap((one) => one.blocks.map((block) => block.hash)));
    const produced = threeCosts(paid, undefined, known);
    assert.equal(produced.idealised, costs.idealised);
    assert.ok(produced.warm <= costs.warm);
  });
  fc.assert(property, { seed: 5, numRuns: 150 });
});
