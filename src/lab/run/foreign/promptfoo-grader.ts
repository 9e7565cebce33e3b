import type { JudgeSpec, Json } from "../../../types.ts";
import { asFields } from "./as-fields.ts";
import type { Fields } from "./fields.ts";
import type { Tally } from "./tally.ts";
import { filled } from "./template.ts";
import { textOf } from "./text-of.ts";

/** An assertion of promptfoo, and where it stands. */
export interface Assertion {
  readonly type: string;
  readonly value?: unknown;
  /** Why it cannot be carried over, whatever it asserts. */
  readonly unfit?: string;
  readonly place: string;
}

/** One condition on the answer's text, as a pattern that looks ahead from its beginning; `plain` is it alone as a grader of ours. */
interface Condition {
  readonly pattern: string;
  /** Why it cannot be one of several. */
  readonly alone?: string;
  readonly plain?: JudgeSpec;
}

const anywhere = "[\\s\\S]*";

/** What can be carried over of the assertions on one answer, as one grader that wants all of them; the others are counted. Undefined where none can. */
export function promptfooGrader(assertions: readonly Assertion[], vars: Fields, tally: Tally): JudgeSpec | undefined {
  const conditions: Condition[] = [];
  const claims: string[] = [];
  const shapes: { readonly spec: JudgeSpec; readonly place: string }[] = [];
  for (const { type, value, place } of flattened(assertions, tally)) {
    const rendered = renderedIn(value, vars);
    if (rendered.unfit !== undefined) {
      tally.leave("assertion", `with a template beyond simple names (${rendered.unfit})`, place);
      continue;
    }
    const wanted = rendered.value;
    if (/^(llm-rubric|model-graded-closedqa|g-eval)$/.test(type)) claims.push(...[wanted].flat().flatMap((one) => textOf(one) ?? []));
    else if (type === "equals" && asFields(wanted) !== undefined)
      shapes.push({ spec: { kind: "json-schema", schema: { const: wanted as Json } }, place });
    else if (type === "is-json" || type === "contains-json") shapes.push({ spec: shapeOf(wanted), place });
    else {
      const condition = conditionOf(type, wanted);
      if (typeof condition === "string") tally.leave("assertion", `${type}: ${condition}`, place);
      else conditions.push(condition);
    }
  }
  return oneOf(conditions, claims, shapes, assertions[0]?.place ?? "", tally);
}

/** A task has one grader: conditions on the text before shapes, shapes before claims. */
function oneOf(
  conditions: readonly Condition[],
  claims: readonly string[],
  shapes: readonly { readonly spec: JudgeSpec; readonly place: string }[],
  place: string,
  tally: Tally,
): JudgeSpec | undefined {
  const drop = (n: number, what: string, beside: string): void => {
    for (let left = n; left > 0; left--) tally.leave("assertion", `${what} beside ${beside}: a task has one grader`, place);
  };
  const several = conditions.length > 1;
  const fit = conditions.filter(({ alone }) => !several || alone === undefined);
  for (const { alone } of conditions) if (several && alone !== undefined) tally.leave("assertion", alone, place);
  if (fit.length > 0) {
    drop(shapes.length, "is-json", "assertions on the text");
    drop(claims.length, "llm-rubric", "assertions on the text");
    const [only] = fit;
    if (fit.length === 1 && only?.plain !== undefined) return only.plain;
    return { kind: "regex", pattern: `^${fit.map(({ pattern }) => pattern).join("")}` };
  }
  if (shapes[0] !== undefined) {
    drop(shapes.length - 1, "is-json", "another");
    drop(claims.length, "llm-rubric", "is-json");
    return shapes[0].spec;
  }
  if (claims.length === 0) return undefined;
  const criteria = claims.map((statement, at) => ({ id: `criterion-${at + 1}`, statement, must: true }));
  return { kind: "rubric", criteria };
}

/** Sets of assertions of which all must hold are their parts. */
function flattened(assertions: readonly Assertion[], tally: Tally): Assertion[] {
  return assertions.flatMap((one) => {
    const unfit = one.unfit ?? (one.type === "assert-set" ? "what is weighed against a threshold has no grader here" : undefined);
    if (unfit === undefined) return [one];
    tally.leave("assertion", `${one.type}: ${unfit}`, one.place);
    return [];
  });
}

