import assert from "node:assert/strict";
import { test } from "node:test";
import { fence } from "../../util/fence.ts";
import type { Ask, JsonSchema, Model, Suite } from "../../types.ts";
import { simulatedWorld, type WorldSettings } from "./index.ts";

const count = 900;
/** Tasks of so many categories as there are tasks, each as hard as the member is able: a plain try passes one in two. */
const suiteOf = (difficulty: number): Suite => ({
  name: "roles",
  tasks: Array.from({ length: count }, (_, index) => ({
    id: `t${index}`,
    category: `c${index}`,
    prompt: `Question ${index}: how many?`,
    grader: { kind: "exact", answer: String(1000 + index) },
    meta: { simulation: { difficulty } },
  })),
});
const contribution: JsonSchema = {
  type: "object",
  properties: { why: { type: "string" }, role: { type: "string" }, contribution: { type: "string" }, abstain: { type: "boolean" } },
};
const free = 'You are "member B", number 2 of 3.\nDecide what is lacking, and name the role you take in "role", in a few words.';
const fixed = (role: string): string => `You are "member B", number 2 of 3.\nYour role is fixed: ${role}. Repeat it in "role".`;
const asking = (prompt: string, words: string, blocks: readonly string[] = []): Ask => ({
  purpose: "attempt",
  messages: [`<task>\n${prompt}\n</task>`, ...blocks, words].map((text) => ({ role: "user" as const, text })),
  maxTokens: 20_000,
  shape: contribution,
});

/** What the member contributes to each task under these words: the role that it names, and whether it is right. */
async function contributions(settings: WorldSettings, skill: number, words: string, blocks: readonly string[] = []) {
  const suite = suiteOf(skill);
  const world = simulatedWorld(suite, { ...settings, population: [{ id: "m", family: "f", skill }] }, "roles");
  return Promise.all(suite.tasks.map(({ id, prompt }, index) => one(world.model("m"), asking(prompt, words, blocks), id, index)));
}
async function one(model: Model, ask: Ask, task: string, index: number) {
  const reply = await model.call(ask, { draw: { seed: "s", repetition: 0, occurrence: 0, task } });
  assert.ok(reply.ok && reply.object !== undefined);
  const { role, contribution: text } = reply.object as { role: string; contribution: string };
  return { role, right: text.endsWith(`Answer: ${1000 + index}`) };
}
const rate = (of: readonly { readonly right: boolean }[]): number => of.filter(({ right }) => right).length / of.length;
/** Of those that did not stay out, three in a hundred. */
const near = (found: number, wanted: number): void => assert.ok(Math.abs(found - wanted) < 0.05, `${found} where ${wanted} was wanted`);
/** P(both normals above 0) at this correlation. */
const bothAbove = (rho: number): number => 0.25 + Math.asin(rho) / (2 * Math.PI);
const bothRight = (a: readonly { right: boolean }[], b: readonly { right: boolean }[]): number =>
  a.filter(({ right }, i) => right && b[i]?.right === true).length / a.length;
const lasting = { errors: { shared: 0.25, retry: 1 } };

test("a role is words alone unless the world says otherwise: the same tries succeed in any role and in none", async () => {
  const [solver, checker, chosen] = await Promise.all(
    [fixed("solver"), fixed("checker"), free].map((words) => contributions(lasting, 0, words)),
  );
  // Where nothing but staying out differs, all that both contributed ends alike.
  near(rate(solver ?? []), 0.5 * 0.97);
  near(bothRight(solver ?? [], checker ?? []), 0.5 * 0.94);
  near(bothRight(solver ?? [], chosen ?? []), 0.5 * 0.94);
});

test("another role sees a task with other eyes by the share that the world says, less of it the more able the member is", async () => {
  for (const [view, converge, skill] of [
    [1, 0, 0],
    [0.5, 0, 1],
    [1, 1, 1],
  ] as const) {
    const world = { ...lasting, roles: { view, converge } };
    const [solver, checker] = await Promise.all([fixed("solver"), fixed("checker")].map((words) => contributions(world, skill, words)));
    const share = view * Math.exp(-converge * skill);
    near(bothRight(solver ?? [], checker ?? []), 0.94 * bothAbove(0.25 + 0.75 * (1 - share)));
  }
});

test("who sees which of six roles suits a task takes the best of six, and who is blind takes one like any other", async () => {
  // P(a normal is below the greatest of six others) = 6/7.
  near(rate(await contributions({ roles: { fit: 1, insight: 1 } }, 9, free)), 0.97 * (6 / 7));
  near(rate(await contributions({ roles: { fit: 1, insight: 0 } }, 9, free)), 0.97 * 0.5);
  near(rate(await contributions({ roles: { fit: 1, insight: 1 } }, 9, fixed("solver"))), 0.97 * 0.5);
});

