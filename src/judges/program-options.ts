import { z } from "zod";
import { recordOf } from "../util/record-of.ts";

const path = /^(?![/~])(?!(?:.{0,500}\/)?\.{1,2}(?:\/|$))[^\0\n]{1,500}(?<!\/)$/;
const paths = (value: z.ZodType<string | null>) =>
  recordOf(value).refine(
    (files) => Object.keys(files).every((name) => path.test(name)),
    "wanted paths below the program's folder, such as data/in.txt",
  );
const onlyText = z.string().refine((text) => !text.includes("\0"), "wanted a text without a NUL character");

/** 2^63: integers of SQLite lie below, and above 2^53 a number of a file is not exact. */
const beyondIntegers = 2 ** 63;
const number = z
  .number()
  .refine(
    (n) => !Number.isInteger(n) || Number.isSafeInteger(n) || Math.abs(n) >= beyondIntegers,
    'wanted an integer that a number holds exactly; write { integer: "..." } with its digits, or { real: ... }',
  );
const value = z.union([
  z.null(),
  number,
  z.string(),
  z.strictObject({ integer: z.union([z.int(), z.string().regex(/^-?\d{1,19}$/)]) }),
  z.strictObject({ real: z.number() }),
  z.strictObject({ blob: z.string().regex(/^(?:[\da-fA-F]{2})*$/) }),
]);

const check = z.strictObject({
  name: z.string().min(1),
  code: z.string().min(1).optional().describe("javascript, python: the body of an async function that throws when the program is wrong"),
  args: z.array(onlyText).optional().describe("sh: arguments"),
  stdin: z.string().optional().describe("sh: standard input"),
  files: paths(z.string()).optional().describe("sh: files in the program's folder when it starts, by path"),
  stdout: z.string().optional().describe("sh: what must be printed; newlines at the end do not count"),
  exit: z.int().min(0).max(255).optional().describe("sh: the exit code that it must end with; any without it"),
  wrote: paths(z.union([z.string(), z.null()]))
    .optional()
    .describe("sh: files that must have this content at the end; null: must not be there"),
  setup: z.string().optional().describe("sql: statements after the task's own setup, before the program"),
  query: z.string().min(1).optional().describe("sql: asked after the program; without it the program's last rows are compared"),
  columns: z.array(z.string()).optional().describe("sql: names of the columns"),
  rows: z.array(z.array(value)).optional().describe("sql: the rows wanted, each a list of values"),
  ordered: z.boolean().optional().describe("sql: whether the order of the rows counts"),
});
type Check = z.output<typeof check>;

const fields: Readonly<Record<Language, readonly (keyof Check)[]>> = {
  javascript: ["code"],
  python: ["code"],
  sh: ["args", "stdin", "files", "stdout", "exit", "wrote"],
  sql: ["setup", "query", "columns", "rows", "ordered"],
};
/** One of these must be there: else every program passes. */
const outcomes: Readonly<Record<Language, readonly (keyof Check)[]>> = {
  javascript: ["code"],
  python: ["code"],
  sh: ["stdout", "exit", "wrote"],
  sql: ["rows"],
};
const languages = ["javascript", "python", "sh", "sql"] as const;
type Language = (typeof languages)[number];
/** Files have file descriptors of their own in the sandbox. */
const mostFiles = 40;

export const programOptions = z
  .strictObject({
    kind: z.literal("program"),
    language: z.enum(languages).default("javascript"),
    checks: z
      .array(check)
      .min(1)
      .refine((list) => new Set(list.map((one) => one.name)).size === list.length, "two checks have the same name")
      .describe("hidden tests; what each holds goes by the language"),
    globals: recordOf(z.json()).optional().describe("javascript, python: JSON values that the program finds as globals"),
    setup: z.string().optional().describe("sql: statements that make the tables and rows which the program finds"),
    limits: z.strictObject({ ms: z.int().positive().optional(), memoryMb: z.int().positive().optional() }).optional(),
  })
  .check(({ value: { language, checks, globals, setup }, issues }) => {
    const fault = (at: readonly (string | number)[], message: string) =>
      issues.push({ code: "custom", path: [...at], message, input: undefined });
    const named = (list: readonly string[]) => list.map((name) => `\`${name}\``).join(", ");
    for (const [i, one] of checks.entries()) {
      for (const [name, of] of Object.entries(one))
        if (name !== "name" && of !== undefined && !fields[language].includes(name as keyof Check))
          fault(["checks", i, name], `wanted what a check of ${language} may have: ${named(fields[language])}; got \`${name}\``);
      if (!outcomes[language].some((name) => one[name] !== undefined))
        fault(["checks", i], `wanted what must come of the program: ${named(outcomes[language])}`);
      if (Object.keys(one.files ?? {}).length > mostFiles) fault(["checks", i, "files"], `wanted at most ${mostFiles} files`);
      const widths = new Set([...(one.rows ?? []).map((row) => row.length), ...(one.columns ? [one.columns.length] : [])]);
      if (widths.size > 1) fault(["checks", i, "rows"], "wanted rows that all have the same number of values, one for each column");
    }
    if (globals !== undefined && language !== "javascript" && language !== "python")
      fault(["globals"], `wanted none for ${language}: ${language === "sh" ? "use `files` or `stdin` of a check" : "use `setup`"}`);
    if (setup !== undefined && language !== "sql") fault(["setup"], `wanted none but for sql; the language is ${language}`);
  });
export type ProgramOptions = z.output<typeof programOptions>;
