import { asFields } from "./as-fields.ts";
import { choicesOf } from "./choices-of.ts";
import type { Fields } from "./fields.ts";
import { rightChoice } from "./right-choice.ts";
import type { Source } from "./source.ts";
import type { Tally } from "./tally.ts";
import type { TaskDraft } from "./task-draft.ts";
import { textOf } from "./text-of.ts";

const known = new Set(["input", "target", "choices", "id", "metadata", "sandbox", "files", "setup"]);

/** Whether rows are samples of Inspect: an input, a target, and nothing that a sample has not. */
export function isInspectDataset({ rows }: Source): boolean {
  const [first] = rows;
  return (
    first !== undefined &&
    Object.hasOwn(first.value, "input") &&
    Object.hasOwn(first.value, "target") &&
    Object.keys(first.value).every((name) => known.has(name))
  );
}

/** Samples of Inspect as drafts. */
export function inspectDataset(source: Source, tally: Tally): TaskDraft[] {
  return source.rows.flatMap(({ value, place }) => {
    const asked = askedIn(value["input"]);
    if (asked === undefined) {
      tally.leave("sample", "whose input is no text and no messages that end with the user's", place);
      return [];
    }
    const metadata = asFields(value["metadata"]) ?? asFields(parsed(value["metadata"]));
    const source = Object.fromEntries(
      Object.entries(value).filter(([name]) => name !== "metadata" && (!known.has(name) || ["sandbox", "files", "setup"].includes(name))),
    );
    const draft = {
      place,
      ...asked,
      id: textOf(value["id"]),
      category: textOf(metadata?.["category"] ?? metadata?.["subject"]),
      source: { ...metadata, ...source },
    };
    if (["sandbox", "files", "setup"].some((name) => (textOf(value[name]) ?? "") !== ""))
      tally.mark("sample", "with files or a sandbox, which members do not get: kept in meta.source", place);
    return targeted(draft, value, tally);
  });
}

function targeted(draft: TaskDraft, { target, choices }: Fields, tally: Tally): TaskDraft[] {
  const list = Array.isArray(target) ? target : [target];
  const texts = list.flatMap((one) => textOf(one) ?? []);
  if (choices === undefined || choices === null || choices === "") return [{ ...draft, answers: texts }];
  const read = choicesOf(choices);
  const right =
    read === undefined
      ? ["whose choices are no list of 2 to 26 texts"]
      : texts
          .flatMap((text) => (/^[A-Z]{2,}$/.test(text) && !read.texts.includes(text) ? text.split("") : [text]))
          .map((one) => rightChoice(one, read));
  const unfit = right.find((one) => typeof one === "string");
  if (unfit === undefined) return [{ ...draft, choices: read?.texts, right: right.filter((one) => typeof one === "number") }];
  tally.leave("sample", unfit, draft.place);
  return [];
}

/** A text, or messages: the last of the user is the prompt, what came before is its context. */
function askedIn(input: unknown): Pick<TaskDraft, "prompt" | "context"> | undefined {
  const value = typeof input === "string" && /^\s*\[\s*\{\s*"(role|content)"/.test(input) ? parsed(input) : input;
  if (!Array.isArray(value)) return typeof value === "string" ? { prompt: value } : undefined;
  const messages = value.map((one) => ({ role: textOf(asFields(one)?.["role"]) ?? "", text: contentOf(asFields(one)?.["content"]) }));
  const last = messages.at(-1);
  if (last?.role !== "user" || messages.some(({ text }) => text === undefined)) return undefined;
  const before = messages.slice(0, -1).map(({ role, text }) => `${role}: ${text ?? ""}`);
  return { prompt: last.text ?? "", ...(before.length === 0 ? {} : { context: before.join("\n\n") }) };
}

/** Content of messages as text; pictures and sounds are none. */
function contentOf(content: unknown): string | undefined {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return undefined;
  const parts = content.map((one) => textOf(asFields(one)?.["text"]));
  return parts.some((part) => part === undefined) ? undefined : parts.join("\n");
}

function parsed(value: unknown): unknown {
  if (typeof value !== "string") return undefined;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}
