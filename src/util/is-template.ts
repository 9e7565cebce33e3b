import type { Json } from "../types.ts";

/** Whether a value only holds the places of another: a text in it is "...", "<reason>", "string" or "your reason here". */
export function isTemplate(value: Json): boolean {
  if (typeof value === "string") return value.length < 100 && held.test(value.trim());
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).slice(0, mostParts).some(isTemplate);
}
const mostParts = 50;
const held =
  /^(?:\.{2,}|\u2026|<[^<>]{1,80}>|\[[^[\]]{1,80}\]|\{[^{}]{1,80}\}|_{2,}|string|str|text|todo|tbd|(?:(?:your|the|a|an|insert|put|short|brief)\s){0,3}(?:reason|reasoning|reasons|explanation|justification|rationale|text|why|answer|quote|sentence|comment)s? (?:goes |go )?here\.?)$/i;
