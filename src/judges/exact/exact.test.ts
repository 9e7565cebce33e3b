import assert from "node:assert/strict";
import { test } from "node:test";
import { assert as always, asyncProperty, integer } from "fast-check";
import type { Desk, Json, Task } from "../../types.ts";
import { exactJudge } from "./exact.ts";
import { kindOf } from "./kind-of.ts";
import { exactOptions } from "./settings.ts";

const task: Task = { id: "t", category: "reasoning", prompt: "?", grader: { kind: "exact", answer: "10/33" } };
const noDesk = {} as unknown as Desk;

async function outcome(answer: Json, text: string, more: { [name: string]: Json } = {}): Promise<string> {
  const judge = exactJudge(exactOptions.parse({ kind: "exact", answer, ...more }));
  const verdict = await judge.judge(task, { text, by: "a" }, noDesk);
  return verdict.ok ? (verdict.passed ? "pass" : "fail") : verdict.failure.code;
}
async function table(rows: readonly (readonly [Json, string, string, { [name: string]: Json }?])[]): Promise<void> {
  for (const [key, text, wanted, more] of rows) {
    assert.equal(await outcome(key, text, more), wanted, `${JSON.stringify(key)} against ${JSON.stringify(text)}`);
  }
}

test("the golden cases of 10/33 hold", () =>
  table([
    ["10/33", "\\frac{10}{33}", "pass"],
    ["10/33", "10 / 33", "pass"],
    ["10/33", "110/330", "fail"],
    ["10/33", "It is definitely not 10/33.", "fail"],
    ["10/33", "20/66", "pass"],
    ["10/33", "20/66", "fail", { reducedForm: true }],
    ["10/33", "10/33", "pass", { reducedForm: true }],
    ["10/33", ".303", "fail"],
    ["10/33", ".303", "pass", { tolerance: 0.001 }],
    ["10/33", "Answer: **10/33**.", "pass"],
    ["10/33", "10/33 or 1/3", "unknown"],
    ["10/33", "10/33 or 1/3", "fail", { ambiguous: "failed" }],
    ["10/33", "10/33 or 20/66", "pass"],
    ["1/3", "110/330", "pass"],
    ["10/33", "Final answer: not 10/33", "fail"],
    ["10/33", "P != 10/33", "fail"],
    ["10/33", "", "fail"],
  ]));

test("the final answer is the last one that is marked", () =>
  table([
    ["10/33", "We try 1/3.\nThen \\boxed{\\frac{10}{33}} follows.\nAnswer: 5", "fail"],
    ["10/33", "We try 1/3.\nAnswer: 5\nThen \\boxed{\\frac{10}{33}} follows.", "pass"],
    ["10/33", "\\boxed{1/3} at first, later \\boxed{10/33}", "pass"],
    ["10/33", "Answer: 1/3 was my first thought.\nFinal answer: 10/33", "pass"],
    ["10/33", "**Final Answer:** $\\dfrac{10}{33}$", "pass"],
    ["10/33", "**Final answer: 10/33**", "pass"],
    ["10/33", "The final answer is $\\tfrac{10}{33}$.", "pass"],
    ["10/33", "Final answer:\n\n10/33", "pass"],
    ["10/33", '{"answer": "10/33", "p": 0.4}', "pass"],
    ["10/33", '```json\n{"answer": "1/3"}\n```', "fail"],
    ["10/33", "10/33 is what I first found, but it is\nwrong", "fail"],
    ["10/33", "P(both red) = 10/33", "pass"],
    ["10/33", "10/33 = 0.303", "pass"],
    ["10/33", "10/33 (about 30.3%)", "pass"],
    ["10/33", "10/33 ≈ 0.3030", "pass"],
    ["10/33", "10/33 = 0.31", "unknown"],
  ]));

