import { asFields } from "./as-fields.ts";
import { textOf } from "./text-of.ts";

/** Choices in the forms of data sets: texts, and labels of their own where they have some. */
export interface Choices {
  readonly texts: readonly string[];
  readonly labels?: readonly string[];
}

/** A list, a JSON list, `{text, label}` as lists, or a list of such pairs. Undefined for what is none of these. */
export function choicesOf(value: unknown): Choices | undefined {
  const read = typeof value === "string" ? listed(value) : value;
  if (Array.isArray(read)) {
    const pairs = read.map(asFields);
    const texts = read.map((one, at) => textOf(pairs[at] === undefined ? one : (pairs[at]["text"] ?? pairs[at]["content"])));
    const labels = pairs.map((pair) => textOf(pair?.["label"] ?? pair?.["key"]));
    return whole(texts, labels);
  }
  const fields = asFields(read);
  const texts = fields?.["text"] ?? fields?.["choices"];
  if (Array.isArray(texts)) return whole(texts.map(textOf), Array.isArray(fields?.["label"]) ? fields["label"].map(textOf) : []);
  // Letters with their texts: { "A": "...", "B": "..." }.
  const entries = Object.entries(fields ?? {});
  return entries.length > 1 && entries.every(([name]) => /^[A-Z]$/i.test(name))
    ? whole(
        entries.map(([, text]) => textOf(text)),
        entries.map(([name]) => name),
      )
    : undefined;
}

function whole(texts: readonly (string | undefined)[], labels: readonly (string | undefined)[]): Choices | undefined {
  const all = texts.filter((text) => text !== undefined);
  if (all.length !== texts.length || all.length < 2 || all.length > 26) return undefined;
  const named = labels.filter((label) => label !== undefined);
  return named.length === all.length ? { texts: all, labels: named } : { texts: all };
}

/** A cell of a table: JSON, or texts parted by `;` or by bars. */
function listed(cell: string): unknown {
  if (/^\s*[{[]/.test(cell)) {
    try {
      return JSON.parse(cell) as unknown;
    } catch {
      return undefined;
    }
  }
  const sign = cell.includes("|") ? "|" : ";";
  return cell.split(sign).map((part) => part.trim());
}
