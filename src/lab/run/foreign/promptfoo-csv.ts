import { UserError } from "../../../util/bug.ts";
import { own } from "../../../util/own.ts";
import type { Ask } from "./ask.ts";
import { draftOf } from "./promptfoo-config.ts";
import { promptfooRow } from "./promptfoo-row.ts";
import type { Source } from "./source.ts";
import type { Tally } from "./tally.ts";
import type { TaskDraft } from "./task-draft.ts";
import { textOf } from "./text-of.ts";

/** Whether a table is one of promptfoo's tests. */
export function isPromptfooTable({ columns }: Source): boolean {
  return columns?.some((name) => /^__expected\d*$/.test(name)) === true;
}

/** Tests of a table with the prompt that was said: a template, or a column. Throws a `UserError` where several columns could be it. */
export function promptfooTable(source: Source, ask: Ask, tally: Tally): TaskDraft[] {
  const vars = (source.columns ?? []).filter((name) => !name.startsWith("__"));
  const said = ask.prompt;
  const column = said ?? (vars.length === 1 ? vars[0] : vars.find((name) => /^(prompt|question|input|query)$/i.test(name)));
  if (column === undefined || (said !== undefined && !said.includes("{{") && !vars.includes(said)))
    throw new UserError(
      `${source.path}: the prompt stands in the configuration, not in the table. Say it with its names, as in --prompt "Translate {{${vars[0] ?? "text"}}}", or name the column that is the whole prompt; there is ${vars.join(", ")}.`,
    );
  const text = column.includes("{{") ? column : `{{${column}}}`;
  if (said === undefined) tally.say(`Taken: prompt from ${column}.`);
  return source.rows.flatMap(({ value, place }) => {
    const test = promptfooRow(value, place);
    for (const name of ["__threshold", "__prefix", "__suffix"])
      if ((textOf(value[name]) ?? "") !== "")
        tally.leave("setting", `${name}: prompts are taken as they are, and all assertions must hold`, place);
    const named = { id: ask.id, category: ask.category };
    const metadata = Object.fromEntries(
      Object.entries(named).flatMap(([name, from]) => (from === undefined ? [] : [[name, own(value, from)]])),
    );
    return draftOf({ ...test, metadata: { ...test.metadata, ...metadata } }, { text, label: "prompt" }, 1, tally);
  });
}
