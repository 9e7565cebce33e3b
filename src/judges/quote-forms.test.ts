import assert from "node:assert/strict";
import { test } from "node:test";
import { readReply } from "../util/read-reply.ts";
import { isQuoted } from "./quote.ts";

const answer =
  "## Why  trade pays\n\n- **Both** sides «gain»: each gives up what costs it *least*.\n- It’s called “comparative\nadvantage” – see [Ricardo](https://example.org/r), 1817.\n\n| good | cost |\n| --- | --- |\n| wine | 80 |\n\nUse `trade()` if x &lt; 10 &amp; y > 3. A so\u00adcalled naïve model; café, 50 %, “a ‘nested’ word”. 貿易は、両国に利益を与える。「比較優位」という。\nE = mc². Prices don't fall; 1,000 units.\nfirst line\nsecond line\n1. one\n2. two\n";

const rows: readonly (readonly [quote: string | readonly string[], found: boolean])[] = [
  ["Both sides gain", true],
  ["Both sides gain; see Ricardo", true],
  ["see Ricardo; Both sides gain", true],
  ["Both sides gain / first line / second line", true],
  ["Both sides gain; both sides lose", false],
  ["both SIDES gain:", true],
  ['It\'s called "comparative advantage"', true],
  ["comparative advantage - see Ricardo", true],
  ["comparative advantage — see Ricardo, 1817", true],
  ["[Ricardo](https://example.org/r)", true],
  ["**Both** sides", true],
  ["*Both sides* gain", true],
  ["each gives up ... least", true],
  ["each gives up […] costs it", true],
  ["each gives up [...] costs it [...] least", true],
  ["... each gives up ...", true],
  ["each gives up . . . least", true],
  ["each gives up … Both sides", false],
  ["each gives up ⋯ least", true],
  ["Why trade pays", true],
  ["## Why trade pays", true],
  ["Why trade\u00a0pays", true],
  ["Why\ttrade\n pays", true],
  ["good | cost", true],
  ["| good | cost |", true],
  ["wine 80", true],
  ["wine | 80", true],
  ["trade()", true],
  ["`trade()` if x < 10 & y > 3", true],
  ["x &lt; 10", true],
  ["x &#60; 10", true],
  ["x &lt; 10 &amp; y &gt; 3", true],
  ["so-called", false],
  ["so called", false],
  ["socalled naïve", true],
  ["so\u00adcalled", true],
  ["nai\u0308ve model", true],
  ["naive model", false],
  ["50%", true],
  ["50 %", true],
  ["a 'nested' word", true],
  ["a nested word", true],
  ["両国に利益を与える。", true],
  ["両国に利益を与える", true],
  ["「比較優位」という", true],
  ["『比較優位』", true],
  ["貿易は,両国", true],
  ["貿易は、両国に利益を与えない", false],
  ["ＢＯＴＨ sides", true],
  ["E = mc²", true],
  ["E=mc2", false],
  ["dont fall", true],
  ["don’t fall", true],
  ["1000 units", false],
  ["1,000 units", true],
  ["first line second line", true],
  ["first line\\nsecond line", true],
  ["one\ntwo", true],
  ["", false],
  ["   ", false],
  [".", false],
  ["。", false],
  ["…", false],
  ["「」", false],
  ["N/A", false],
  ["none", false],
  ["null", false],
  ["the answer says both sides gain", false],
  ["Both sides gain because of tariffs", false],
  ["Should we trade?", false],
  ["<answer>Both sides gain</answer>", false],
  [["Both sides gain", "was never said"], true],
  [["Both sides gain", "wine"], true],
  [[], false],
  [["", ""], false],
  [["Both sides gain", ""], true],
  ["x".repeat(70000), false],
  ["Both sides gain ".repeat(5000), false],
  ["<b>Both</b> sides gain", true],
  ["&quot;comparative advantage&quot;", true],
  ["&ldquo;comparative advantage&rdquo;", true],
  ["&hellip; each gives up", true],
  ["comparative&nbsp;advantage", true],
  ["café", true],
  ["cafe\u0301", true],
  ["CAFÉ", true],
  ['"Both sides gain" and "wine"', true],
  ['"Both sides gain" and "never said"', true],
  ["Both sides gain\nnever said this", true],
  ['"Both sides gain" (line 3)', true],
  ['Both sides "gain"', true],
  ["\u200bBoth sides gain", true],
  ["Both sides gain [sic]", true],
];

test("quotes in every form that judges write are found, and no other", () => {
  const wrong = rows.filter(([quote, found]) => isQuoted(quote, answer) !== found).map(([quote]) => quote);
  assert.deepEqual(wrong, []);
});

test("words of the task and of hidden reasoning are no words of the answer", () => {
  const { answer: shown } = readReply("<think>Trade is a positive-sum game.</think>Both sides gain.");
  assert.ok(isQuoted("Both sides gain", shown));
  assert.ok(!isQuoted("Trade is a positive-sum game", shown));
  assert.ok(!isQuoted("Should two countries trade?", shown));
});

test("signs that are written in two ways are one in a quote", () => {
  const text = "Don't stop.\nAdd 1½ cups; die Straße in İzmir ist 38.5 °C warm.\n日本語の文章、改行\nが入る。한국어 문장";
  const quotes = ["don\u00B4t stop", "1 1/2 cups", "STRASSE IN IZMIR", "38.5°C", "改行が入る", "文章、改行が入る", "한국어 문장"];
  assert.deepEqual(
    quotes.filter((quote) => !isQuoted(quote, text)),
    [],
  );
  const others = ["11/2 cups", "8.5°C", "改行は入る", "한국어문장"];
  assert.deepEqual(
    others.filter((quote) => isQuoted(quote, text)),
    [],
  );
});
