import assert from "node:assert/strict";
import { test } from "node:test";
import { type ConfigInput, check, defineConfig, makePlan, type Plugin } from "../src/lab/index.ts";
import { keepKinds } from "../src/lab/experiment/keep-kinds.ts";
import { keepFunctions } from "../src/lab/experiment/keep-functions.ts";
import type { Family } from "../src/tasks/index.ts";
import type { Answer, Brief, Desk, Result } from "../src/types.ts";
import { UserError } from "../src/util/bug.ts";

// What an editor marks in `lab.config.ts`: the types hold each line below to its comment, in `npm run check`; the tests hold the loader to the same.

const common = {
  suite: "coase-hayek",
  members: [{ name: "a", model: "simulated/large" }],
} as const;

const sound = defineConfig({
  ...common,
  members: [
    { name: "a", model: "simulated/large", system: "Be brief." },
    { name: "f", firm: { topology: "market", options: { mechanism: "second-score" }, members: [{ name: "b", model: "simulated/small" }] } },
  ],
  judges: [{ name: "j", model: "simulated/judge" }],
  verifier: { kind: "rubric", pass: 0.8, criteria: [{ id: "c", statement: "says it" }] },
  topologies: [
    "solo",
    { use: "solo", name: "one", options: { member: "a" } },
    { use: "market", options: { mechanism: "second-score" }, terms: { attempts: 1 }, verifier: { kind: "exact", answer: "4" } },
  ],
});

const marked: readonly (readonly [string, ConfigInput])[] = [
  // @ts-expect-error an unknown topology
  ["an unknown topology", { ...common, topologies: ["sollo"] }],
  // @ts-expect-error an unknown kind in `use`
  ["an unknown kind in `use`", { ...common, topologies: [{ use: "sollo" }] }],
  // @ts-expect-error an option of another kind
  ["an option of another kind", { ...common, topologies: [{ use: "solo", options: { mechanism: "second-score" } }] }],
  // @ts-expect-error a value that the option does not take
  ["a value that the option does not take", { ...common, topologies: [{ use: "market", options: { mechanism: "vikrey" } }] }],
  // @ts-expect-error an unknown judge
  ["an unknown judge", { ...common, topologies: ["solo"], verifier: { kind: "rubrik" } }],
  // @ts-expect-error a setting of another judge
  ["a setting of another judge", { ...common, topologies: ["solo"], verifier: { kind: "exact", answer: "4", criteria: [] } }],
  // @ts-expect-error a judge without its key
  ["a judge without its key", { ...common, topologies: ["solo"], verifier: { kind: "exact" } }],
  // @ts-expect-error a term that does not exist
  ["a term that does not exist", { ...common, topologies: [{ use: "solo", terms: { atempts: 2 } }] }],
  // @ts-expect-error a member's field that does not exist
  ["a member's field that does not exist", { ...common, members: [{ name: "a", modell: "simulated/large" }], topologies: ["solo"] }],
  [
    "a value of an option on a line of its own",
    {
      ...common,
      topologies: [
        {
          use: "market",
          options: {
            // @ts-expect-error a value of an option on a line of its own
            mechanism: "vikrey",
          },
        },
      ],
    },
  ],
  [
    "a kind on a line of its own",
    {
      ...common,
      topologies: [
        {
          // @ts-expect-error a kind on a line of its own
          use: "sollo",
        },
      ],
    },
  ],
  [
    "a judge's kind on a line of its own",
    {
      ...common,
      topologies: ["solo"],
      verifier: {
        // @ts-expect-error a judge's kind on a line of its own
        kind: "rubrik",
      },
    },
  ],
  [
    "a setting of a judge on a line of its own",
    {
      ...common,
      topologies: ["solo"],
      verifier: {
        kind: "rubric",
        // @ts-expect-error a setting of a judge on a line of its own
        pass: "most",
      },
    },
  ],
  [
    "a grader's kind and setting on lines of their own",
    {
      ...common,
      suite: [
        {
          id: "a",
          prompt: "x",
          grader: {
            kind: "exact",
            answer: "4",
            // @ts-expect-error a grader's setting on a line of its own
            answerKind: "nummer",
          },
        },
      ],
      topologies: ["solo"],
    },
  ],
  [
    "a setting of a member on a line of its own",
    {
      ...common,
      members: [
        {
          name: "a",
          model: "simulated/large",
          settings: {
            // @ts-expect-error a setting of a member on a line of its own
            effort: "hih",
          },
        },
      ],
      topologies: ["solo"],
    },
  ],
  [
    "an option of a firm's topology",
    {
      ...common,
      members: [
        {
          name: "f",
          firm: {
            topology: "solo",
            // @ts-expect-error an option of a firm's topology
            options: { mechanism: "second-score" },
            members: [{ name: "b", model: "simulated/small" }],
          },
        },
      ],
      topologies: ["solo"],
    },
  ],
];

/** A topology as `docs/experiments.md` has it: what an ask may leave out is left out. */
async function twice(task: Brief, desk: Desk): Promise<Result<Answer>> {
  const messages = [{ role: "user" as const, text: task.prompt }];
  if (desk.quote("a", { messages }) > (desk.left.cost ?? Infinity)) return { ok: true, text: "", by: "a" };
  const first = await desk.within("first", { calls: 1 }, (inner) => inner.ask("a", { messages }));
  if (!first.ok) return first;
  const second = await desk.ask("a", { messages, maxTokens: 500, purpose: "critique" });
  return { ok: true, text: second.ok ? second.text : first.text, by: "a" };
}