test("numbers are compared by value", () =>
  table([
    ["3/2", "1 1/2", "pass"],
    ["3/2", "1½", "pass"],
    ["-3/2", "−1 1/2", "pass"],
    ["1/4", "0.25", "pass"],
    ["1/3", "\\tfrac1{3}", "pass"],
    ["1/3", "\\frac13", "pass"],
    ["1200", "1,200", "pass"],
    ["1200", "1,200", "fail", { thousands: false }],
    ["1200", "1.2 × 10^3", "pass"],
    ["1200", "1.2e3", "pass"],
    [0.1, "1/10", "pass"],
    ["25%", "25 percent", "pass"],
    ["25%", "0.25", "pass"],
    ["25%", "25", "fail"],
    ["25", "25%", "pass"],
    ["1/4", "25%", "pass"],
    ["1/4", "25%", "fail", { percentEqualsFraction: false }],
    ["1/4", "0.25%", "fail"],
    ["1/4", "25\\%", "pass", { percentEqualsFraction: true }],
    ["5", "x = 5", "pass"],
    ["5", "$5$", "pass"],
    ["5", "15", "fail"],
    ["5", "1/0", "fail"],
  ]));

test("units are converted and currencies must agree", () =>
  table([
    ["3.2 km", "3200 m", "pass"],
    ["3.2 km", "3.2", "fail"],
    ["3.2 km", "3.2", "pass", { unitOptional: true }],
    ["3.2 km", "3.2 kg", "fail"],
    ["90 km/h", "25 m/s", "pass"],
    ["2 h", "120 minutes", "pass"],
    ["1 in", "2.5 cm", "fail"],
    ["1 in", "2.54 cm", "pass"],
    ["5 m²", "50000 cm^2", "pass"],
    ["$1,200.50", "USD 1200.5", "pass"],
    ["$1,200.50", "1200.50 dollars", "pass"],
    ["$1,200.50", "€1,200.50", "fail"],
    ["$1,200.50", "$1,200.51", "fail"],
  ]));

test("tuples, sets, lists, intervals and tables know what counts in them", () =>
  table([
    ["(1, 2)", "(1,2)", "pass"],
    ["(1, 2)", "(2,1)", "fail"],
    ["(1, 2)", "(2,1)", "pass", { unordered: true }],
    ["{a, b, c}", "c, a and b", "pass"],
    ["{a, b, c}", "Final answer:\n- c\n- b\n- a", "pass"],
    ["{a, b, c}", "a, b", "fail"],
    ["{1/2, 2}", "{2, 0.5, 0.5}", "pass"],
    ["1, 2, 2", "2, 1, 2", "pass", { answerKind: "list", unordered: true }],
    ["1, 2, 2", "2, 1, 1", "fail", { answerKind: "list", unordered: true }],
    ["(1,2]", "(1, 2]", "pass", { answerKind: "interval" }],
    ["(1,2]", "]1;2]", "pass", { answerKind: "interval" }],
    ["(1,2]", "[1,2]", "fail", { answerKind: "interval" }],
    ["[0, \\infty)", "[0, ∞)", "pass", { answerKind: "interval" }],
    ["a,1\nb,2", "Answer:\n| a | 1.0 |\n|---|---|\n| b | 2 |", "pass", { answerKind: "table" }],
    ["a,1\nb,2", "b,2\na,1", "fail", { answerKind: "table" }],
    ["a,1\nb,2", "b,2\na,1", "pass", { answerKind: "table", unordered: true }],
  ]));

test("expressions are compared by their values, never by their symbols", () =>
  table([
    ["x^2-1", "(x-1)(x+1)", "pass", { answerKind: "expression" }],
    ["x^2-1", "x^2+1", "fail", { answerKind: "expression" }],
    ["x^2-1", "y^2-1", "fail", { answerKind: "expression" }],
    ["\\frac{\\sqrt{2}}{2}", "1/\\sqrt{2}", "pass", { answerKind: "expression" }],
    ["-x^2", "-(x^2)", "pass", { answerKind: "expression" }],
    ["2xy", "2*y*x", "pass", { answerKind: "expression" }],
    ["n(n+1)/2", `${"(".repeat(5000)}n`, "fail", { answerKind: "expression" }],
  ]));

