import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import type { z } from "zod";
import type { JudgeSpec, Suite, Task, Turn } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { toNano } from "../util/money.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { PartError } from "../util/part-error.ts";
import { refuseLinkOut } from "../util/read-file.ts";
import { bundledFolder } from "./bundled-suites.ts";
import { fieldMeant } from "./everyday-names.ts";
import { namesOfSuite, namesOfTask } from "./field-names.ts";
import { foreignFile } from "./foreign-file.ts";
import { graderFaults, graderPart } from "./grader-faults.ts";
import { missingSuite } from "./missing-suite.ts";
import { parseSuiteFile, suiteExtensions } from "./parse-suite-file.ts";
import type { ParsedFile, Path } from "./parsed.ts";
import { pathInside, readBeside, type Shelf } from "./read-beside.ts";
import { readText } from "./read-text.ts";
import { readYaml } from "./read-yaml.ts";
import { faultsOf, shortly } from "./schema-faults.ts";
import type { GraderKind } from "./settle.ts";
import { addFault, severalFaults } from "./several-faults.ts";
import { settleGraders, settleTask } from "./settle-task.ts";
import { longestPrompt, suiteSchema, taskSchema } from "./suite-schema.ts";
import { withAnswer } from "./with-answer.ts";
import { withoutAnchors } from "./without-anchors.ts";
import { WrittenValue } from "./written.ts";
import { writtenTurns } from "./written-turns.ts";
import { boundMemory } from "../util/bound-memory.ts";
import { defined } from "../util/defined.ts";

type Kinds = ReadonlyMap<string, GraderKind>;

/** A task as it was read, the graders of its file, and where a part of it stands. */
interface Draft {
  readonly raw: unknown;
  readonly graders: ReadonlyMap<string, JudgeSpec>;
  place(path: Path): string;
  sharedPlace(path: Path): string;
  /** Why it could not be read. */
  readonly fault?: string;
}
interface Sheet {
  /** What is wrong with the file beside its tasks. */
  readonly faults?: readonly string[];
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly drafts: readonly Draft[];
}

/**
 * A suite by its bundled name, or from a YAML, JSON, JSONL, CSV or TSV file, or from a folder of them. `graders` are the kinds that
 * exist, whose schemas say where a text is wanted and where a number; without it any kind is taken. Bad input rejects with a UserError: file, line and column, what was wanted, what was got, what to do.
 */
export async function loadSuite(nameOrPath: string, graders?: readonly GraderKind[]): Promise<Suite> {
  const { path, kinds, sheet } = sheetAt(nameOrPath, graders);
  if (sheet.drafts.length === 0) {
    throw new UserError(`${path}: wanted at least one task, got none. Add a task with an id, a prompt and a grader.`);
  }
  const tasks = tasksOf(sheet.drafts, kinds, sheet.faults);
  const name = sheet.name ?? basename(path, extname(path));
  return sheet.description === undefined ? { name, tasks } : { name, tasks, description: sheet.description };
}

/** Where a part of a task's grader stands in the files of a suite: file, line and column. Undefined where it has no such task. Throws `UserError`. */
export function graderPlace(nameOrPath: string, id: string, path: Path, graders: readonly GraderKind[]): string | undefined {
  const { drafts } = sheetAt(nameOrPath, graders).sheet;
  const draft = drafts.find(({ raw }) => typeof raw === "object" && raw !== null && "id" in raw && String(raw.id) === id);
  if (draft === undefined) return undefined;
  const turned = partOfTurn(draft, path);
  if (turned !== undefined) return turned;
  const { grader } = draft.raw as { readonly grader?: string | { readonly kind?: string } };
  const name = typeof grader === "string" ? grader : (grader?.kind ?? "");
  const settings = draft.graders.get(name);
  return graderPart({ ...draft, ...(settings === undefined ? {} : { shared: { name, settings } }) }, path);
}

