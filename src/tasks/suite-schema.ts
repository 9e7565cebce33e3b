import { z } from "zod";
import { recordOf } from "../util/record-of.ts";
import { visibleName, visibleNameWords } from "../util/visible-name.ts";

/** The most bytes of UTF-8 that one task's prompt and context may have together: two million tokens or so. */
export const longestPrompt = 8_000_000;

/** A value that stands in a file of its own beside the suite, named by `$text`, `$answers` or `$checks`. */
const fileReference = z.union([
  z.strictObject({ $text: z.string() }),
  z.strictObject({ $answers: z.string() }),
  z.strictObject({ $checks: z.string() }),
]);

const grader = z.union([z.string().min(1), z.looseObject({ kind: z.string().min(1) }).catchall(z.json())]);
const answer = z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()])).min(1)]);

function turnShape<T extends z.ZodType>(text: T) {
  return z.strictObject({
    prompt: text.describe("What the user says in this turn; it may refer to all that was said before."),
    grader: grader.optional().describe("What grades this turn's answer; without it the turn is asked and not graded."),
    answer: answer.optional().describe("The right answer of this turn, as a task's own."),
    meta: recordOf(z.json()).optional().describe("This turn's reference and simulation, as a task's own."),
  });
}

function taskShape<T extends z.ZodType>(text: T) {
  return z.strictObject({
    id: z
      .string()
      .min(1)
      .max(200)
      .regex(/^[^\s,]+$/u, "wanted an id without spaces and commas")
      .refine(visibleName, `wanted ${visibleNameWords}`)
      .describe("Explicit, stable, unique in the suite; never derived from position."),
    title: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe("What people call it in reports; no member sees it. By default the prompt's first sentence."),
    category: z.string().min(1).default("general").describe("Results are also reported by category."),
    prompt: text.describe("What every member is asked, word for word."),
    context: text.optional().describe("Long material that the prompt refers to; asks lay it before everything else."),
    grader: grader.describe("A grader's kind with its settings, or the name of one in `graders`."),
    answer: answer
      .optional()
      .describe("The right answer, put into the grader; without a grader `exact` compares it. Of several each is right."),
    turns: z
      .array(turnShape(text))
      .min(1)
      .optional()
      .describe("The user's turns behind the prompt, which is the first: asked one after another, each with its own grader."),
    worth: z.number().nonnegative().optional().describe("Dollars that a right answer is worth to the buyer."),
    tags: z.array(z.string().min(1)).optional().describe("Words to pick tasks by; no member sees them."),
    meta: recordOf(z.json()).optional().describe("References, provenance, simulation; no member sees it."),
  });
}

/** One task as a suite file holds it, once the files that it names are read in. */
export const taskSchema = taskShape(z.string().min(1));

function suiteShape<T extends z.ZodType>(task: T) {
  return z.strictObject({
    $schema: z.string().optional().describe("Where the schema of this file is, for editors."),
    name: z.string().min(1).refine(visibleName, `wanted ${visibleNameWords}`).optional(),
    description: z.string().optional(),
    graders: recordOf(z.looseObject({ kind: z.string().min(1) })).optional(),
    tasks: z.array(task).min(1),
  });
}

/** A suite file: the tasks, and the graders that they name. Dollars in `worth`; loading turns them into nano-dollars. */
export const suiteSchema = suiteShape(taskSchema);

/** The JSON Schema of a suite file, for editors; a prompt, a context or a task may also stand in a file of its own. */
export function suiteJsonSchema(): z.core.JSONSchema.JSONSchema {
  const text = z.union([z.string().min(1), fileReference]);
  const task = taskShape(text);
  const graded = task
    .partial({ grader: true })
    .meta({ anyOf: [{ required: ["grader"] }, { required: ["answer"] }, { required: ["turns"] }] });
  const schema = suiteShape(z.union([graded, z.strictObject({ $task: z.string() })]));
  return { ...z.toJSONSchema(schema, { io: "input" }), title: "Catallaxy suite" };
}