function renderedIn(value: unknown, vars: Fields): { readonly value: unknown; readonly unfit?: string } {
  if (Array.isArray(value)) {
    const parts = value.map((one) => renderedIn(one, vars));
    const unfit = parts.find((part) => part.unfit !== undefined)?.unfit;
    return { value: parts.map((part) => part.value), ...(unfit === undefined ? {} : { unfit }) };
  }
  if (typeof value !== "string") return { value };
  if (value.startsWith("file://")) return { value, unfit: "a file" };
  const text = filled(value, vars);
  return text.ok ? { value: text.text } : { value, unfit: text.unfit };
}

function conditionOf(type: string, value: unknown): Condition | string {
  const not = type.startsWith("not-");
  const [, folds, base = ""] = /^(?:not-)?(i?)(contains(?:-all|-any)?|equals|regex|starts-with)$/.exec(type) ?? [];
  if (base === "") return reasonOf(type);
  const parts = base.startsWith("contains-") ? partsOf(value) : [textOf(value) ?? ""];
  if (parts.length === 0 || parts.some((part) => part === "")) return "it has no value";
  const [first = ""] = parts;
  if (base === "regex") return patternOf(first, not);
  const ahead = (pattern: string): string => (folds === "i" ? `(?i:${pattern})` : pattern);
  const quoted = parts.map(escaped);
  const side = not ? "(?!" : "(?=";
  if (base === "equals") {
    const plain = /\n/.test(first) || first.length > 100 ? { kind: "regex", pattern: escaped(first.trim()), whole: true } : exactOf(first);
    return { pattern: `${side}\\s*${escaped(first.trim())}\\s*$)`, ...(not ? {} : { plain }) };
  }
  if (base === "starts-with") return { pattern: `${side}\\s*${quoted[0] ?? ""})` };
  const any = base === "contains-any";
  const pattern =
    any || not
      ? `${side}${ahead(`${anywhere}(?:${quoted.join("|")})`)})`
      : quoted.map((one) => `(?=${ahead(`${anywhere}${one}`)})`).join("");
  // What may not hold all of several texts may hold some of them.
  if (not && base === "contains-all") return { pattern: `(?!${quoted.map((one) => `(?=${ahead(`${anywhere}${one}`)})`).join("")})` };
  const plain = {
    kind: "contains",
    answer: parts.length === 1 ? first : parts,
    ...(any ? { match: "any" } : {}),
    ...(folds === "i" ? {} : { caseSensitive: true }),
  };
  return { pattern, ...(not ? {} : { plain }) };
}

/** `equals` compares texts; so does this, without the value's other spellings. */
function exactOf(answer: string): JudgeSpec {
  return { kind: "exact", answer: answer.trim(), caseSensitive: true };
}

function patternOf(pattern: string, not: boolean): Condition | string {
  if (!isPattern(pattern)) return "its pattern is none of JavaScript's";
  // Beginning and end mean those of the whole text, wherever the pattern is looked for.
  const inside = `${not ? "(?!" : "(?="}${anywhere}?(?:${pattern}))`;
  const alone = /\\[1-9]|\\k<|\(\?</.test(pattern) ? { alone: "regex: its groups cannot be joined with other assertions" } : {};
  return { pattern: inside, ...alone, ...(not ? {} : { plain: { kind: "regex", pattern } }) };
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text).source !== "";
  } catch {
    return false;
  }
}

function partsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => textOf(one) ?? []);
  return (textOf(value) ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function shapeOf(value: unknown): JudgeSpec {
  const schema = typeof value === "string" && value.trim().startsWith("{") ? parsed(value) : value;
  return { kind: "json-schema", schema: (asFields(schema) ?? {}) as Json };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function reasonOf(type: string): string {
  const bare = type.replace(/^not-/, "");
  if (/^(javascript|python|ruby|webhook)$/.test(bare)) return "code of others is not run; write checks of a program, or another assertion";
  if (/^(cost|latency)$/.test(bare)) return "it is measured by every run here, and no matter of the answer";
  if (/^(similar|bleu|rouge|meteor|levenshtein|perplexity|classifier)/.test(bare))
    return "likeness is no grader here; say what must hold as llm-rubric";
  return "there is no grader for it here";
}

/** A text as a pattern that matches it alone. */
function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
