import assert from "node:assert/strict";
import { test } from "node:test";
import { wrappedBlocks } from "./wrapped-blocks.ts";

test("code that other marks than Markdown's set apart is found with its label and its end", () => {
  const rows: readonly (readonly [text: string, ...blocks: string[]])[] = [
    ['<code class="language-python">a &lt; b</code>', "python|a < b|closed"],
    ['<code class="hljs">a</code>', "|a|closed"],
    ["<code>a</code>", "|a|closed"],
    ["<pre>\na\n</pre>", "|a|closed"],
    ["[code=python]\na\n[/code]", "python|a|closed"],
    ["[source]a[/source]", "|a|closed"],
    ["<python>a", "python|a|open"],
    ["<solution>a</solution>", "|a|closed"],
    ["[answer]a[/answer]", "|a|closed"],
    ["\\begin{minted}{python}\na\n\\end{minted}", "python|a|closed"],
    ["\\begin{verbatim}a\\end{verbatim}", "|a|closed"],
    ["\\begin{lstlisting}[language=Python]\na\n\\end{lstlisting}", "python|a|closed"],
    ["#+begin_src python\na\n#+end_src", "python|a|closed"],
    ["{% highlight python %}a{% endhighlight %}", "python|a|closed"],
    ["'''python\na\n'''", "python|a|closed"],
    ["<code>&#65;&#x42;&quot;&nope;&#999999;</code>", `|AB"&nope;${String.fromCodePoint(999_999)}|closed`],
    ["<code>&#xfffff;&#1000000;</code>", `|${String.fromCodePoint(0xfffff)}&#1000000;|closed`],
    ["<code>a<br>b</code>", "|a\nb|closed"],
    ["<solution>a</solution><solution>b</solution>", "|a|closed", "|b|closed"],
    ["<solution>a<solution>b", "|a<solution>b|open"],
    ["<solution><code>a</code></solution>", "|<code>a</code>|closed", "|a|closed"],
    ["<solution><code>a</solution>", "|<code>a|closed", "|a</solution>|open"],
    ["none"],
  ];
  assert.deepEqual(
    rows.map(([text]) => [text, ...wrappedBlocks(text).map(({ label, code, closed }) => `${label}|${code}|${closed ? "closed" : "open"}`)]),
    rows,
  );
  assert.deepEqual(
    [wrappedBlocks("<solution>a</solution>".repeat(199)).length, wrappedBlocks("<solution>a</solution>".repeat(201)).length],
    [199, 200],
  );
  assert.deepEqual(
    ["ab <solution>a", `${"x".repeat(501)}<solution>a`].map((text) => wrappedBlocks(text)[0]?.lead),
    ["ab ", "x".repeat(500)],
  );
});
