import assert from "node:assert/strict";
import { z } from "zod";
import { fakeDesk } from "../../../calls/fake-desk.ts";
import { faultsOf, type JudgeKind, openJudge } from "../../../judges/index.ts";
import type { Task } from "../../../types.ts";
import { faultsIn } from "../../../util/issue-words.ts";
import type { Case } from "./case.ts";

/** What an example has, whoever wrote it: types do not hold what plain JavaScript exports. */
const exampleSchema = z.strictObject({
  settings: z.record(z.string(), z.unknown()),
  task: z.object({ prompt: z.string().min(1) }),
  right: z.string(),
  wrong: z.string(),
});

function exampleFaults(example: unknown): string[] {
  const { error } = exampleSchema.safeParse(example);
  return error === undefined
    ? []
    : faultsIn(error, exampleSchema).map(({ of, words }) => `${["example", ...of].map(String).join(".")}: ${words}`);
}

/** What every judge must do, on the kind's own example. A judge that asks members is tried with what they say by the kind's own tests. */
export function judgeCasesOf(kind: JudgeKind): readonly Case[] {
  const { example } = kind;
  if (example === undefined)
    return [
      {
        name: "it has an example to be tried by",
        run: () => assert.fail("there is none; add example: { settings, task: { prompt }, right, wrong }"),
      },
    ];
  const strange = exampleFaults(example);
  if (strange.length > 0) return [{ name: "it has an example to be tried by", run: () => assert.fail(strange.join("; ")) }];
  const spec = { ...example.settings, kind: kind.name };
  const task: Task = { id: "example", category: "example", prompt: example.task.prompt, grader: spec };
  const settings: readonly Case[] = [
    { name: "the settings of its example fit", run: () => void openJudge(spec, "grade") },
    {
      name: "its settings are checked: a field that it does not know is refused",
      run: () => assert.throws(() => openJudge({ ...spec, "no such setting": 1 }, "grade"), /no such setting/),
    },
  ];
  // What a model would have to say for this judge's answer to be right, nobody here can know.
  if (kind.needs.some((need) => need === "member" || need === "members")) return settings;
  return [
    ...settings,
    {
      name: "it holds the cases of judges",
      run: async () => {
        const subject = {
          judge: openJudge(spec, { purpose: "verdict", seed: "conformance" }),
          task,
          right: { text: example.right, by: "author" },
          wrong: { text: example.wrong, by: "author" },
          asks: false,
          desk: () => fakeDesk({ members: {} }).desk,
        };
        assert.deepEqual(await faultsOf(subject), []);
      },
    },
  ];
}
