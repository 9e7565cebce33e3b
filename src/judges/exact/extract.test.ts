import assert from "node:assert/strict";
import { test } from "node:test";
import { extract, tailOf } from "./extract.ts";

/** Each place by its level, its mark of a denial or of firmness, and its text. */
function said(text: string, how: { field?: string; block?: boolean } = {}): string[] {
  return extract(text, how).map(({ level, text: own, firm, denied }) => `${level}${firm ? "" : "?"}${denied ? "!" : ""} ${own}`);
}

function table(rows: readonly (readonly [text: string, wanted: readonly string[]])[], how: { field?: string; block?: boolean } = {}): void {
  assert.deepEqual(
    rows.map(([text]) => [text, said(text, how)]),
    rows,
  );
}

test("the field of a structured reply goes before all", () => {
  table([
    ['{"answer": "18"}', ["field 18"]],
    ['{"answer": 18}', ["field 18"]],
    ['{"answer": [1, 2]}', ["field [1,2]"]],
    ['```json\n{"answer": "18"}\n```', ["field 18"]],
    ['{"answer": "$\\\\boxed{18}$"}', ["field 18"]],
    ['{"answer": "about \\\\boxed{18}"}', ["field about \\boxed{18}"]],
    ['{"result": "18"}', ['last-line {"result": "18"}']],
    ['It is {"answer": "18", "p": 0.5', ["marker 18"]],
    ['It is {"answer": -18.5}', ["marker -18.5"]],
    ['It is {"answer": [1, 2], "p": 1', ["marker [1, 2]"]],
    ['It is {"answer": "a \\"b\\""', ['marker a "b"']],
    ["It is {answer: 18}", ["marker 18"]],
  ]);
  table(
    [
      ['{"value": "18"}', ["field 18"]],
      ['So {"value": "18"} it is', ["field 18"]],
      ['{"answer": "18"}', ["marker 18"]],
    ],
    { field: "value" },
  );
});

test("boxes, tags, rows of hashes and marks are places in the order of the text", () =>
  table([
    ["\\boxed{18}", ["box 18"]],
    ["\\boxed 18", ["box 18"]],
    ["\\fbox{18}", ["box 18"]],
    ["\\boxed{\\frac{1}{2}}", ["box \\frac{1}{2}"]],
    ["\\boxed{1", ["last-line \\boxed{1"]],
    ["\\boxed{1}, then \\boxed{2}", ["box 1", "box 2"]],
    ["\\boxed{1} or \\boxed{2}", ["box 1 or 2"]],
    ["\\boxed{1}, \\boxed{2} and \\boxed{3}", ["box 1 or 2 or 3"]],
    ["$\\boxed{1}$ and $\\boxed{2}$", ["box 1 or 2"]],
    ["It is not \\boxed{1}, it is \\boxed{2}", ["box! 1", "box 2"]],
    ["<answer>18</answer>", ["marker 18"]],
    ["<final_answer> 18 </final_answer>", ["marker 18"]],
    ["<final>18</final>", ["marker 18"]],
    ["[ANSWER]18[/ANSWER]", ["marker 18"]],
    ["#### 18", ["marker? 18"]],
    ["So it is.\n#### $18", ["marker? $18"]],
    ["#### 1. First step\nEighteen", ["last-line Eighteen"]],
    ["Answer: 18", ["marker 18"]],
    ["**Answer:** 18", ["marker 18"]],
    ["Final answer (in dollars): 18", ["marker 18"]],
    ["Answer:\n\n18", ["marker 18"]],
    ["### Answer\n18", ["marker 18"]],
    ["Antwort: 18", ["marker 18"]],
    ["答案：18", ["marker 18", "marker 18"]],
    ["ответ: 18", ["marker 18"]],
    ["TL;DR: 18", ["marker? 18"]],
    ["The answer is 18.", ["marker? 18."]],
    ["The answer is not 18.", ["marker?! not 18.", "last-line The answer is not 18."]],
    ["The answer isn't 18.", ["marker?! 18."]],
    ["The answer is not 18 but 20.", ["marker? not 18 but 20."]],
    ["The answer must be 18", ["marker? 18"]],
    ["Answer: 18\nAnswer: 20", ["marker 18", "marker 20"]],
    ["Answer: see above\nThe answer is 18", ["marker? 18"]],
    ["Answer: see above", ["marker see above"]],
    ["Answer: 18\n\\boxed{20}", ["marker 18", "box 20"]],
    ["Answer: 18\n\nQuestion: What is two?\nAnswer: 2", ["marker 18"]],
    ["Answer:", ["last-line Answer:"]],
  ]));

test("without a mark the last line that says something is the place", () =>
  table([
    ["We add.\nIt is 18.", ["last-line It is 18."]],
    ["It is 18.\n\n---\n", ["last-line It is 18."]],
    ["It is 18.\n```", ["last-line It is 18."]],
    ["It is 18.\nHope this helps!", ["last-line It is 18."]],
    ["Hope this helps!", ["last-line Hope this helps!"]],
    ["| a | b |\n| --- | --- |\n| 1 | 18 |", ["last-line 18"]],
    ["| 1 | 18 |", ["last-line 18"]],
    ["|x|", ["last-line |x|"]],
    ["It is 18.\nHere's why:\n- a\n- b", ["last-line It is 18."]],
    ["It is so.\nHere's why:\n- a\n- b 3", ["last-line b 3"]],
    ["", []],
    ["...", ["last-line ..."]],
  ]));

