import { Ajv, type ValidateFunction } from "ajv";
import { jsonrepair } from "jsonrepair";
import type { Json, JsonSchema, Result } from "../types.ts";
import { fail } from "./failure.ts";

const ajv = new Ajv({ strict: false, allErrors: false });
const compiled = new Map<string, ValidateFunction>();

/** The first JSON value in `text` that fits `shape`: bare, fenced, after reasoning, or cut short. `flags` says what was mended. */
export function parseObject(text: string, shape: JsonSchema): Result<{ object: Json; flags: readonly string[] }> {
  let problem = "there is no JSON in the reply";
  for (const [candidate, flag] of candidates(text)) {
    const parsed = parse(candidate);
    if (parsed === undefined) continue;
    const misfit = misfitOf(parsed.value, shape);
    if (misfit === undefined) return { ok: true, object: parsed.value, flags: [flag, parsed.flag].filter((name) => name !== "") };
    problem = misfit;
  }
  return fail("malformed", `Wanted JSON that fits the schema; ${problem}.`);
}

/** What is wrong with `value` under `shape`; undefined when it fits. */
export function misfitOf(value: Json, shape: JsonSchema): string | undefined {
  const text = JSON.stringify(shape);
  let validate = compiled.get(text);
  if (validate === undefined) {
    validate = ajv.compile(shape as Record<string, unknown>);
    compiled.set(text, validate);
  }
  if (validate(value)) return undefined;
  const first = validate.errors?.[0];
  return `at "${first?.instancePath || "/"}" it ${first?.message ?? "does not fit"}`;
}

function* candidates(text: string): Generator<[string, string]> {
  const whole = text.trim();
  if (whole.startsWith("{") || whole.startsWith("[")) yield [whole, ""];
  const fences = [...text.matchAll(/```(?:json)?\s*\n([\s\S]*?)```/g)].map((match) => match[1] ?? "");
  for (const fenced of fences.reverse()) yield [fenced, "fenced"];
  for (const opener of ["{", "["] as const) {
    const closer = opener === "{" ? "}" : "]";
    const start = text.indexOf(opener);
    const end = text.lastIndexOf(closer);
    if (start >= 0 && end > start) yield [text.slice(start, end + 1), "embedded"];
    const last = text.lastIndexOf(`\n${opener}`);
    if (last > start) yield [text.slice(last + 1), "embedded"];
    if (start >= 0) yield [text.slice(start), "embedded"];
  }
}

function parse(text: string): { value: Json; flag: string } | undefined {
  try {
    return { value: JSON.parse(text) as Json, flag: "" };
  } catch {
    if (text.length > 200_000) return undefined;
  }
  try {
    return { value: JSON.parse(jsonrepair(text)) as Json, flag: "mended" };
  } catch {
    return undefined;
  }
}
