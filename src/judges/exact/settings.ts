import { z } from "zod";

export const answerKinds = [
  "number",
  "integer",
  "rational",
  "decimal",
  "percent",
  "unit",
  "money",
  "base",
  "interval",
  "tuple",
  "matrix",
  "set",
  "list",
  "expression",
  "equation",
  "choice",
  "date",
  "table",
  "text",
] as const;
export type AnswerKind = (typeof answerKinds)[number];

/** What the key is and how far an answer may differ from it. The kind is read off the whole key when it is not given. */
export const exactOptions = z.strictObject({
  kind: z.literal("exact"),
  answer: z.union([z.string(), z.number()]).describe("the key"),
  answerKind: z.enum(answerKinds).optional().describe("how both sides are read; by default read off the whole key"),
  tolerance: z.number().nonnegative().optional().describe("largest difference that still counts, in the key's own unit"),
  reducedForm: z.boolean().default(false).describe("a fraction must be in lowest terms"),
  aliases: z.array(z.string()).default([]).describe("other keys that count as right"),
  caseSensitive: z.boolean().default(false),
  unordered: z.boolean().optional().describe("order does not count; by default true for sets and false for the rest"),
  percentEqualsFraction: z
    .boolean()
    .optional()
    .describe("25% answers a key by its value, 1/4 and 0.25; by default it does for 1/4, and for 0.25 it is not read"),
  unitOptional: z.boolean().default(false).describe("a bare number is taken in the key's unit, currency or base"),
  thousands: z.boolean().default(true).describe("digits in groups of three are one number, as in 1,200; false leaves them unread"),
  decimal: z
    .enum([".", ",", "either"])
    .default(".")
    .describe("the decimal sign: with . 1,234 is 1234 and 1.234 is a decimal, with , the other way round, with either both are ambiguous"),
  numberWords: z.boolean().optional().describe("eighteen is read as 18 in answers; by default it is where answerKind is not given"),
  multiple: z.boolean().default(false).describe("a choice of several options, all of which must be named: A, C"),
  options: z.int().min(2).max(26).default(10).describe("how many options a choice has, from A on"),
  dateOrder: z.enum(["dmy", "mdy"]).optional().describe("how 3/4/2025 is read; without it such dates are not read"),
  field: z.string().default("answer").describe("the property of a structured reply that holds the answer"),
  ambiguous: z.enum(["unscored", "failed"]).default("unscored").describe("what an answer with a right and a wrong candidate is"),
});
export type ExactSettings = z.output<typeof exactOptions>;
