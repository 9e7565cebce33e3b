import type { Json } from "../types.ts";
import { isAnnounced } from "./announced.ts";
import type { JsonSpan } from "./json-spans.ts";
import { lastSentence } from "./last-sentence.ts";
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
  const rest = text.slice(from, from + searched);
  const [only] = fields.size === 1 ? [...fields] : [];
  if (only !== undefined && amended.exec(rest)?.[1]?.toLowerCase() === opposite(only[1])) return true;
  const cells = [...(only === undefined ? [] : bareFences(rest, only[1])), ...tableCells(rest, new Set(Object.keys(object)), fields)];
  for (const { at, end, differs } of cells) found.push({ at: from + at, end: from + end, complete: true, differs });
  found.sort((a, b) => a.at - b.at);
  const rankOf = spanRanks(text, found);
  const own = found.filter((span) => ["own", "code"].includes(rankOf(span)));
  return own.at(-1)?.differs === true;
}

interface Stated {
  readonly at: number;
  readonly end: number;
  readonly differs: boolean;
}

/** A yes or no alone in a fence of its own, where the object has only one. */
function bareFences(rest: string, value: string): Stated[] {
  const fences = rest.matchAll(/^[ \t]{0,9}```(?:json|text|yaml)?[ \t]{0,9}\n\s{0,9}(true|false)\s{0,9}\n[ \t]{0,9}```/gim);
  // What a line leads to may be a program's: "It prints:".
  const own = [...fences].filter(({ index }) => {
    const lead = lastSentence(rest.slice(0, index)).trim();
    return lead === "" || (ruling.test(lead) && isAnnounced(rest.slice(0, index)));
  });
  return own.slice(0, most).map((match) => {
    const at = match.index + match[0].toLowerCase().indexOf((match[1] ?? "").toLowerCase());
    return { at, end: at + (match[1] ?? "").length, differs: match[1]?.toLowerCase() !== value };
  });
}

const ruling = /(?<!\p{L})(?:verdict|judge?ment|decision|ruling|grade|final|corrected|correction|revised)(?!\p{L})/iu;

/** The cells of a table of nothing but the object's fields: one row of values below their names, or names beside values. */
function tableCells(rest: string, known: ReadonlySet<string>, fields: ReadonlyMap<string, string>): Stated[] {
  const found: Stated[] = [];
  for (const table of rest.matchAll(/(?:^[ \t]{0,9}\|[^\n]{1,500}\|[ \t]{0,9}(?:\n|$)){2,50}/gm)) {
    const rows = table[0].trimEnd().split("\n").map(cellsOf);
    const [names = [], rule = [], values = []] = rows;
    const isRuled = rule.length > 0 && rule.every((cell) => /^:?-{1,99}:?$/.test(cell));
    const across =
      isRuled && rows.length === 3 && names.every((name) => known.has(name)) ? names.map((name, i) => [name, values[i] ?? ""]) : [];
    const down = names.length === 2 ? rows.filter(([name = ""]) => fields.has(name)) : [];
    for (const [name = "", value = ""] of [...across, ...down]) {
      const said = value.toLowerCase();
      if (fields.has(name) && (said === "true" || said === "false"))
        found.push({ at: table.index, end: table.index + table[0].length, differs: fields.get(name) !== said });
    }
    if (found.length > most) break;
  }
  return found;
}

function cellsOf(row: string): string[] {
  return row
    .trim()
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.replaceAll(/[*_`"]/g, "").trim());
}

function opposite(value: string): string {
  return value === "true" ? "false" : "true";
}
/** What stands at once behind an object and amends its only yes or no: ", no: false". */
const amended =
  /^[\s,;\u2013\u2014-]{0,5}(?:(?:no|nope|wait|sorry|oops|rather|actually|correction|make that|i mean)[\s,:;\u2013\u2014-]{1,5}){1,3}(true|false)(?=[\s.!]{0,9}(?:\n|$))/i;
const searched = 20_000;
const most = 20;
const stated =
  /^[ \t>*_`$"'<-]{0,9}(?<name>[A-Za-z_]\w{0,40})["'*_`]{0,3}[ \t]{0,3}[:=>][ \t]{0,3}["'*_`]{0,3}(?<value>true|false|True|False)["'*_`$,.;]{0,5}(?:<\/\w{1,41}>)?[ \t]{0,9}$/gm;
