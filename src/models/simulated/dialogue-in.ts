import type { Message } from "../../types.ts";

/** The turns before the one that is asked, as an ask shows them. */
export interface ShownDialogue {
  /** The answers that were given to them, oldest first. */
  readonly given: readonly string[];
  /** What the ask says beside them. */
  readonly messages: readonly Message[];
}

/** The dialogue of these prompts that an ask lays before its task, as messages or as quotes in one text; none where a turn of it is not there. */
export function dialogueIn(messages: readonly Message[], prompts: readonly string[]): ShownDialogue {
  if (prompts.length === 0) return { given: [], messages };
  const start = messages.findIndex(({ role }) => role !== "system");
  const said = messages.slice(start, start + 2 * prompts.length);
  const spoken = said.filter(({ role }) => role === "assistant").map(({ text }) => text);
  const fits = prompts.every(
    (prompt, at) => said[2 * at]?.text.includes(taskOf(prompt)) === true && said[2 * at + 1]?.role === "assistant",
  );
  if (fits) return { given: spoken, messages: [...messages.slice(0, start), ...messages.slice(start + 2 * prompts.length)] };
  return quotedIn(messages, prompts);
}

function quotedIn(messages: readonly Message[], prompts: readonly string[]): ShownDialogue {
  const at = messages.findIndex(({ text }) => text.includes(taskOf(prompts[0] ?? "")));
  let rest = messages[at]?.text ?? "";
  const given: string[] = [];
  for (const prompt of prompts) {
    const start = rest.indexOf(taskOf(prompt));
    const from = start + taskOf(prompt).length;
    const quote = /^\s*<history-([0-9a-f]{16})[^>]*>\n([\s\S]*?)\n<\/history-\1>\n?/.exec(start < 0 ? "" : rest.slice(from));
    if (quote === null) return { given: [], messages };
    given.push(quote[2] ?? "");
    rest = `${rest.slice(0, start)}${rest.slice(from + quote[0].length)}`;
  }
  return { given, messages: messages.map((message, index) => (index === at ? { ...message, text: rest } : message)) };
}

function taskOf(prompt: string): string {
  return `<task>\n${prompt}\n</task>`;
}
