import assert from "node:assert/strict";
import { test } from "node:test";
import { folded, isWeekday, monthOf } from "./calendar-words.ts";

test("every month and day of the week is known by its name and its short form, in many languages", () => {
  const months = {
    en: "january february march april may june july august september october november december",
    short: "jan feb mar apr may jun jul aug sep oct nov dec",
    de: "januar februar marz april mai juni juli august september oktober november dezember",
    fr: "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    es: "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    it: "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
  };
  for (const names of Object.values(months))
    assert.deepEqual(names.split(" ").map(monthOf), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], names);
  const days = [
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miercoles jueves viernes sabado domingo",
  ];
  for (const day of days.join(" ").split(" ")) assert.equal(isWeekday(day), true, day);
  for (const word of ["", "march", "day", "weekday", "a"]) assert.equal(isWeekday(word), false, word);
});

test("a point at the end counts for nothing, and a word of two months names none", () => {
  assert.deepEqual(["sept", "sept.", "jan.", "мая"].map(monthOf), [9, 9, 1, 5]);
  assert.deepEqual(["listopada", "monday", "foo", "", "j"].map(monthOf), [undefined, undefined, undefined, undefined, undefined]);
  assert.equal(isWeekday("mon."), true);
  assert.deepEqual(["März", "MÄRZ", "Août", "Sábado"].map(folded), ["marz", "marz", "aout", "sabado"]);
});
