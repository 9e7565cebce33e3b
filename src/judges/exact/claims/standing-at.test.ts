import assert from "node:assert/strict";
import { test } from "node:test";
import { isByCases, withoutAsides, withoutDenials } from "./asides.ts";
import { disownedIn, withoutDisowned } from "./disowned-option.ts";
import { isOwnValue } from "./own-value.ts";
import { hasRival } from "./rivals.ts";
import { isOwnAt, standingAt } from "./standing-at.ts";

test("the sentence around a value says whether it is the writer's own", () => {
  for (const [marked, wanted] of [
    ["The answer is ‖18‖.", "own"],
    ["‖18‖", "own"],
    ["So it is ‖18‖ eggs.", "own"],
    ["P ≠ ‖18‖", "denied"],
    ["P != ‖18‖", "denied"],
    ["P \\neq ‖18‖", "denied"],
    ["5 != ‖18‖", "denied"],
    ["The answer is not ‖18‖.", "denied"],
    ["The answer is not about ‖18‖.", "denied"],
    ["It is not exactly ‖18‖.", "denied"],
    ["It can't be ‖18‖.", "denied"],
    ["Some would say ‖18‖.", "others"],
    ["A common mistake is ‖18‖.", "others"],
    ["‖18‖ is a common mistake.", "others"],
    ["Alice's answer is ‖18‖.", "maybe"],
    ["The problem's answer is ‖18‖.", "own"],
    ["If the sign were flipped, the answer would be ‖18‖.", "open"],
    ["At first I thought it was ‖18‖.", "others"],
    ["There were ‖18‖ before she sold some.", "open"],
    ["She arrives ‖18‖ minutes before the bus.", "own"],
    ["Before the sale she had ‖18‖.", "open"],
    ["Initially it was unclear; now the answer is ‖18‖.", "own"],
    ["My friend got ‖18‖.", "others"],
    ["My friend got ‖18‖ stickers.", "own"],
    ["The textbook gives ‖18‖.", "others"],
    ["Most people say ‖18‖.", "others"],
    ["I would say ‖18‖.", "maybe"],
    ["One of the numbers is ‖18‖.", "others"],
    ["‖18‖ at most", "open"],
    ["‖C‖ at most", "own"],
    ["‖Yes‖, if n > 2", "open"],
    ["‖C‖, if n > 2", "own"],
    ["If we add them up, the answer is ‖18‖.", "own"],
    ["If it rains, the answer is ‖18‖.", "maybe"],
    ["Looking at the options, ‖C‖", "open"],
    ["Looking at the options, ‖C‖ is correct.", "own"],
    ["The worst answer is ‖C‖.", "others"],
    ["Option ‖C‖ states that energy is conserved.", "others"],
    ["It was wrong. ‖18‖.", "own"],
    ["It is wrong.\n‖18‖", "own"],
  ] as const) {
    const [before = "", said = "", after = ""] = marked.split("‖");
    const text = before + said + after;
    assert.equal(standingAt(text, before.length, before.length + said.length), wanted, marked);
    assert.equal(isOwnAt(text, before.length, before.length + said.length), wanted === "own" || wanted === "maybe", marked);
  }
});

test("sentences that name an answer which is not the text's own are blank, and places stay", () => {
  const blank = (text: string): string => " ".repeat(text.length);
  for (const [others, own] of [
    ["Some would say the answer is 20.", " The answer is 18."],
    ["If it were so, the answer would be 20.", " The answer is 18."],
  ] as const)
    assert.equal(withoutAsides(others + own), blank(others.slice(0, -1)) + others.slice(-1) + own, others);
  for (const text of ["The answer is 18.", "We add 9 and 9.", "", "If it were so, the answer would be 20."])
    assert.equal(withoutAsides(text), text);
  assert.equal(withoutDenials("The answer isn't 20. The answer is 18.").trim(), ". The answer is 18.");
  assert.equal(withoutDenials("The answer is 18."), "The answer is 18.");
  assert.equal(isByCases("As a noun the answer is 7."), false);
  assert.equal(isByCases("The answer is 7. The answer is 9."), false);
});

test("clauses that name an option without choosing it are found with their ends", () => {
  const found = (text: string): string[] => disownedIn(text).map(({ from, to, as }) => `${as}: ${text.slice(from, to)}`);
  assert.deepEqual(found("The answer is B."), []);
  assert.deepEqual(found("It is not B."), ["denied: It is not B."]);
  assert.deepEqual(found("Most people would say B."), ["denied: Most people would say B."]);
  assert.deepEqual(found("It is not B, but it is C."), ["denied: It is not B"]);
  assert.deepEqual(found("I take C. It is not B."), ["denied: It is not B."]);
  assert.deepEqual(found("It is not (A), (B) or (D)."), ["denied: It is not (A), (B) or (D)."]);
  assert.deepEqual(found("A dog is not here."), []);
  assert.deepEqual(found(`It is not B${" and so on".repeat(60)}.`), []);
  const text = "It is not B, but it is C.";
  assert.equal(withoutDisowned(text, disownedIn(text)), "           , but it is C.");
  assert.equal(withoutDisowned("a\nb", [{ from: 0, to: 3, as: "denied" }]), " \n ");
});

test("a value is a text's own where it says it at one place at least", () => {
  const own = (text: string, said: string, key: string): boolean => isOwnValue(text, said, (one) => [one.trim() === key]);
  assert.equal(own("The answer is 18.", "18", "18"), true);
  assert.equal(own("The answer is not 18.", "18", "18"), false);
  assert.equal(own("It is not 18, it is 18.", "It is not 18, it is 18", "18"), true);
  assert.equal(own("It is not 18.", "It is not 18", "18"), false);
  assert.equal(own("The answer is not 18.", "19", "18"), true);
  assert.equal(own("The answer is not B.", "B", "B"), false);
  assert.equal(own("It is not 18 eggs.", "It is not 18 eggs", "18 eggs"), false);
});

test("a text names a rival where its next sentence or its end is another value that nothing explains", () => {
  const numbers = (behind: string): boolean =>
    hasRival(behind, { prose: false, said: "18 eggs", differs: (one) => /^\D*\d+\D*$/.test(one) && !/18/.test(one) });
  for (const [behind, wanted] of [
    ["", false],
    [".", false],
    [". 20.", true],
    ["\n20", true],
    ["\n20 eggs", true],
    ["\n20 hens", false],
    [" = 20", true],
    [" = 18", false],
    ["\n18", false],
    ["\n- 20", false],
    ["\n1. 20", false],
    ["\n| 20 |", false],
    ["\nabout 20", false],
    ["\nit would be 20", false],
    ["\nEggs,\n20", false],
    [". Actually, the answer is 20.", true],
    [". The page is 20.", false],
    [`.\n${"x".repeat(61)} 20`, false],
  ] as const)
    assert.equal(numbers(behind), wanted, JSON.stringify(behind));
  const names = (behind: string, said = "Paris"): boolean =>
    hasRival(behind, { prose: true, said, differs: (one) => one !== said && /^\p{L}+$/u.test(one) });
  for (const [behind, said, wanted] of [
    [". Lyon.", "Paris", true],
    [". Paris.", "Paris", false],
    [". Great.", "Paris", false],
    [". blue", "Paris", false],
    [". blue", "red", true],
    [". quickly", "red", false],
    [". no", "yes", true],
  ] as const)
    assert.equal(names(behind, said), wanted, `${said}${behind}`);
});
