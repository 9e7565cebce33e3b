import { graderKinds } from "../../../judges/index.ts";
import { suiteOfTasks } from "../../../tasks/index.ts";
import type { JudgeSpec } from "../../../types.ts";
import { UserError } from "../../../util/bug.ts";
import { defined } from "../../../util/defined.ts";
import { canonical, sha256 } from "../../../util/hash.ts";
import type { Tally } from "./tally.ts";
import type { TaskDraft } from "./task-draft.ts";

/** A task as a suite file holds it. */
export interface WrittenTask {
  readonly id: string;
  readonly category?: string;
  readonly prompt: string;
  readonly context?: string;
  readonly grader: JudgeSpec;
  readonly meta?: Readonly<Record<string, unknown>>;
}

const longestAnswer = 100;

/** Drafts as tasks that a suite takes: each with an id of its own and a grader. What a suite refuses is left out and counted. */
export function finishTasks(drafts: readonly TaskDraft[], tally: Tally): WrittenTask[] {
  const ids = new Map<string, string>();
  const tasks = drafts.flatMap((draft): { task: WrittenTask; place: string }[] => {
    if (draft.prompt.trim() === "") {
      tally.leave("task", "without a prompt", draft.place);
      return [];
    }
    const task = taskOf(draft, tally);
    const content = canonical(JSON.parse(JSON.stringify({ ...task, id: draft.id ?? "" })));
    const id = idFor(draft, sha256(content), ids, tally);
    return id === undefined ? [] : [{ task: { ...task, id }, place: draft.place }];
  });
  return accepted(tasks, tally);
}

function taskOf(draft: TaskDraft, tally: Tally): WrittenTask {
  const { choices, context, source } = draft;
  const named = draft.category?.trim();
  // Choices that are letters stand in the question already.
  const listed =
    choices?.every((text, at) => text === letter(at)) === true ? "" : choices?.map((text, at) => `(${letter(at)}) ${text}`).join("\n");
  const several = (draft.right?.length ?? 0) > 1;
  const asks = several ? "End with a line `Answer: <letters>` that names all right choices." : "End with a line `Answer: <letter>`.";
  const prompt = listed === undefined ? draft.prompt : [draft.prompt.trimEnd(), listed, asks].filter((part) => part !== "").join("\n\n");
  const { grader, reference } = graderOf(draft, tally);
  const kept = Object.fromEntries(
    Object.entries(source ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== "" && !isEmpty(value)),
  );
  const renamed = draft.id !== undefined && plainId(draft.id) !== draft.id ? draft.id : undefined;
  const meta = {
    ...defined({ reference: draft.reference ?? reference, named: renamed }),
    ...(Object.keys(kept).length === 0 ? {} : { source: kept }),
  };
  return {
    id: "",
    ...(named === undefined || named === "" ? {} : { category: named }),
    prompt,
    ...defined({ context: context?.trim() === "" ? undefined : context }),
    grader,
    ...(Object.keys(meta).length === 0 ? {} : { meta }),
  };
}

function graderOf(draft: TaskDraft, tally: Tally): { grader: JudgeSpec; reference?: string } {
  const { grader, choices, right = [], answers, place } = draft;
  if (grader !== undefined) return { grader };
  if (choices !== undefined && right.length > 0) {
    const key = right.map(letter).join(", ");
    const more = { ...(choices.length > 10 ? { options: choices.length } : {}), ...(right.length > 1 ? { multiple: true } : {}) };
    return { grader: { kind: "exact", answer: key, answerKind: "choice", ...more } };
  }
  const [first, ...others] = (answers ?? []).filter((text) => text.trim() !== "");
  if (first === undefined) {
    tally.mark("task", "without an answer to grade by, which a person judges (grader human)", place);
    return { grader: { kind: "human" } };
  }
  const final = /\n#### *(\S[^\n]*)\s*$/.exec(first)?.[1];
  if (final !== undefined) return { grader: { kind: "exact", answer: final.trim() }, reference: first };
  const all = [first, ...others].map((text) => text.trim());
  if (all.every((text) => text.length <= longestAnswer && !text.includes("\n")))
    return { grader: { kind: "exact", answer: first.trim(), ...(others.length === 0 ? {} : { aliases: all.slice(1) }) } };
  tally.mark("task", "with a long answer, which a rubric compares with it in meta.reference (one call a grade)", place);
  return { grader: { kind: "rubric" }, reference: all.join("\n\nor:\n\n") };
}

function letter(place: number): string {
  return String.fromCharCode(65 + place);
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** An id that a suite takes. */
function plainId(id: string): string {
  return id
    .trim()
    .replaceAll(/[\s,]+/gu, "-")
    .slice(0, 180);
}

/** Its own id; of one without, a name by its content, which no other order of the file changes. Undefined for a task that is there already. */
function idFor(draft: TaskDraft, content: string, ids: Map<string, string>, tally: Tally): string | undefined {
  const named = plainId(draft.id ?? "");
  if (named !== (draft.id ?? "")) tally.mark("id", "with spaces or commas, written with `-`; as it was in meta.named", draft.place);
  const wanted = named === "" ? `t-${content.slice(0, 12)}` : named;
  for (let n = 1; ; n++) {
    const id = n === 1 ? wanted : `${wanted}.${n}`;
    const there = ids.get(id);
    if (there === content) {
      tally.mark("task", "that is there twice, word for word, kept once", draft.place);
      return undefined;
    }
    if (there !== undefined) continue;
    ids.set(id, content);
    if (n > 1) tally.mark("task", "with the id of another, numbered", draft.place);
    return id;
  }
}

/** The tasks that a suite takes; the reason of each other is its own words. */
function accepted(tasks: readonly { readonly task: WrittenTask; readonly place: string }[], tally: Tally): WrittenTask[] {
  const kinds = graderKinds();
  if (
    refusal(
      tasks.map(({ task }) => task),
      kinds,
    ) === undefined
  )
    return tasks.map(({ task }) => task);
  return tasks.flatMap(({ task, place }) => {
    const words = refusal([task], kinds);
    if (words === undefined) return [task];
    tally.leave("task", `that a suite does not take (${words})`, place);
    return [];
  });
}

function refusal(tasks: readonly WrittenTask[], kinds: ReturnType<typeof graderKinds>): string | undefined {
  if (tasks.length === 0) return undefined;
  try {
    suiteOfTasks("imported", tasks, kinds);
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    return (thrown.message.split("\n")[0] ?? "")
      .replace(/^task \d+ of the suite imported: /, "")
      .replaceAll(/ in task "[^"]*"/g, "")
      .replace(/\.$/, "")
      .slice(0, 200);
  }
}
