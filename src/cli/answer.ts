import { asTyped } from "../util/command-name.ts";
import { inert } from "../util/inert.ts";
import { wrappedWords } from "./wrapped-words.ts";

/** Says the result of a command in words, on standard output, as `say` does beside it. */
export function answer(text: string): void {
  process.stdout.write(`${wrappedWords(asTyped(inert(text, "terminal")), process.stdout)}\n`);
}
