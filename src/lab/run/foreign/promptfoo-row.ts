import type { Fields } from "./fields.ts";
import type { Assertion } from "./promptfoo-grader.ts";
import type { PromptfooTest } from "./promptfoo-test.ts";
import { textOf } from "./text-of.ts";

/** A row of promptfoo's table: columns are vars, those that begin with `__` say what is expected. */
export function promptfooRow(row: Fields, place: string): PromptfooTest {
  const entries = Object.entries(row);
  const assertions = entries.flatMap(([name, value]): Assertion[] => {
    const text = textOf(value)?.trim() ?? "";
    return /^__expected\d*$/.test(name) && text !== "" ? [{ ...expected(text), place: `${place} ${name}` }] : [];
  });
  const metadata = entries.flatMap(([name, value]) =>
    name.startsWith("__metadata:") ? [[name.slice(11).replace(/\[\]$/, ""), value] as const] : [],
  );
  return {
    vars: Object.fromEntries(entries.filter(([name]) => !name.startsWith("__"))),
    assertions,
    description: textOf(row["__description"]),
    ...(metadata.length === 0 ? {} : { metadata: Object.fromEntries(metadata) }),
    place,
  };
}

/** `contains: Paris`, `is-json`, `fn: ...`; what has no such word is the whole answer. */
function expected(text: string): Pick<Assertion, "type" | "value"> {
  const [, name, value = ""] = /^((?:not-)?(?:[a-z]+(?:-[a-z]+)*))(?:\([\d.]+\))?:\s*([^]*)$/.exec(text) ?? [];
  if (name !== undefined && kinds.test(name))
    return { type: /^(fn|eval)$/.test(name) ? "javascript" : name === "grade" ? "llm-rubric" : name, value };
  return /^(not-)?(is-json|contains-json|is-sql|is-refusal)$/.test(text) ? { type: text } : { type: "equals", value: text };
}

const kinds =
  /^(?:not-)?(?:fn|eval|grade|javascript|python|webhook|llm-rubric|model-graded-closedqa|factuality|answer-relevance|context-recall|context-faithfulness|g-eval|similar|equals|i?contains(?:-any|-all)?|regex|starts-with|is-json|contains-json|levenshtein|rouge-n|latency|cost|perplexity|classifier|moderation)$/;
