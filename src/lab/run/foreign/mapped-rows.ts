import { UserError } from "../../../util/bug.ts";
import { nearestName } from "../../../util/nearest-name.ts";
import { fieldMeant } from "../../../tasks/everyday-names.ts";
import type { Ask } from "./ask.ts";
import { atPath } from "./at-path.ts";
import { choicesOf } from "./choices-of.ts";
import type { Fields } from "./fields.ts";
import { rightChoice } from "./right-choice.ts";
import type { SourceRow } from "./source.ts";
import type { Tally } from "./tally.ts";
import type { TaskDraft } from "./task-draft.ts";
import { textOf } from "./text-of.ts";

const parts = ["prompt", "answer", "category", "id", "choices"] as const;
type Part = (typeof parts)[number];
type Mapping = { readonly [part in Part]?: string };

/** Rows of a data set as drafts, by the names that were said and, where none was, by those that data sets use; which ones is told. Throws a `UserError` for a column that no row has. */
export function mappedRows(path: string, rows: readonly SourceRow[], ask: Ask, tally: Tally): TaskDraft[] {
  const mapping = mappingOf(path, rows, ask);
  tally.say(`Taken: ${parts.flatMap((part) => (mapping[part] === undefined ? [] : [`${part} from ${mapping[part]}`])).join(", ")}.`);
  return rows.flatMap(({ value, place }) => {
    const prompt = textOf(valueOf(value, mapping.prompt));
    if (prompt === undefined) {
      tally.leave("row", `without ${mapping.prompt}`, place);
      return [];
    }
    const draft = { place, prompt, ...namesIn(value, mapping), source: rest(value, mapping) };
    const choices = mapping.choices === undefined ? undefined : valueOf(value, mapping.choices);
    const answer = valueOf(value, mapping.answer);
    if (choices === undefined || choices === "") return [{ ...draft, answers: textsOf(answer) }];
    return withChoices(draft, choices, answer, tally);
  });
}

function withChoices(draft: TaskDraft, value: unknown, answer: unknown, tally: Tally): TaskDraft[] {
  const choices = choicesOf(value);
  if (choices === undefined) {
    tally.leave("row", "whose choices are no list of 2 to 26 texts", draft.place);
    return [];
  }
  const right = (Array.isArray(answer) ? answer : [answer]).map((one) => rightChoice(one, choices));
  const unfit = right.find((one) => typeof one === "string");
  if (unfit !== undefined) {
    tally.leave("row", unfit, draft.place);
    return [];
  }
  return [{ ...draft, choices: choices.texts, right: right.filter((one) => typeof one === "number") }];
}

function mappingOf(path: string, rows: readonly SourceRow[], ask: Ask): Mapping {
  const names = new Set(rows.slice(0, 1000).flatMap(({ value }) => Object.keys(value)));
  const list = [...names];
  const found: { [part in Part]?: string } = {};
  for (const part of parts) {
    const said = ask[part];
    if (said !== undefined && !names.has(said) && !rows.some(({ value }) => atPath(value, said) !== undefined))
      throw new UserError(`${path}: the column ${said} was wanted for --${part}; there is ${list.join(", ")}.${nearestName(said, list)}`);
    const taken = new Set(Object.values({ ...found, ...ask }));
    const guess = list.find((name) => !taken.has(name) && meantBy(name, part, list));
    const name = said ?? (list.includes(part) && !taken.has(part) ? part : guess);
    if (name !== undefined) found[part] = name;
  }
  if (found.prompt === undefined)
    throw new UserError(
      `${path}: the column with the questions was wanted. Name it, as in --prompt question; there is ${list.join(", ")}.`,
    );
  return found;
}

function meantBy(name: string, part: Part, beside: readonly string[]): boolean {
  if (part === "choices") return /^(choices|options|endings)$/i.test(name);
  return fieldMeant(name, beside) === part;
}

function valueOf(value: Fields, name: string | undefined): unknown {
  return name === undefined ? undefined : atPath(value, name);
}

function namesIn(value: Fields, { id, category }: Mapping): Pick<TaskDraft, "id" | "category"> {
  return { id: textOf(valueOf(value, id)), category: textOf(valueOf(value, category)) };
}

function textsOf(answer: unknown): string[] {
  const all = Array.isArray(answer) ? answer : [answer];
  return all.flatMap((one) => textOf(one) ?? []);
}

function rest(value: Fields, mapping: Mapping): Fields {
  const taken = new Set<string>(Object.values(mapping));
  return Object.fromEntries(Object.entries(value).filter(([name]) => !taken.has(name)));
}
