import type { Ask } from "../types.ts";
import { quotedBlocks } from "../util/quoted-blocks.ts";
import { messageName } from "../util/message-name.ts";
import type { Scope } from "./context.ts";

/**
 * An ask without the texts that do not reach its receiver here: blocks of the kinds that the place leaves out. What remains is byte for byte what would have
 * been asked had there been no such text, so draws stay shared. A block that is the task itself stays.
 */
export function heardAsk(ask: Ask, { unheard }: Pick<Scope, "unheard">): Ask {
  if (unheard === undefined || unheard.size === 0) return ask;
  const heard = ask.messages.map((message) => ({ ...message, text: heardText(message.text, ask.purpose, unheard) }));
  // Providers refuse messages without a text.
  const said = heard.filter(({ text }, at) => text.trim() !== "" || text === ask.messages[at]?.text);
  return said.length === 0 ? ask : { ...ask, messages: said };
}

function heardText(text: string, purpose: Ask["purpose"], unheard: ReadonlySet<string>): string {
  let [kept, from] = ["", 0];
  for (const { tag, start, end } of quotedBlocks(text)) {
    if (!unheard.has(messageName(tag, purpose)) || text.slice(0, start).endsWith(taskMark)) continue;
    const joined = text[start - 1] === "\n" && start - 1 >= from;
    kept += text.slice(from, joined ? start - 1 : start);
    from = end;
  }
  const left = kept + text.slice(from);
  return from > 0 && left.startsWith("\n") ? left.slice(1) : left;
}
const taskMark = "<task>\n";
