import { scriptTokens } from "../util/script-tokens.ts";

const deleted = /\bdelete\s+([A-Z]\w+\.prototype)\s*(?:\.\s*([A-Za-z_$][\w$]*)|\[\s*("[\w$]+"|'[\w$]+')\s*\])(?!\s*[.[(])/g;

/** A text that takes names off the language's prototypes by a function, which keeps the place: nothing can be added to them in a check. */
export function keptDeletes(code: string): string {
  if (!/\bdelete\s+[A-Z]\w+\.prototype/.test(code)) return code;
  const places = new Set([...scriptTokens(code)].filter(({ text }) => text === "delete").map(({ at }) => at));
  return code.replace(deleted, (whole, owner: string, member: string | undefined, quoted: string | undefined, at: number) => {
    const call = `Reflect.deleteProperty(${owner}, ${quoted ?? JSON.stringify(member)})`;
    return places.has(at) ? call + "\n".repeat(whole.split("\n").length - 1) : whole;
  });
}
