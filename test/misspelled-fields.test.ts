import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { distance } from "fastest-levenshtein";
import { stringify } from "yaml";
import { loadExperiment, topologyKinds, judgeKinds } from "../src/lab/index.ts";
import { graderKinds, openJudge } from "../src/judges/index.ts";
import { openTopology } from "../src/topologies/index.ts";
import { fieldsAt } from "../src/util/schema-fields.ts";
import { loadSuite } from "../src/tasks/index.ts";
import { temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();
type Path = readonly (string | number)[];
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly $ref?: string;
  readonly additionalProperties?: Schema | boolean;
}

/** Every place of a published schema that takes only known fields, with these; firms in firms once. */
function places(schema: Schema, root: Schema, at: Path = []): { at: Path; fields: readonly string[] }[] {
  if (at.length > 7) return [];
  const { $ref, properties = {}, items, anyOf = [], oneOf = [], allOf = [] } = schema;
  const named =
    $ref === undefined
      ? []
      : [
          $ref
            .split("/")
            .slice(1)
            .reduce<unknown>((part, step) => Reflect.get(part as object, step), root),
        ];
  const inner = [...anyOf, ...oneOf, ...allOf, ...(named as Schema[])].flatMap((one) => places(one, root, at));
  const own = schema.additionalProperties === false ? [{ at, fields: Object.keys(properties) }] : [];
  const below = Object.entries(properties).flatMap(([name, one]) => places(one, root, [...at, name]));
  return [...own, ...below, ...(items === undefined ? [] : places(items, root, [...at, 0])), ...inner];
}

const valid = (): Record<string, unknown> => ({
  suite: "coase-hayek",
  members: [{ name: "m", model: "simulated/small" }],
  topologies: [{ use: "solo" }],
});

/** A value with a field at a place, whatever is on the way. */
function placed(value: unknown, at: Path, field: string): unknown {
  const [step, ...rest] = at;
  if (step === undefined) return { ...(typeof value === "object" ? value : {}), [field]: 1 };
  if (typeof step === "number") {
    const list = Array.isArray(value) ? (value as unknown[]) : [];
    return [placed(list[0] ?? {}, rest, field), ...list.slice(1)];
  }
  const object = typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
  return { ...object, [step]: placed(object[step], rest, field) };
}

async function said(work: () => unknown): Promise<string> {
  try {
    await work();
    return "";
  } catch (thrown) {
    return (thrown as Error).message;
  }
}

/** Words of the validator and of the parsers, which no message of ours has. */
const foreign =
  /Invalid input|expected .*received|✖|Unrecognized key|Too small|Too big|Invalid option|ZodError|Map keys must be unique|Implicit map|Nested mappings|flow collection|Missing closing|in JSON at position|Unexpected (?:token|scalar|end)/;

test("every field of the published experiment schema, misspelled, is answered with its name", async () => {
  const schema = JSON.parse(readFileSync(new URL("../docs/schema/experiment.json", import.meta.url), "utf8")) as Schema;
  const all = places(schema, schema);
  assert.ok(all.length > 8, `${all.length} places`);
  for (const { at, fields } of all) {
    for (const field of fields) {
      const wrong = `${field}${field.at(-1) ?? ""}`;
      const file = join(folder, "lab.yaml");
      writeFileSync(file, stringify(placed(valid(), at, wrong)));
      const message = await said(() => loadExperiment(file));
      const near = fields.filter((known) => known === field || distance(known, wrong) === 1);
      const named = near.some((known) => message.includes(`Did you mean "${known}"?`));
      assert.ok(message.includes(`unknown field "${wrong}"`) && named, `${at.join(".")}.${wrong}: ${message}`);
      assert.match(message, /lab\.yaml:\d+:\d+: /);
      assert.doesNotMatch(message, foreign);
    }
  }
});

test("every option of every topology and every setting of every judge, misspelled, is answered with its name", async () => {
  const tried = [
    ...topologyKinds.map((kind) => ({ kind, open: (options: object) => openTopology(kind.name, options) })),
    ...judgeKinds.map((kind) => ({ kind, open: (options: object) => openJudge({ kind: kind.name, ...options }, "grade") })),
  ];
  for (const { kind, open } of tried) {
    for (const field of fieldsAt(kind.options, [])) {
      if (field === "kind") continue;
      const wrong = `${field}${field.at(-1) ?? ""}`;
      const message = await said(() => open({ [wrong]: 1 }));
      assert.ok(message.includes(`Did you mean "${field}"?`), `${kind.name}.${wrong}: ${message}`);
      assert.doesNotMatch(message, foreign);
    }
  }
});

