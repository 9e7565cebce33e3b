const classes =
  "Array|String|Number|Boolean|BigInt|Symbol|Function|Map|Set|WeakMap|WeakSet|Promise|RegExp|Date|Error|ArrayBuffer|DataView|WeakRef";
const onPrototype = new RegExp(`\\b(${classes})\\.prototype\\s*(?:\\.\\s*|\\[\\s*["'\`]|,\\s*["'\`])([A-Za-z_$][\\w$]*)`, "g");
const operators = "(?:(?:\\*\\*|<<|>>>?|&&|\\|\\||\\?\\?|[-+*/%&|^])?=(?![=>])|\\+\\+|--)";
const assigned = new RegExp(`\\.\\s*([A-Za-z_$][\\w$]*)\\s*${operators}|\\[\\s*["'\`]([\\w$]+)["'\`]\\s*\\]\\s*${operators}`, "g");
const stepped = /(?:\+\+|--)\s*[\w$]+(?:\.[\w$]+|\[[^\]\n]*\])*\.([\w$]+)/g;
const keys = /([A-Za-z_$][\w$]*)\s*:/g;

/** What a check and its program add to the language, as far as their texts tell. */
export interface Extensions {
  /** Names that the check gives to objects of its own: the language's must not have them from the program. */
  readonly assigned: readonly string[];
  /** Names that may be given to a class of the language even while the check is under way. */
  readonly slots: readonly (readonly [kind: string, name: string])[];
}

export function extensions(program: string, check: string): Extensions {
  const all = [...check.matchAll(assigned)].map(([, member, key]) => member ?? key ?? "");
  const names = new Set([...all, ...[...check.matchAll(stepped)].map(([, name = ""]) => name)]);
  // What is assigned to a list of properties goes through setters as well.
  if (check.includes("Object.assign")) for (const [, name = ""] of check.matchAll(keys)) names.add(name);
  const extended = [...check.matchAll(onPrototype)].map(([, , name]) => name);
  for (const name of extended) if (name !== undefined) names.delete(name);
  const pairs = [...program.matchAll(onPrototype), ...check.matchAll(onPrototype)].map(([, kind = "", name = ""]) => [kind, name] as const);
  return { assigned: [...names], slots: pairs.filter(([, name]) => !names.has(name)) };
}
