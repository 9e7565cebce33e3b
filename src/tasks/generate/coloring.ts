import { shuffled } from "../../util/random.ts";
import type { Assignment, ConstraintSpec, Rule } from "../constraints.ts";
import { proved } from "../prove.ts";
import { answersFor } from "./assignments.ts";
import { between, grown, oneOf, sized, some } from "./chance.ts";
import type { Family, TaskDraft } from "./family.ts";

const districts = ["Alder", "Birch", "Cedar", "Dale", "Elm", "Fern", "Glen", "Heath", "Iris", "Juniper", "Knoll", "Larch"];
/** For more districts than these: the towns' quarters. */
const quarters = ["North", "South", "East", "West"];
/** Guesses of the solver per question whether a large map has one coloring. */
const guesses = 60;
const colors = ["red", "green", "blue", "yellow"];

/** Districts with borders, colored so that neighbors differ, with some colors given and one color's number fixed. */
export const coloring: Family = {
  name: "coloring",
  category: "reasoning",
  reach: 7,
  make(next, difficulty): TaskDraft {
    if (difficulty > 1.5) return wide(next, difficulty);
    const places = some(next, districts, sized(difficulty, 5, 12)).toSorted();
    const used = colors.slice(0, difficulty > 1.2 ? 4 : 3);
    const right: Assignment = Object.fromEntries(shuffled(places, next).map((place, index) => [place, used[index % used.length] ?? "red"]));
    const pairs = places
      .flatMap((a, index) => places.slice(index + 1).map((b) => [a, b] as const))
      .filter(([a, b]) => right[a] !== right[b]);
    const borders = some(next, pairs, Math.round(pairs.length * (0.45 + 0.05 * sized(difficulty, 0, 6))));
    const spec: ConstraintSpec = {
      kind: "constraints",
      problem: "coloring",
      format: "pairs",
      variables: places,
      domains: { "*": used },
      constraints: [
        ...borders.map((of): Rule => ({ rule: "different", of, says: `${of[0]} borders ${of[1]}` })),
        ...extras(next, places, right, used),
      ],
    };
    return {
      prompt: promptFor(places, used, borders, spec.constraints.slice(borders.length)),
      ...answersFor(next, spec, [right], "Coloring the best-connected district first:"),
      parts: [
        { id: "core", brief: "Color the districts with the most borders." },
        { id: "rest", brief: "Color the others and check the numbers." },
      ],
      coupling: 0.7,
      recipe: { borders: borders.map((border) => [...border]), colors: used },
    };
  },
};

/** A map of many districts with as few given colors as a solver needs to find exactly one coloring. */
function wide(next: () => number, difficulty: number): TaskDraft {
  const places = some(
    next,
    districts.flatMap((name) => quarters.map((quarter) => `${name} ${quarter}`)),
    grown(difficulty, 5, 12, 6),
  ).toSorted();
  const right: Assignment = Object.fromEntries(shuffled(places, next).map((place, index) => [place, colors[index % 4] ?? "red"]));
  const pairs = places.flatMap((a, index) => places.slice(index + 1).map((b) => [a, b] as const)).filter(([a, b]) => right[a] !== right[b]);
  const borders = some(next, pairs, Math.round(places.length * 3.4));
  const ruled = borders.map((of): Rule => ({ rule: "different", of, says: `${of[0]} borders ${of[1]}` }));
  const spec = (given: readonly Rule[]): ConstraintSpec => ({
    kind: "constraints",
    problem: "coloring",
    format: "pairs",
    variables: places,
    domains: { "*": colors },
    constraints: [...ruled, ...given],
    unique: true,
  });
  const isOne = (given: readonly Rule[]) => proved(spec(given), guesses).count === "one";
  const given = fewestGiven(next, places, right, isOne);
  return {
    prompt: promptFor(places, colors, borders, given),
    ...answersFor(next, spec(given), [right], "Following the borders from the given districts:"),
    parts: [
      { id: "core", brief: "Color the districts next to the given ones." },
      { id: "rest", brief: "Color the others and check every border." },
    ],
    coupling: 0.85,
    recipe: { borders: borders.map((border) => [...border]), colors },
  };
}

/** Given colors until there is one coloring, then without those that are not needed. */
function fewestGiven(next: () => number, places: readonly string[], right: Assignment, isOne: (given: readonly Rule[]) => boolean): Rule[] {
  const order = shuffled(places, next).map(
    (place): Rule => ({ rule: "is", variable: place, value: right[place] ?? "red", says: `${place} is ${right[place]}` }),
  );
  let count = 4;
  while (count < order.length && !isOne(order.slice(0, count))) count += 2;
  let given = order.slice(0, count);
  for (const rule of given) {
    const without = given.filter((other) => other !== rule);
    if (isOne(without)) given = without;
  }
  return given;
}

function extras(next: () => number, places: readonly string[], right: Assignment, used: readonly string[]): Rule[] {
  const given = some(next, places, 2).map(
    (place): Rule => ({ rule: "is", variable: place, value: right[place] ?? "red", says: `${place} is ${right[place]}` }),
  );
  const color = oneOf(next, used);
  const times = places.filter((place) => right[place] === color).length;
  const exact = between(next, 0, 1) === 1;
  const says = `${exact ? "exactly" : "at most"} ${times} districts are ${color}`;
  return [...given, { rule: "count", of: places, value: color, relation: exact ? "=" : "<=", times, says }];
}

function promptFor(
  places: readonly string[],
  used: readonly string[],
  borders: readonly (readonly [string, string])[],
  rules: readonly Rule[],
): string {
  return [
    `Give each of these districts one of the colors ${used.join(", ")}, so that districts that share a border differ: ${places.join(", ")}.`,
    `Borders: ${borders.map(([a, b]) => `${a}-${b}`).join(", ")}.`,
    `Also:\n${rules.map((rule) => `- ${rule.says}`).join("\n")}`,
    'Explain briefly, then write the line "Answer:" and below it one line per district: name = color',
  ].join("\n\n");
}
