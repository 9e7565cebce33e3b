import { z } from "zod";
import type { Result, Task } from "../types.ts";
import { fail } from "../util/failure.ts";
import { fence as quote } from "../util/fence.ts";
import { type FencedAnswer, fenceRule } from "./fence.ts";

const places = ["prompt", "answer", "reference", "context"];

/** A user's own question to a judge: a template in which {{prompt}}, {{answer}}, {{reference}} and {{context}} are filled in. */
export const ownPrompt = z
  .string()
  .refine((text) => placesIn(text).includes("answer"), "wanted a place {{answer}} in the prompt")
  .refine(
    (text) => placesIn(text).every((name) => places.includes(name)),
    `wanted no places but ${places.map((name) => `{{${name}}}`).join(", ")}`,
  );

/** The template filled in. The answer stands behind its fence, and the rule for what a fence holds comes after it, whatever the template says. */
export function ownQuestion(template: string, task: Task, fence: FencedAnswer): Result<{ text: string }> {
  const reference = task.meta?.["reference"];
  if (placesIn(template).includes("reference") && typeof reference !== "string")
    return fail("unsupported", `The judge's prompt has a place {{reference}}; task "${task.id}" has no text in meta.reference. Add one.`);
  const parts = new Map([
    [
      "prompt",
      [...(task.dialogue ?? []).map((turn) => `${turn.prompt}\n${quote("history", turn.answer.toWellFormed()).text}\n`), task.prompt].join(
        "\n",
      ),
    ],
    ["context", task.context ?? ""],
    ["reference", typeof reference === "string" ? reference : ""],
    ["answer", `\n${fence.text}\n`],
  ]);
  const filled = template.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => parts.get(name) ?? whole);
  const reply =
    'Reply with a JSON object: "why" (one or two sentences), "passed" (true only if the answer meets what was asked of you), "score" (0 to 1).';
  return { ok: true, text: [filled, fenceRule([fence.code]), reply].join("\n") };
}

function placesIn(text: string): string[] {
  return [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name ?? "");
}
