import { wordsOf } from "./failure.ts";

const words: Readonly<Record<string, string>> = {
  ENOENT: "it does not exist",
  EACCES: "you are not allowed to read it",
  EPERM: "you are not allowed to read it",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is a file, not a folder",
  ELOOP: "its links lead in a circle",
  ENAMETOOLONG: "its name is too long",
  EMFILE: "too many files are open",
  ENFILE: "too many files are open",
  EBUSY: "another program holds it",
  EIO: "the disk could not be read",
};

/** Why a file cannot be read, in our words where the system's code is known. */
export function fileFault(thrown: unknown): string {
  const code = typeof thrown === "object" && thrown !== null && "code" in thrown ? String(thrown.code) : "";
  return Object.hasOwn(words, code) ? (words[code] ?? "") : wordsOf(thrown);
}
