import assert from "node:assert/strict";
import { test } from "node:test";
import type { Task } from "../types.ts";
import { textsOf } from "./answers.ts";
import { generate } from "./generate/generate.ts";
import { referenceOf } from "./check-suite.ts";
import { loadSuite } from "./load-suite.ts";

interface Criterion {
  readonly id: string;
  readonly statement: string;
  readonly points: number;
  readonly must?: boolean;
  readonly anchor?: { readonly pass: string; readonly fail: string };
}
const suite = await loadSuite("coase-hayek");
const synthesis = suite.tasks.filter((task) => task.category === "synthesis");
const generated = generate({ families: ["briefing"], n: 20, seed: "rubrics" }).tasks;

const criteriaOf = (task: Task) => task.grader["criteria"] as unknown as readonly Criterion[];
function simulationOf(task: Task) {
  return task.meta?.["simulation"] as unknown as { claims: Record<string, string[]>; padding: string[] };
}

/** A reader that finds a criterion met when one of its sentences stands in the answer; the number is worked out as the grader does. */
function read(task: Task, answer: string): { score: number; passed: boolean } {
  const pass = Number(task.grader["pass"]);
  const rows = criteriaOf(task);
  const isMet = ({ id }: Criterion) => simulationOf(task).claims[id]?.some((sentence) => answer.includes(sentence)) ?? false;
  const all = rows.reduce((sum, row) => sum + row.points, 0);
  const score = rows.filter(isMet).reduce((sum, row) => sum + row.points, 0) / all;
  const capped = rows.some((row) => row.must === true && !isMet(row)) ? Math.min(score, pass - 0.01) : score;
  return { score: capped, passed: capped >= pass };
}

test("a good answer reaches the top band, a middling one the middle, a padded one the bottom", () => {
  assert.equal(synthesis.length, 5);
  for (const task of synthesis) {
    const { claims, padding } = simulationOf(task);
    const rows = criteriaOf(task);
    const good = rows.map((row) => claims[row.id]?.at(-1) ?? "").join(" ");
    const musts = rows.filter((row) => row.must === true);
    const others = rows.filter((row) => row.must !== true && row.points === 1).slice(0, 1);
    const middling = [...musts, ...others].map((row) => claims[row.id]?.[0] ?? "").join(" ");
    const padded = [...padding, claims[others[0]?.id ?? ""]?.[0], ...padding].join(" ");
    assert.equal(read(task, good).score, 1, task.id);
    assert.ok(read(task, referenceOf(task) ?? "").score >= 0.9, task.id);
    const { score, passed } = read(task, middling);
    assert.ok(score >= 0.4 && score < 0.7 && !passed, `${task.id} middling ${score}`);
    assert.ok(read(task, padded).score <= 0.2, `${task.id} padded`);
    assert.equal(read(task, "").score, 0);
  }
});

test("right texts pass and wrong texts fail, in the suite and in generated briefings", () => {
  for (const task of [...synthesis, ...generated]) {
    for (const text of textsOf(task, "right")) assert.ok(read(task, text).passed, `${task.id}: ${text}`);
    for (const text of textsOf(task, "wrong")) assert.equal(read(task, text).passed, false, `${task.id}: ${text}`);
  }
});

test("an answer to another task scores in the bottom band", () => {
  for (const task of synthesis) {
    for (const other of synthesis) if (other !== task) assert.equal(read(task, referenceOf(other) ?? "").score, 0);
  }
});

test("each criterion has sentences of its own that meet it and no other; padding meets none", () => {
  for (const task of [...synthesis, ...generated]) {
    const { claims, padding } = simulationOf(task);
    assert.deepEqual(
      Object.keys(claims).sort(),
      criteriaOf(task)
        .map((row) => row.id)
        .sort(),
      task.id,
    );
    for (const [id, sentences] of Object.entries(claims)) {
      assert.ok(sentences.length >= 2);
      for (const sentence of sentences) {
        const met = Object.keys(claims).filter((other) => claims[other]?.some((one) => sentence.includes(one)));
        assert.deepEqual(met, [id], sentence);
      }
    }
    assert.ok(padding.length >= 4);
    assert.equal(read(task, padding.join(" ")).score, 0);
  }
});

test("a missing must holds the score below the pass line, whatever else is met", () => {
  for (const task of synthesis) {
    const { claims } = simulationOf(task);
    for (const must of criteriaOf(task).filter((row) => row.must === true)) {
      const rest = criteriaOf(task)
        .filter((row) => row !== must)
        .map((row) => claims[row.id]?.[0] ?? "");
      assert.equal(read(task, rest.join(" ")).passed, false, `${task.id} without ${must.id}`);
    }
  }
});

test("the published originals' faults are absent: no criterion rewards length or names a model or a topology, points add up to ten", () => {
  for (const task of synthesis) {
    const rows = criteriaOf(task);
    assert.equal(
      rows.reduce((sum, row) => sum + row.points, 0),
      10,
    );
    for (const row of rows) {
      assert.doesNotMatch(row.statement, /\b(long|length|detailed|thorough|words|GPT|Claude|Opus|Gemini|market|hub|solo)\b/i);
      assert.ok(row.anchor && row.anchor.pass !== row.anchor.fail);
    }
  }
});
