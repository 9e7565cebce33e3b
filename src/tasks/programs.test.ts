import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sandbox } from "../sandbox/index.ts";
import type { Check, Task } from "../types.ts";
import { codeOf, textsOf } from "./answers.ts";
import { generate } from "./generate/generate.ts";
import { repairTemplates } from "./generate/repair-templates.ts";
import { structureTemplates } from "./generate/structure-templates.ts";
import { filled } from "./generate/program-template.ts";
import { referenceOf } from "./check-suite.ts";
import { loadSuite } from "./load-suite.ts";

const box = sandbox({ processes: 2 });
after(() => box.close());
const suite = await loadSuite("coase-hayek");
const coding = suite.tasks.filter((task) => task.category === "coding");

function checksOf(task: Task): readonly Check[] {
  return task.grader["checks"] as unknown as readonly Check[];
}

/** The names of the checks that a program fails. */
async function failures(code: string, checks: readonly Check[]): Promise<string[]> {
  const report = await box.run({ language: "javascript", code, checks });
  assert.ok(report.ok, report.ok ? "" : report.failure.message);
  return report.checks.filter((check) => !check.passed).map((check) => check.name);
}

for (const task of coding) {
  test(`${task.id}: right programs pass, each of at least eight wrong ones fails, and no hidden test is idle`, async () => {
    const right = [...textsOf(task, "right"), referenceOf(task) ?? ""];
    assert.ok(right.length >= 3);
    for (const answer of right) assert.deepEqual(await failures(codeOf(answer), checksOf(task)), []);
    const wrong = textsOf(task, "wrong");
    assert.ok(new Set(wrong).size >= 8, `${wrong.length} wrong programs`);
    const caught = new Set<string>();
    for (const [index, answer] of wrong.entries()) {
      const failed = await failures(codeOf(answer), checksOf(task));
      assert.ok(failed.length > 0, `wrong program ${index + 1} passes`);
      for (const name of failed) caught.add(name);
    }
    const names = checksOf(task).map((check) => check.name);
    assert.deepEqual(
      names.filter((name) => !caught.has(name)),
      [],
    );
  });
}

test("each of the three races of async-races really happens in the code as given", async () => {
  const task = coding.find((one) => one.id === "async-races");
  assert.ok(task);
  const given = /```js\n([\s\S]*?)```/.exec(task.prompt)?.[1] ?? "";
  const failed = await failures(given, checksOf(task));
  const races = [
    "overlapping gets share one fetch",
    "no update is lost",
    "the pool never exceeds its limit when calls come between a job's end and the next start",
  ];
  for (const race of races) assert.ok(failed.includes(race), race);
});

test("the programs shown in the prompts are wrong, but for the monolith, whose behavior is right", async () => {
  for (const id of ["rate-window", "async-races", "order-monolith"]) {
    const task = coding.find((one) => one.id === id);
    assert.ok(task);
    const shown = /```js\n([\s\S]*?)```/.exec(task.prompt)?.[1] ?? "";
    const failed = await failures(shown, checksOf(task));
    assert.ok(failed.length > 0, id);
    assert.equal(failed.includes("four hundred random orders come out as before"), false);
  }
});

test("generated programs: at the least and the greatest numbers both right forms pass and every mutant is caught", async () => {
  for (const template of [...repairTemplates, ...structureTemplates]) {
    for (const end of [0, 1] as const) {
      const numbers = Object.fromEntries(Object.entries(template.numbers).map(([name, range]) => [name, range[end]]));
      const checks = template.checks.map(({ name, code }) => ({ name, code: filled(code, numbers) }));
      for (const code of template.right) assert.deepEqual(await failures(filled(code, numbers), checks), [], template.name);
      for (const [from, to] of template.mutants) {
        assert.ok(template.right[0].includes(from), `${template.name}: ${from}`);
        const mutant = filled(
          template.right[0].replace(from, () => to),
          numbers,
        );
        assert.ok((await failures(mutant, checks)).length > 0, `${template.name} ${JSON.stringify(numbers)}: ${from} -> ${to}`);
      }
    }
  }
});

test("generated list programs: both right forms pass, every mutant is caught, and the shown one is a mutant", async () => {
  for (const task of generate({ families: ["list-programs"], n: 10, seed: "lists" }).tasks) {
    for (const answer of textsOf(task, "right")) assert.deepEqual(await failures(codeOf(answer), checksOf(task)), [], answer);
    const wrong = textsOf(task, "wrong");
    assert.ok(wrong.some((answer) => task.prompt.includes(answer)));
    for (const answer of wrong) assert.deepEqual(await failures(codeOf(answer), checksOf(task)), ["lists come out right"], answer);
  }
});

test("generated boxes: both right forms pass and every program of other rules is caught", async () => {
  const boxes = generate({ families: ["data-structures"], n: 12, seed: "boxes" }).tasks.filter((task) => task.prompt.includes("createBox"));
  assert.ok(boxes.length >= 6);
  for (const task of boxes) {
    for (const answer of textsOf(task, "right")) assert.deepEqual(await failures(codeOf(answer), checksOf(task)), [], answer);
    for (const answer of textsOf(task, "wrong")) assert.deepEqual(await failures(codeOf(answer), checksOf(task)), ["a long game"], answer);
  }
});
