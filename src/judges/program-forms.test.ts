import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { programIn } from "./program-text.ts";

const fenced = (label: string, ...lines: readonly string[]): string => ["```" + label, ...lines, "```"].join("\n");
const sums = ["assert add(1, 2) == 3"];
const adds = ["assertEqual(add(1, 2), 3)"];
const python = "def add(a, b):\n    return a + b";
const javascript = "function add(a, b) { return a + b; }";
const wrongPython = "def add(a, b):\n    return a - b";
const wrongJavascript = "function add(a, b) { return a - b; }";

const readPython = (text: string): string | undefined => programIn(text, "python", sums)?.trim();
/** What the program that is read makes of 1 and 2; undefined where there is none. */
function added(text: string): unknown {
  const code = programIn(text, "javascript", adds);
  if (code === undefined) return undefined;
  const module = { exports: {} };
  const script = code.replace(/^export default\b/m, "module.exports.default =").replace(/^export\b/m, "");
  const call = "(typeof add === 'undefined' ? (module.exports.default ?? module.exports) : add)(1, 2)";
  return runInNewContext(`${script}\n;${call}`, { module, exports: module.exports, console: { log() {} } });
}

test("Python is read under every common label", () => {
  const labels =
    "python py Python PY python3 py3 python2 python3.12 pyw ipython ipython3 jupyter jupyter-python cython pyx doctest python-repl pycon solution.py main.py src/solution.py";
  const attributed = [
    'python title="x.py"',
    "{.python}",
    "{python}",
    "{python, echo=TRUE}",
    "{.python .numberLines}",
    "python:solution.py",
    "python {1,3}",
    "title=add.py",
    'file="add.py"',
    "python showLineNumbers",
    "language-python",
  ];
  assert.deepEqual(
    [...labels.split(" "), ...attributed].filter((label) => readPython(fenced(label, python)) !== python),
    [],
  );
  assert.deepEqual(
    "java c rust bash json yaml css html javascript js ts sql solution.js index.html r"
      .split(" ")
      .filter((label) => readPython(fenced(label, python)) !== undefined),
    [],
  );
});

test("JavaScript is read under every common label", () => {
  const labels =
    "javascript js JS node nodejs node.js jsx mjs cjs ts tsx typescript es6 deno solution.js main.mjs src/add.ts js-repl {.js} {js}";
  assert.deepEqual(
    labels.split(" ").filter((label) => added(fenced(label, javascript)) !== 3),
    [],
  );
  assert.deepEqual(
    "java c bash json python py solution.py css".split(" ").filter((label) => added(fenced(label, javascript)) !== undefined),
    [],
  );
});

test("of a patch the lines that it leaves are the program", () => {
  const patches = [
    "+def add(a, b):\n+    return a + b",
    "@@ -1,2 +1,2 @@\n def add(a, b):\n-    return a - b\n+    return a + b",
    "--- a/add.py\n+++ b/add.py\n@@ -1,2 +1,2 @@\n-def add(a, b):\n-    return a - b\n+def add(a, b):\n+    return a + b",
    "diff --git a/add.py b/add.py\nindex 1..2 100644\n--- a/add.py\n+++ b/add.py\n@@ -0,0 +1,2 @@\n+def add(a, b):\n+    return a + b",
    "def add(a, b):\n-    return a - b\n+    return a + b",
  ];
  for (const label of ["diff", "patch"]) for (const patch of patches) assert.equal(readPython(fenced(label, patch)), python, patch);
  assert.equal(added(fenced("diff", "-const add = (a, b) => a - b;", "+const add = (a, b) => a + b;")), 3);
});

test("of a page the scripts are the program, and no page is one of Python", () => {
  const page = `<!DOCTYPE html>\n<html><head><script src="x.js"></script></head><body>\n<p>add(1, 2)</p>\n<script>\n${javascript}\n</script>\n</body></html>`;
  assert.equal(added(fenced("html", page)), 3);
  assert.equal(added(fenced("", page)), 3);
  assert.equal(added(page), 3);
  assert.equal(readPython(fenced("html", page)), undefined);
});

test("what is typed in a transcript is the program, what is printed is not", () => {
  const transcripts = [
    ">>> def add(a, b):\n...     return a + b\n...\n>>> add(1, 2)\n3",
    "Python 3.12.1 (main)\nType \"help\" for more.\n>>> def add(a, b):\n...     return a + b\n... \n>>> print(add(1, 2))\n3\n>>> add(1, 'x')\nTraceback (most recent call last):\n  File x\nTypeError: no",
    "In [1]: def add(a, b):\n   ...:     return a + b\n   ...:\n\nIn [2]: add(1, 2)\nOut[2]: 3",
    ">>> add = lambda a, b: a + b\n>>> add(1, 2)\n3",
  ];
  for (const transcript of transcripts) {
    for (const label of ["pycon", "python", "python-repl", "", "doctest"]) {
      const code = readPython(fenced(label, transcript)) ?? "";
      assert.match(code, /def add\(a, b\):\n {4}return a \+ b|add = lambda a, b: a \+ b/, label);
      assert.doesNotMatch(code, /^(?:3|>>>|\.\.\.|In|Out|Traceback|TypeError)/m);
    }
  }
  const node =
    'Welcome to Node.js v22.\nType ".help" for more information.\n> function add(a, b) {\n... return a + b;\n... }\nundefined\n> add(1, 2)\n3';
  for (const label of ["js", "node", "", "node-repl"]) assert.equal(added(fenced(label, node)), 3, label);
  assert.equal(added(fenced("js", "> const add = (a, b) =>\n| a + b\nundefined\n> add(2, 2)\n4")), 3);
  const documented = 'def add(a, b):\n    """\n    >>> add(1, 2)\n    3\n    """\n    return a + b';
  assert.equal(readPython(fenced("python", documented)), documented);
  assert.equal(readPython(`${fenced("python", python)}\n${fenced("pycon", ">>> add(1, 2)", "3")}`), python);
});

