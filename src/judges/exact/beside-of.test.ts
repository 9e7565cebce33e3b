import assert from "node:assert/strict";
import { test } from "node:test";
import { isBesideOf } from "./beside-of.ts";

test("a statement tells of another time, place, group or thing than the one before it, or of the same", () => {
  const rows = [
    ["It is 40.", "Last year it was 50.", true],
    ["It is 40.", "Next week it is 50.", true],
    ["It is 40.", "The previous month it was 50.", true],
    ["It is 40.", "Yesterday it was 50.", true],
    ["It is 40.", "She started with 50.", true],
    ["It is 40.", "It used to be 50.", true],
    ["It is 40.", "It had cost 50.", true],
    ["It is 40.", "It began in 1990.", true],
    ["It is 40.", "Letztes Jahr 50.", true],
    ["It is 40.", "L'an dernier 50.", true],
    ["It is 40.", "去年50。", true],
    ["Last year it was 40.", "Originally it was 50.", false],
    ["It is 40.", "It lasts 50.", false],
    ["It is 100 °C.", "On Everest water boils at 71 °C.", true],
    ["It is 100 °C.", "At Lake Titicaca it boils at 87 °C.", true],
    ["It is 100 °C.", "On Monday it is 71 °C.", false],
    ["It is 100 °C.", "In May it is 71 °C.", false],
    ["It is 100 °C.", "In water, it is 71 °C.", true],
    ["It is 100 °C.", "In total it is 71 °C.", false],
    ["It is 100 °C.", "At sea level it is 71 °C.", true],
    ["It is 100 °C.", "For men it is 71.", true],
    ["It is 40.", "for the others, they would pay 50", true],
    ["It is 40.", "for 3 of them it is 50", true],
    ["It is 40 per egg.", "for 3 of them it is 50", false],
    ["It is 40 per egg.", "for two of them it is 50", true],
    ["It is 40 per egg.", "for all of them it is 50", false],
    ["It is 40.", "A newborn has 300.", true],
    ["It is 40.", "An adult has 300.", true],
    ["It is 40.", "A third is 300.", false],
    ["It is 40.", "A dozen is 300.", false],
    ["It is 40.", "A baker's wage is 300.", false],
    ["It is 40.", "Others pay 50.", true],
    ["It is 40.", "Some pay 50.", true],
    ["It is 40.", "Newborns have 300.", true],
    ["It is 40.", "Farmers usually have 300.", true],
    ["It is 40.", "This makes 300.", false],
    ["It is 40.", "Tom has 300.", false],
    ["It is 40.", "The other train is 60.", true],
    ["The other train is 40.", "The other train is 60.", false],
    ["It is 40.", "The list price is 50.", true],
    ["It is 40.", "The train is 60, the other one not.", false],
    ["It is 40.", "Silver's is 60.", true],
    ["It is 40.", "The others have 60.", true],
    ["Gold's density is 19.3.", "Silver's is 10.5.", true],
    ["It is 40.", "Many have 60.", true],
    ["It is 40.", "By contrast, it is 60.", true],
    ["It is 40.", "There are also 60.", true],
    ["It is 40.", "That is 50, the list price.", true],
    ["It is 40.", "That is 50, the list.", false],
    ["She has 12 left.", "5 were eaten.", true],
    ["There remain 12.", "She ate 5.", true],
    ["There are 12.", "She ate 5.", false],
    ["She has 12 left.", "She is 5.", false],
  ] as const;
  const wrong = rows.flatMap(([before, own, wanted]) => (isBesideOf(before, own) === wanted ? [] : [`${before} ${own}`]));
  assert.deepEqual(wrong, []);
});

test("a statement about what the one before is about, of something else, stands beside it", () => {
  const rows = [
    ["The capital is Paris.", "The capital of the UK is London.", true],
    ["The capital is Paris.", "London is the capital of the UK.", true],
    ["The capital is Paris.", "The capital is London.", false],
    ["The capital is Paris.", "London is the capital.", false],
    ["The capital is Paris.", "The king is Charles.", false],
    ["World War II ended in 1945.", "World War I ended in 1918.", true],
    ["World War II ended in 1945.", "World War II ended in Europe in May.", false],
    ["World War II ended in 1945.", "Cold War times ended in 1989.", false],
    ["It is the capital of France.", "It is the capital of Spain.", true],
    ["It is the capital of France.", "It is the capital of the France.", false],
    ["It is the capital of France.", "It is the mayor of Spain.", false],
    ["The rate is 15%.", "The average rate is 20%.", true],
    ["The rate is 15%.", "The 2nd rate is 20%.", false],
    ["The final rate is 15%.", "The rate is 20%.", false],
    ["Yes.", "It is 20.", false],
  ] as const;
  const wrong = rows.flatMap(([before, own, wanted]) => (isBesideOf(before, own) === wanted ? [] : [`${before} ${own}`]));
  assert.deepEqual(wrong, []);
});
