import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import type { Ask } from "./ask.ts";
import { zipOf } from "./fixtures/zip-of.ts";
import { importForeign } from "./import-foreign.ts";

const fixture = (name: string): string => join(import.meta.dirname, "fixtures", name);
const folder = mkdtempSync(join(tmpdir(), "results-"));

function file(name: string, text: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function rowsOf(path: string, ask: Partial<Ask> = {}) {
  const found = await importForeign(path, { columns: new Map(), ...ask });
  assert.ok(found.kind === "outcomes", found.kind);
  return { ...found, notes: found.notes.map((note) => note.replaceAll(`${dirname(path)}/`, "")) };
}

test("promptfoo's results are attempts; errors, cached costs and odd scores are said", async () => {
  const { readAs, rows, notes, lost } = await rowsOf(fixture("promptfoo-output.json"));
  assert.equal(readAs, "promptfoo output");
  assert.deepEqual(rows, [
    {
      item: "france",
      model: "openai:gpt-5",
      category: "europe",
      passed: "1",
      score: "1",
      cost_usd: "0.002",
      input_tokens: "10",
      output_tokens: "2",
      latency_ms: "340",
      answer: "Paris",
    },
    { item: "france", model: "sonnet", category: "europe", passed: "0", score: "0.25", answer: '{"city":"Lyon"}' },
    {
      item: "test-1",
      model: "openai:gpt-5",
      passed: "1",
      cost_usd: "0.001",
      input_tokens: "9",
      output_tokens: "2",
      latency_ms: "250",
      answer: "Lima",
    },
  ]);
  assert.deepEqual(notes, [
    "Left out: 1 result that ended in an error, which says nothing of an answer, at promptfoo-output.json results[3].",
    "1 answer from promptfoo's cache, whose cost and time are not those of a call, at promptfoo-output.json results[1].",
    "1 score outside of 0 to 1, not carried over: pass or fail stays, at promptfoo-output.json results[2].",
    "1 attempt without a recorded cost (decide --assume-cost states one), at promptfoo-output.json results[1].",
    "1 attempt without recorded tokens, at promptfoo-output.json results[1].",
    "1 attempt without a recorded time, at promptfoo-output.json results[1].",
  ]);
  assert.equal(lost, 1);
});

test("promptfoo's lines are its results, and a model asked by two prompts is two", async () => {
  const result = (promptIdx: number, success: boolean) =>
    JSON.stringify({
      promptIdx,
      testIdx: 0,
      vars: { q: 1 },
      provider: { id: "p" },
      prompt: { label: `l${promptIdx}` },
      response: { output: "x" },
      success,
      score: Number(success),
    });
  const { rows, notes } = await rowsOf(file("out.jsonl", [result(0, true), result(1, false), result(0, true)].join("\n")));
  assert.deepEqual(
    rows.map(({ model, item, passed }) => [model, item, passed]),
    [
      ["p#1", "test-0", "1"],
      ["p#2", "test-0", "0"],
      ["p#1", "test-0", "1"],
    ],
  );
  assert.match(notes.join("\n"), /2 prompts: a model is named by its provider and, behind #, the number of its prompt\./);
});

const inspected = [
  {
    item: "1",
    model: "openai/gpt-5",
    category: "sums",
    sample: "0",
    passed: "1",
    score: "1",
    cost_usd: "0.001",
    input_tokens: "16",
    output_tokens: "2",
    latency_ms: "1250",
    answer: "4",
  },
  {
    item: "1",
    model: "openai/gpt-5",
    category: "sums",
    sample: "1",
    passed: "0",
    score: "0",
    input_tokens: "10",
    output_tokens: "2",
    latency_ms: "2500",
    answer: "5",
  },
  {
    item: "b",
    model: "openai/gpt-5",
    sample: "0",
    score: "0.75",
    cost_usd: "0.002",
    input_tokens: "3",
    output_tokens: "4",
    latency_ms: "1000",
    answer: "Let x be ...",
  },
];

test("an Inspect log is an attempt for each sample and epoch, cached tokens counted in, other models' cost not", async () => {
  const { readAs, rows, notes } = await rowsOf(fixture("inspect-log.json"));
  assert.equal(readAs, "an Inspect log");
  assert.deepEqual(rows, inspected);
  assert.deepEqual(notes, [
    "Left out: 1 sample that ended in an error, which says nothing of an answer, at inspect-log.json sample 4.",
    "1 sample that asked other models too (a grader's, say), whose tokens and cost do not count, at inspect-log.json sample 3.",
    "1 attempt without a recorded cost (decide --assume-cost states one), at inspect-log.json sample 2.",
  ]);
});

test("an .eval archive holds the same, stored, deflated and by zstd; NaN in it is no number", async () => {
  const { samples, ...header } = JSON.parse(readFileSync(fixture("inspect-log.json"), "utf8")) as {
    samples: { id: unknown; epoch: unknown }[];
  };
  const methods = [0, 8, 93, 8] as const;
  const entries = samples.map((sample, at) => {
    const text = JSON.stringify(sample).replace(/\}$/, ',"working_limit":NaN,"note":"NaN is a word"}');
    return [`samples/${String(sample.id)}_epoch_${String(sample.epoch)}.json`, text, methods[at] ?? 0] as const;
  });
  const archive = zipOf([["_journal/start.json", "{}", 8], ...entries, ["header.json", JSON.stringify(header), 93]]);
  const { readAs, rows, lost } = await rowsOf(file("log.eval", archive));
  assert.deepEqual([readAs, lost], ["an Inspect log", 1]);
  assert.deepEqual(rows, inspected);
  for (const cut of [archive.length - 30, 200])
    await assert.rejects(rowsOf(file("cut.eval", archive.subarray(0, cut))), /its list of files is cut off or damaged/);
  const broken = Buffer.from(archive);
  broken.fill(0xff, 120, 600);
  await assert.rejects(rowsOf(file("broken.eval", broken)), /cannot be unpacked|whole JSON was wanted|cut off or damaged/);
});

test("of several scores one is named", async () => {
  const log = {
    eval: { model: "m" },
    plan: {},
    samples: [{ id: 1, epoch: 1, scores: { f1: { value: 0.4 }, match: { value: "I" } }, model_usage: {} }],
  };
  const path = file("several.json", JSON.stringify(log));
  await assert.rejects(rowsOf(path), /has the scores f1, match\. Say which is the grade, as in --score f1/);
  await assert.rejects(rowsOf(path, { score: "bleu" }), /the score bleu was wanted; there is f1, match/);
  assert.deepEqual((await rowsOf(path, { score: "f1" })).rows, [{ item: "1", model: "m", sample: "0", score: "0.4" }]);
  assert.deepEqual((await rowsOf(path, { score: "match" })).rows, [{ item: "1", model: "m", sample: "0", passed: "0", score: "0" }]);
});

test("LiteLLM's spend logs take grades from a path or a table of them; doubles, failures and cached costs are said", async () => {
  const path = fixture("litellm.jsonl");
  await assert.rejects(
    rowsOf(path),
    /attempts with an item, a model and a grade were wanted; none of 3 has them[^]*3 attempts without a grade[^]*--grades grades\.csv/,
  );
  const columns = new Map([
    ["item", "metadata.task"],
    ["passed", "metadata.correct"],
  ]);
  const { rows, notes } = await rowsOf(path, { columns });
  assert.deepEqual(rows, [
    {
      item: "t1",
      model: "large",
      passed: "true",
      cost_usd: "0.01",
      input_tokens: "5",
      output_tokens: "1",
      latency_ms: "1500",
      answer: "hello",
    },
    { item: "t1", model: "small", passed: "false", input_tokens: "5", output_tokens: "1" },
  ]);
  assert.deepEqual(notes.slice(0, 4), [
    "Left out: 1 request that failed, which says nothing of an answer, at litellm.jsonl:3.",
    "Left out: 1 attempt without a grade, at litellm.jsonl:5.",
    "1 answer from LiteLLM's cache, whose cost and time are not those of a call, at litellm.jsonl:2.",
    "1 request that is there twice, counted once, at litellm.jsonl:4.",
  ]);
  const grades = file("grades.csv", "request_id,passed,item\nq1,1,x\nq4,0,x\nzz,1,x\n");
  const graded = await rowsOf(path, { grades });
  assert.deepEqual(
    graded.rows.map(({ item, model, passed, cost_usd, latency_ms }) => [item, model, passed, cost_usd, latency_ms]),
    [
      ["x", "large", "1", "0.01", "1500"],
      ["x", "large", "0", "0.03", "2000"],
    ],
  );
  assert.match(graded.notes.join("\n"), /Left out: 1 grade of no attempt in the log, at .*zz\./);
});

test("spend logs in CSV are read by the same names, with what is nested as JSON in cells", async () => {
  const csv =
    'request_id;spend;model;prompt_tokens;completion_tokens;cache_hit;status;metadata\nq1;0.5;m;3;4;False;success;"{""task"":""t"",""ok"":""yes""}"\n';
  const { rows } = await rowsOf(file("spend.csv", csv), {
    columns: new Map([
      ["item", "metadata.task"],
      ["passed", "metadata.ok"],
    ]),
  });
  assert.deepEqual(rows, [{ item: "t", model: "m", passed: "yes", cost_usd: "0.5", input_tokens: "3", output_tokens: "4" }]);
});

test("a Langfuse export is an attempt for each trace; cached tokens count in, several models are one team", async () => {
  const { readAs, rows, notes } = await rowsOf(fixture("langfuse.json"));
  assert.equal(readAs, "a Langfuse export");
  const item = rows[0]?.["item"];
  assert.match(item ?? "", /^prompt-[0-9a-f]{12}$/);
  assert.deepEqual(rows, [
    {
      item,
      model: "gpt-5",
      category: "geography",
      passed: "1",
      cost_usd: "0.003",
      input_tokens: "10",
      output_tokens: "2",
      latency_ms: "2000",
      answer: "Paris",
    },
    {
      item,
      model: "gpt-5+mini",
      category: "geography",
      passed: "0",
      cost_usd: "0.003",
      input_tokens: "16",
      output_tokens: "2",
      latency_ms: "2000",
      answer: "Lyon",
    },
  ]);
  assert.deepEqual(notes, [
    "Left out: 1 attempt without a grade, at langfuse.json data[2].observations[0].",
    "1 trace of several models, whose names are joined by +, at langfuse.json data[1].observations[0].",
  ]);
});

test("Langfuse's exports of storage are read in their spelling, graded by a table of scores", async () => {
  const line = (id: string, trace: string) =>
    JSON.stringify({
      id,
      trace_id: trace,
      type: "GENERATION",
      provided_model_name: "m",
      input: "q",
      output: "a",
      start_time: "2026-11-01 00:00:00.000",
      end_time: "2026-11-01 00:00:00.500",
      usage_details: { input: 3, output: 1 },
      total_cost: 0.25,
    });
  const path = file("observations.jsonl", `${line("o1", "t1")}\n${line("o2", "t2")}\n`);
  const grades = file("scores.csv", "trace_id,score\nt1,0.9\nt2,0.1\n");
  const { readAs, rows } = await rowsOf(path, { grades });
  assert.equal(readAs, "a Langfuse export");
  const item = rows[0]?.["item"] ?? "";
  const same = { item, model: "m", cost_usd: "0.25", input_tokens: "3", output_tokens: "1", latency_ms: "500", answer: "a" };
  assert.deepEqual(
    rows,
    [
      { ...same, score: "0.9" },
      { ...same, score: "0.1" },
    ].map(({ score, ...row }) => ({ ...row, score })),
  );
});

test("OpenTelemetry spans are attempts by trace or by graded span; failed calls are left out", async () => {
  const { readAs, rows, notes } = await rowsOf(fixture("otel.json"), { columns: new Map([["item", "attributes.app.task"]]) });
  assert.equal(readAs, "OpenTelemetry spans");
  assert.deepEqual(rows, [
    {
      item: "capital",
      model: "gpt-5",
      passed: "1",
      score: "1",
      cost_usd: "0.004",
      input_tokens: "12",
      output_tokens: "3",
      latency_ms: "250",
      answer: "Paris",
    },
    { item: "capital", model: "mini", score: "0.25", input_tokens: "11", output_tokens: "3", latency_ms: "1000" },
  ]);
  assert.deepEqual(notes, [
    "Left out: 1 call that failed, which says nothing of an answer, at otel.json span c1.",
    "1 attempt without a recorded cost (decide --assume-cost states one), at otel.json span b1.",
  ]);
});

test("an evaluation of OpenTelemetry's log records grades the span that it names", async () => {
  const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  const span = (spanId: string) => ({
    traceId: "t",
    spanId,
    startTimeUnixNano: "1",
    endTimeUnixNano: "2",
    attributes: [attribute("gen_ai.operation.name", "chat"), attribute("gen_ai.request.model", `m-${spanId}`)],
  });
  const record = (spanId: string, label: string) => ({
    traceId: "t",
    spanId,
    eventName: "gen_ai.evaluation.result",
    attributes: [attribute("gen_ai.evaluation.score.label", label)],
  });
  const lines = [
    { resourceSpans: [{ scopeSpans: [{ spans: [span("a"), span("b")] }] }] },
    { resourceLogs: [{ scopeLogs: [{ logRecords: [record("a", "pass"), record("b", "fail")] }] }] },
  ];
  const { rows } = await rowsOf(file("collector.jsonl", lines.map((line) => JSON.stringify(line)).join("\n")));
  assert.deepEqual(
    rows.map(({ item, model, passed }) => [item, model, passed]),
    [
      ["t", "m-a", "1"],
      ["t", "m-b", "0"],
    ],
  );
});

test("ten thousand spend logs come whole", async () => {
  const lines = Array.from({ length: 10_000 }, (_, at) =>
    JSON.stringify({
      request_id: `q${at}`,
      spend: 0.001,
      model: `m${at % 3}`,
      prompt_tokens: 3,
      completion_tokens: 1,
      cache_hit: "False",
      metadata: { task: `t${at % 500}`, ok: at % 2 },
    }),
  );
  const { rows, lost } = await rowsOf(file("many.jsonl", lines.join("\n")), {
    columns: new Map([
      ["item", "metadata.task"],
      ["passed", "metadata.ok"],
    ]),
  });
  assert.deepEqual([rows.length, lost], [10_000, 0]);
});
