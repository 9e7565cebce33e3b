import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import type { Json } from "../types.ts";
import { type Behavior, modelCases, type ModelSubject } from "./cases.ts";
import { fake } from "./fake.ts";
import { fixture, opened, specs } from "./fixtures/opened.ts";
import { type Fixture, type Handler, replays, sendJson, wireServer } from "./fixtures/wire.ts";
import { recordedWorld } from "./recorded/index.ts";
import { simulatedWorld, syntheticSuite } from "./simulated/index.ts";

const wanted = '{"answer": "7", "p": 0.9}';
const texts: { readonly [behavior in Behavior]?: string } = {
  plain: "The answer is 10/33.",
  shaped: wanted,
  garbage: "I would rather talk about the weather.",
  empty: "",
  huge: "x".repeat(1_200_000),
};

/** A wire format's model whose server answers with its fixture, the text exchanged; usage as small as the case's ask. */
function live(name: string): ModelSubject {
  return {
    async open(behavior) {
      const server = await wireServer(handler(fixture(name), behavior));
      const model = await opened(name, server.url, { settings: { timeoutMs: behavior === "slow" ? 80 : 10_000 } });
      return { model, close: () => server.close() };
    },
  };
}

function handler(recorded: Fixture, behavior: Behavior): Handler {
  if (behavior === "slow") return () => {};
  if (behavior === "failing") return (_, response) => sendJson(response, 503, { error: { message: "down for repairs" } });
  const text = JSON.stringify(texts[behavior]).slice(1, -1);
  const exchanged = (value: Json): Json =>
    JSON.parse(
      small(
        JSON.stringify(value).replaceAll("The answer is 10/33.", text).replace('"The answer"', `"${text}"`).replace('" is 10/33."', '""'),
      ),
    ) as Json;
  return replays({
    ...recorded,
    body: exchanged(recorded.body),
    events: recorded.events.map((event) => ({ ...event, data: exchanged(event.data) })),
  });
}

/** The recorded counts are those of a long prompt; the cases ask a short one. */
function small(json: string): string {
  return json.replace(
    /"(\w*(?:tokens|TokenCount))":(\d+)/gi,
    (_, field: string, count: string) => `"${field}":${Math.floor(Number(count) / 50)}`,
  );
}

const scripted: ModelSubject = {
  async open(behavior) {
    if (behavior === "plain") return { model: fake(["The answer is 10/33."]) };
    if (behavior === "shaped") return { model: fake([{ object: { answer: "7", p: 0.9 } }]) };
    if (behavior === "failing") return { model: fake([{ failure: { code: "provider", message: "down for repairs" } }]) };
    if (behavior !== "slow") return undefined;
    return {
      model: fake(async (_, { signal }) => {
        if (signal !== undefined && !signal.aborted) await once(signal, "abort");
        return { failure: { code: "aborted", message: "stopped" } };
      }),
    };
  },
};

/** A member of the simulated world before the first task of a suite of its own. */
const simulated: ModelSubject = {
  async open(behavior) {
    if (behavior !== "plain" && behavior !== "shaped") return undefined;
    const suite = syntheticSuite({ tasks: 3 }, "cases");
    const world = simulatedWorld(suite, {}, "cases");
    const text = `<task>\n${suite.tasks[0]?.prompt ?? ""}\n</task>`;
    return { model: world.model(world.ids()[0] ?? ""), ask: { purpose: "attempt", messages: [{ role: "user", text }], maxTokens: 4000 } };
  },
};

/** A model of a bundled recorded set, asked the set's first task. */
const recorded: ModelSubject = {
  async open(behavior) {
    if (behavior !== "plain") return undefined;
    const world = await recordedWorld("lifeeval_confidence", { items: 3, missingCost: 0.001 });
    const text = `<task>\n${world.suite.tasks[0]?.prompt ?? ""}\n</task>`;
    return { model: world.model(world.ids()[0] ?? ""), ask: { purpose: "attempt", messages: [{ role: "user", text }], maxTokens: 4000 } };
  },
};

const subjects: [string, ModelSubject][] = [
  ["fake", scripted],
  ["simulated", simulated],
  ["recorded", recorded],
  ...Object.keys(specs).map((name): [string, ModelSubject] => [name, live(name)]),
];
for (const [name, subject] of subjects) {
  for (const one of modelCases) test(`${name}: ${one.name}`, () => one.run(subject));
}

test("the cases find a model that costs more than its quote", async () => {
  const cheat = fake(["x"]);
  const subject: ModelSubject = { open: async () => ({ model: { ...cheat, quote: () => 0 } }) };
  const quoted = modelCases.find((one) => one.name.includes("quote"));
  await assert.rejects(async () => quoted?.run(subject));
});

test("the cases find a model that rejects", async () => {
  const rude: ModelSubject = { open: async () => ({ model: { ...fake(["x"]), call: () => Promise.reject(new RangeError("no")) } }) };
  for (const one of modelCases.slice(0, 2)) await assert.rejects(() => one.run(rude));
});
