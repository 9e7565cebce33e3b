import { canonical, sha256 } from "../../../util/hash.ts";
import { textOf } from "./text-of.ts";

/** A name for what was asked, so that several models asked the same share an item; undefined where the question was not recorded. */
export function promptItem(asked: unknown): string | undefined {
  const text =
    typeof asked === "string"
      ? asked
      : textOf(asked === undefined || asked === null ? undefined : canonical(JSON.parse(JSON.stringify(asked))));
  if (text === undefined || /^\s*(\{\s*\}|\[\s*\]|null|)\s*$/.test(text)) return undefined;
  return `prompt-${sha256(text).slice(0, 12)}`;
}
