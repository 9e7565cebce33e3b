import type { Json } from "../types.ts";
import type { JsonSpan } from "./json-spans.ts";
import { spanRanks } from "./rank-spans.ts";

/**
 * Whether a text states a yes or no of `object` otherwise behind the object, on a line of its own in another notation: "passed: false" in YAML,
 * `<passed>false</passed>`, "$passed = false$". Of several such lines of a field the last that is the text's own counts.
 */
export function isRestated(text: string, from: number, object: Json, spans: readonly JsonSpan[]): boolean {
  if (typeof object !== "object" || object === null || Array.isArray(object)) return false;
  const fields = new Map(Object.entries(object).flatMap(([name, value]) => (typeof value === "boolean" ? [[name, `${value}`]] : [])));
  if (fields.size === 0) return false;
  const found: (JsonSpan & { readonly differs: boolean })[] = [];
  for (const match of text.slice(from, from + searched).matchAll(stated)) {
    const { name = "", value = "" } = match.groups ?? {};
    const at = from + match.index;
    const inside = spans.some((span) => span.at < at + match[0].length && at < span.end);
    if (fields.has(name) && !inside)
      found.push({ at, end: at + match[0].length, complete: true, differs: fields.get(name) !== value.toLowerCase() });
    if (found.length === most) break;
  }
  const rankOf = spanRanks(text, found);
  const own = found.filter((span) => ["own", "code"].includes(rankOf(span)));
  return own.at(-1)?.differs === true;
}
const searched = 20_000;
const most = 20;
const stated =
  /^[ \t>*_`$"'<-]{0,9}(?<name>[A-Za-z_]\w{0,40})["'*_`]{0,3}[ \t]{0,3}[:=>][ \t]{0,3}["'*_`]{0,3}(?<value>true|false|True|False)["'*_`$,.;]{0,5}(?:<\/\w{1,41}>)?[ \t]{0,9}$/gm;
