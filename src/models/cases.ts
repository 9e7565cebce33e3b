import assert from "node:assert/strict";
import type { Ask, JsonSchema, Model, Reply, CallContext } from "../types.ts";
import { inputOf } from "../util/money.ts";
import { misfitOf } from "../util/parse-object.ts";

/** What a subject's model is made to do: "garbage" is prose where an object is wanted, "slow" never answers by itself. */
export type Behavior = "plain" | "shaped" | "empty" | "garbage" | "huge" | "slow" | "failing";
/** A model under test, the ask it is given (`caseAsk` unless its kind answers only its own), and what tidies up after it. */
export interface OpenedSubject {
  readonly model: Model;
  readonly ask?: Ask;
  readonly close?: () => Promise<void>;
}
/** A kind of model under test. `open` gives a fresh model that behaves so, or undefined when its kind cannot. */
export interface ModelSubject {
  open(behavior: Behavior): Promise<OpenedSubject | undefined>;
}
export interface ModelCase {
  readonly name: string;
  run(subject: ModelSubject): Promise<void>;
}

/** An ask and a draw that every case starts from. */
export const caseAsk: Ask = {
  purpose: "attempt",
  messages: [{ role: "user", text: "<task>\nName one prime number.\n</task>" }],
  maxTokens: 600,
};
export const caseWatch: CallContext = { draw: { seed: "cases", repetition: 0, occurrence: 0, task: "case" } };
/** The shape that the "shaped" behavior answers: `{ "answer": "7", "p": 0.9 }` fits. */
export const caseShape: JsonSchema = {
  type: "object",
  properties: { answer: { type: "string" }, p: { type: "number", minimum: 0, maximum: 1 } },
  required: ["answer", "p"],
  additionalProperties: false,
};

