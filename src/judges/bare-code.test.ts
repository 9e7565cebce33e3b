import assert from "node:assert/strict";
import { test } from "node:test";
import { bareBlocks, bareCode } from "./bare-code.ts";
import { plainCode } from "./plain-code.ts";
import { wrappedBlocks } from "./wrapped-blocks.ts";

const lines = (...all: readonly string[]): string => all.join("\n");

test("a text is code from its first line that begins some, without the sentences around it", () => {
  for (const [text, wanted] of [
    [lines("Here it is:", "def f():", "    return 1", "", "It returns one."), lines("def f():", "    return 1")],
    [lines("def f():", "    return 1", "", "### Notes", "That is all."), lines("def f():", "    return 1")],
    [lines("def f():", "    return 1", "</code>"), lines("def f():", "    return 1")],
    [lines("x = 1", "print(x)"), lines("x = 1", "print(x)")],
    [lines("It returns one.", "It is so."), lines("It returns one.", "It is so.")],
    [lines("<code>", "def f():", "    return 1"), lines("def f():", "    return 1")],
    ["def f(): return 1", "def f(): return 1"],
    ["import os", "import os"],
    [lines("Sure.", "    def f():", "        return 1"), lines("Sure.", "    def f():", "        return 1")],
    [lines("Run it:", ">>> def f():", "...     return 1", ">>> f()", "1"), lines("def f():", "    return 1", "f()")],
  ] as const)
    assert.equal(bareCode(text, "python"), wanted, text);
  for (const [text, wanted] of [
    [lines("Here:", "const f = () => 1;", "", "It returns one."), "const f = () => 1;"],
    [lines("Here:", "f = (x) => x", "That is all."), "f = (x) => x"],
    [lines("def f():", "    return 1"), lines("def f():", "    return 1")],
  ] as const)
    assert.equal(bareCode(text, "javascript"), wanted, text);
});

test("stretches of code are told from the sentences between them, with what leads to them", () => {
  const blocks = (text: string): string[] => bareBlocks(text, "python").map(({ code, lead }) => `${lead}|${code}`);
  assert.deepEqual(blocks(lines("First:", "def f():", "    return 1", "", "Then we add.", "def g():", "    return 2")), [
    lines("First:|def f():", "    return 1"),
    lines("Then we add.|def g():", "    return 2"),
  ]);
  assert.deepEqual(blocks(lines("First:", "    def f():", "        return 1", "Then.")), [lines("First:|def f():", "    return 1")]);
  assert.deepEqual(blocks(lines("First:", "  def f():", "    return 1")), []);
  assert.deepEqual(blocks(lines("def f():", "    return 1", "", "## Notes", "x")), [lines("|def f():", "    return 1")]);
  assert.deepEqual(blocks(lines("def f():", "    return 1", "", "1. Notes")), [lines("|def f():", "    return 1")]);
  assert.deepEqual(blocks(lines("def f():", "    return 1", "", "    # more", "    x = 2")), [
    lines("|def f():", "    return 1", "", "    # more", "    x = 2"),
  ]);
  assert.deepEqual(blocks(lines("x = 1", "```python", "def f(): pass", "```", "y = 2")), ["|x = 1", "|y = 2"]);
  assert.deepEqual(blocks("Nothing is here."), []);
  assert.deepEqual(blocks(lines(...Array.from({ length: 12 }, (_, at) => `Line ${at}.`), "def f(): pass")), [
    `${lines(...Array.from({ length: 9 }, (_, at) => `Line ${at + 3}.`))}|def f(): pass`,
  ]);
  assert.equal(bareBlocks(`${"x".repeat(600)}\ndef f(): pass`, "python")[0]?.lead.length, 500);
  assert.deepEqual(blocks(lines(">>> def f():", "...     return 1", ">>> f()", "1")), [lines("|def f():", "    return 1", "f()")]);
});

