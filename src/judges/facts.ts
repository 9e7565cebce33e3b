import { z } from "zod";
import type { Verdict } from "../types.ts";
import { readAssignment } from "./constraints/read-assignment.ts";
import { judgeKind } from "./judge-kind.ts";

/** Characters of a text in which facts are looked for. */
const longestText = 400_000;

const said = z.string().regex(/\S/, "wanted a text that is not blank");
const texts = z.union([said, z.array(said).min(1)]);
const fact = z.strictObject({
  id: z.string().regex(/^[^=:;,|\n]+$/, "wanted a name without = : ; , | and line breaks"),
  answer: texts.describe("what the fact is; of a list each is right"),
  refuted: texts.optional().describe("what it is not, though the material tempts to say so; the verdict names it"),
  points: z.number().positive().default(1),
  must: z.boolean().default(false).describe("without it the answer does not pass"),
});
const factsOptions = z
  .strictObject({
    kind: z.literal("facts"),
    facts: z.array(fact).min(1).max(1000),
    read: z
      .enum(["block", "text"])
      .default("block")
      .describe("block: lines `id = value` after the last `Answer:`; text: the fact's words anywhere in the text, as whole words"),
    pass: z.number().positive().max(1).default(1).describe("the share of points from which an answer passes; the score is the share"),
  })
  .refine(({ facts }) => new Set(facts.map(({ id }) => fold(id))).size === facts.length, {
    path: ["facts"],
    message: "wanted facts with different ids",
  });
type Facts = z.output<typeof factsOptions>;
type State = "right" | "omitted" | "refuted" | "wrong";

/** Facts with exact keys, each right, wrong or left out: the score is the share that an answer or a summary has kept. */
export const facts = judgeKind({
  name: "facts",
  description: "counts which of the given facts a text states rightly, which it leaves out, and which it states as the material refutes",
  options: factsOptions,
  keys: [],
  needs: [],
  cost: "no call",
  open: (settings) => ({
    name: "facts",
    async judge(_task, given): Promise<Verdict> {
      const states = settings.read === "block" ? inBlock(settings, given.text) : inText(settings, given.text.slice(0, longestText));
      if (!(states instanceof Map)) return states;
      return verdictOn(settings, states);
    },
  }),
});

function verdictOn({ facts, pass }: Facts, states: ReadonlyMap<string, State>): Verdict {
  const of = (state: State) => facts.filter(({ id }) => states.get(id) === state);
  const points = (some: Facts["facts"]) => some.reduce((sum, { points }) => sum + points, 0);
  const right = of("right");
  const score = points(right) / points(facts);
  const passed = score >= pass - 1e-9 && facts.every(({ id, must }) => !must || states.get(id) === "right");
  const words = (["omitted", "refuted", "wrong"] as const).flatMap((state) => {
    const ids = of(state).map(({ id }) => id);
    return ids.length === 0 ? [] : [`${state}: ${ids.slice(0, 12).join(", ")}${ids.length > 12 ? ` and ${ids.length - 12} more` : ""}`];
  });
  return { ok: true, passed, score, why: [`${right.length} of ${facts.length} facts are right`, ...words].join("; ") };
}

/** Facts by their lines in the final block, values compared as the grader `constraints` compares them. */
function inBlock({ facts }: Facts, text: string): Map<string, State> | Verdict {
  const read = (answer: string) =>
    readAssignment(answer, {
      kind: "constraints",
      problem: "assignment",
      format: "pairs",
      variables: facts.map(({ id }) => id),
      domains: { "*": [] },
      constraints: [],
    } as never);
  const found = read(text);
  if (!found.ok) return found;
  if (found.unreadable) return { ok: true, passed: false, score: 0, why: found.wrong ?? "", flags: ["unreadable"] };
  return new Map(
    facts.map(({ id, answer, refuted }) => {
      const value = found.values.get(id);
      const isOne = (keys: readonly string[]) =>
        keys.some((key) => {
          const wanted = read(`Answer:\n${id} = ${key}`);
          return wanted.ok && wanted.values.get(id) === value;
        });
      if (value === undefined || value === "") return [id, "omitted"];
      return [id, isOne([answer].flat()) ? "right" : isOne([refuted ?? []].flat()) ? "refuted" : "wrong"];
    }),
  );
}

/** Facts by their words anywhere; one beside whose words the refuted ones stand is not kept. */
function inText({ facts }: Facts, text: string): Map<string, State> {
  const plain = ` ${fold(text).replace(/[^\p{L}\p{N}%$€.-]+/gu, " ")} `;
  const holds = (part: string) => {
    const wanted = fold(part)
      .replace(/[^\p{L}\p{N}%$€.-]+/gu, " ")
      .trim();
    return new RegExp(`(?<![\\p{L}\\p{N}])${wanted.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\p{L}\\p{N}]|\\.\\d)`, "u").test(plain);
  };
  return new Map(
    facts.map(({ id, answer, refuted }) => {
      if ([refuted ?? []].flat().some(holds)) return [id, "refuted"];
      return [id, [answer].flat().some(holds) ? "right" : "omitted"];
    }),
  );
}

/** One spelling: NFKC, no case, no commas within numbers, single spaces. */
function fold(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(\d),(?=\d{3})/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}