const functions = defineConfig({
  ...common,
  suite: [{ id: "sum", prompt: "What is 2 + 2?", answer: "4" }],
  verifier: "none",
  topologies: [
    { name: "twice", use: twice },
    {
      name: "inline",
      use: async (task, desk) => {
        const reply = await desk.ask("a", { messages: [{ role: "user", text: task.prompt }], maxTokens: undefined });
        return reply.ok ? reply.text : "";
      },
    },
    {
      name: "empty",
      use: async (_task, desk) => {
        // @ts-expect-error an ask without messages
        const reply = await desk.ask("a", { maxTokens: 10 });
        return reply.ok ? reply.text : "";
      },
    },
  ],
});

const computed: string = ["best", "of"].join("-");
const unjudged = { suite: [{ id: "sum", prompt: "What is 2 + 2?", answer: "4" }], verifier: "none" } as const;
/** Names that a compiler cannot know: computed ones, and those of kinds that plugins bring. */
const open = [
  defineConfig({ ...common, ...unjudged, topologies: ["solo", computed, { use: "market" }] }),
  defineConfig({ ...common, ...unjudged, topologies: ["solo", "market"].map((name) => name) }),
  defineConfig({ ...common, plugins: ["./relay.ts"], topologies: ["solo", "relay", { use: "relay", options: { rounds: 2 } }] }),
];
const family: Family = {
  name: "typed-family",
  category: "c",
  make: (next) => ({ ...draft, prompt: `Say ${Math.floor(next() * 100)}.` }),
};
const draft = { grader: { kind: "exact", answer: "4" }, right: ["4"], wrong: ["5"], parts: [], coupling: 0, recipe: {} } as const;
const provider: Plugin["providers"] = [{ name: "typed", homes: [], keys: [], forcesShape: false, takes: [], load: () => assert.fail() }];
const [typed = assert.fail()] = provider;
/** Kinds that stand as objects, and those that a plugin brings by name, wherever one may be named. */
const brought = [
  defineConfig({
    suite: "generated",
    generate: { n: 2, families: [family, "counting"] },
    members: [
      { name: "a", model: typed, price: "free" },
      { name: "b", model: { provider: typed, name: "x" } },
    ],
    topologies: ["solo"],
  }),
  defineConfig({
    ...common,
    plugins: [{ name: "p", families: [family] }],
    topologies: ["solo", { use: "market", verifier: { kind: "says", word: "x" } }],
    verifier: { kind: "says", word: "Answer" },
  }),
  defineConfig({
    ...common,
    plugins: ["p"],
    suite: [{ id: "a", prompt: "x", grader: { kind: "says", word: "x" } }],
    topologies: ["solo"],
  }),
];
const strange = [
  // @ts-expect-error a judge that nothing brings
  defineConfig({ ...common, topologies: ["solo"], verifier: { kind: "says", word: "x" } }),
  // @ts-expect-error a family that is none
  defineConfig({ ...common, suite: "generated", generate: { families: [{ name: "x" }] }, topologies: ["solo"] }),
  // @ts-expect-error a model that is none
  defineConfig({ ...common, members: [{ name: "a", model: { name: "x" } }], topologies: ["solo"] }),
];
const misspelled = [
  // @ts-expect-error a name alone
  defineConfig({ ...common, topologies: ["sollo"] }),
  // @ts-expect-error a name beside right ones
  defineConfig({ ...common, topologies: ["solo", "sollo", { use: "market" }] }),
  defineConfig({
    ...common,
    topologies: [
      "solo",
      // @ts-expect-error a name on a line of its own
      "sollo",
    ],
  }),
];

async function planned(config: unknown): Promise<void> {
  await makePlan({ ...check(config, "lab.config.ts"), name: "typed" }, {});
}

test("a configuration that the types take is planned", async () => {
  await planned(sound);
});

test("topologies that are functions may leave out what the desk fills in, and are planned", async () => {
  await makePlan({ ...check(keepFunctions(functions), "lab.config.ts"), name: "functions" }, {});
});

for (const [what, config] of marked) {
  test(`${what}: refused when it is loaded`, async () => {
    await assert.rejects(planned(config), (thrown) => thrown instanceof UserError);
  });
}

test("computed names and those of plugins are taken by the types, and misspelled ones are refused when they are loaded", async () => {
  for (const config of open.slice(0, 2)) await planned(keepFunctions(config));
  assert.deepEqual(open.at(-1)?.topologies, ["solo", "relay", { use: "relay", options: { rounds: 2 } }]);
  for (const config of misspelled) await assert.rejects(planned(config), /sollo/);
});

test("kinds that stand as objects, and those that plugins bring by name, are taken by the types and by the loader", async () => {
  const [inPlace, ...named] = brought;
  const kept = check(keepKinds(inPlace, "lab.config.ts"), "lab.config.ts");
  assert.deepEqual(
    [kept.members.map(({ model }) => model), kept.generate?.families],
    [
      ["typed/a", "typed/x"],
      ["typed-family", "counting"],
    ],
  );
  for (const { plugins: _plugins, ...config } of named) assert.ok(check(keepFunctions(config), "lab.config.ts").verifier);
  for (const config of strange) await assert.rejects(planned(config), (thrown) => thrown instanceof UserError);
});
