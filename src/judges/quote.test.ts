import assert from "node:assert/strict";
import { test } from "node:test";
import { evidenceFor } from "./evidence.ts";
import { isQuoted } from "./quote.ts";

const answer = [
  "## Why trade pays",
  "- **Both** sides «gain»: each gives up what costs it *least*.",
  "It’s  called “comparative\nadvantage” – see [Ricardo](https://example.org/r).",
  "| good | cost |",
  "Yes.",
].join("\n");

test("a quote is found whatever its length, case, spaces, quotation marks and Markdown", () => {
  const found = [
    "Yes",
    "yes.",
    "BOTH sides gain",
    'both sides "gain"',
    "“Both sides gain: each gives up what costs it least.”",
    "it's called 'comparative advantage'",
    'It\'s called "comparative advantage" - see Ricardo',
    "comparative advantage — see Ricardo",
    "Why trade pays",
    "good | cost",
    "each gives up ... costs it least",
    "each gives up … least",
    "Both sides [...] least",
    "&quot;comparative advantage&quot;",
    "  costs it least,  ",
  ];
  for (const quote of found) assert.ok(isQuoted(quote, answer), quote);
});

test("a quote that does not occur, or in another order, is not found", () => {
  const missing = [
    "",
    "  ",
    "s",
    "three sides gain",
    "costs it most",
    "least ... Both sides",
    "…",
    "Yes, it does",
    "comparative disadvantage",
    "»«x",
    ".",
    ",",
    "**",
    "| |",
    "...",
    ": …  .",
    '"."',
    "—",
    "()",
    "##",
  ];
  for (const quote of missing) assert.ok(!isQuoted(quote, answer), quote);
});

test("of several quotes one is enough, in a list, on lines or in quotation marks", () => {
  assert.ok(isQuoted(["costs it least", "comparative advantage"], answer));
  assert.ok(isQuoted(["was never said", "comparative advantage"], answer));
  assert.ok(isQuoted("Both sides gain\nYes", answer));
  assert.ok(isQuoted('"comparative advantage" and "costs it least"', answer));
  assert.ok(isQuoted('The answer says "comparative advantage".', answer));
  assert.ok(isQuoted('It states: "comparative advantage" (line 3)', answer));
  assert.ok(!isQuoted('The answer never says "comparative advantage".', answer));
  assert.ok(!isQuoted(["was never said", "nor this"], answer));
  assert.ok(!isQuoted([], answer));
  assert.ok(!isQuoted([".", "–"], answer));
  assert.ok(!isQuoted('It says "comparative advantage" is a myth', answer));
});

test("a criterion's own words say whether anything can be quoted", () => {
  const wanted = {
    quote: [
      "Says that both sides gain.",
      "Names the author.",
      "Says that the list is in alphabetical order.",
      "Explains why prices do not fall.",
      "Both sides end up with more.",
      "States that it is not legal advice.",
      "Mentions no fewer than two goods.",
      "Names no less than three causes.",
    ],
    absence: [
      "Claims nothing false.",
      "Does not mention prices.",
      "The answer does not apologize.",
      "Contains no jargon.",
      "Never addresses the reader.",
      "Avoids passive verbs.",
      "It doesn't name the author.",
      "Is free of contradictions.",
      "Mentions no competitor.",
    ],
    form: [
      "Has exactly two sentences.",
      "Is written in French.",
      "Uses at most 100 words.",
      "Is valid JSON.",
      "Has a polite tone.",
      "Ends with a question mark.",
      "Stays on topic.",
      "Is easy to follow.",
      "Is friendly and professional.",
    ],
  };
  for (const [evidence, statements] of Object.entries(wanted)) {
    for (const statement of statements) assert.equal(evidenceFor(statement), evidence, statement);
  }
});

test("a quote stands at the bounds of words and numbers", () => {
  const rows: readonly (readonly [quote: string, text: string, found: boolean])[] = [
    ["12", "120", false],
    ["12", "It is 12.", true],
    ["is 12", "It is 120, or: it is 12", true],
    ["12", "12.5", false],
    ["5", "3.5", false],
    [".5", "5", false],
    ["5", "p = .5", false],
    [".5", "p = .5", true],
    ["12", "It is 12. Then more", true],
    ["-5", "5", false],
    ["5", "x = -5", false],
    ["-5", "x = -5", true],
    ["−5", "x = -5", true],
    ["5 sentences", "3-5 sentences", true],
    ["- 5 apples", "5 apples", true],
    ["1", "1,000", false],
    ["000", "1,000", false],
    ["1,000", "1,000 units", true],
    ["2", "1, 2, 3", true],
    ["200", "100, 200, 300", true],
    ["1,000", "11,000", false],
    ["safe", "It is unsafe", false],
    ["safe", "unsafe, then safe", true],
    ["no", "I know", false],
    ["no", "He said “no”.", true],
    ["rest", "restore", false],
    ["é", "café", false],
    ["both ... gain", "both against", false],
    ["price", "the price[1] rose", true],
    ["line two", "line one<br>line two", true],
    ["line two", '{"a": "line one\\nline two"}', true],
    ["\\nabla f", "the gradient \\nabla f", true],
    ["利益", "両国に利益を与える", true],
    ["f(x)", "let f(x) be", true],
    ["x < 3", "if x < 3 then", true],
  ];
  for (const [quote, text, found] of rows) assert.equal(isQuoted(quote, text), found, `${quote} in ${text}`);
});

test("a hundred thousand hostile characters are searched like any other text", () => {
  for (const run of ['"', "…", "[", " ", ".", "“a", "\n"]) {
    assert.equal(typeof isQuoted(run.repeat(2000), run.repeat(100_000)), "boolean");
    assert.ok(!isQuoted(`${run.repeat(2000)}x`, run.repeat(100_000)), run);
  }
  // Refused at every place, these would take minutes if each were compared anew.
  assert.equal(typeof isQuoted(".5".repeat(9000), `${".5".repeat(500_000)}5`), "boolean");
  assert.ok(!isQuoted("a ".repeat(90) + "a", ("a ".repeat(90) + "aa").repeat(1000)));
});