const wrapped: readonly ((code: string, language: string) => string)[] = [
  (code) => `[code]\n${code}\n[/code]`,
  (code, language) => `[code=${language}]\n${code}\n[/code]`,
  (code, language) => `[${language.toUpperCase()}]\n${code}\n[/${language.toUpperCase()}]`,
  (code, language) => `'''${language}\n${code}\n'''`,
  (code, language) => `"""${language}\n${code}\n"""`,
  (code, language) => `<pre><code class="language-${language}">${code}</code></pre>`,
  (code, language) => `<pre>\n<code class='${language} hljs'>${code}\n</code>\n</pre>`,
  (code, language) => `<pre lang="${language}">${code}</pre>`,
  (code) => `<pre>\n${code}\n</pre>`,
  (code) => `<code>\n${code}\n</code>`,
  (code, language) => `<code lang="${language}">${code}</code>`,
  (code, language) => `<${language}>\n${code}\n</${language}>`,
  (code) => `<solution>\n${code}\n</solution>`,
  (code) => `<answer>\n${code}\n</answer>`,
  (code, language) => `\\begin{lstlisting}[language=${language}]\n${code}\n\\end{lstlisting}`,
  (code) => `\\begin{lstlisting}\n${code}\n\\end{lstlisting}`,
  (code) => `\\begin{verbatim}\n${code}\n\\end{verbatim}`,
  (code, language) => `\\begin{minted}{${language}}\n${code}\n\\end{minted}`,
  (code, language) => `\\begin{minted}[linenos]{${language}}\n${code}\n\\end{minted}`,
  (code, language) => `#+BEGIN_SRC ${language}\n${code}\n#+END_SRC`,
  (code, language) => `{% highlight ${language} %}\n${code}\n{% endhighlight %}`,
  (code) => `    ${code.replaceAll("\n", "\n    ")}`,
  (code) => code,
];
for (const [at, wrap] of wrapped.entries()) {
  test(`a program is found in its wrapper: ${wrap("...", "python").replaceAll("\n", " ").slice(0, 50)}`, () => {
    for (const [before, after] of [
      ["", ""],
      ["Here it is:\n\n", "\n\nIt adds two numbers."],
      ["It adds.\n\n", `\n\nRun it:\n\n${fenced("bash", "run it")}`],
      ["Sure!\n\n", `\n\n${fenced("", "add(1, 2)")}\n`],
    ]) {
      assert.equal(readPython(`${before}${wrap(python, "python")}${after}`), python, `${at}: ${before}`);
      assert.equal(added(`${before}${wrap(javascript, "javascript")}${after}`), 3, `${at}: ${before}`);
    }
  });
}

test("entities of HTML in a wrapper are characters", () => {
  const escaped = "def add(a, b):\n    return a + b if a &lt; b &amp;&amp; 1 else &quot;&#39;&#x41;&quot;";
  assert.equal(
    readPython(`<pre><code class="language-python">${escaped}</code></pre>`),
    `def add(a, b):\n    return a + b if a < b && 1 else "'A"`,
  );
});