test("every field of a task, misspelled, is answered with its name", async () => {
  for (const field of ["id", "category", "prompt", "context", "grader", "worth", "tags", "meta"]) {
    const file = join(folder, "tasks.yaml");
    const wrong = `${field}${field.at(-1) ?? ""}`;
    writeFileSync(file, stringify({ tasks: [{ id: "a", prompt: "p", grader: { kind: "exact", answer: "x" }, [wrong]: "x" }] }));
    assert.ok((await said(() => loadSuite(file, judgeKinds))).includes(`Did you mean "${field}"?`), field);
  }
});

test("a hundred broken experiment files are answered in our words, with the file and its line", async () => {
  const lines = stringify({
    ...valid(),
    terms: { attempts: 2, feedback: "reason" },
    limits: { cap: 5 },
    verifier: { kind: "exact" },
    seed: "1",
  }).split("\n");
  const breaks: ((line: string) => string)[] = [
    (line) => `\t${line}`,
    (line) => ` ${line}`,
    (line) => `${line}\n${line}`,
    (line) => `${line} "`,
    (line) => line.replace(":", ": ["),
    (line) => line.replace(":", ": {"),
    (line) => line.replace(/: .*/, ": 'x"),
    (line) => line.replace(/: .*/, ": { a: 1 }"),
    (line) => line.replace(/: .*/, ": [1, 2]"),
    (line) => line.replace(/: .*/, ": true"),
    (line) => line.replace(/: .*/, ": -3"),
    (line) => line.replace(":", ""),
    (line) => line.replace(":", ": *x"),
    (line) => line.replace(":", ": a: b"),
  ];
  let answered = 0;
  for (const broken of breaks)
    for (const index of lines.keys()) {
      const file = join(folder, "broken.yaml");
      writeFileSync(file, lines.map((line, i) => (i === index ? broken(line) : line)).join("\n"));
      const message = await said(() => loadExperiment(file));
      if (message === "") continue;
      answered += 1;
      assert.doesNotMatch(message, foreign);
      assert.match(message, /broken\.yaml:\d+:\d+: |experiment/);
    }
  assert.ok(answered >= 100, `${answered}`);
});

test("what is most often written otherwise is answered with the form to write", async () => {
  const cases: [string, RegExp][] = [
    ["members: [simulated/small]\nsuite: a\ntopologies: [solo]\n", /Write \{ name: small, model: simulated\/small \}/],
    [
      "members: [{ name: m, model: a/b, price: 3 }]\nsuite: a\ntopologies: [solo]\n",
      /price: .*Write \{ input: 0\.5, output: 2 \} in dollars per million tokens, or free/,
    ],
    ['members: [{ name: m, model: a/b, price: "1/5" }]\nsuite: a\ntopologies: [solo]\n', /price: .*Write \{ input: 0\.5, output: 2 \}/],
    [
      "members: { name: m, model: a/b }\nsuite: a\ntopologies: [solo]\n",
      /members: must be a list; got \{"name":"m","model":"a\/b"\}\. Begin each entry with "- "/,
    ],
    [
      "members: [{ name: m, model: a/b }]\nsuite: a\ntopologies: solo\n",
      /topologies: must be a list; got "solo"\. Begin each entry with "- "/,
    ],
  ];
  for (const [text, wanted] of cases) {
    const file = join(folder, "usual.yaml");
    writeFileSync(file, text);
    assert.match(await said(() => loadExperiment(file)), wanted);
  }
});

