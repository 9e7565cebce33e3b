/** The languages that programs are written in here. */
export type ProgramLanguage = "javascript" | "python";

/** The names that a piece of code uses, imports, and defines at its top level; found by their form, in linear time. */
export interface CodeNames {
  /** What the code itself gives a value; neither what it imports nor what it only declares. */
  readonly defined: ReadonlySet<string>;
  readonly imported: ReadonlySet<string>;
  /** Used and bound nowhere in the code itself: what it needs from elsewhere. */
  readonly free: ReadonlySet<string>;
}

const comments = {
  javascript: /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?/g,
  python: /#[^\n]*|"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?/g,
};
/** Each pattern's first group is a name, or a list of names, that the top level gets. */
const definitions: Readonly<Record<ProgramLanguage, readonly RegExp[]>> = {
  javascript: [
    /^(?:export[ \t]{1,9})?(?:default[ \t]{1,9})?(?:async[ \t]{1,9})?function[ \t]{0,9}\*?[ \t]{0,9}([\w$]+)/gm,
    /^(?:export[ \t]{1,9})?(?:const|let|var)[ \t]{1,9}(\{[^{}=]{0,2000}\}|\[[^[\]=]{0,2000}\]|[\w$]+)(?=[ \t]{0,9}(?::[^=\n]{1,500})?=)/gm,
    /^(?:export[ \t]{1,9})?(?:default[ \t]{1,9})?(?:abstract[ \t]{1,9})?(?:class|enum|namespace)[ \t]{1,9}([\w$]+)/gm,
    /^(?:module\.)?exports\.([\w$]+)[ \t]{0,9}=/gm,
    /^(?:(?:module\.)?exports(?:\.[\w$]{1,60})?|export)[ \t]{0,9}=[ \t]{0,9}(?:async[ \t]{1,9})?(?:function[ \t]{0,9}\*?|class)[ \t]{1,9}([\w$]+)/gm,
    /^(?:globalThis|window|global|self)\.([\w$]+)[ \t]{0,9}=/gm,
    /^([\w$]+)[ \t]{0,9}=(?![=>])/gm,
  ],
  python: [
    /^(?:async[ \t]{1,9})?def[ \t]{1,9}(\w+)/gm,
    /^class[ \t]{1,9}(\w+)/gm,
    /^(\w+(?:[ \t]{0,9},[ \t]{0,9}\w+){0,20})[ \t]{0,9}(?::[^=\n]{0,200})?=(?!=)/gm,
  ],
};
/** Each pattern's first group is a name, or a list of names, that comes from elsewhere. */
const imports: Readonly<Record<ProgramLanguage, readonly RegExp[]>> = {
  javascript: [
    /\bimport[ \t]{1,9}(?:type[ \t]{1,9})?([\w$*{},\s]{1,500}?)[ \t\n]{1,9}from\b/g,
    /\bimport[ \t]{0,9}(\{[^{}]{0,2000}\})[ \t]{0,9}from\b/g,
    /(?:^|[;{(\n])[ \t]{0,99}(?:(?:export[ \t]{1,9})?(?:const|let|var|import)[ \t]{1,9})?(?:(?:module\.)?exports\.|globalThis\.)?(\{[^{}=]{0,2000}\}|[\w$]+)[ \t]{0,9}=[ \t]{0,9}\(?(?:await[ \t]{1,9})?(?:require|import|jest\.requireActual|proxyquire)[ \t]{0,9}\(/g,
    /(?:^|[;\n])[ \t]{0,99}(?:const|let|var)[ \t]{1,9}([\w$]+)[ \t]{0,9}=[ \t]{0,9}[\w$]+\.\1[ \t]{0,9}(?=[;\n]|$)/g,
    /(?:^|[;\n])[ \t]{0,99}(?:const|let|var)[ \t]{1,9}(\{[^{}=]{0,2000}\})[ \t]{0,9}=[ \t]{0,9}(?:[\w$]+|module\.exports|globalThis\.[\w$]+)[ \t]{0,9}(?=[;\n]|$)/g,
  ],
  python: [
    /^[ \t]{0,99}import[ \t]{1,9}([^\n#]{1,500})/gm,
    /^[ \t]{0,99}from[ \t]{1,9}[\w.]{1,200}[ \t]{1,9}import[ \t]{1,9}(\([^()]{0,2000}\)|[^\n#(]{1,500})/gm,
    /^[ \t]{0,99}(\w+)[ \t]{0,9}=[ \t]{0,9}(?:[\w.]{1,200}\.\1[ \t]{0,9}$|__import__\(|importlib\.|getattr\([ \t]{0,9}(?:importlib|__import__|\w+,[ \t]{0,9}["']\1["']))/gm,
  ],
};
/** Names that the code binds inside: parameters, variables, loops, imports. */
const bindings: Readonly<Record<ProgramLanguage, readonly RegExp[]>> = {
  javascript: [
    /\b(?:const|let|var|class|function)[ \t]{0,9}\*?[ \t]{0,9}(\{[^{}]{0,500}\}|\[[^[\]]{0,500}\]|[\w$]+)/g,
    // Without its bracket behind, so that rows of open ones cost nothing.
    /\bfunction\b[^(\n]{0,200}\(([^)]{0,500})/g,
    /(?:^|[=(,:?]|\breturn\b)[ \t]{0,9}(?:async[ \t]{1,9})?\(([^()]{0,500})\)[ \t]{0,9}(?::[^=\n]{0,200})?=>/gm,
    /(?<![\w$])([\w$]+)[ \t]{0,9}=>/g,
    /\bcatch[ \t]{0,9}\(([\w$]+)\)/g,
  ],
  python: [
    /\bdef[ \t]{1,9}\w+[ \t]{0,9}\(([^)]{0,1000})/g,
    /\blambda[ \t]{1,9}([^:\n]{0,200}):/g,
    /\bfor[ \t]{1,9}([^\n]{1,200}?)[ \t]{1,9}in\b/g,
    /\bas[ \t]{1,9}(\w+)/g,
    // From the sign back, so that rows of names without one cost nothing.
    /=(?!=)(?<=(?:^|[\n;(,])([\w, \t*]{1,200})(?::[^=\n(]{0,100})?:?=)/g,
    /\b(?:global|nonlocal)[ \t]{1,9}([\w, ]{1,200})/g,
  ],
};

/** Code without its comments and without what stands in its strings. */
export function withoutStrings(code: string, language: ProgramLanguage): string {
  return code.replace(comments[language], (found) => (found.startsWith("/") || found.startsWith("#") ? "" : '""'));
}

/** Reads the names of a program or of a check. */
export function codeNames(code: string, language: ProgramLanguage): CodeNames {
  const bare = withoutStrings(code, language);
  const imported = namesIn(bare, imports[language], language);
  const given = namesIn(bare, definitions[language], language);
  // A function or class of the same name is a definition all the same.
  const declared = namesIn(bare, definitions[language].slice(0, 1), language);
  const defined = new Set([...given, ...exportedIn(bare, language)].filter((name) => !imported.has(name) || declared.has(name)));
  const bound = namesIn(bare, bindings[language], language);
  const free = new Set<string>();
  // Strings count as uses, for templates and f-strings call functions; names behind a dot belong to something else.
  for (const [name] of code.matchAll(/(?<![\w$.])[A-Za-z_$][\w$]*/g))
    if (!bound.has(name) && !defined.has(name) && !imported.has(name)) free.add(name);
  return { defined, imported, free };
}

/** The names under which an object literal exports what it defines itself: `module.exports = { add: (a, b) => a + b, sub(a, b) {} }`. */
function exportedIn(code: string, language: ProgramLanguage): string[] {
  const at = language === "javascript" ? code.search(/^(?:module\.)?exports[ \t]{0,9}=[ \t]{0,9}\{/m) : -1;
  if (at < 0) return [];
  const inside = code.slice(at, at + 20_000);
  return [
    ...inside.matchAll(
      /[{,][ \t\n]{0,99}(?:async[ \t]{1,9})?\*?([\w$]{1,60})[ \t]{0,9}(?::[ \t\n]{0,9}(?:async\b|function\b|class\b|\(|[\w$]{1,60}[ \t]{0,9}=>)|\([^()\n]{0,300}\)[ \t]{0,9}\{)/g,
    ),
  ].flatMap(([, name]) => name ?? []);
}

function namesIn(code: string, patterns: readonly RegExp[], language: ProgramLanguage): Set<string> {
  const names = new Set<string>();
  for (const pattern of patterns) {
    for (const match of code.matchAll(pattern)) {
      for (const part of (match[1] ?? "").split(",")) {
        // "import a.b as c" binds c; "{ a: b }" binds b; "a: int = 3" binds a.
        const words: readonly string[] = part.replace(/=[^]*$/, "").match(/[\w$]+/g) ?? [];
        const renamed = words.indexOf("as");
        const name = renamed >= 0 ? words[renamed + 1] : language === "javascript" && part.includes(":") ? words.at(-1) : words[0];
        if (name !== undefined) names.add(name);
        if (words[0] !== undefined) names.add(words[0]);
      }
    }
  }
  return names;
}
