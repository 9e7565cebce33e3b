import { posix } from "node:path";

/** What a file that a program left holds; undefined where there is none. */
export type LeftFiles = (path: string) => Buffer | undefined;

type Entry = { readonly content: Buffer } | { readonly link: string; readonly hard: boolean };
const block = 512;
/** As many links as the kernel follows. */
const mostLinks = 40;

/** Reads a tar of a folder (GNU's or POSIX's form), as far as it goes: what is cut off is not there. Links within the folder are followed. */
export function leftFiles(tar: Buffer): LeftFiles {
  const entries = new Map<string, Entry>();
  let [longName, longLink]: (string | undefined)[] = [];
  for (let at = 0; at + block <= tar.length; ) {
    const header = tar.subarray(at, at + block);
    const size = Number.parseInt(textIn(header, 124, 12), 8) || 0;
    const content = tar.subarray(at + block, at + block + size);
    const type = String.fromCharCode(header[156] ?? 0);
    at += block + Math.ceil(size / block) * block;
    if (header[0] === 0 || content.length < size) continue;
    if (type === "L") longName = textIn(content, 0, size);
    else if (type === "K") longLink = textIn(content, 0, size);
    else {
      const name = posix.normalize(longName ?? textIn(header, 0, 100));
      const link = longLink ?? textIn(header, 157, 100);
      if (type === "0" || type === "\0") entries.set(name, { content });
      else if (type === "1" || type === "2") entries.set(name, { link, hard: type === "1" });
      [longName, longLink] = [undefined, undefined];
    }
  }
  return (path) => contentAt(entries, path, mostLinks);
}

function textIn(bytes: Buffer, from: number, length: number): string {
  const field = bytes.subarray(from, from + length);
  const end = field.indexOf(0);
  return field.toString("utf8", 0, end < 0 ? field.length : end);
}

function contentAt(entries: ReadonlyMap<string, Entry>, path: string, links: number): Buffer | undefined {
  const parts = posix.normalize(path).split("/");
  for (const [i] of parts.entries()) {
    const here = parts.slice(0, i + 1).join("/");
    const found = entries.get(here);
    if (found === undefined) continue;
    const rest = parts.slice(i + 1);
    if ("content" in found) return rest.length === 0 ? found.content : undefined;
    if (links === 0) return undefined;
    const target = found.hard
      ? found.link
      : found.link.startsWith("/tmp/work/")
        ? found.link.slice(10)
        : posix.join(posix.dirname(here), found.link);
    return contentAt(entries, posix.join(target, ...rest), links - 1);
  }
  return undefined;
}