test("choices, dates and words are read in their usual forms", () =>
  table([
    ["B", "(B)", "pass", { answerKind: "choice" }],
    ["B", "option b", "pass", { answerKind: "choice" }],
    ["B", "Answer: B) because it is shorter", "pass", { answerKind: "choice" }],
    ["B", "B or C", "unknown", { answerKind: "choice" }],
    ["B", "C", "fail", { answerKind: "choice" }],
    ["2025-03-04", "March 4, 2025", "pass"],
    ["2025-03-04", "4 March 2025", "pass"],
    ["2025-03-04", "4/3/2025", "fail"],
    ["2025-03-04", "4/3/2025", "pass", { dateOrder: "dmy" }],
    ["2025-03-04", "3/4/2025", "pass", { dateOrder: "mdy" }],
    ["2025-03-04 14:30", "2:30 pm on March 4, 2025", "pass"],
    ["2025-03-04 14:30", "March 4, 2025 at 2:30 pm", "pass"],
    ["Paris", "  paris. ", "pass"],
    ["Paris", "Paris, Texas", "fail"],
    ["Paris", "It is not Paris", "fail"],
    ["Paris", "City of Light", "pass", { aliases: ["city of light"] }],
    ["Paris", "paris", "fail", { caseSensitive: true }],
  ]));

test("the kind is read off the key", () => {
  const kinds = ["10/33", "25%", "3.2 km", "$1,200.50", "(1, 2)", "{a, b}", "2025-03-04", "Paris"].map((key) =>
    kindOf(key, exactOptions.parse({ kind: "exact", answer: key })),
  );
  assert.deepEqual(kinds, ["number", "percent", "unit", "money", "tuple", "set", "date", "text"]);
});

test("a key that its own kind cannot read is refused", () => {
  assert.throws(
    () => exactJudge(exactOptions.parse({ kind: "exact", answer: "Paris", answerKind: "number" })),
    /cannot be read as one number/,
  );
});

test("any fraction passes as any multiple of itself and fails as its neighbor", async () => {
  await always(
    asyncProperty(integer({ min: -999, max: 999 }), integer({ min: 1, max: 999 }), integer({ min: 1, max: 99 }), async (a, b, k) => {
      assert.equal(await outcome(`${a}/${b}`, `so \\boxed{\\frac{${a * k}}{${b * k}}}`), "pass");
      assert.equal(await outcome(`${a}/${b}`, `${a * k + 1}/${b * k}`), "fail");
    }),
    { seed: 7, numRuns: 100 },
  );
});

test("ten megabytes are read to their end", async () => {
  assert.equal(await outcome("10/33", "answer: 1/3 ".repeat(900_000)), "fail");
  assert.equal(await outcome("10/33", `${"x ".repeat(5_000_000)}\nFinal answer: 10/33`), "pass");
  assert.equal(await outcome("10/33", "(".repeat(10_000_000)), "fail");
});

test("no hostile answer passes or stalls, whatever the kind", async () => {
  const keys = {
    number: "1",
    unit: "1 km",
    money: "$1",
    interval: "(1,2)",
    tuple: "(1,2)",
    set: "{a}",
    expression: "x",
    choice: "b",
    date: "2025-01-01",
    table: "a,b",
    text: "a",
  };
  const runs = ["*", " ", "(", "5%", "\\boxed{", "answer:", "\\frac{", "a,", "|", "\n"];
  for (const [answerKind, key] of Object.entries(keys)) {
    for (const run of runs) {
      const text = `Final answer: ${run.repeat(10_000)}#`;
      assert.notEqual(await outcome(key, text, { answerKind }), "pass", `${answerKind} ${run}`);
      assert.notEqual(await outcome(key, `{${run.repeat(10_000)}`, { answerKind }), "pass", `${answerKind} ${run}`);
    }
  }
});
