import assert from "node:assert/strict";
import { test } from "node:test";
import { isDoubted } from "./doubted.ts";
import { type Reading, reading } from "./read-span.ts";
import { type AnswerKind, exactOptions } from "./settings.ts";

type Row = readonly [text: string, said: string, level: Reading["level"], wanted: boolean];

/** Names the rows of which the doubt is another; `right` is what the answer was graded as. */
function table(kind: AnswerKind, key: string, right: boolean, rows: readonly Row[]): void {
  const settings = exactOptions.parse({ kind: "exact", answer: key, answerKind: kind });
  const bare = (text: string): string => text.replace(/[\s$*().,!]/g, "").toLowerCase();
  const numeral = /^[\s$*]*\d+(?: \p{L}+)?[.!]?$/u;
  const outcomesOf = (text: string): readonly boolean[] =>
    kind === "number" && !numeral.test(text) ? [] : [bare(text).replace(/(?<=^\d+)\p{L}+$/u, "") === bare(key)];
  const wrong = rows.flatMap(([text, said, level, wanted]) =>
    isDoubted(text, reading([right], said, level), kind, settings, outcomesOf) === wanted ? [] : [`${text} (${said}, ${level})`],
  );
  assert.deepEqual(wrong, []);
}

test("a number that is the last of several is doubted, one that stands alone is not", () =>
  table("number", "18", true, [
    ["18", "18", "last-line", false],
    ["The total is 18.", "18", "last-line", false],
    ["Max: 7\nMin: 18", "18", "last-line", true],
    ["Max: 7\nMin: 18", "18", "field", false],
    ["Max: 7\nMin: 18", "18", "marker", false],
    ["Max: 18\nMin: 7\n\nI hope this helps!", "7", "last-line", true],
    ["| Name | Value |\n| --- | --- |\n| Min | 18 |", "18", "last-line", false],
    ["Max: 7, Min: 18", "18", "last-line", true],
    ["Max: 7; Min: 18", "18", "last-line", true],
    ["The median is 7. The mode is 18.", "18", "last-line", true],
    ["- 7\n- 18", "18", "last-line", true],
    ["- 18\n- 18", "18", "last-line", false],
    ["Steps:\n- 7\n- 18", "18", "last-line", false],
    ["We go step by step:\n- 7\n- 18", "18", "last-line", false],
    ["The running totals:\n- 7\n- 18", "18", "last-line", false],
    ["The prices:\n- 7\n- 18", "18", "last-line", true],
    ["- red\n- 18", "18", "last-line", false],
    ["- 7 + 11\n- 18", "18", "last-line", false],
    ["Answer (a): 7\nAnswer (b): 18", "18", "marker", true],
    ["Answer (a): 7\nAnswer: 18", "18", "marker", false],
    ["Answer:\n- 18\n- 20", "18", "marker", true],
    ["Answer:\n- 18\n- 18", "18", "marker", false],
    ["She has 18 eggs. Each carton holds 6, so she needs 3 cartons.", "She has 18 eggs.", "last-line", true],
    ["She has 18 eggs. They are brown.", "She has 18 eggs.", "last-line", false],
    ["Max: 7\nMin: 18", "19", "last-line", false],
  ]));

test("a number that a sentence supposes or denies is doubted where it is the key", () => {
  const rows = [
    ["It would have been 18 had she sold all.", "18"],
    ["She does not make 18.", "18"],
    ["She doesn't make $18.", "$18"],
    ["It is false that she makes 18 dollars.", "18 dollars"],
    ["Sie hat nicht 18.", "18"],
    ["18 overshoots.", "18"],
  ] as const;
  for (const right of [true, false])
    table(
      "number",
      "18",
      right,
      rows.map(([text, said]) => [text, said, "last-line", right]),
    );
  table("number", "18", true, [
    ["18, nicht 20", "18, nicht 20", "last-line", false],
    ["18, not 20", "18, not 20", "last-line", false],
    ["She does not make 20. She makes 18.", "18", "last-line", false],
    ["She does not make 20; she makes 18.", "18", "last-line", false],
    ["None.", "None", "last-line", false],
    ["18. Check: 8 ≠ 10, so this is wrong.", "18", "last-line", true],
    ["18. It holds.", "18", "last-line", false],
  ]);
});