/** Where a part of the graders of several turns stands; undefined where a task has one. */
function partOfTurn(draft: Draft, [field, turn, _grader, ...path]: Path): string | undefined {
  if (field !== "turns" || typeof turn !== "number" || !Object.hasOwn(draft.raw as object, "turns")) return undefined;
  return draft.place(turn === 0 ? ["grader", ...path] : ["turns", turn - 1, "grader", ...path]);
}

function sheetAt(nameOrPath: string, graders?: readonly GraderKind[]) {
  const path = bundledFolder(nameOrPath) ?? resolve(nameOrPath);
  if (!existsSync(path)) {
    throw PartError.of([], missingSuite(nameOrPath));
  }
  const kinds = new Map(graders?.map((kind) => [kind.name, kind]));
  const sheet = statSync(path).isDirectory() ? readFolder(path, kinds) : readSheet(path, dirname(path), kinds);
  return { path, kinds, sheet };
}

/** A suite of tasks that are at hand as values, as they would stand in a file. Throws `UserError`. */
export function suiteOfTasks(name: string, raws: readonly unknown[], graders: readonly GraderKind[]): Suite {
  const kinds = new Map(graders.map((kind) => [kind.name, kind]));
  const drafts = raws.map((raw, index): Draft => {
    const place = (): string => `task ${index + 1} of the suite ${name}`;
    return { raw, graders: new Map(), place, sharedPlace: place };
  });
  return { name, tasks: tasksOf(drafts, kinds) };
}

/** The tasks of drafts; else every fault of all of them, up to a number that can be read. */
function tasksOf(drafts: readonly Draft[], kinds: Kinds, before: readonly string[] = []): Task[] {
  const told = [...before];
  const tasks = drafts.map((draft) => attempted(() => taskOf(draft, kinds), told));
  addDoubles(drafts, told);
  // What is wrong with a shared grader is found at each of its tasks.
  const faults = [...new Set(told)];
  if (faults.length > 0) throw new UserError(severalFaults(faults));
  return tasks.filter((task) => task !== undefined);
}

/** What is made; a fault of the user's input is added to the faults instead, each line that begins with a place as one. */
function attempted<T>(make: () => T, faults: string[]): T | undefined {
  try {
    return make();
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    for (const fault of thrown.message.split(/\n(?! )/)) faults.push(fault);
    return undefined;
  }
}

function readFolder(folder: string, kinds: Kinds): Sheet {
  const head = ["suite.yaml", "suite.yml", "suite.json"].find((name) => existsSync(join(folder, name)));
  if (head !== undefined) {
    refuseLinkOut(head, join(folder, head));
    const sheet = readSheet(join(folder, head), folder, kinds);
    return { ...sheet, name: sheet.name ?? basename(folder) };
  }
  const files = readdirSync(folder).filter((name) => suiteExtensions.includes(extname(name).toLowerCase()));
  if (files.length === 0) {
    throw new UserError(`${folder}: wanted a suite.yaml or task files (${suiteExtensions.join(", ")}), got none. Add one.`);
  }
  return {
    name: basename(folder),
    drafts: files.sort().flatMap((name) => {
      refuseLinkOut(name, join(folder, name));
      return readSheet(join(folder, name), folder, kinds).drafts;
    }),
  };
}

