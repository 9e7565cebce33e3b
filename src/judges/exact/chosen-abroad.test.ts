import assert from "node:assert/strict";
import { test } from "node:test";
import { chosenAbroad } from "./chosen-abroad.ts";

test("the one option that a text in another language chooses, with its place", () => {
  const rows = [
    ["B ist richtig.", "B"],
    ["Die Antwort ist C.", "C"],
    ["La réponse est B.", "B"],
    ["La respuesta correcta es (D).", "D"],
    ["A resposta correta é B.", "B"],
    ["选 B", "B"],
    ["B 正确", "B"],
    ["不选 B", undefined],
    ["B ist nicht richtig.", undefined],
    ["B ist kaum richtig.", undefined],
    ["B ist sicher richtig.", "B"],
    ["Vielleicht ist B richtig.", undefined],
    ["Wenn B richtig wäre.", undefined],
    ["A oder B ist richtig.", undefined],
    ["Die Antwort ist E.", undefined],
    ["Die Antwort ist C. B ist richtig.", undefined],
    ["Die Antwort ist C. C ist richtig.", "C"],
    ["", undefined],
    [`${"Wort für Wort. ".repeat(400)}Die Antwort ist C.`, "C"],
    [`Die Antwort ist C. ${"Wort für Wort. ".repeat(400)}`, undefined],
  ] as const;
  for (const [text, wanted] of rows) {
    const chosen = chosenAbroad(text, 4);
    assert.equal(chosen?.letter, wanted, text.slice(0, 60));
    if (chosen !== undefined) assert.equal(text[chosen.at], wanted, text.slice(0, 60));
  }
  const twice = chosenAbroad("Die Antwort ist C. Also: C ist richtig, ja.", 4);
  assert.deepEqual(twice, { letter: "C", at: 25, end: 38 });
});
