import assert from "node:assert/strict";
import { test } from "node:test";
import { disownedIn, withoutDisowned } from "./disowned-option.ts";

/** The stretches that name an option without choosing it. */
const stretches = (text: string): readonly string[] => disownedIn(text).map(({ from, to, as }) => `${as}: ${text.slice(from, to)}`);

test("the clause that names an option as wrong, another's or supposed is told, and the chosen one is not", () => {
  for (const [text, wanted] of [
    ["The answer is C.", []],
    ["", []],
    ["(B) is a trap.", ["denied: (B) is a trap."]],
    ["C is right. (B) is a trap. So C.", ["denied: (B) is a trap. "]],
    ["Most people would say B.", ["denied: Most people would say B."]],
    ["It is not B.", ["denied: It is not B."]],
    ["It is not B; it is C.", ["denied: It is not B; "]],
    ["The answer is not B, but C.", ["denied: The answer is not B"]],
    ["A and B are wrong.", ["denied: A and B are wrong."]],
    ["A, B, and D are wrong, so C is right.", ["denied: A, B, and D are wrong"]],
    ["C is right, while B is wrong.", ["denied:, while B is wrong."]],
    ["I had a hat.", []],
    ["no letters here", []],
    ["First.\nB is wrong.\nC is right.", ["denied: B is wrong.\n"]],
  ] as const)
    assert.deepEqual(
      stretches(text),
      wanted.map((one) => one.replace("denied:,", "denied: ,")),
      text,
    );
});

test("stretches keep their places behind a long text, and in other languages", () => {
  const long = "Word by word. ".repeat(2000);
  assert.deepEqual(stretches(`${long}(B) is a trap.`), ["denied: (B) is a trap."]);
  assert.ok(stretches(`${long}B ist falsch.`).every((one) => one.endsWith("B ist falsch.") || one.endsWith("B ist falsch")));
  assert.ok(stretches(`${long}B ist falsch.`).length > 0);
  assert.deepEqual(stretches(`(B) is a trap. ${long}`), []);
});

test("stretches are blank in a text whose places and lines stay", () => {
  const text = "B is\nwrong. C.";
  assert.equal(withoutDisowned(text, [{ from: 0, to: 11, as: "denied" }]), "    \n       C.".replace("       C", "       C"));
  assert.equal(withoutDisowned(text, []), text);
  assert.equal(
    withoutDisowned("abcdef", [
      { from: 1, to: 2, as: "open" },
      { from: 4, to: 6, as: "denied" },
    ]),
    "a cd  ",
  );
});
