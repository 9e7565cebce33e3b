import type { Json, Task } from "../../types.ts";
import { turnTasks } from "../../util/turn-tasks.ts";
import { sha256 } from "../../util/hash.ts";
import { gaussian } from "./chance.ts";
import { isRecord, metBy, type Rubric, rubricOf, shareOf, textOr, texts } from "./claims.ts";
import { codeOf, lastCode } from "./codes.ts";
import { defined } from "../../util/defined.ts";

/** What the world knows of a task and no member does. */
export interface GroundTruth {
  readonly key: string;
  readonly prompt: string;
  readonly category: string;
  readonly difficulty: number;
  readonly discrimination: number;
  readonly coupling: number;
  readonly parts: readonly { readonly id: string; readonly brief: string }[];
  /** Whole answers as a member would write them. */
  readonly right: readonly string[];
  readonly wrong: readonly string[];
  readonly rubric?: Rubric;
  /** Chance that an error in an earlier turn makes this one wrong; the world's where the task says none. */
  readonly carry?: number;
  /** Of a later turn: those before it. */
  readonly earlier?: readonly GroundTruth[];
  /** Of a prompt that holds all turns of a task: each of them. */
  readonly turns?: readonly GroundTruth[];
  /** What two texts share when they state the same result. */
  signatureOf(text: string): string;
  /** Whether a text states a result of this task at all. */
  states(text: string): boolean;
  /** 1 right, 0 wrong; between them for a rubric. */
  scoreOf(text: string): number;
}

/** The truth of a suite's task: what `meta.simulation` says, the rest drawn from the world's seed. */
export function truthOf(task: Task, seed: string): GroundTruth {
  const meta = isRecord(task.meta?.simulation) ? task.meta.simulation : {};
  const rubric = task.grader.kind === "rubric" || meta.claims !== undefined ? rubricOf(task.grader, meta.claims, meta.padding) : undefined;
  const program = task.grader.kind === "program";
  const signatureOf = program ? fenced : stated;
  const right = answersOf(task, meta.right, program) ?? referenceOf(task, program) ?? generated(task, seed, true);
  const wrong = answersOf(task, meta.wrong, program) ?? generated(task, seed, false);
  const known = new Set(right.map(signatureOf));
  const all = new Set([...known, ...wrong.map(signatureOf)]);
  return {
    key: task.id,
    prompt: task.prompt,
    category: task.category,
    ...scalesOf(meta, task.id, seed),
    right,
    wrong,
    ...defined({ rubric }),
    signatureOf,
    states(text) {
      if (rubric !== undefined && metBy(rubric, text).size > 0) return true;
      return all.has(signatureOf(text)) || /\banswer:/i.test(text) || (program && text.includes("```"));
    },
    scoreOf(text) {
      if (rubric !== undefined) return shareOf(rubric, metBy(rubric, text));
      return known.has(signatureOf(text)) || lastCode(seed, signatureOf(text))?.right === true ? 1 : 0;
    },
  };
}

/** Whether the world knows a text that the task's own grader would pass, in each of its turns; programs and puzzles need `meta.simulation.right` or `meta.reference`. */
export function canBeRight(task: Task): boolean {
  if (task.turns !== undefined) return turnTasks(task).every(canBeRight);
  const meta = isRecord(task.meta?.simulation) ? task.meta.simulation : {};
  const given = answersOf(task, meta.right, false) ?? referenceOf(task, false);
  return given !== undefined || !checkedByText.includes(task.grader.kind) || knownAnswer(task) !== undefined;
}
/** Graders that read the answer itself: the code that stands for a right answer elsewhere means nothing to them. */
const checkedByText = ["exact", "program", "constraints", "facts"];

/** The truth of a text that is no task of the suite: generated answers, average difficulty, the same for the same text. */
export function strangeTruth(text: string, seed: string): GroundTruth {
  const id = `unknown-${sha256(text).slice(0, 12)}`;
  return truthOf({ id, category: "unknown", prompt: text, grader: { kind: "generated" } }, seed);
}

function scalesOf(meta: { readonly [key: string]: Json }, id: string, seed: string) {
  const number = (value: Json | undefined, otherwise: number) => (typeof value === "number" ? value : otherwise);
  const parts = Array.isArray(meta.parts) ? meta.parts.filter(isRecord) : [];
  return {
    difficulty: number(meta.difficulty, 0.5 * gaussian(`${seed}|difficulty|${id}`)),
    discrimination: number(meta.discrimination, 1),
    coupling: number(meta.coupling, 0.3),
    ...(typeof meta.carry === "number" ? { carry: Math.min(1, Math.max(0, meta.carry)) } : {}),
    parts: parts.map((part, index) => ({ id: textOr(part.id, `part-${index + 1}`), brief: textOr(part.brief, "") })),
  };
}

function answersOf(task: Task, given: Json | undefined, program: boolean): string[] | undefined {
  const answers = texts(given ?? []);
  if (answers.length === 0) return undefined;
  if (program)
    return answers.map((answer) => (answer.includes("```") ? answer : `Here is the program.\n\n\`\`\`js\n${answer.trim()}\n\`\`\``));
  const short = task.grader.kind === "exact" || task.grader.kind === "numeric";
  return answers.map((answer) => (short && !/answer\s*[:=]/i.test(answer) ? worked(answer) : answer));
}

/** The task's own reference, where the grader does not state the answer. */
function referenceOf(task: Task, program: boolean): string[] | undefined {
  const reference = task.meta?.reference;
  if (typeof reference !== "string" || reference.trim() === "" || knownAnswer(task) !== undefined) return undefined;
  return answersOf(task, reference, program);
}

function knownAnswer(task: Task): string | undefined {
  const answer = task.grader.answer;
  return typeof answer === "string" || typeof answer === "number" ? String(answer) : undefined;
}

function generated(task: Task, seed: string, right: boolean): string[] {
  const known = knownAnswer(task);
  if (known === undefined) {
    const count = right ? 1 : 4;
    return Array.from({ length: count }, (_, index) => worked(codeOf(seed, `${task.id}|${index}`, right)));
  }
  if (right) return [worked(known)];
  const hex = sha256(`${seed}|${task.id}|wrong`);
  // A number is missed by a little, a code by another code: both look like answers.
  const near = /^-?\d+$/.test(known)
    ? [1, -1, 2, 10].map((by) => String(Number(known) + by))
    : [0, 3, 6, 9].map((at) => `x${hex.slice(at, at + 3)}`);
  return near.filter((text) => text !== known).map(worked);
}

function worked(answer: string): string {
  return `I worked through the conditions step by step and checked the result.\n\nAnswer: ${answer}`;
}

function fenced(text: string): string {
  const blocks = [...text.matchAll(/```[^\n]*\n([\s\S]*?)```/g)];
  return (blocks.at(-1)?.[1] ?? text).trim();
}

function stated(text: string): string {
  const at = Math.max(text.lastIndexOf("Answer:"), text.lastIndexOf("answer:"));
  if (at >= 0) return plain(text.slice(at + 7));
  return text.includes("```") ? plain(fenced(text)) : plain(text);
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[*$`]/g, "").replace(/\s+/g, " ").trim();
}