/** What stands before a version that is not the one meant. */
const cautions = [
  "For reference only:",
  "For reference, the original:",
  "For comparison:",
  "Without the fix it would be:",
  "Without the check, it was:",
  "Before:",
  "### Before",
  "**Before**",
  "Before the fix:",
  "Previously:",
  "Don't:",
  "❌ Don't",
  "Never do this:",
  "Do not write:",
  "Not like this:",
  "The code you posted:",
  "Your code:",
  "Your original code was:",
  "What you had:",
  "The student's version:",
  "Wrong:",
  "Wrong solution:",
  "A wrong solution would be:",
  "Naive (too slow):",
  "Naive:",
  "The naive solution:",
  "A naive, slow version:",
  "Here is a buggy version:",
  "Here is the broken implementation:",
  "The original:",
  "The original code:",
  "This is the original function:",
  "Here is the original code.",
  "The old version:",
  "An earlier attempt:",
  "My first attempt:",
  "The previous version looked like this:",
  "A common mistake:",
  "It is tempting to write:",
  "Avoid this:",
  "Instead of:",
  "This looks good but is wrong:",
  "This version fails for zero:",
  "I considered this, but rejected it:",
  "Incorrect:",
  "Anti-pattern:",
  "Deprecated version:",
  "Bad:",
  "## The wrong way\n\nIt takes the difference:",
];
const praises = [
  "After:",
  "Corrected version:",
  "Here is a corrected version:",
  "Fixed:",
  "That was wrong. Here is the fix:",
  "Corrected, without the mistake:",
  "The version without the bug:",
  "To avoid the bug, use this instead:",
  "Better than the naive version:",
  "The final version:",
  "Your code has a bug. Write:",
  "Your code, fixed:",
  "An improved version of your code:",
  "This replaces the broken one:",
  "Now it keeps the original order:",
  "Oops, the sign was wrong. Correction:",
  "Optimized:",
  "Solution:",
  "Example implementation:",
  "Do this instead:",
  "Use this:",
  "Updated:",
  "Correct:",
  "✅ Do",
  "In short:",
  "",
];
for (const [language, right, wrong, read] of [
  ["python", python, wrongPython, readPython],
  ["js", javascript, wrongJavascript, (text: string) => programIn(text, "javascript", adds)],
] as const) {
  test(`a version of ${language} that the answer warns of is not the program, before or behind the right one`, () => {
    const missed = cautions.flatMap((lead) => [
      ...(read(`${fenced(language, right)}\n\n${lead}\n\n${fenced(language, wrong)}`) === right ? [] : [`behind: ${lead}`]),
      ...(read(`${lead}\n${fenced(language, wrong)}\n\nSo:\n${fenced(language, right)}`) === right ? [] : [`before: ${lead}`]),
      ...(read(`${lead}\n${fenced(language, right)}`) === right ? [] : [`alone: ${lead}`]),
    ]);
    assert.deepEqual(missed, []);
  });

  test(`a later version of ${language} that is not warned of is the program`, () => {
    assert.deepEqual(
      praises.filter((lead) => read(`${fenced(language, wrong)}\n\n${lead}\n\n${fenced(language, right)}`) !== right),
      [],
    );
  });

  test(`the comment that opens a block of ${language} may warn of it`, () => {
    const mark = language === "js" ? "//" : "#";
    for (const comment of ["Wrong:", "Before", "Original code", "naive version (too slow)", "BUGGY", "❌ Bad"])
      assert.equal(read(`${fenced(language, right)}\n${fenced(language, `${mark} ${comment}`, wrong)}`), right, comment);
    for (const comment of [
      "avoid overflow by adding late",
      "handles bad input",
      "the first argument comes before the second",
      "no wrong sign",
    ]) {
      const code = `${mark} ${comment}\n${right}`;
      assert.equal(read(`${fenced(language, wrong)}\n${fenced(language, code)}`), code, comment);
    }
  });
}

test("a function that JavaScript exports without a name is the one that is asked for", () => {
  const programs = [
    "module.exports = function (a, b) { return a + b; };",
    "module.exports = function(a, b) {\n  return a + b;\n};",
    "module.exports = (a, b) => a + b;",
    "module.exports = async => async;\nmodule.exports = (a, b) => a + b;",
    "module.exports = function add(a, b) { return a + b; };\nvar add = module.exports;",
    "export default (a, b) => a + b;",
    "export default function (a, b) { return a + b; }",
    "exports.default = (a, b) => a + b;",
    "const sum = (a, b) => a + b;\nmodule.exports = (a, b) => sum(a, b);",
  ];
  for (const code of programs) {
    assert.equal(added(fenced("js", code)), 3, code);
    assert.equal(
      added(`${fenced("js", code)}\nUsage:\n${fenced("js", "const add = require('./add');", "console.log(add(1, 2));")}`),
      3,
      code,
    );
  }
  for (const code of [
    "module.exports = { add(a, b) { return a + b; } };",
    "exports.add = (a, b) => a + b;",
    "module.exports = function add(a, b) {};",
  ]) {
    const text = `${fenced("js", code)}\n${fenced("js", "console.log(add(1, 2));")}`;
    assert.equal(programIn(text, "javascript", adds), code);
  }
});

test("a module that an importer names is the program, and the block that imports it is not", () => {
  const imports = fenced("js", 'import add from "./add.js";', "console.log(add(1, 2));");
  const requires = fenced("js", 'const add = require("./add");', "console.log(add(1, 2));");
  const bodies = [
    ["export default function plus(a, b) { return a + b; }", imports],
    ["const plus = (a, b) => a + b;\n\nexport { plus as default };", imports],
    ["function plus(a, b) { return a + b; }\nmodule.exports = plus;", requires],
    [
      "(function (root, factory) {\n  if (typeof module === 'object') module.exports = factory();\n})(this, () => (a, b) => a + b);",
      requires,
    ],
  ] as const;
  for (const [body, usage] of bodies)
    assert.equal(programIn(`${fenced("js", body)}\nUse it so:\n${usage}`, "javascript", adds)?.trim(), body);
  const config = fenced("js", "module.exports = { testEnvironment: 'node' };");
  assert.equal(programIn(`${fenced("js", javascript)}\n${config}`, "javascript", adds)?.trim(), javascript);
});
