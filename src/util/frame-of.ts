import { relative } from "node:path";
import { fileURLToPath } from "node:url";

/** A line of a file. */
export interface Frame {
  readonly file: string;
  /** As in `12:5`. */
  readonly at: string;
}

const own = fileURLToPath(new URL("..", import.meta.url));

/** The first line outside Catallaxy and its dependencies in a stack; undefined where it has none. */
export function frameOf(stack: string): Frame | undefined {
  for (const [, address = "", at = ""] of stack.matchAll(/(?:^|[\s(])((?:file:\/\/)?\/[^\n()]+?):(\d+:\d+)\)?$/gm)) {
    const file = address.startsWith("file:") ? fileURLToPath(address.replace(/\?.*$/, "")) : address;
    if (!file.startsWith(own) && !file.includes("/node_modules/")) return { file, at };
  }
  return undefined;
}

/** A place for people, as " (lab.config.ts:12:5)". */
export function shortPlace({ file, at }: Frame): string {
  const short = relative(process.cwd(), file);
  return ` (${short.startsWith("..") ? file : short}:${at})`;
}