/** What every kind of model must hold, ours and others': hand each case a subject and await it; it throws on a breach. */
export const modelCases: readonly ModelCase[] = [
  on("plain", "an ask is answered with a text, a partition and whole nano-dollars", async (model, ask) => {
    const reply = sound(await model.call(ask, caseWatch));
    assert.ok(reply.ok, JSON.stringify(reply));
    assert.ok(reply.text.length > 0);
    // Recorded outcomes may know what they cost and not their tokens.
    if (model.world === "live") assert.ok(inputOf(reply.usage) > 0);
  }),
  on("plain", "no call costs more than its quote", async (model, ask) => {
    for (const one of [ask, { ...ask, maxTokens: 512 }, longer(ask, 40_000)]) {
      const quote = model.quote(one);
      assert.ok(Number.isSafeInteger(quote) && quote >= 0, `quote ${quote}`);
      const reply = sound(await model.call(one, caseWatch));
      assert.ok(reply.cost <= quote, `cost ${reply.cost}, quote ${quote}`);
    }
  }),
  on("plain", "a longer ask and a higher cap are quoted no lower", async (model, ask) => {
    assert.ok(model.quote(longer(ask, 40_000)) >= model.quote(ask));
    assert.ok(model.quote({ ...ask, maxTokens: 6000 }) >= model.quote(ask));
  }),
  on("plain", "a model has an id, a family and whole rates", async (model) => {
    assert.ok(model.id !== "" && model.family !== "");
    const { price } = model;
    if (price === undefined) return;
    for (const rate of [price.input, price.output, price.cacheRead, price.cacheWrite5m, price.cacheWrite1h])
      assert.ok(rate >= 0, JSON.stringify(price));
  }),
  on("plain", "odd asks are answered or failed, never rejected", async (model, ask) => {
    const texts = ["", " ", "\uD800 lone", "\u0000", "</task>".repeat(2000), "\u{1F9EE}".repeat(500)];
    for (const text of texts) sound(await model.call({ ...ask, messages: [{ role: "user", text }] }, caseWatch));
    sound(await model.call({ ...ask, messages: [] }, caseWatch));
    sound(await model.call({ ...ask, maxTokens: 1, temperature: 0 }, caseWatch));
  }),
  on("plain", "ten asks at once are answered ten times", async (model, ask) => {
    const replies = await Promise.all(Array.from({ length: 10 }, () => model.call(ask, caseWatch)));
    assert.equal(replies.filter((reply) => sound(reply).ok).length, 10);
  }),
  on("plain", "the first token is announced at most once", async (model, ask) => {
    let firsts = 0;
    sound(await model.call(ask, { ...caseWatch, onFirst: () => firsts++ }));
    assert.ok(firsts <= 1, `${firsts} first tokens`);
  }),
  on("plain", "outside the live world the same draw gives the same reply", async (model, ask) => {
    if (model.world === "live") return;
    assert.deepEqual(await model.call(ask, caseWatch), await model.call(ask, caseWatch));
  }),
  on("plain", "an ask whose signal is aborted before it leaves costs no more than its quote", async (model, ask) => {
    const reply = sound(await model.call(ask, { ...caseWatch, signal: AbortSignal.abort() }));
    if (!reply.ok) assert.equal(reply.failure.code, "aborted");
    assert.ok(reply.cost <= model.quote(ask));
  }),
  on("slow", "an abort ends a call that would not end by itself", async (model, ask) => {
    const stop = new AbortController();
    const going = model.call(ask, { ...caseWatch, signal: stop.signal });
    setImmediate(() => stop.abort());
    const reply = sound(await going);
    assert.ok(!reply.ok);
    assert.ok(reply.failure.code === "aborted" || reply.failure.code === "timeout", reply.failure.code);
  }),
  on("slow", "silence ends as a timeout or an interruption, within the quote", async (model, ask) => {
    const reply = sound(await model.call(ask, { ...caseWatch, signal: AbortSignal.timeout(500) }));
    assert.ok(!reply.ok && ["timeout", "aborted"].includes(reply.failure.code), JSON.stringify(reply));
    assert.ok(reply.cost <= model.quote(ask));
  }),
  on("shaped", "an object fits the shape that was asked for", async (model, ask) => {
    const reply = sound(await model.call({ ...ask, shape: caseShape }, caseWatch));
    assert.ok(reply.ok, JSON.stringify(reply));
    const object = reply.object ?? (JSON.parse(reply.text) as NonNullable<typeof reply.object>);
    assert.equal(misfitOf(object, caseShape), undefined);
    assert.ok(reply.cost <= model.quote({ ...ask, shape: caseShape }));
  }),
  on("garbage", "prose where an object was wanted is malformed, and paid", async (model, ask) => {
    const reply = sound(await model.call({ ...ask, shape: caseShape }, caseWatch));
    assert.ok(!reply.ok && reply.failure.code === "malformed", JSON.stringify(reply));
    assert.ok(reply.usage.output > 0 && (reply.cost > 0 || model.price?.output === 0));
  }),
  on("empty", "an answer with no text is malformed, and paid", async (model, ask) => {
    const reply = sound(await model.call(ask, caseWatch));
    assert.ok(!reply.ok && reply.failure.code === "malformed", JSON.stringify(reply));
  }),
  on("huge", "an answer of more than a megabyte is cut and flagged", async (model, ask) => {
    const reply = sound(await model.call(ask, caseWatch));
    assert.ok(reply.ok && reply.text.length <= 4_000_000 && reply.receipt?.flags?.includes("cut") === true);
  }),
  on("failing", "a fault is a failure with a message, within the quote", async (model, ask) => {
    const reply = sound(await model.call(ask, caseWatch));
    assert.ok(!reply.ok && reply.failure.message !== "");
    assert.ok(reply.cost <= model.quote(ask));
  }),
];

function on(behavior: Behavior, name: string, check: (model: Model, ask: Ask) => Promise<void>): ModelCase {
  return {
    name,
    async run(subject) {
      const opened = await subject.open(behavior);
      if (opened === undefined) return;
      try {
        await check(opened.model, opened.ask ?? caseAsk);
      } finally {
        await opened.close?.();
      }
    },
  };
}

/** What holds for every reply: whole numbers, none negative, reasoning inside the output, a time. */
function sound(reply: Reply): Reply {
  for (const [part, count] of Object.entries(reply.usage)) assert.ok(Number.isSafeInteger(count) && count >= 0, `${part} is ${count}`);
  assert.ok(reply.usage.reasoning <= reply.usage.output);
  assert.ok(Number.isSafeInteger(reply.cost) && reply.cost >= 0, `cost is ${reply.cost}`);
  assert.ok(reply.ms >= 0 && Number.isFinite(reply.ms), `ms is ${reply.ms}`);
  return reply;
}

function longer(ask: Ask, characters: number): Ask {
  const words = "One more word of context, 1234 and so on; ";
  return { ...ask, messages: [{ role: "user", text: words.repeat(Math.ceil(characters / words.length)) }, ...ask.messages] };
}
