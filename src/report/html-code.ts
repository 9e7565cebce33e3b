import { escape } from "./html-escape.ts";

/** Escapes a text and sets what stands between backquotes as code. */
export function code(text: string): string {
  return escape(text).replaceAll(/`([^`]*)`/g, "<code>$1</code>");
}
