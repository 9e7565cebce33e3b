import { bareNames } from "./bare-names.ts";

/**
 * The names that a check sets without declaring them and that are its own: its program does not know them, and the check does not ask for
 * them as properties. They are declared for it, so that no program reads them off the global object.
 */
export function ownNames(check: string, program: string): string[] {
  return bareNames(check).filter((name) => !hasWord(program, name) && !isProperty(check, name));
}

function hasWord(text: string, word: string): boolean {
  return text.includes(word);
}

function isProperty(check: string, name: string): boolean {
  const word = name.replaceAll("$", "\\$");
  return new RegExp(`(?:\\.\\s*|["'\u0060])${word}(?![\\w$])`).test(check);
}
