import { bareNames } from "./bare-names.ts";

const classes =
  "Array|String|Number|Boolean|BigInt|Symbol|Function|Map|Set|WeakMap|WeakSet|Promise|RegExp|Date|Error|ArrayBuffer|DataView|WeakRef";
const name = "([A-Za-z_$][\\w$]*)";
const key = `\\[\\s*["'\`]${name}["'\`]\\s*\\]`;
const operators = "(?:(?:\\*\\*|<<|>>>?|&&|\\|\\||\\?\\?|[-+*/%&|^])?=(?![=>])|\\+\\+|--)";
const installed = new RegExp(`\\b(${classes})\\.prototype\\s*(?:\\.\\s*${name}|${key})\\s*(?:\\?\\?|\\|\\||&&)?=(?![=>])`, "g");
const defined = new RegExp(`\\bdefineProperty\\s*\\(\\s*(${classes})\\.prototype\\s*,\\s*["'\`]${name}["'\`]`, "g");
/** A member that is assigned: also within parentheses, as a target of a destructuring and of a loop. */
const assigned = new RegExp(`(?:\\.\\s*${name}|${key})\\s*(?:[\\])},\\s]*${operators}|\\s(?:of|in)\\b)`, "g");
const stepped = new RegExp(`(?:\\+\\+|--)\\s*[\\w$]+(?:\\.[\\w$]+|\\[[^\\]\\n]*\\])*?(?:\\.\\s*${name}|${key})`, "g");
/** Ways to set a member whose name stands elsewhere: every word of the check may be one. */
const indirect = new RegExp(
  `\\b(?:Object\\s*\\.\\s*assign|Reflect\\s*\\.\\s*set)\\b|\\[(?!\\s*["'\`][\\w$]+["'\`]\\s*\\])[^\\[\\]]*[\\w$"'\`)]\\s*\\]\\s*${operators}`,
);
/** What a check hands to a helper by owner and name is replaced for it, whoever does that. */
const handedOver = /\b(?:Date|performance|Math|JSON)\s*,\s*["'`](now|random|stringify|parse)["'`]/g;
const unseen = new RegExp(`\\b(?:${classes})\\.prototype\\b(?!\\s*(?:\\.|\\[\\s*["'\`]))`);
/** What a list is asked for by an index that is none. */
const values = new Set(["undefined", "null", "NaN", "Infinity", "true", "false"]);
const comments = /\/\*[^]*?\*\/|(?<![:"'`\\])\/\/[^\n]*/g;

/** What a check and its program add to the language, as far as their texts tell. */
export interface Extensions {
  /** Names that the check gives to objects of its own: its functions must not have them from the program. */
  readonly assigned: readonly string[];
  /** Names of all code that the check sets: nothing that the program makes of them may answer by itself. */
  readonly shared: readonly string[];
  /** What the check's text says otherwise than as the name of a call; null where the program's says nothing of all objects. */
  readonly words: readonly string[] | null;
  /** Names that may be given to a class of the language even while the check is under way. */
  readonly slots: readonly (readonly [kind: string, name: string])[];
  /** Names of the language's own (`now` of `Date`) that the program may replace while the check is under way. */
  readonly handed: readonly string[];
  /** Whether the program hands the language's prototypes on, and so may give them names that no text spells out beside them. */
  readonly unseen: boolean;
}

export function extensions(program: string, check: string): Extensions {
  const text = check.replace(comments, " ");
  const names = new Set([...text.matchAll(assigned), ...text.matchAll(stepped)].map(([, member, quoted]) => member ?? quoted ?? ""));
  if (indirect.test(text)) for (const [word] of text.matchAll(/[A-Za-z_$][\w$]*/g)) names.add(word);
  const slots = [program, check].flatMap(extendedIn);
  // Who calls a method by its name, or names the prototype, means the one that the program gave.
  for (const [, called = ""] of text.matchAll(/(?:\.\s*|prototype\s*\.\s*)([\w$]+)\s*(?:\?\.)?\(/g)) names.delete(called);
  for (const [, , extended = ""] of text.matchAll(new RegExp(`\\b(${classes})\\.prototype\\s*\\.\\s*${name}`, "g"))) names.delete(extended);
  return {
    words: program.includes("Object.prototype") ? uncalled(text) : null,
    shared: [...names, ...bareNames(check)],
    assigned: [...names],
    slots: slots.filter(([kind, slot]) => kind !== "Function" || !names.has(slot)),
    handed: [...text.matchAll(handedOver)].map(([, found = ""]) => found),
    unseen: unseen.test(program),
  };
}

function uncalled(text: string): string[] {
  const found = text.matchAll(/(prototype\s*\.\s*)?([A-Za-z_$][\w$]*)(?=(\s*(?:\?\.)?\()?)/g);
  return [...new Set([...found].filter(([, owner, , call]) => owner === undefined && call === undefined).map(([, , word = ""]) => word))];
}

function extendedIn(text: string): (readonly [string, string])[] {
  const found = [...text.matchAll(installed), ...text.matchAll(defined)];
  const pairs = found.map(([, kind = "", member, quoted]) => [kind, member ?? quoted ?? ""] as const);
  // What the language itself asks for is nobody's to give but a big number's JSON.
  return pairs.filter(([kind, member]) => !values.has(member) && member !== "then" && (member !== "toJSON" || kind === "BigInt"));
}
