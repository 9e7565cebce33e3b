import assert from "node:assert/strict";
import { test } from "node:test";
import type { Span } from "./extract.ts";
import { isBlock, quoted, reading, readSpan } from "./read-span.ts";
import { type AnswerKind, exactOptions } from "./settings.ts";

const settings = (answer: string, more: object = {}) => exactOptions.parse({ kind: "exact", answer, ...more });
const spanOf = (text: string, level: Span["level"] = "marker"): Span => ({
  at: 0,
  text,
  firm: true,
  level,
  denied: false,
  lead: "",
  behind: "",
});

/** Reads the last number of a text, where it has one; 18 is the key. */
const numbers = (text: string): readonly boolean[] => {
  const number = /\d+(?!.*\d)/s.exec(text)?.[0];
  return number === undefined ? [] : [number === "18"];
};

function told(text: string, level: Span["level"], key = "18", kind: AnswerKind = "number"): string {
  const read = readSpan(spanOf(text, level), kind, settings(key), numbers);
  return read === undefined ? "none" : read.outcomes.map((one) => (one ? "+" : "-")).join("");
}

test("a last line that is on its way to a value, breaks off or only supposes one states none", () => {
  const rows = [
    ["18", "+"],
    ["It is 20", "-"],
    ["red", "none"],
    ["The subtotal is 18", "none"],
    ["The sub-total is 18", "none"],
    ["The running total is 18", "none"],
    ["The intermediate result is 18", "none"],
    ["The grand subtotal is 18", "+"],
    ["The final running total is 18", "+"],
    ["After step 3 we have 18", "none"],
    ["So far 18", "none"],
    ["At this point we have 18", "none"],
    ["Halfway there are 18", "none"],
    ["The next step is 18", "none"],
    ["Step 3: 18", "+"],
    ["Step 3 18", "none"],
    ["18:", "none"],
    ["You might think it is 18", "none"],
    ["One could say 18", "none"],
    ["At first, I had 18", "none"],
    ["I initially got 18", "none"],
    ["It was long believed to be 18", "none"],
    ["The answer may be 18", "none"],
    ["Some people got 18", "none"],
    ["Others wrongly found 18", "none"],
    ["Another student said 18", "none"],
    ["It was about 20 before 18", "none"],
    ["It would be 18 if she had sold all", "none"],
    ["If she had sold all, it could be 18", "none"],
    ["Somebody has 18", "+"],
    ["Somebody had 18", "none"],
    ["She has 18", "+"],
    ["down 18", "none"],
    ["down by $18", "none"],
    ["18 less", "none"],
    ["18 dollars cheaper", "none"],
    ["18 dollars", "+"],
  ] as const;
  assert.deepEqual(
    rows.flatMap(([text, wanted]) => (told(text, "last-line") === wanted ? [] : [`${text}: ${told(text, "last-line")}`])),
    [],
  );
  // Behind a mark the value counts, whatever its words; the sign of a difference is not read there either.
  for (const text of ["The subtotal is 18", "So far 18", "You might think it is 18", "It would be 18 if she had sold all"])
    assert.equal(told(text, "marker"), "+", text);
  for (const text of ["down 18", "18 less"]) assert.equal(told(text, "marker"), "none", text);
});

test("a question is no value, unless the key asks one", () => {
  assert.equal(told("Is it 18?", "marker"), "none");
  assert.equal(told("Is it 18?", "marker", "18?"), "+");
  const alias = readSpan(spanOf("Is it 18?"), "number", settings("18", { aliases: ["18？"] }), numbers);
  assert.deepEqual(alias?.outcomes, [true]);
});

test("the days of several sentences are ambiguous where one is the key and another is not", () => {
  const days = (text: string): readonly boolean[] => {
    const day = /March (\d+)/.exec(text)?.[1];
    return day === undefined ? [] : [day === "4"];
  };
  const on = (text: string, level: Span["level"] = "last-line"): string =>
    readSpan(spanOf(text, level), "date", settings("March 4, 2025"), days)
      ?.outcomes.map((one) => (one ? "+" : "-"))
      .join("") ?? "none";
  assert.equal(on("It arrives on March 4. It left on March 3."), "+-");
  assert.equal(on("It left on March 3. It arrives on March 4."), "-+");
  assert.equal(on("It arrives on March 4. It left on March 4."), "+");
  assert.equal(on("It arrives on March 5. It left on March 3."), "-");
  assert.equal(on("It arrives on March 4. It is late."), "+");
  assert.equal(on("It arrives on March 4."), "+");
  assert.equal(on(`It arrives on March 4.${" It left on March 3.".repeat(5)}`), "+-----");
  assert.equal(on(`It arrives on March 4.${" It left on March 3.".repeat(6)}`), "+");
  assert.equal(on("It arrives on March 4. It left on March 3.", "marker"), "+");
});

test("of several wordings of a text the one counts that is the key", () => {
  const words = (text: string): readonly boolean[] => [text === "Paris"];
  const read = readSpan(spanOf("the city of Paris."), "text", settings("Paris"), words);
  assert.equal(read?.shown, '"the city of Paris."');
  assert.deepEqual(readSpan(spanOf("Paris"), "text", settings("Paris"), words)?.outcomes, [true]);
  assert.deepEqual(readSpan(spanOf("Lyon"), "text", settings("Paris"), words)?.outcomes, [false]);
  assert.equal(readSpan(spanOf("x".repeat(2000)), "text", settings("x"), () => [true])?.said.length, 2000);
  assert.equal(
    readSpan(spanOf("x".repeat(2001)), "text", settings("x"), () => [true]),
    undefined,
  );
});

test("kinds of several values may take several lines", () => {
  const kinds: readonly AnswerKind[] = ["set", "list", "table", "matrix"];
  for (const kind of kinds) assert.equal(isBlock(kind, settings("1")), true, kind);
  for (const kind of ["number", "tuple", "interval", "text", "choice"] as const) assert.equal(isBlock(kind, settings("1")), false, kind);
  assert.equal(isBlock("choice", settings("A", { multiple: true })), true);
  assert.equal(isBlock("text", settings("A", { multiple: true })), false);
});

test("a reading is told by what it quotes and where that stood", () => {
  assert.deepEqual(quoted("x".repeat(80)), { said: "x".repeat(80), shown: `"${"x".repeat(80)}"` });
  assert.deepEqual(quoted("x".repeat(81)), { said: "x".repeat(81), shown: `"${"x".repeat(80)}..."` });
  for (const [level, place] of [
    ["last-line", "the last line"],
    ["first-line", "the first line"],
    ["box", "the box"],
    ["field", "the field"],
    ["marker", "the text after the mark"],
  ] as const)
    assert.deepEqual(reading([true], "18", level), { outcomes: [true], said: "18", shown: '"18"', place, level, note: "" });
});
