import type { Ask } from "../../types.ts";
import type { TaskIndex } from "./task-index.ts";
import { dialogueIn } from "./dialogue-in.ts";
import type { GroundTruth } from "./ground-truth.ts";
import { defined } from "../../util/defined.ts";
import { wantedOf } from "../../util/wanted-of.ts";
import { type RoleWords, roleWords } from "./role-words.ts";

/** An answer that the ask shows. `rejected` says what the ask tells of its verdict. */
export interface Candidate {
  readonly label: string;
  readonly text: string;
  readonly rejected?: "verdict" | "reason";
}
/** What a member reads in an ask: nothing but its messages and shape. */
export interface ParsedPrompt extends RoleWords {
  readonly truth: GroundTruth;
  readonly text: string;
  /** What stands in no block: roles and instructions. */
  readonly instruction: string;
  /** Text outside fences, where an answer could pose as an instruction. */
  readonly exposed: string;
  readonly candidates: readonly Candidate[];
  readonly results: readonly { readonly part: string; readonly text: string }[];
  /** The part to be done, when it is not the whole. */
  readonly part?: { readonly id: string; readonly brief: string };
  /** What a critique in the ask says: faults found, or none. */
  readonly critique?: "faults" | "none";
  /** What a comparison in the ask says of an answer, by its label: 1 that it looks right, -1 that it looks wrong. */
  readonly views: ReadonlyMap<string, number>;
  /** Perspectives that the ask lists. */
  readonly roster: readonly { readonly name: string; readonly view: string }[];
  /** How many perspectives to choose, and how many tries this one reply compares. */
  readonly choices: number;
  readonly voices: number;
  /** True when the member speaks as one perspective of a session, or holds several. */
  readonly inPersona: boolean;
  /** Whether each answer about a slice of a long context that the ask shows holds; empty when there is none. */
  readonly slices: readonly string[];
  /** The share of a context held in a variable that no program has read; 0 where there is no such context. */
  readonly unread: number;
  /** Lessons of earlier tasks that the ask shows, with the category that each names and the code that tells whether it is sound. */
  readonly lessons: readonly { readonly category: string; readonly code: string }[];
  readonly inputTokens: number;
  /** Whether an answer to an earlier turn, as the ask shows it, is wrong. */
  readonly strayed: boolean;
}

/** An ask without the turns before the one that it is for, and whether an answer to one of them is wrong. */
function behindDialogue(
  ask: Ask,
  { earlier = [] }: GroundTruth,
): Pick<ParsedPrompt, "strayed"> & { messages: Ask["messages"]; rest: string } {
  const { given, messages } = dialogueIn(
    ask.messages,
    earlier.map(({ prompt }) => prompt),
  );
  const strayed = given.some((answer, at) => isWrong(earlier[at], answer));
  return { messages, strayed, rest: withoutHead(messages.map((message) => message.text).join("\n")) };
}

function isWrong(truth: GroundTruth | undefined, answer: string): boolean {
  return truth !== undefined && truth.scoreOf(answer) < (truth.rubric?.pass ?? 0.5);
}

/** Reads an ask. `hint` helps to find the task and is believed only when its prompt stands in the text. */
export function sceneOf(ask: Ask, index: TaskIndex, hint: string): ParsedPrompt {
  const text = ask.messages.map((message) => message.text).join("\n");
  const truth = index.find(text, hint);
  const inputTokens = Math.ceil(text.length / 4);
  const { messages, strayed, rest } = behindDialogue(ask, truth);
  const bare = { truth, text, strayed, inputTokens, ...noBlocks };
  if (!rest.includes("<") && messages.length < 2) {
    return { ...bare, instruction: rest, exposed: rest, candidates: [], results: [], inPersona: inPersona(rest) };
  }
  const blocks = blocksOf(rest);
  const told = messages.filter((message) => message.role === "assistant" && message.text.trim() !== "");
  const own = told.map((message): Candidate => ({ label: "self", text: message.text }));
  const part = partOf(blocks);
  const instruction = rest.replace(fencePattern, " ");
  const roster = rosterIn(blocks);
  const choices = upTo(instruction, roster.length === 0 ? 3 : roster.length);
  return {
    ...bare,
    instruction,
    exposed: rest.replace(fencePattern, " "),
    candidates: [...own, ...candidatesOf(blocks, truth)],
    results: blocks.filter((block) => isResult(block, part !== undefined, truth)).map((block) => ({ part: block.name, text: block.body })),
    ...defined({ part }),
    ...defined({ critique: critiqueIn(blocks) }),
    views: viewsIn(blocks),
    roster,
    choices,
    voices: speaks(ask) ? choices : 1,
    inPersona: inPersona(instruction),
    ...rolesIn(ask, rest, blocks),
    ...toldIn(rest),
  };
}

