import { posix } from "node:path";
import { wholeTar } from "./whole-tar.ts";

/** What a program left at a path: the bytes of a file; `other` where something else has that name, undefined where nothing has. */
export type LeftFiles = (path: string, followed: boolean) => Buffer | "other" | undefined;

type Entry = { readonly content: Buffer } | { readonly link: string; readonly hard: boolean } | "folder" | "other";
const block = 512;
/** As many links as the kernel follows. */
const mostLinks = 40;

/**
 * Reads a tar of a folder (GNU's form); undefined where it does not end as a whole one does, for then nobody knows what is not there.
 * Links within the folder are followed, at the end of a path where that is wanted.
 */
export function leftFiles(tar: Buffer): LeftFiles | undefined {
  if (!tar.subarray(-wholeTar.length).equals(Buffer.from(wholeTar))) return undefined;
  const entries = new Map<string, Entry>();
  let [longName, longLink]: (string | undefined)[] = [];
  for (let at = 0; at + block <= tar.length - wholeTar.length; ) {
    const header = tar.subarray(at, at + block);
    const size = Number.parseInt(textIn(header, 124, 12), 8) || 0;
    const content = tar.subarray(at + block, at + block + size);
    const type = String.fromCharCode(header[156] ?? 0);
    at += block + Math.ceil(size / block) * block;
    if (header[0] === 0 || content.length < size) continue;
    if (type === "L") longName = textIn(content, 0, size);
    else if (type === "K") longLink = textIn(content, 0, size);
    else {
      const name = posix.normalize(longName ?? textIn(header, 0, 100)).replace(/\/$/, "");
      const link = longLink ?? textIn(header, 157, 100);
      if (type === "0" || type === "\0") entries.set(name, { content });
      else if (type === "1" || type === "2") entries.set(name, { link, hard: type === "1" });
      else entries.set(name, type === "5" ? "folder" : "other");
      [longName, longLink] = [undefined, undefined];
    }
  }
  return (path, followed) => leftAt(entries, path, followed, mostLinks);
}

function textIn(bytes: Buffer, from: number, length: number): string {
  const field = bytes.subarray(from, from + length);
  const end = field.indexOf(0);
  return field.toString("utf8", 0, end < 0 ? field.length : end);
}

function leftAt(entries: ReadonlyMap<string, Entry>, path: string, followed: boolean, links: number): ReturnType<LeftFiles> {
  const parts = posix.normalize(path).split("/");
  // What lies outside of the folder is not known.
  if (parts[0] === ".." || parts[0] === "") return "other";
  for (const [i] of parts.entries()) {
    const here = parts.slice(0, i + 1).join("/");
    const found = here === "." ? "folder" : entries.get(here);
    const rest = parts.slice(i + 1);
    if (found === undefined) return undefined;
    if (found === "folder" && rest.length > 0) continue;
    if (typeof found === "string") return rest.length > 0 ? undefined : "other";
    if ("content" in found) return rest.length === 0 ? found.content : undefined;
    if (rest.length === 0 && !followed && !found.hard) return "other";
    if (links === 0) return "other";
    const target =
      found.hard || posix.isAbsolute(found.link)
        ? found.link.replace(/^\/tmp\/work(?=\/)\/+/, "")
        : posix.join(posix.dirname(here), found.link);
    return leftAt(entries, posix.join(target, ...rest), followed, links - 1);
  }
  return "other";
}