/** One file: an object with tasks, a bare list of tasks, or one task. */
function readSheet(file: string, root: string, kinds: Kinds): Sheet {
  if (!suiteExtensions.includes(extname(file).toLowerCase())) {
    throw new UserError(`${file}: wanted a suite file (${suiteExtensions.join(", ")}), got "${extname(file)}". Rename or convert it.`);
  }
  const parsed = parseSuiteFile(file, readText(file));
  const shelf = { root, file };
  const { value } = parsed;
  const foreign = foreignFile(value);
  if (foreign !== undefined) throw new UserError(`${parsed.place([])}: ${foreign}.`);
  if (Array.isArray(value)) return { drafts: value.map((raw, index) => draftOf(raw, [index], parsed, shelf, new Map())) };
  if (typeof value !== "object" || value === null || value instanceof WrittenValue) {
    throw new UserError(
      `${parsed.place([])}: wanted a suite with a list "tasks", got ${value === null ? "an empty file" : shortly(value)}. Begin the file with "tasks:" and each task with "- id:".`,
    );
  }
  if (isOneTask(value)) return { drafts: [draftOf(value, [], parsed, shelf, new Map())] };
  const settling = { kinds, place: (path: Path) => parsed.place(path) };
  const { graders: shared, tasks, ...about } = withoutAnchors(value, parsed, Object.keys(suiteSchema.shape));
  const whole = { ...about, ...(shared === undefined ? {} : { graders: settleGraders(shared, settling) }) };
  const head = suiteSchema.partial({ tasks: true }).safeParse(whole);
  const faults = head.success ? [] : faultsOf(head.error, whole, parsed, namesOfSuite).split("\n");
  if (faults.length > 0 && !Array.isArray(tasks)) throw new UserError(faults.join("\n"));
  if (tasks !== undefined && tasks !== null && !Array.isArray(tasks)) {
    throw new UserError(`${parsed.place(["tasks"])}: wanted a list of tasks, got ${shortly(tasks)}. Begin each task with "- id:".`);
  }
  const graders = new Map(Object.entries(head.data?.graders ?? {})) as ReadonlyMap<string, JudgeSpec>;
  const drafts = ((tasks ?? []) as unknown[]).map((raw, index) => draftOf(raw, ["tasks", index], parsed, shelf, graders));
  return { name: head.data?.name, description: head.data?.description, drafts, faults };
}

/** A file with a task alone: by its prompt, under whatever everyday name. */
function isOneTask(value: object): boolean {
  const names = Object.keys(value);
  return !names.includes("tasks") && names.some((name) => name === "prompt" || (name !== "id" && fieldMeant(name, []) === "prompt"));
}

function draftOf(raw: unknown, at: Path, parsed: ParsedFile, shelf: Shelf, graders: Draft["graders"]): Draft {
  const faults: string[] = [];
  const read = attempted(() => readDraft(raw, at, parsed, shelf, graders), faults);
  return read ?? { raw, graders, ...placesOf(parsed, at), fault: faults.join("\n") };
}

function readDraft(raw: unknown, at: Path, parsed: ParsedFile, shelf: Shelf, graders: Draft["graders"]): Draft {
  const named = typeof raw === "object" && raw !== null && Object.hasOwn(raw, "$task") ? (raw as { $task?: unknown }).$task : undefined;
  if (typeof named !== "string") return { raw: readBeside(raw, shelf), graders, ...placesOf(parsed, at) };
  const file = pathInside(named, shelf);
  const own = readYaml(file, readText(file));
  return { ...placesOf(parsed, at), raw: readBeside(own.value, { root: shelf.root, file }), graders, place: (path) => own.place(path) };
}

function placesOf(parsed: ParsedFile, at: Path): Pick<Draft, "place" | "sharedPlace"> {
  return { place: (path) => parsed.place([...at, ...path]), sharedPlace: (path) => parsed.place(["graders", ...path]) };
}

function taskOf(draft: Draft, kinds: Kinds): Task {
  boundMemory();
  if (draft.fault !== undefined) throw new UserError(draft.fault);
  const raw = settleTask(
    withAnswer(
      writtenTurns(draft.raw, (path) => draft.place(path)),
      (path) => draft.place(path),
    ),
    draft.graders,
    { kinds, place: (path) => draft.place(path) },
  );
  const parsed = taskSchema.safeParse(raw);
  if (!parsed.success) throw new UserError(faultsOf(parsed.error, raw, draft, namesOfTask(raw, kinds)));
  const { worth, grader, context, tags, title, turns, answer: _answer, meta: _meta, ...rest } = parsed.data;
  const meta = title === undefined ? parsed.data.meta : { ...parsed.data.meta, title };
  const prompts = [rest.prompt, ...(turns ?? []).map(({ prompt }) => prompt)];
  const size = prompts.reduce((sum, prompt) => sum + Buffer.byteLength(prompt), Buffer.byteLength(context ?? ""));
  if (size > longestPrompt) {
    throw new UserError(
      `${draft.place(["prompt"])}: wanted at most ${longestPrompt} bytes of prompt and context in task "${rest.id}", got ${size}. Shorten it or split the task.`,
    );
  }
  return {
    ...rest,
    grader: graderOf(grader, draft, kinds, rest.id),
    ...defined({ context }),
    ...(worth === undefined ? {} : { value: toNano(worth) }),
    ...(turns === undefined ? {} : { turns: turnsOf(turns, draft, kinds, parsed.data) }),
    ...defined({ tags, meta }),
  };
}

