import type { ProgramLanguage } from "./code-names.ts";

const languages: Readonly<Record<ProgramLanguage, ReadonlySet<string>>> = {
  javascript: new Set(
    "javascript js mjs cjs node nodejs node.js ecmascript es es6 esm jsx jscript typescript ts mts cts tsx deno bun html htm vue svelte".split(
      " ",
    ),
  ),
  python: new Set(
    "python py pyw pyi cpython cython pyx ipython jupyter notebook ipynb sage micropython doctest pycon tool_code".split(" "),
  ),
};
const typed = new Set("typescript ts mts cts tsx deno".split(" "));
const unlabeled = new Set(
  "code text txt plaintext plain program solution answer snippet repl console-output pre console code-cell code-block"
    .split(" ")
    .concat(""),
);
const patches = new Set(["diff", "patch", "udiff"]);
const pages = new Set(["html", "htm", "vue", "svelte", "xml"]);

/** What the label of a block of code says: its language ("other" for one that is not asked for here), and what the code is wrapped in. */
export interface CodeLabel {
  readonly language: ProgramLanguage | "other" | undefined;
  /** Types of TypeScript are in it. */
  readonly typed: boolean;
  readonly patch: boolean;
  readonly page: boolean;
}

/** Reads a label in lower case: a language in any common spelling, a variant of one (`python-repl`, `py3`), or the name of a file. */
export function codeLabel(label: string): CodeLabel {
  const name = extensionOf(label) ?? label;
  const words = name.split(/[-_:+./=#|]/).map((word) => word.replace(/[\d.]{1,9}$/, ""));
  const has = (set: ReadonlySet<string>): boolean => set.has(name) || words.some((word) => word !== "" && set.has(word));
  const patch = has(patches);
  const language = has(languages.python) ? "python" : has(languages.javascript) ? "javascript" : undefined;
  return {
    language: language ?? (unlabeled.has(name) || /^\d+$/.test(name) || patch || name === "xml" ? undefined : "other"),
    typed: has(typed),
    patch,
    page: pages.has(name),
  };
}

/** The ending of a file's name, as in `src/solution.py` and `title="main.js"`. */
function extensionOf(label: string): string | undefined {
  const name = label.replaceAll(/["']/g, "");
  return name === "node.js" ? undefined : /[\w)\]-]\.([a-z]{1,6})$/.exec(name)?.[1];
}
