import { atPath } from "./at-path.ts";
import type { Fields } from "./fields.ts";
import { textOf } from "./text-of.ts";
import { defined } from "../../../util/defined.ts";

/** `lacks`: the field that this record has not, where that alone keeps it from being filled. */
type Filled = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly unfit: string; readonly lacks?: string };

const simple = /^[\p{L}_$][\p{L}\p{N}_$-]*(?:\.[\p{L}\p{N}_$-]+|\[\d+\]|\[(?:'[^']+'|"[^"]+")\])*$/u;

/**
 * A template with the fields of a record in the places of their names. Names, paths (`answers.text[0]`) and trimming are read; all other
 * expressions, statements and comments of a template language are not, and are told as they stand.
 */
export function filled(template: string, fields: Fields): Filled {
  const statement = /\{[%#].*?[%#]\}/s.exec(template)?.[0];
  if (statement !== undefined) return { ok: false, unfit: shown(statement) };
  let unfit: string | undefined;
  let lacks: string | undefined;
  const text = template.replaceAll(/\{\{-?(.*?)-?\}\}/gs, (whole, inner: string) => {
    const [, path = "", trim] = /^\s*(.*?)\s*(\|\s*trim|\.strip\(\))?\s*$/s.exec(inner) ?? [];
    if (!simple.test(path)) {
      unfit = shown(whole);
      lacks = undefined;
      return "";
    }
    const value = textOf(atPath(fields, path.replaceAll(/\[(?:'([^']+)'|"([^"]+)")\]/g, ".$1$2")));
    if (value === undefined && unfit === undefined) {
      unfit = `${shown(whole)}, of which the record has nothing`;
      lacks = path;
    }
    return trim === undefined ? (value ?? "") : (value ?? "").trim();
  });
  return unfit === undefined ? { ok: true, text } : { ok: false, unfit, ...defined({ lacks }) };
}

function shown(part: string): string {
  return JSON.stringify(part.replaceAll(/\s+/g, " ").slice(0, 80));
}