test("code in tags, brackets, environments and quotes is set apart with its label", () => {
  const rows: readonly (readonly [text: string, ...blocks: string[]])[] = [
    [
      '<pre><code class="language-python">x = 1</code></pre>',
      'closed: <code class="language-python">x = 1</code>',
      "python closed: x = 1",
      "python closed: x = 1",
    ],
    ['<code class="language-python">x = 1</code>', "python closed: x = 1"],
    ['<pre id="a" class="language-python">x = 1</pre>', "python closed: x = 1"],
    ["<code lang=python>x = 1</code>", "python closed: x = 1"],
    ['<code lang="java">x = 1</code>', "java closed: x = 1"],
    ['<code class="hljs language-python">x = 1</code>', "python closed: x = 1"],
    ['<code class="hljs language-java">x = 1</code>', "java closed: x = 1"],
    ['<pre class="python">x = 1</pre>', "python closed: x = 1"],
    ['<pre class="highlight">x = 1</pre>', "closed: x = 1"],
    ['<pre class="highlight"><code>x = 1</code></pre>', "closed: <code>x = 1</code>", "closed: x = 1", "closed: x = 1"],
    ['<code id="a">x = 1</code>', "closed: x = 1"],
    ["<code>x &lt; 1 &amp;&amp; y</code>", "closed: x < 1 && y"],
    ["<code>x &#60; 1 &#x3c; 2 &foo; &#9999999;</code>", "closed: x < 1 < 2 &foo; &#9999999;"],
    ["<code>a<br>b<br/>c</code>", "closed: a\nb\nc"],
    ["<code><![CDATA[x < 1]]></code>", "closed: x < 1"],
    ["<python>\nx = 1\n</python>", "python closed: x = 1"],
    ["<answer>x = 1</answer>", "closed: x = 1"],
    ["<answer>x = 1", "open: x = 1"],
    ["[code=python]x = 1[/code]", "python closed: x = 1"],
    ["[code]x = 1[/code]", "closed: x = 1"],
    ['[source lang="python"]x = 1[/source]', "python closed: x = 1"],
    ["[python]x = 1[/python]", "python closed: x = 1"],
    ["\\begin{verbatim}\nx = 1\n\\end{verbatim}", "closed: x = 1"],
    ["\\begin{lstlisting}[language=Python]\nx = 1\n\\end{lstlisting}", "python closed: x = 1"],
    ["\\begin{minted}{python}\nx = 1\n\\end{minted}", "python closed: x = 1"],
    ["#+begin_src python\nx = 1\n#+end_src", "python closed: x = 1"],
    ["{% highlight python %}\nx = 1\n{% endhighlight %}", "python closed: x = 1"],
    ["'''python\nx = 1\n'''", "python closed: x = 1"],
    ["[code]a[/code] [code]b[/code]", "closed: a", "closed: b"],
    ["x = 1"],
  ];
  for (const [text, ...wanted] of rows)
    assert.deepEqual(
      wrappedBlocks(text).map(({ label, code, closed }) => `${label === "" ? "" : `${label} `}${closed ? "closed" : "open"}: ${code}`),
      wanted,
      text,
    );
  const [block] = wrappedBlocks(`${"x".repeat(600)}<answer>1</answer>`);
  assert.equal(block?.lead.length, 500);
  assert.equal(wrappedBlocks("[code]1[/code]".repeat(201)).length, 200);
});

test("the code of a block is without numbers, prompts, patch marks, pages and types", () => {
  const plain = (label: string, code: string, language: "python" | "javascript" = "python"): string =>
    plainCode({ label, code, lead: "", trail: "", closed: true }, language);
  for (const [label, code, wanted] of [
    ["python", "x = 1", "x = 1"],
    ["python", "1 x = 1\n2 y = 2", "x = 1\ny = 2"],
    ["python", ">>> x = 1\n>>> x\n1", "x = 1\nx"],
    ["diff", "@@ -1,2 +1,2 @@\n x = 1\n-y = 2\n+y = 3", "x = 1\ny = 3"],
    ["", "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-y = 2\n+y = 3", "y = 3"],
    ["", "diff --git a/x b/x\nindex 1..2\n@@ -1 +1 @@\n+y = 3\n\\ No newline at end of file", "y = 3"],
    ["diff", "x = 1\n-y = 2\n+y = 3", "x = 1\ny = 3"],
    ["diff", " x = 1\nif x:\n+    y = 3", " x = 1\nif x:\n    y = 3"],
  ] as const)
    assert.equal(plain(label, code), wanted, code);
  for (const [label, code, wanted] of [
    ["html", "<script>f()</script><p>1</p><script>g()</script>", "f()\n;\ng()"],
    ["", "<!doctype html><script>f()</script>", "f()"],
    ["html", '<script src="a.js"></script><script type="application/json">1</script><script>g()</script>', "g()"],
    ["html", "<script>f()", "f()"],
    ["html", "<p>1</p>", "<p>1</p>"],
    ["js", "const x = 1", "const x = 1"],
  ] as const)
    assert.equal(plain(label, code, "javascript"), wanted, code);
  assert.match(plain("ts", "const x: number = 1", "javascript"), /^const x\s+= 1/);
  assert.equal(plain("ts", "const x: = 1", "javascript"), "const x: = 1");
});