/** The turns behind the first. Throws `UserError` where none is graded. */
function turnsOf(turns: readonly WrittenTurn[], draft: Draft, kinds: Kinds, { id, grader }: z.output<typeof taskSchema>): Turn[] {
  const raws = (draft.raw as { readonly turns?: unknown }).turns;
  const graded = (turns as readonly Pick<WrittenTurn, "grader">[]).concat({ grader }).some((turn) => isGrader(turn.grader));
  if (!graded) {
    throw new UserError(
      `${draft.place(["turns"])}: wanted a grader in at least one turn of task "${id}", got none. Add a grader or an answer to the turns whose answers count.`,
    );
  }
  return turns.map((turn, at): Turn => {
    const place = (path: Path) => draft.place(["turns", at, ...path]);
    const own = { ...draft, raw: Array.isArray(raws) ? (raws[at] as unknown) : undefined, place };
    const { prompt, meta } = turn;
    return {
      prompt,
      ...(turn.grader === undefined ? {} : { grader: graderOf(turn.grader, own, kinds, `${id}#${at + 2}`) }),
      ...defined({ meta }),
    };
  });
}
type WrittenTurn = NonNullable<z.output<typeof taskSchema>["turns"]>[number];

function isGrader(grader: WrittenTurn["grader"]): boolean {
  return grader !== undefined && (typeof grader === "string" ? grader : grader.kind) !== "none";
}

function graderOf(grader: z.output<typeof taskSchema>["grader"], draft: Draft, kinds: Kinds, id: string): JudgeSpec {
  const named = typeof grader === "string" ? grader : grader.kind;
  const shared = draft.graders.get(named);
  const settings = typeof grader === "string" ? {} : grader;
  const spec = { ...shared, ...settings, kind: shared?.kind ?? named } as JudgeSpec;
  if (kinds.size > 0 && !kinds.has(spec.kind)) {
    const names = [...kinds.keys(), ...draft.graders.keys()];
    throw new UserError(
      `${draft.place(["grader"])}: wanted a known grader in task "${id}", got ${shortly(spec.kind)}.${didYouMean(spec.kind, names)} Run \`catallaxy list judges\` to see all.`,
    );
  }
  const from = shared === undefined ? {} : { shared: { name: named, settings: shared } };
  const faults = graderFaults({ ...draft, id, spec, ...from }, kinds.get(spec.kind));
  if (faults.length > 0) throw new UserError(faults.join("\n"));
  return spec;
}

function addDoubles(drafts: readonly Draft[], faults: string[]): void {
  const several = drafts.flatMap(({ raw }) => (typeof raw === "object" && raw !== null && "turns" in raw && "id" in raw ? [raw.id] : []));
  const severalTurns = new Set<unknown>(several);
  const seen = new Map<string, Draft>();
  for (const draft of drafts) {
    const id = typeof draft.raw === "object" && draft.raw !== null && "id" in draft.raw ? draft.raw.id : undefined;
    if (typeof id !== "string") continue;
    const turn = /^(.+)#(?:all|\d+)$/.exec(id)?.[1];
    if (turn !== undefined && severalTurns.has(turn))
      addFault(
        faults,
        () =>
          `${draft.place(["id"])}: wanted an id of its own, got ${shortly(id)}, which a turn of the task "${turn}" is called. Rename one.`,
      );
    const first = seen.get(id);
    if (first === undefined) seen.set(id, draft);
    else
      addFault(
        faults,
        () =>
          `${draft.place(["id"])}: wanted ids that are unique in the suite, got ${shortly(id)} again (first at ${first.place(["id"])}). Rename one.`,
      );
  }
}
