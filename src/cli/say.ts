import { asTyped } from "../util/command-name.ts";
import { inert } from "../util/inert.ts";
import { wrappedWords } from "./wrapped-words.ts";

/** Says something on stderr, beside the result, broken by `wrappedWords`. */
export function say(text: string): void {
  process.stderr.write(`${wrappedWords(asTyped(inert(text, "terminal")))}\n`);
}