/** What was found in slices of a long context, and what earlier tasks taught. */
function toldIn(text: string): Pick<ParsedPrompt, "slices" | "unread" | "lessons"> {
  const slices = text.matchAll(/^Question: .*\nAnswer: ([\s\S]*?)(?=^Question: |^<\/history-|$(?![\s\S]))/gm);
  const lessons = text.matchAll(/^- Lesson on ([^:\n]+): .* \[([0-9a-f]{8})\]$/gm);
  return {
    slices: [...slices].map(([, answer = ""]) => answer),
    unread: unreadIn(text),
    lessons: [...lessons].map(([, category = "", code = ""]) => ({ category, code })),
  };
}

/** Of a context that is held in a variable, what programs have not read by their own last count; where they keep none, their answers are taken for all of it. */
function unreadIn(text: string): number {
  if (!/^\[\d+ characters in \d+ lines, held in the variable "context"/m.test(text)) return 0;
  const counted = [...text.matchAll(/^Read (\d+) of (\d+) characters\.$/gm)].at(-1);
  if (counted === undefined) return /^Question: .*\nAnswer: /m.test(text) ? 0 : 1;
  return Math.min(1, Math.max(0, 1 - Number(counted[1]) / Math.max(1, Number(counted[2]))));
}

function critiqueIn(blocks: readonly Block[]): ParsedPrompt["critique"] {
  const critiques = blocks.filter((block) => block.tag === "critique");
  if (critiques.length === 0) return undefined;
  return critiques.some((block) => findsFault(block.body)) ? "faults" : "none";
}

const noRole: RoleWords = { speaks: false, choosesRole: false, takenRoles: new Set() };
/** What an ask says that has no blocks. */
const noBlocks = {
  roster: [],
  choices: 3,
  voices: 1,
  slices: [],
  unread: 0,
  lessons: [],
  views: new Map<string, number>(),
  ...noRole,
};

/** What is said of roles outside of fences: by the last message, or by a system text. */
function rolesIn({ messages }: Ask, text: string, blocks: readonly Block[]): RoleWords {
  const system = messages.find(({ role }) => role === "system")?.text ?? "";
  const last = messages.findLast(({ role }) => role === "user")?.text ?? "";
  const records = [...text.matchAll(fencePattern)].flatMap(([, tag, , , body = ""]) => (tag === "history" ? [body] : []));
  return roleWords({ last: withoutHead(last).replace(fencePattern, " "), system, blocks, records });
}

// A part's result that comes as a contribution or a note is a result all the same; a whole answer that comes as a result is an answer.
function isResult({ tag, body }: Block, open: boolean, truth: GroundTruth): boolean {
  const partial = /^Worksheet /m.test(body);
  if (tag === "result") return partial || !truth.states(body);
  return !open && partial && ["note", "contribution", "entry", "answer"].includes(tag);
}

interface Block {
  readonly tag: string;
  /** `by`, `id` or `part`, whichever it has. */
  readonly name: string;
  readonly role?: string;
  readonly body: string;
}
// Only a fence that closes with the code it opened with keeps a text apart.
const fencePattern =
  /<(context|task|answer|feedback|part|result|plan|critique|note|history|entry|contribution)-([0-9a-f]{16})((?:\s+[\w-]+="[^"]*")*)\s*>\n?([\s\S]*?)\n?<\/\1-\2>/g;

function blocksOf(text: string): Block[] {
  const found: Block[] = [];
  for (const match of text.matchAll(fencePattern)) {
    const [, tag = "", , attributes = "", body = ""] = match;
    const name = /(?:by|id|part|name|label)="([^"]*)"/.exec(attributes)?.[1];
    const role = /\brole="([^"]*)"/.exec(attributes)?.[1];
    if (tag === "history") found.push(...blocksOf(body));
    else found.push({ tag, name: name ?? (tag === "answer" ? `#${found.length + 1}` : ""), body, ...defined({ role }) });
  }
  return found;
}

