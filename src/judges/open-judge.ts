import { z } from "zod";
import type { Answer, Judge, JudgeSpec } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { faultsIn } from "../util/issue-words.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { readReply } from "../util/read-reply.ts";
import { openRegistry } from "../util/registry.ts";
import { contains } from "./contains.ts";
import { constraints } from "./constraints/constraints.ts";
import { exact } from "./exact/exact.ts";
import { facts } from "./facts.ts";
import { functionJudge } from "./function-judge.ts";
import { human } from "./human.ts";
import { jsonSchema } from "./json-schema.ts";
import { regex } from "./regex.ts";
import type { JudgeContext, JudgeKind, JudgePurpose, JudgeSetting } from "./judge-kind.ts";
import { noisy } from "./noisy.ts";
import { none } from "./none.ts";
import { oracle } from "./oracle.ts";
import { pairwise } from "./pairwise.ts";
import { panel } from "./panel.ts";
import { predictionMarket } from "./prediction-market.ts";
import { program } from "./program.ts";
import { recorded } from "./recorded.ts";
import { rubric } from "./rubric.ts";
import { self } from "./self.ts";
import { turns } from "./turns.ts";

const kinds = [
  exact,
  contains,
  regex,
  jsonSchema,
  program,
  constraints,
  facts,
  rubric,
  panel,
  pairwise,
  predictionMarket,
  self,
  turns,
  noisy,
  oracle,
  recorded,
  human,
  functionJudge,
  none,
] as const;

/** Kinds of judges by name. */
export const judgeRegistry = openRegistry<JudgeKind>("judge", kinds);
/** Every kind of judge: the free and certain ones first, plugins' last. */
export const judgeKinds: readonly JudgeKind[] = judgeRegistry.all;
/** One of these kinds, with the types of its name and its settings. */
export type KnownJudgeKind = (typeof kinds)[number];

/** Opens a judge from its spec. An unknown kind or a setting that does not fit is a UserError that names it. */
export function openJudge(spec: JudgeSpec, use: JudgePurpose | (JudgeSetting & { readonly purpose: JudgePurpose })): Judge {
  const key = alikeEverywhere.has(spec.kind) ? JSON.stringify(spec, told) : undefined;
  const before = key === undefined ? undefined : opened.get(key);
  if (before !== undefined) return before;
  const judge = openAnew(spec, use);
  if (key !== undefined) {
    if (opened.size >= mostOpened) opened.clear();
    opened.set(key, judge);
  }
  return judge;
}

/** Kinds that take nothing from whoever opens them: every suite has such graders by the thousand, and each setting is opened once. */
const alikeEverywhere: ReadonlySet<string> = new Set(
  kinds.filter(({ name, needs }) => name !== "function" && needs.every((need) => need === "sandbox")).map(({ name }) => name),
);
/** Numbers that JSON has no words for are no null. */
function told(_: string, value: unknown): unknown {
  const odd = typeof value === "bigint" || (typeof value === "number" && !Number.isFinite(value));
  return odd ? { [typeof value]: String(value) } : value;
}
const opened = new Map<string, Judge>();
const mostOpened = 50_000;

function openAnew(spec: JudgeSpec, use: Parameters<typeof openJudge>[1]): Judge {
  const setting = typeof use === "string" ? { purpose: use } : use;
  const kind = judgeKinds.find((one) => one.name === spec.kind);
  if (kind === undefined) {
    const names = judgeKinds.map((one) => one.name);
    throw new UserError(`There is no kind of judge called ${JSON.stringify(spec.kind)}.${didYouMean(spec.kind, names)}`);
  }
  const { member } = spec;
  const read = kind.options.safeParse(ownSettings(kind, spec));
  if (!read.success) throw new UserError(`Judge "${kind.name}": ${faults(read.error, kind.options)}`);
  const open = (inner: JudgeSpec) => openJudge(member === undefined ? inner : { member, ...inner }, setting);
  const context: JudgeContext = { ...setting, open };
  const judge = kind.open(read.data, context);
  if (kind.verbatim === true) return judge;
  return {
    ...judge,
    judge: (task, answer, desk, among) => judge.judge(task, outsideReasoning(answer), desk, among?.map(outsideReasoning)),
  };
}

/** A run names one member for whatever judge it has: one that asks none passes the name on to the judge inside it. */
export function ownSettings(kind: JudgeKind, spec: JudgeSpec): JudgeSpec {
  const { member: _member, ...others } = spec;
  return kind.needs.includes("member") ? spec : others;
}

/** Topologies of ours hand over no reasoning; answers of others, from files and from callers may still hold some. */
function outsideReasoning(answer: Answer): Answer {
  return { ...answer, text: readReply(answer.text).answer };
}

function faults(error: z.ZodError, schema: z.ZodType): string {
  return faultsIn(error, schema)
    .slice(0, 5)
    .map(({ of, words }) => `${of.length === 0 ? "the spec" : `"${z.core.toDotPath(of)}"`}: ${words}`)
    .join("; ");
}
