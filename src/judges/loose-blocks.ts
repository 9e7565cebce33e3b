import { type FencedBlock, fencedBlocks } from "../util/fenced-blocks.ts";
import { inlineCode } from "../util/code-regions.ts";

/** More strings, and longer lines of inline code, are not looked at. */
const most = 200;

/**
 * Code that stands in no fence of its own: behind a fence that opens in mid-line, in a fence of one line, in a string of a JSON value
 * or between backticks in a sentence. For answers whose proper fences hold no program.
 */
export function looseBlocks(text: string): FencedBlock[] {
  const refenced = text
    .replace(/```([a-zA-Z][\w+.#-]{0,20})?[ \t]{1,9}([^`\n]{1,10000})```/g, "\n```$1\n$2\n```\n")
    .replace(/([^\n`> \t])[ \t]{0,9}(```[\w+.#-]{0,20}[ \t]{0,9}\n)/g, "$1\n$2")
    .replace(/([^\n`])```[ \t]{0,9}(?=\n|$)/g, "$1\n```");
  const fenced = refenced === text ? [] : fencedBlocks(refenced);
  const values = [text.replace(/^\s{0,100}<\w{1,30}>|<\/\w{1,30}>\s{0,100}$/g, ""), ...fencedBlocks(text).map(({ code }) => code)].flatMap(
    stringsOf,
  );
  const inline = text
    .split("\n")
    .slice(-most)
    .flatMap((line) => inlineCode(line.slice(0, 10_000)).map(({ at, end }) => line.slice(at, end).replace(/^`{1,9}|`{1,9}$/g, "")));
  const strings = values.flatMap((value) => (value.includes("```") ? fencedBlocks(value) : [block(value)]));
  return [...inline.slice(-most).map(block), ...strings, ...fenced];
}

function block(code: string): FencedBlock {
  return { label: "", code, lead: "", trail: "", closed: true };
}

/** The strings of a text that is a JSON value. */
function stringsOf(text: string): string[] {
  if (!/^\s{0,100}[{[]/.test(text) || text.length > 200_000) return [];
  const strings: string[] = [];
  try {
    JSON.parse(text, (_name, value: unknown) => {
      if (typeof value === "string" && strings.length < most) strings.push(value);
      return value;
    });
  } catch {
    return [];
  }
  return strings;
}
