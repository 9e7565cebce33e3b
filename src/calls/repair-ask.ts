import type { Ask, Json, JsonSchema, Reply } from "../types.ts";
import { exampleOf } from "../util/example-of.ts";
import { fence } from "../util/fence.ts";
import { defined } from "../util/defined.ts";
import { outputAtMost } from "../util/output-at-most.ts";
import { blockText } from "../util/block-text.ts";

/** More of a reply than this teaches nobody what was wrong with it. */
const mostShown = 8000;

/**
 * The one repair of a reply that does not fit: the request again, then the reply once in a fence and what was wrong
 * with it in one sentence. The schema with a filled example, `given` or made of it, is told where every shape is told, at the very end.
 */
export function repairAsk(ask: Ask, reply: Reply, given?: Json): Ask {
  const said = reply.text ?? "";
  const shown = said.trim() === "" ? "" : `\nThis is what was replied:\n${quoted(said)}`;
  const form = ask.blocks === undefined ? "" : formOf(ask.blocks);
  const text = `The last reply to this could not be used: ${faultOf(ask, reply)}${shown}\nReply anew, whole, in the form that is wanted.${form}`;
  const example = given ?? (ask.shape === undefined ? undefined : exampleOf(ask.shape));
  return { ...ask, messages: [...ask.messages, { role: "user", text }], ...defined({ example }) };
}

/** The blocks that are wanted, filled in as an example. */
function formOf(blocks: JsonSchema): string {
  const example = exampleOf(blocks);
  if (typeof example !== "object" || example === null || Array.isArray(example)) return "";
  return ` For example:\n${blockText(example as { readonly [name: string]: Json }, blocks)}`;
}

/** What is wrong with the reply, in one sentence. */
export function faultOf(ask: Ask, reply: Reply): string {
  const empty = (reply.text ?? "").trim() === "";
  if (reply.receipt?.flags?.includes("context-full") === true) return "it was cut where the model's context was full. Be much shorter.";
  const cut = wasCut(ask, reply);
  if (empty) return cut ? `it was cut at ${outputAtMost(ask)} tokens, before any text came.` : "it was empty.";
  const why = reply.ok ? "it does not fit the schema" : lower(reply.failure.message);
  return cut ? `it was cut at ${outputAtMost(ask)} tokens.` : why.replace(/\.?$/, ".");
}

function wasCut(ask: Ask, reply: Reply): boolean {
  if (reply.ok && reply.stop === "length") return true;
  return reply.receipt?.flags?.includes("truncated") === true || reply.usage.output >= outputAtMost(ask);
}

/** The reply as it was written, in a block that it cannot close. */
function quoted(text: string): string {
  const shown =
    text.length > mostShown ? `${text.slice(0, mostShown).replace(/[\uD800-\uDBFF]$/, "")}\n[... cut here for this message]` : text;
  return fence("reply", shown).text;
}

function lower(text: string): string {
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}
