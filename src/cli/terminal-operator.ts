import type { Decide } from "../lab/index.ts";
import { UserError } from "../util/bug.ts";
import { answered } from "./confirmed.ts";

interface OperatorQuestion {
  readonly text: string;
  readonly names: readonly string[];
  readonly proposed: readonly string[];
}
/** How the person is asked; a symbol means that it turned away. */
export interface Prompts {
  show(text: string): void;
  choose(proposed: readonly string[]): Promise<"accept" | "change" | "reject" | symbol>;
  pick(names: readonly string[], proposed: readonly string[]): Promise<readonly string[] | symbol>;
}

/** The person at the terminal as operator, asked one question at a time; undefined where nobody can answer. */
export function terminalOperator(
  streams: { readonly stdin: { readonly isTTY?: boolean }; readonly stderr: { readonly isTTY?: boolean } } = process,
): Decide | undefined {
  return streams.stdin.isTTY === true && streams.stderr.isTTY === true ? oneByOne(async () => terminalPrompts()) : undefined;
}

/** Trials run side by side, a person does not: proposals wait for one another. Turning away rejects the promise, so the proposal stands. */
export function oneByOne(open: () => Promise<Prompts>): Decide {
  let turn: Promise<unknown> = Promise.resolve();
  return (proposal) => {
    const decided = turn.then(async () => decideAt(await open(), proposal));
    turn = decided.catch(() => {});
    return decided;
  };
}

async function decideAt(prompts: Prompts, { text, names, proposed }: OperatorQuestion): ReturnType<Decide> {
  prompts.show(readable(text));
  const kind = await prompts.choose(proposed);
  if (typeof kind === "symbol") throw new UserError("The operator turned away from the question.");
  if (kind !== "change") return { kind };
  const personas = await prompts.pick(names, proposed);
  if (typeof personas === "symbol") throw new UserError("The operator turned away from the question.");
  return { kind, personas };
}

/** The task and the proposed set out of what a member would read; all of it where there is neither. */
function readable(text: string): string {
  const blocks = [/<task>\n([\s\S]*?)\n<\/task>/, /<note [^>]*>\n([\s\S]*?)\n<\/note>/].flatMap((block) => block.exec(text)?.[1] ?? []);
  return blocks.length === 0 ? text : blocks.join("\n\n");
}

/** On stderr, like everything that is not the result. */
async function terminalPrompts(): Promise<Prompts> {
  const { multiselect, note, select } = await import("@clack/prompts");
  const output = process.stderr;
  return {
    show: (text) => note(text, "Perspectives for a task", { output }),
    choose: (proposed) =>
      answered((signal) =>
        select({
          message: `Proposed: ${proposed.join(", ")}`,
          output,
          signal,
          options: [
            { value: "accept" as const, label: "Accept" },
            { value: "change" as const, label: "Change the set" },
            { value: "reject" as const, label: "Reject: answer without perspectives" },
          ],
        }),
      ),
    pick: (names, proposed) =>
      answered((signal) =>
        multiselect({
          message: "Who should look at the task?",
          output,
          signal,
          required: true,
          initialValues: [...proposed],
          options: names.map((name) => ({ value: name, label: name })),
        }),
      ),
  };
}