test("a list or a table is taken as the paragraph behind its mark", () =>
  table(
    [
      ["Answer:\n- a\n- b\n\nThat is all.", ["marker - a\n- b"]],
      ["Answer:\n\n- a\n\n- b", ["marker - a\n- b"]],
      ["Answer: 1, 2, 3\nThese are all.", ["marker 1, 2, 3"]],
      ["Answer: {1, 2}\nThese are all.", ["marker {1, 2}"]],
      ["Answer:\n```\na, 1\nb, 2\n```", ["marker a, 1\nb, 2"]],
      ["Answer:\n| a | 1 |\n| b | 2 |", ["marker | a | 1 |\n| b | 2 |"]],
    ],
    { block: true },
  ));

test("what is struck out, canceled, computed in brackets or set in rows of equations is read as a person sees it", () => {
  for (const [text, wanted] of [
    ["~~20~~ 18", "Correction: 18"],
    ["It is ~~20~~ 18.", "It is        18."],
    ["It is \\cancel{20} 18.", "It is             18."],
    ["\\frac{\\cancel{2}}{3}", "\\frac{\\cancel{2}}{3}"],
    ["9 * 2 = <<9*2=18>>18", "9 * 2 = 18"],
    ["<|begin_of_box|>18<|end_of_box|>", "\\boxed{18}"],
    ["\\answer{18}", "\\boxed{18}"],
    ["<response>It is 18.</response>", "\nIt is 18.\n"],
    ["First.\n<output>18</output>", "First.\n\n18\n"],
    ["\\begin{aligned} x &= 1 \\\\ &= 2 \\end{aligned}", " x  = 1 \n  = 2 "],
  ] as const)
    assert.equal(tailOf(text), wanted, text);
  assert.equal(tailOf(`Answer: 20${" ".repeat(65_536)}`).includes("20"), false);
  assert.equal(tailOf(`20${" ".repeat(65_534)}`).includes("20"), true);
});

test("a place tells what the text says before it and behind it", () => {
  const [box] = extract("We get $\\boxed{18}$, which is right.\nQuestion: What is two?");
  assert.equal(box?.lead, "We get $");
  assert.equal(box?.behind, ", which is right.");
  const [mark] = extract(`${"x".repeat(400)} Answer: 18\nIt is so.`);
  assert.equal(mark?.lead.length, 300);
  assert.equal(mark?.behind, "\nIt is so.");
});

test("what is beside the question, sent elsewhere or nested is told from the place that counts", () =>
  table([
    ["Answer: 18\nBonus answer: 7", ["marker 18"]],
    ["Bonus answer: 7", ["marker 7"]],
    ["null", ["last-line null"]],
    ["[1, 2]", ["last-line [1, 2]"]],
    ['{"answer": "\\\\boxed{1"}', ["field \\boxed{1"]],
    ["\\boxed{1}\\boxed{2}", ["box 1 or 2"]],
    ["\\boxed 1 or \\boxed 2", ["box 1 or 2"]],
    ["\\boxed{\\boxed{1}}", ["box \\boxed{1}", "box 1"]],
    ["So it is. #### 18)", ["marker? 18"]],
    ["Answer: Answer: 18", ["marker 18"]],
    ["| --- |\n| 18 |", ["last-line 18"]],
    ["| a |\n| 18 |", ["last-line | 18 |"]],
    ["$$\n- 18\n$$", ["last-line - 18"]],
    ["So\n- 18", ["last-line 18"]],
    ["So\n- x + 3", ["last-line - x + 3"]],
    ["1) 18", ["last-line 18"]],
    ["1. a\n2. 18", ["last-line 18"]],
    ["It is so.\n3. 18", ["last-line 3. 18"]],
    ["It is\n{ }", ["last-line { }"]],
    [`Answer:${"\n".repeat(7)}18`, ["marker 18"]],
    [`Answer:${"\n".repeat(8)}18`, ["last-line 18"]],
    ["Answer: x\n= 18\n≈ 18.0\nso", ["marker x\n= 18\n≈ 18.0"]],
    ["x + 1\n= 18", ["last-line x + 1\n= 18"]],
    ["Now:\n= 18", ["last-line = 18"]],
    [`${"x".repeat(99)}\n= 18`, [`last-line ${"x".repeat(99)}\n= 18`]],
    [`${"x".repeat(100)}\n= 18`, ["last-line = 18"]],
  ]));

test("a paragraph ends at a blank line that no entry follows, and a display is what it holds", () =>
  table(
    [
      ["$$\n1, 2\n$$", ["last-line 1, 2"]],
      ["So\n$$1, 2$$", ["last-line 1, 2"]],
      ["We have 1, 2\nand so on.", ["last-line We have 1, 2\nand so on."]],
      ["Answer: f(1), 2\nb, 3", ["marker f(1), 2\nb, 3"]],
      ["Answer:\n[1,\n2]\n\nx", ["marker [1,\n2]"]],
      ["Answer: (1, 2)\nx", ["marker (1, 2)"]],
      ["Answer:\n1. a\n\n2. b\n\nx", ["marker 1. a\n\n2. b".replace("\n\n", "\n")]],
      ["Answer: a b\nc d", ["marker a b\nc d"]],
    ],
    { block: true },
  ));

test("a place ends where its text does, and only the last places of a kind are looked at", () => {
  const behind = (text: string): string | undefined => extract(text)[0]?.behind;
  assert.deepEqual(
    ["<answer>18</answer> and more", "#### 18\nmore", "Answer: 18\nmore", "\\boxed 18 more", 'It is {"answer": "a \\"b\\"" more'].map(
      behind,
    ),
    [" and more", "\nmore", "\nmore", " more", ""],
  );
  for (const [place, most] of [
    ["\\boxed{1} x ", 100],
    ["<answer>1</answer> ", 100],
    ["So. #### 1\n", 100],
    ["Answer: 1\n", 50],
  ] as const)
    assert.deepEqual([extract(place.repeat(most - 1)).length, extract(place.repeat(most + 1)).length], [most - 1, most], place);
});
