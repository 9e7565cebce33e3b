import assert from "node:assert/strict";
import { test } from "node:test";
import { compoundIn } from "./compound.ts";

test("a quantity in several units of one dimension is told in its last one", () => {
  const rows = [
    ["5 ft 6 in", "66/1 in"],
    ["5'6\"", "66/1 in"],
    ["5' 6", "66/1 in"],
    ["1 hour and 30 minutes", "90/1 minutes"],
    ["1 hour, 30 minutes", "90/1 minutes"],
    ["1h30m", "90/1 min"],
    ["1 h 30 min 15 s", "5415/1 s"],
    ["2 days & 3 hours", "51/1 hours"],
    ["1 m 50 cm", "150/1 cm"],
    ["1.5 hours and 3 minutes", "93/1 minutes"],
    ["1 ft 6.5 in", "37/2 in"],
    ["30 minutes 1 hour", "none"],
    ["1 hour 1 hour", "none"],
    ["1 hour 30 cm", "none"],
    ["1 hour", "none"],
    ["1 hour 30", "none"],
    ["1 hour 30 minutes later", "none"],
    ["5 apples 6 pears", "none"],
    ["20 °C 30 °C", "none"],
    ["1 day 2 h 3 min 4 s", "93784/1 s"],
    ["1 week 1 day 2 h 3 min 4 s", "none"],
    ["", "none"],
  ] as const;
  const told = (text: string): string => {
    const read = compoundIn(text);
    return read === undefined ? "none" : `${read.number.value.top}/${read.number.value.bottom} ${read.words}`;
  };
  assert.deepEqual(
    rows.flatMap(([text, wanted]) => (told(text) === wanted ? [] : [`${text} => ${told(text)}`])),
    [],
  );
  assert.equal(compoundIn("5 ft 6 in")?.number.form, "integer");
  assert.equal(compoundIn("1 ft 6.5 in")?.number.form, "fraction");
});
