import type { Task } from "../../types.ts";

/** A title is no longer than this, in characters. */
const longest = 80;

/**
 * What a task is called before people: the `title` in its `meta`, else the first sentence of its prompt, behind the family of a generated one. Undefined where a record
 * has nothing but its id.
 */
export function taskTitle({ prompt, meta, grader }: Task): string | undefined {
  const named = meta?.["title"];
  if (typeof named === "string" && named.trim() !== "") return cut(inOneLine(named));
  if (grader.kind === "recorded") return undefined;
  const line = prompt.split("\n").find((one) => /[\p{L}\p{N}]/u.test(one)) ?? "";
  const text = inOneLine(line.replace(/^[\s#>*-]+/, ""));
  const [sentence = text] = /^.*?[.!?](?=\s)/u.exec(text) ?? [];
  const begins = sentence.replace(/[.:]$/, "");
  // Tasks of one family begin alike.
  const family = meta?.["family"];
  const title = cut(typeof family === "string" ? `${family.replaceAll("-", " ")}: ${begins}` : begins);
  return title === "" ? undefined : title;
}

function inOneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ");
}

/** At the end of a word, where one ends near. */
function cut(text: string): string {
  const signs = Array.from(text);
  if (signs.length <= longest) return text;
  const head = signs.slice(0, longest - 1).join("");
  const space = head.lastIndexOf(" ");
  return `${space > longest / 2 ? head.slice(0, space) : head}…`;
}
