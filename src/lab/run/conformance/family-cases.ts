import assert from "node:assert/strict";
import { z } from "zod";
import { judgeKinds, openJudge } from "../../../judges/index.ts";
import { fakeDesk } from "../../../calls/fake-desk.ts";
import { type Family, familyTask } from "../../../tasks/index.ts";
import { turnTasks } from "../../../util/turn-tasks.ts";
import { sandbox } from "../../../sandbox/index.ts";
import type { Desk, JudgeSpec } from "../../../types.ts";
import { stream } from "../../../util/random.ts";
import { faultsIn } from "../../../util/issue-words.ts";
import type { Case } from "./case.ts";

const levels = [-1.5, 0, 1.5];
const draws = 8;

/** What a family promises: tasks that follow from their seed, with answers that their own grader passes and fails. */
export function familyCases(family: Family): readonly Case[] {
  return [
    { name: "a task has all that a task is made of", run: () => each((seed, level) => isDraft(make(family, seed, level))) },
    {
      name: "one seed and one difficulty make one task",
      run: () => each((seed, level) => assert.deepEqual(make(family, seed, level), make(family, seed, level))),
    },
    {
      name: "other seeds make other tasks",
      run: () => {
        const prompts = Array.from({ length: 4 * draws }, (_, index) => make(family, `other/${index}`, 0).prompt);
        assert.ok(new Set(prompts).size > draws, `${new Set(prompts).size} different tasks of ${prompts.length}`);
      },
    },
    { name: "its grader passes each right answer", run: () => graded(family, "right", true) },
    { name: "its grader fails each wrong answer", run: () => graded(family, "wrong", false) },
  ];
}

/** What types do not hold where plain JavaScript makes the tasks. */
const draftSchema = z.looseObject({
  prompt: z.string().min(1),
  grader: z.looseObject({ kind: z.string() }),
  right: z.array(z.string()),
  wrong: z.array(z.string()),
  parts: z.array(z.looseObject({ id: z.string(), brief: z.string() })),
  coupling: z.number(),
  recipe: z.looseObject({}),
});

function isDraft(draft: unknown): void {
  const { error } = draftSchema.safeParse(draft);
  if (error !== undefined)
    assert.fail(
      faultsIn(error, draftSchema)
        .map(({ of, words }) => `${of.map(String).join(".") || "the task"}: ${words}`)
        .join("; "),
    );
}

function make(family: Family, seed: string, level: number) {
  return family.make(stream(seed), level);
}

function each(check: (seed: string, level: number) => void): void {
  for (const level of levels) for (let index = 0; index < draws; index++) check(`conformance/${index}`, level);
}

async function graded(family: Family, which: "right" | "wrong", wanted: boolean): Promise<void> {
  const tasks: { readonly seed: string; readonly level: number }[] = [];
  each((seed, level) => void tasks.push({ seed, level }));
  const box = sandbox();
  const { desk } = fakeDesk({ members: {}, sandbox: (program) => box.run(program) });
  try {
    for (const draw of tasks) await checkAnswers(family, { ...draw, which, wanted }, desk);
  } finally {
    await box.close();
  }
}

interface WantedVerdict {
  readonly seed: string;
  readonly level: number;
  readonly which: "right" | "wrong";
  readonly wanted: boolean;
}
async function checkAnswers(family: Family, { seed, level, which, wanted }: WantedVerdict, desk: Desk): Promise<void> {
  const made = make(family, seed, level);
  const turns = [made, ...(made.turns ?? [])];
  for (const [at, task] of turnTasks(familyTask(family, made, "conformance-1", level)).entries()) {
    const answers = turns[at]?.[which] ?? [];
    const where = `${at === 0 ? "" : `turn ${at + 1}, `}seed ${seed}, difficulty ${level}`;
    assert.ok(answers.length > 0, `no ${which} answers (${where})`);
    // What a model would have to say for its verdict to be right, nobody here can know.
    if (asksMembers(task.grader)) continue;
    for (const text of answers) {
      const verdict = await openJudge(task.grader, "grade").judge(task, { text, by: "author" }, desk);
      assert.ok(verdict.ok, `unscored (${where})`);
      assert.equal(verdict.passed, wanted, `${JSON.stringify(text.slice(0, 200))} (${where}): ${verdict.why}`);
    }
  }
}

function asksMembers({ kind, judge }: JudgeSpec): boolean {
  const needs = judgeKinds.find(({ name }) => name === kind)?.needs ?? [];
  return needs.some((need) => need === "member" || need === "members") || (typeof judge === "object" && asksMembers(judge as JudgeSpec));
}