const inMember = (part: object) => ({ members: [{ name: "m", model: "simulated/small", ...part }] });
const misplaced: readonly (readonly [fields: object, wanted: string])[] = [
  [inMember({ timeoutMs: 5 }), 'unknown field "timeoutMs". It belongs under "settings".'],
  [inMember({ timeout_ms: 5 }), 'unknown field "timeout_ms". "timeoutMs" belongs under "settings".'],
  [inMember({ headers: {}, effort: "low" }), '"headers" belongs under "settings". "effort" belongs under "settings".'],
  [inMember({ settings: { temperature: 1 } }), 'It belongs further up, beside "settings".'],
  [inMember({ budget: 1 }), 'It belongs at the top, under "limits".'],
  [
    inMember({ firm: { topology: "solo", members: [{ name: "x", model: "simulated/small", timeoutMs: 5 }] } }),
    'It belongs under "settings".',
  ],
  [{ cap: 2 }, 'unknown field "cap". It belongs under "limits".'],
  [{ temperature: 1 }, 'It belongs under "terms" or in an entry of "members" or "judges".'],
  [{ timeoutMs: 2 }, 'It belongs under "functions" or under "settings" of an entry of "members" or "judges".'],
  [{ use: "solo" }, 'It belongs in an entry of "topologies".'],
  [{ grader: {} }, "It belongs to a task of the suite."],
  [{ terms: { repetitions: 2 } }, 'It belongs at the top, beside "terms".'],
  [{ terms: { verifier: "none" } }, 'unknown field "verifier". It belongs at the top, beside "terms".\n'],
  [{ limits: { attempts: 2 } }, 'It belongs at the top, under "terms" or under "terms" of an entry of "topologies".'],
  [{ topologies: [{ use: "solo", attempts: 2 }] }, 'It belongs under "terms".'],
  [{ topologies: [{ use: "solo", member: "m" }] }, 'It belongs under "options".'],
  [{ topologies: [{ kind: "solo" }] }, 'The kind of a topology is named by "use".'],
  [{ holdOut: { value: 2 } }, 'It belongs under "goal"'],
];

test("a field that is known at another place of an experiment is told where it belongs", async () => {
  for (const [fields, wanted] of misplaced) {
    const file = join(folder, "misplaced.yaml");
    writeFileSync(file, stringify({ ...valid(), ...fields }));
    const message = await said(() => loadExperiment(file));
    assert.ok(message.includes(wanted), `${JSON.stringify(fields)}: ${message}`);
  }
  assert.match(await said(() => openTopology("solo", { attempts: 2 })), /It belongs under "terms", beside "options"\./);
  assert.match(await said(() => openTopology("solo", { verifier: "none" })), /It belongs beside "options"\./);
});

test("a field of a task, of its grader, of a suite or of an experiment in another's place is told where it belongs", async () => {
  const cases: readonly (readonly [suite: object, wanted: string])[] = [
    [
      { tasks: [{ id: "a", prompt: "x", answer: "4", tolerance: 1 }] },
      '"tolerance" belongs under "grader", as in { kind: exact, tolerance: ... }.',
    ],
    [{ tasks: [{ id: "a", prompt: "x", criteria: [], grader: { kind: "rubric" } }] }, '"criteria" belongs under "grader"'],
    [
      { tasks: [{ id: "a", prompt: "x", grader: { kind: "exact", answer: "4", tags: ["t"] } }] },
      'It belongs to the task, beside "grader".',
    ],
    [
      { tasks: [{ id: "a", prompt: "x", grader: { kind: "rubric", must: true, criteria: [{ id: "c", statement: "s" }] } }] },
      'It belongs in an entry of "criteria".',
    ],
    [{ members: [], tasks: [{ id: "a", prompt: "x", answer: "4" }] }, '"members" belongs to the experiment, not to its suite.'],
    [{ prompt: "x", tasks: [{ id: "a", prompt: "x", answer: "4" }] }, '"prompt" belongs to a task, in an entry of "tasks".'],
    [{ grader: { kind: "rubric" }, tasks: [{ id: "a", prompt: "x", answer: "4" }] }, "to share one write graders:"],
  ];
  for (const [suite, wanted] of cases) {
    const file = join(folder, "misplaced-tasks.yaml");
    writeFileSync(file, stringify(suite));
    const message = await said(() => loadSuite(file, graderKinds()));
    assert.ok(message.includes(wanted), `${JSON.stringify(suite)}: ${message}`);
  }
});

test("what to write instead is told in the language of the file", async () => {
  const file = join(folder, "lab.mjs");
  writeFileSync(file, 'export default { suite: "coase-hayek", members: [{ name: "m", model: "simulated/small" }], topologies: "solo" };\n');
  assert.match(await said(() => loadExperiment(file)), /topologies: must be a list; got "solo"\. Write its entries between \[ and \]/);
});