test("a value of another kind is doubted where its sentence denies it", () => {
  const rows = [
    ["It is not true that it is (1, 2)", true],
    ["It's false that it is (1, 2)", true],
    ["It is no longer possible that it is (1, 2)", true],
    ["There is no way it is (1, 2)", true],
    ["It isn't right that it is (1, 2)", true],
    ["It is not true, it is (1, 2)", false],
    ["It is not the case but it is (1, 2)", false],
    ["It is true that it is (1, 2)", false],
    ["It is not so as (1, 2)", false],
  ] as const;
  table(
    "tuple",
    "(1, 2)",
    true,
    rows.map(([text, wanted]): Row => [text, text, "last-line", wanted]),
  );
  table(
    "tuple",
    "(1, 2)",
    false,
    rows.map(([text]): Row => [text, text, "last-line", false]),
  );
  table("set", "{1, 2}", true, [["It is not true that it is {1, 2}", "It is not true that it is {1, 2}", "last-line", false]]);
});

test("a verdict that is split, and a comment on another answer, are doubted", () => {
  table("text", "yes", true, [
    ["Yes for odd n, no for even n.", "Yes for odd n", "last-line", true],
    ["The first is hard.\nAnswer: yes for odd n, no for even n.", "yes for odd n", "marker", true],
    ["Yes for odd n, no for even n.\nYes.", "Yes", "last-line", false],
    ["Yes.\nIt is no for even n.", "Nothing", "last-line", false],
    ["Yes for odd n, no for even n.", "Nothing", "last-line", true],
    ["The answer is no. Yes, really.", "Yes", "last-line", true],
    ["No. Yes, really.", "Yes", "last-line", true],
    ["**No.** Yes, really.", "Yes", "last-line", true],
    ["Answer: no way. Yes, really.", "Yes", "last-line", true],
    ["Yes. Yes, really.", "Yes, really", "last-line", false],
    ["It rains. Yes, really.", "Yes", "last-line", false],
    ["Yes, really.", "Yes", "last-line", false],
    ["No. Yes.", "Yes", "last-line", false],
    ["No. Yes, it is yes.", "Yes", "last-line", false],
    ["No. It is yes.", "yes", "last-line", false],
  ]);
  table("text", "yes", false, [["The answer is no. Yes, really.", "Yes", "last-line", false]]);
  table("text", "Paris", true, [
    ["Paris for odd n, Lyon for even n.", "Paris", "last-line", false],
    ["Mr. Paris was there.", "Paris", "last-line", false],
    ["The answer is Lyon. Paris was there first.", "Paris", "last-line", true],
    ["City: Lyon\nTown: Paris", "Paris", "last-line", true],
    ["City: Lyon\nTown: Paris and all the others", "Paris", "last-line", false],
  ]);
});

test("an option is doubted where the text concludes another one", () =>
  table("choice", "C", true, [
    ["C is true. So the false statement is B.", "C", "last-line", true],
    ["C is true. So the true statement is C.", "C", "last-line", false],
    ["C (20%), B (80%)", "C (20%), B (80%)", "last-line", true],
    ["C is true. So the false statement is B.", "C", "field", false],
  ]));

test("what was read is looked for behind its mark first, else at its last place", () =>
  table("number", "18", true, [
    ["Answer: 18. Then she does not make 18.", "18", "marker", false],
    ["She does not make 18.\nAnswer: 18", "18", "marker", false],
    ["She makes 18.\nIn the end she does not make 18.", "18", "last-line", true],
    ["\\boxed{18} She does not make 18.", "18", "box", false],
    ["#### 18\nShe does not make 18.", "18", "marker", false],
    ["<answer>18</answer> She does not make 18.", "18", "marker", false],
    ["The mark says she does not make 18.", "18", "marker", true],
    [`Answer: ${" ".repeat(190)}18. She does not make 18.`, "18", "marker", false],
    [`Answer: ${" ".repeat(200)}18. She does not make 18.`, "18", "marker", true],
  ]));
