import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ask } from "../types.ts";
import { teamOf as anyTeam, wants } from "./fake-team.test.ts";
import { pipeline } from "./pipeline.ts";
import { wantedOf } from "../util/wanted-of.ts";

/** The second member writes the answer, so that the first is the architect and the third the reviewer. */
const teamOf: typeof anyTeam = (members, says, settings) =>
  anyTeam(members, says, { ...settings, terms: { closer: "m1", ...settings?.terms } });

const works =
  (passes: (review: number) => boolean, reviews = { made: 0 }, drafts = { made: 0 }) =>
  (ask: Ask, name: string) => {
    if (wants(ask, "passed")) {
      const passed = passes(++reviews.made);
      return { object: { passed, problems: passed ? [] : [`problem ${reviews.made}`], why: "" } };
    }
    return name === "m0" ? "the specification" : `draft ${++drafts.made}`;
  };

test("a passed answer costs one call per stage and its review", async () => {
  const { desk, task, asked } = teamOf(
    3,
    works(() => true),
  );
  assert.deepEqual(await pipeline().solve(task, desk), { ok: true, text: "draft 1", by: "m1" });
  assert.deepEqual(
    asked.map(({ name }) => name),
    ["m0", "m1", "m2"],
  );
});

test("a rejected answer is revised from specification, answer and problems, and never from the talk", async () => {
  const { desk, task, asked } = teamOf(
    3,
    works((review) => review === 2),
  );
  assert.deepEqual(await pipeline().solve(task, desk), { ok: true, text: "draft 2", by: "m1" });
  assert.equal(asked.length, 5);
  const revision = asked[3];
  assert.ok(revision?.text.includes("the specification") && revision.text.includes("draft 1") && revision.text.includes("problem 1"));
  assert.ok(asked.every(({ ask }) => ask.messages.every(({ role }) => role === "user")));
});

test("after the last revision nobody reviews, and the latest answer stands", async () => {
  const { desk, task, asked } = teamOf(
    3,
    works(() => false),
  );
  const result = await pipeline({ revisions: 2 }).solve(task, desk);
  assert.equal(result.ok && result.text, "draft 3");
  assert.equal(asked.length, 6);
});

test("a reviewer that cannot be heard sends nothing back", async () => {
  const { desk, task, calls } = teamOf(3, (ask, name) =>
    wantedOf(ask) === undefined ? works(() => true)(ask, name) : "It is fine, I think.",
  );
  assert.equal((await pipeline().solve(task, desk)).ok, true);
  assert.equal(calls(), 4);
});

test("a second attempt keeps the specification and reads the verdict", async () => {
  const verifier = () => ({ ok: true, passed: false, score: 0, why: "the unit is missing" }) as const;
  const { desk, task, asked } = teamOf(
    3,
    works(() => true),
    { terms: { attempts: 2 }, verifier },
  );
  await pipeline().solve(task, desk);
  assert.deepEqual(
    asked.map(({ name }) => name),
    ["m0", "m1", "m2", "m1", "m2"],
  );
  assert.ok(asked[3]?.text.includes("the unit is missing") && asked[3].text.includes("the specification"));
});

test("stages and their members are settings; a name that nobody has is a failure that says who is there", async () => {
  const stages = [
    { role: "analyst", does: "the cases", member: "m2" },
    { role: "coder", does: "the program", member: "m2" },
  ];
  const { desk, task, asked } = teamOf(3, () => "text");
  await pipeline({ stages, revisions: 1, reviewer: "m2" }).solve(task, desk);
  assert.ok(asked.every(({ name }) => name === "m2"));
  const result = await pipeline({ stages: [{ role: "coder", does: "it", member: "m9" }] }).solve(task, desk);
  assert.equal(result.ok ? "" : result.failure.code, "unsupported");
});

test("an architect that fails is left out, a developer that fails gives way to a plain attempt", async () => {
  const no = { failure: { code: "refused" as const, message: "no" } };
  const { desk, task, facts } = teamOf(3, (ask, name) => (name === "m0" ? no : works(() => true)(ask, name)));
  assert.equal((await pipeline().solve(task, desk)).ok, true);
  assert.equal(facts("role")[0]?.abstained, true);
  let tries = 0;
  const late = teamOf(3, (ask, name) => (name === "m1" && ++tries === 1 ? no : works(() => true)(ask, name)));
  assert.equal((await pipeline().solve(late.task, late.desk)).ok, true);
  assert.equal(late.facts("fallback")[0]?.from, "pipeline");
});