test("choosing a role costs a member whose skill is short of what makes it easy, and a fixed role costs nothing", async () => {
  const world = { roles: { load: 0.4, ease: 0.5 } };
  // 0.4 x (0.5 + 1) = 0.6 below 0: Phi(-0.6) = 0.2743.
  near(rate(await contributions(world, -1, free)), 0.97 * 0.2743);
  near(rate(await contributions(world, -1, fixed("solver"))), 0.97 * 0.5);
  near(rate(await contributions(world, 1, free)), 0.97 * 0.5);
});

test("nobody takes a role that another has; of two who announced the same the first by label keeps it", async () => {
  const world = { roles: { fit: 1, insight: 1 } };
  const by = (label: string, role: string): string => fence("note", "I will do it.", { by: label, role }).text;
  const after = await contributions(world, 0, free, [by("member A", "solver"), by("member C", "editor")]);
  assert.ok(after.every(({ role }) => role !== "solver" && role !== "editor"));
  const mine = await contributions(world, 0, free, [by("member B", "solver"), by("member C", "solver")]);
  assert.ok(mine.every(({ role }) => role === "solver"));
  const theirs = await contributions(world, 0, free, [by("member A", "solver"), by("member B", "solver")]);
  assert.ok(theirs.every(({ role }) => role !== "solver"));
  const record = fence("history", "member A: solver (3 times), editor\nmember B: checker\nmember C: planner", {}).text;
  const remembered = await contributions(world, 0, free, [record]);
  assert.ok(remembered.every(({ role }) => role !== "solver" && role !== "planner"));
  assert.ok(remembered.some(({ role }) => role === "checker") && remembered.some(({ role }) => role === "editor"));
});

test("several perspectives of one reply are tries in several roles, each with its own view, and burden a weak member", async () => {
  const roster = fence("note", "- Skeptic: doubts.\n- Editor: cuts.\n- Adversary: attacks.", { by: "roster" }).text;
  const session: JsonSchema = {
    type: "object",
    properties: { personas: { type: "array", items: { type: "string" } }, answer: { type: "string" } },
  };
  const solved = async (roles: WorldSettings["roles"], skill = 0) => {
    const suite = suiteOf(skill);
    const sharp = { sensitivity: 0.9999, specificity: 0.9999, gullible: false };
    const world = simulatedWorld(
      suite,
      { errors: { shared: 0, retry: 1 }, roles, population: [{ id: "m", family: "f", skill, traits: sharp }] },
      "v",
    );
    const replies = suite.tasks.map(async ({ id, prompt }, index) => {
      const words = "Take the perspectives listed above. Write 3 drafts at most.";
      const ask = { ...asking(prompt, words, [roster]), shape: session };
      const reply = await world.model("m").call(ask, { draw: { seed: "s", repetition: 0, occurrence: 0, task: id } });
      return { right: reply.ok && (reply.object as { answer: string }).answer.endsWith(`Answer: ${1000 + index}`) };
    });
    return rate(await Promise.all(replies));
  };
  // One lasting shock for all three, or three of their own, of which a sharp eye takes the right one: 1 - 1/8.
  near(await solved({}), 0.5);
  near(await solved({ view: 1 }), 7 / 8);
  near(await solved({ load: 0.4, ease: 0.5 }, -1), 0.2743);
});

test("who has spoken as several perspectives in turn settles on what looks best of what they came to, in place of one more try", async () => {
  const suite = suiteOf(0);
  const sharp = { sensitivity: 0.9999, specificity: 0.9999, gullible: false };
  const world = simulatedWorld(
    suite,
    { errors: { shared: 0, retry: 0, persona: 0 }, population: [{ id: "m", family: "f", traits: sharp }] },
    "t",
  );
  const said = async (index: number): Promise<{ right: boolean }> => {
    const task = suite.tasks[index] ?? assert.fail();
    let messages: Ask["messages"] = [{ role: "user", text: `<task>\n${task.prompt}\n</task>` }];
    const turn = async (words: string): Promise<string> => {
      messages = [...messages, { role: "user", text: words }];
      const reply = await world
        .model("m")
        .call({ purpose: "message", messages, maxTokens: 9000 }, { draw: { seed: "s", repetition: 0, occurrence: 0, task: task.id } });
      assert.ok(reply.ok);
      messages = [...messages, { role: "assistant", text: reply.text }];
      return reply.text;
    };
    for (const name of ["Skeptic", "Editor"]) await turn(`Speak now as "${name}" and as nobody else: what do you see?`);
    const text = await turn("Leave the perspectives. Settle what they disagree on, and write the one complete answer to the task.");
    return { right: text.endsWith(`Answer: ${1000 + index}`) };
  };
  // Two results and a try of its own, each right one time in two.
  near(rate(await Promise.all(suite.tasks.map((_, index) => said(index)))), 7 / 8);
});