function candidatesOf(blocks: readonly Block[], truth: GroundTruth): Candidate[] {
  const candidates: Candidate[] = [];
  for (const block of blocks) {
    const whole = ["contribution", "note", "entry", "result"].includes(block.tag) && truth.states(block.body);
    const offered = whole && !/^Worksheet /m.test(block.body);
    if (block.tag === "answer" || offered) candidates.push({ label: block.name, text: block.body });
    const last = candidates.at(-1);
    if (block.tag === "feedback" && last !== undefined && findsFault(block.body)) {
      candidates[candidates.length - 1] = { ...last, rejected: /reason|because|:/i.test(block.body) ? "reason" : "verdict" };
    }
  }
  return candidates;
}

/** Lines of a comparison that end with the labels they are about: "Their result looks wrong. (A, C)". */
function viewsIn(blocks: readonly Block[]): ReadonlyMap<string, number> {
  const views = new Map<string, number>();
  const told = blocks.filter(({ tag, name }) => tag === "note" && name === "analysis").map(({ body }) => body);
  for (const [, point = "", labels = ""] of told.join("\n").matchAll(/^- (.*) \(([A-Z, ]+)\)$/gm)) {
    const view = findsFault(point) ? -1 : /\b(?:right|correct|holds)\b/i.test(point) ? 1 : 0;
    for (const label of labels.split(", ")) if (view !== 0) views.set(label, view);
  }
  return views;
}

// A part that says it is the whole task is none. A member merges when every part shown has its result; it works on a part when exactly one is open.
function partOf(blocks: readonly Block[]): { id: string; brief: string } | undefined {
  const done = new Set(blocks.filter((block) => block.tag === "result").map((block) => block.name));
  const open = blocks.filter((block) => block.tag === "part" && !done.has(block.name) && !/^The whole task\b/i.test(block.body));
  const [only, ...others] = open;
  return only === undefined || others.length > 0 ? undefined : { id: only.name, brief: only.body };
}

/** Whether a verdict or a critique says that something is wrong. */
export function findsFault(text: string): boolean {
  if (/"problems"\s*:\s*\[\s*\]|\bno (?:problem|fault|flaw|error|issue|mistake)s?\b/i.test(text)) return false;
  return /not pass|fail|wrong|reject|problem|fault|flaw|error|incorrect|missing|mistake/i.test(text);
}

function inPersona(instruction: string): boolean {
  return /persona|perspective|\bspeak now as\b|\banswer as "/i.test(instruction);
}

function rosterIn(blocks: readonly Block[]): { name: string; view: string }[] {
  const notes = blocks.filter((block) => block.tag === "note" && block.name === "roster").map((block) => block.body);
  return [...notes.join("\n").matchAll(/^- ([^:\n]{1,80}): (.*)$/gm)].map((match) => ({ name: match[1] ?? "", view: match[2] ?? "" }));
}

// Several voices speak in one reply only where the reply has a place for them.
function speaks(ask: Ask): boolean {
  const names = Object.keys(wantedOf(ask)?.properties ?? {});
  return (names.includes("personas") || names.includes("branches")) && names.includes("answer");
}
function upTo(instruction: string, listed: number): number {
  const said = /\bup to (\d{1,2})\b/.exec(instruction);
  return Math.max(1, Math.min(listed, said === null ? 12 : Number(said[1]), 12));
}

// The context and task blocks are cut, so that nothing in a prompt is taken for a block of the protocol.
function withoutHead(text: string): string {
  let rest = text;
  for (const tag of ["context", "task"]) {
    const start = rest.indexOf(`<${tag}>`);
    const end = start < 0 ? -1 : rest.indexOf(`</${tag}>`, start);
    if (end >= 0) rest = `${rest.slice(0, start)}${rest.slice(end + tag.length + 3)}`;
  }
  return rest;
}
