import { shuffled } from "../../util/random.ts";
import type { Assignment, ConstraintSpec, Rule } from "../constraints.ts";
import { proved } from "../prove.ts";
import { solutions } from "../solve.ts";
import { answersFor } from "./assignments.ts";
import { between, grown, sized, some } from "./chance.ts";
import type { Family, TaskDraft } from "./family.ts";

const pools = [
  ["Ada", "Bruno", "Carla", "Denis", "Edda", "Finn", "Greta"],
  ["violin", "drum", "flute", "harp", "oboe", "cello", "horn"],
  ["amber", "teal", "plum", "ivory", "olive", "coral", "slate"],
  ["soup", "pie", "salad", "stew", "curry", "toast", "pasta"],
];

/** For grids of more than five houses. */
const widePools = [
  ["Ada", "Bruno", "Carla", "Denis", "Edda", "Finn", "Greta", "Hugo"],
  ["violin", "drum", "flute", "harp", "oboe", "cello", "horn", "lute"],
  ["amber", "teal", "plum", "ivory", "olive", "coral", "slate", "ruby"],
  ["soup", "pie", "salad", "stew", "curry", "toast", "pasta", "omelet"],
  ["cat", "parrot", "rabbit", "turtle", "ferret", "pony", "goose", "carp"],
  ["chess", "rowing", "sewing", "judo", "climbing", "fencing", "skating", "darts"],
];
/** Guesses of the solver per question whether a large grid is decided; a clue without which it takes more stays. */
const guesses = 40;

/** A grid of houses in a row; clues are drawn until a solver finds exactly one arrangement, then every needless clue is dropped. */
export const logicGrid: Family = {
  name: "logic-grid",
  category: "reasoning",
  reach: 6,
  make(next, difficulty): TaskDraft {
    const isWide = difficulty > 1.5;
    const size = isWide ? grown(difficulty, 3, 5, 2 / 3) : sized(difficulty, 3, 5);
    const groups = isWide
      ? widePools.slice(0, grown(difficulty, 3, 3, 2 / 3)).map((pool) => some(next, pool, size))
      : pools.slice(0, size === 5 ? 3 : sized(difficulty, 3, 4)).map((pool) => some(next, pool, size));
    const right: Assignment = Object.fromEntries(groups.flatMap((group) => shuffled(group, next).map((name, index) => [name, index + 1])));
    const base = groups.map((group): Rule => ({ rule: "different", of: group }));
    const spec = (rules: readonly Rule[]): ConstraintSpec => ({
      kind: "constraints",
      problem: "grid",
      format: "pairs",
      variables: groups.flat(),
      domains: { "*": Array.from({ length: size }, (_, index) => index + 1) },
      constraints: [...base, ...rules],
      unique: true,
    });
    const isUnique = (rules: readonly Rule[]) =>
      isWide ? proved(spec(rules), guesses).count === "one" : solutions(spec(rules)).length === 1;
    const rules = fewest(next, candidates(next, groups, right), isUnique, right);
    return {
      prompt: promptFor(groups, rules, size),
      ...answersFor(next, spec(rules), [right], "By elimination:"),
      parts: [
        { id: "people", brief: "Place the people." },
        { id: "rest", brief: "Place everything else." },
      ],
      coupling: 0.95,
      recipe: { size, groups },
    };
  },
};

/** Adds true clues until the arrangement is the only one, then tries to do without each. */
function fewest(next: () => number, clues: readonly Rule[], isUnique: (rules: readonly Rule[]) => boolean, right: Assignment): Rule[] {
  let kept: Rule[] = clues.slice(0, Object.keys(right).length - 2);
  const step = kept.length > 20 ? 8 : 2;
  for (let count = kept.length; !isUnique(kept) && count < clues.length; count += step) kept = clues.slice(0, count + step);
  for (const [name, value] of Object.entries(right)) {
    if (isUnique(kept)) break;
    kept = [...kept, { rule: "is", variable: name, value, says: `${name} belongs to house ${value}.` }];
  }
  for (const clue of shuffled(kept, next)) {
    const without = kept.filter((other) => other !== clue);
    if (isUnique(without)) kept = without;
  }
  return kept;
}

/** True clues of several kinds, in random order, the telling ones rarer than the vague. */
function candidates(next: () => number, groups: readonly (readonly string[])[], right: Assignment): Rule[] {
  const at = (name: string) => Number(right[name]);
  const clues: Rule[] = [];
  const pairs = groups.flatMap((group, index) =>
    groups.slice(index + 1).flatMap((other) => group.flatMap((a) => other.map((b) => [a, b] as const))),
  );
  for (const [a, b] of pairs) {
    if (at(a) === at(b)) clues.push({ rule: "same", of: [a, b], says: `${a} and ${b} belong to the same house.` });
    else if (Math.abs(at(a) - at(b)) === 1 && next() < 0.6) {
      clues.push({ rule: "distance", of: [a, b], relation: "=", value: 1, says: `${a} and ${b} belong to neighboring houses.` });
    } else if (next() < 0.5) {
      const [west, east] = at(a) < at(b) ? [a, b] : [b, a];
      const says = `The house of ${west} lies further west than that of ${east}.`;
      clues.push({
        rule: "linear",
        terms: [
          [1, west],
          [-1, east],
        ],
        relation: "<",
        value: 0,
        says,
      });
    } else clues.push({ rule: "different", of: [a, b], says: `${a} and ${b} do not belong to the same house.` });
  }
  for (const name of Object.keys(right)) {
    const not = between(next, 1, groups[0]?.length ?? 1);
    if (not !== at(name)) clues.push({ rule: "isNot", variable: name, value: not, says: `${name} does not belong to house ${not}.` });
  }
  return shuffled(clues, next);
}

function promptFor(groups: readonly (readonly string[])[], rules: readonly Rule[], size: number): string {
  const kinds = ["person", "instrument", "color", "dish", "animal", "pastime"];
  const lines = groups.map((group, index) => `- ${kinds[index]}: ${group.toSorted().join(", ")}`);
  return [
    `${size} houses stand in a row, number 1 in the west to number ${size} in the east. To each house belongs one of each of these, and no two houses share one:`,
    lines.join("\n"),
    rules.map((rule, index) => `${index + 1}. ${rule.says}`).join("\n"),
    'Exactly one arrangement fits. Explain briefly, then write the line "Answer:" and below it one line for each word: word = number of its house',
  ].join("\n\n");
}
