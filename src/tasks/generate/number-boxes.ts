import { between, oneOf, sized, some } from "./chance.ts";
import type { TaskDraft } from "./family.ts";

const takes = ["oldest", "newest", "smallest", "greatest"] as const;
const fulls = ["refuse", "drop-next", "drop-newest"] as const;
const extras = ["total", "above", "peek", "list"] as const;
/** What a box of numbers does; a wrong program is the program of other rules. */
interface Rules {
  readonly take: (typeof takes)[number];
  readonly full: (typeof fulls)[number];
  readonly repeats: boolean;
  readonly room: number;
  readonly limit: number;
  readonly inclusive: boolean;
  readonly extras: readonly (typeof extras)[number][];
}
type Step = readonly [method: string, argument: number];

/** A box of numbers whose rules are drawn: order of taking, what happens when it is full, repeats, and questions to it. */
export function numberBox(next: () => number, difficulty: number): TaskDraft {
  for (;;) {
    const rules: Rules = {
      take: oneOf(next, takes),
      full: oneOf(next, fulls),
      repeats: next() < 0.5,
      room: between(next, 3, 9),
      limit: between(next, 3, 12),
      inclusive: next() < 0.5,
      extras: some(next, extras, sized(difficulty, 1, 4)),
    };
    const steps = stepsFor(next, rules);
    const wanted = JSON.stringify(played(rules, steps));
    const wrong = others(rules).filter((other) => JSON.stringify(played(other, steps)) !== wanted);
    if (wrong.length >= 4) return posed(rules, steps, wrong);
  }
}

function stepsFor(next: () => number, rules: Rules): Step[] {
  const methods = ["put", "put", "put", "put", "take", "take", "size", ...rules.extras];
  return Array.from({ length: 150 }, () => [oneOf(next, methods), between(next, -4, 20)] as const);
}

/** What each step returns; an empty list stands for undefined. */
function played(rules: Rules, steps: readonly Step[]): unknown[] {
  const items: number[] = [];
  const nextAt = () => placeOf(rules.take, items);
  const put = (x: number): boolean => {
    if (!rules.repeats && items.includes(x)) return false;
    if (items.length === rules.room) {
      if (rules.full === "refuse") return false;
      items.splice(rules.full === "drop-next" ? nextAt() : items.length - 1, 1);
    }
    items.push(x);
    return true;
  };
  const run = ([method, x]: Step): unknown[] => {
    if (method === "put") return [put(x)];
    if (method === "size") return [items.length];
    if (method === "total") return [items.reduce((sum, item) => sum + item, 0)];
    if (method === "above") return [items.filter((item) => (rules.inclusive ? item >= rules.limit : item > rules.limit)).length];
    if (method === "list") return [[...items]];
    if (items.length === 0) return [];
    return method === "peek" ? [items[nextAt()]] : items.splice(nextAt(), 1);
  };
  return steps.map(run);
}

function placeOf(take: Rules["take"], items: readonly number[]): number {
  if (take === "oldest") return 0;
  if (take === "newest") return items.length - 1;
  return items.indexOf(take === "smallest" ? Math.min(...items) : Math.max(...items));
}

/** Rules that differ in one respect. */
function others(rules: Rules): Rules[] {
  return [
    ...takes.filter((take) => take !== rules.take).map((take) => ({ ...rules, take })),
    ...fulls.filter((full) => full !== rules.full).map((full) => ({ ...rules, full })),
    { ...rules, repeats: !rules.repeats },
    { ...rules, room: rules.room + 1 },
    { ...rules, inclusive: !rules.inclusive },
  ];
}

function posed(rules: Rules, steps: readonly Step[], wrong: readonly Rules[]): TaskDraft {
  const results = played(rules, steps);
  const played3 = steps.map(([method, x], index) => [method, x, results[index]]);
  const code = `const box = createBox();
for (const [index, [method, x, wanted]] of ${JSON.stringify(played3)}.entries()) {
  assertEqual(box[method](x), wanted[0], "step " + (index + 1) + ", " + method + "(" + x + ")");
}`;
  const copied = `const box = createBox();
box.put(1);
box.list().push(2);
assertEqual([box.list(), box.size()], [[1], 1], "changing a returned list changes nothing");`;
  return {
    prompt: `Write JavaScript (ES2022, no imports) that defines \`createBox()\`. It returns an empty box for whole numbers with these methods:\n\n${demandsOf(rules).join("\n")}\n\nGive the whole program in one fenced block.`,
    grader: {
      kind: "program",
      language: "javascript",
      checks: [{ name: "a long game", code }, ...(rules.extras.includes("list") ? [{ name: "the list is a copy", code: copied }] : [])],
    },
    right: [byArray(rules), byMap(rules)],
    wrong: wrong.map(byArray),
    parts: [
      { id: "putting", brief: "put and size: repeats, and what happens when the box is full." },
      { id: "taking", brief: "take and the questions to the box." },
    ],
    coupling: 0.6,
    recipe: { ...rules },
  };
}

function demandsOf(rules: Rules): string[] {
  const taken = {
    oldest: "the number put first",
    newest: "the number put last",
    smallest: "the smallest number",
    greatest: "the greatest number",
  }[rules.take];
  const full = {
    refuse: "nothing is stored and `false` is returned",
    "drop-next": "the number that `take` would give is dropped first",
    "drop-newest": "of those in the box the number put last is dropped first",
  }[rules.full];
  const repeats = rules.repeats
    ? "A number may be in the box more than once."
    : "A number that is in the box already is not stored again, whether or not there is room, and `false` is returned.";
  const said = {
    total: "- `total()` returns the sum of the numbers in the box.",
    above: `- \`above()\` returns how many numbers in the box are ${rules.inclusive ? "at least" : "greater than"} ${rules.limit}.`,
    peek: "- `peek()` returns what `take` would return and leaves it in the box.",
    list: "- `list()` returns a fresh array of the numbers in the order in which they were put.",
  };
  return [
    `- \`put(x)\` stores a number and returns \`true\`. ${repeats} The box holds at most ${rules.room}; when it is full, ${full}.`,
    `- \`take()\` removes and returns ${taken} of those in the box (of equal ones the earliest put), \`undefined\` when it is empty.`,
    "- `size()` returns how many numbers are in the box.",
    ...rules.extras.map((extra) => said[extra]),
  ];
}

function byArray(rules: Rules): string {
  const at = {
    oldest: "0",
    newest: "items.length - 1",
    smallest: "items.indexOf(Math.min(...items))",
    greatest: "items.indexOf(Math.max(...items))",
  }[rules.take];
  const full = { refuse: "return false", "drop-next": "items.splice(nextAt(), 1)", "drop-newest": "items.pop()" }[rules.full];
  const said = {
    total: "    total: () => items.reduce((sum, item) => sum + item, 0),",
    above: `    above: () => items.filter((item) => item ${rules.inclusive ? ">=" : ">"} ${rules.limit}).length,`,
    peek: "    peek: () => (items.length === 0 ? undefined : items[nextAt()]),",
    list: "    list: () => [...items],",
  };
  const lines = [
    "function createBox() {",
    "  const items = [];",
    `  const nextAt = () => ${at};`,
    "  return {",
    "    put(x) {",
    ...(rules.repeats ? [] : ["      if (items.includes(x)) return false;"]),
    `      if (items.length === ${rules.room}) ${full};`,
    "      items.push(x);",
    "      return true;",
    "    },",
    "    take: () => (items.length === 0 ? undefined : items.splice(nextAt(), 1)[0]),",
    "    size: () => items.length,",
    ...rules.extras.map((extra) => said[extra]),
    "  };",
    "}",
  ];
  return `\`\`\`js\n${lines.join("\n")}\n\`\`\``;
}

/** The same rules on a map from the order of putting to the number. */
function byMap(rules: Rules): string {
  const better = { oldest: "a < b", newest: "a > b", smallest: "held.get(a) < held.get(b)", greatest: "held.get(a) > held.get(b)" }[
    rules.take
  ];
  const full = { refuse: "return false;", "drop-next": "held.delete(choose());", "drop-newest": "held.delete(Math.max(...held.keys()));" }[
    rules.full
  ];
  const lines = [
    "class Box {",
    "  constructor() {",
    "    const held = new Map();",
    "    let count = 0;",
    `    const choose = () => [...held.keys()].reduce((b, a) => (${better} ? a : b));`,
    "    this.put = (x) => {",
    ...(rules.repeats ? [] : ["      if ([...held.values()].some((y) => y === x)) return false;"]),
    `      if (held.size >= ${rules.room}) {`,
    `        ${full}`,
    "      }",
    "      held.set(++count, x);",
    "      return true;",
    "    };",
    "    this.peek = () => (held.size > 0 ? held.get(choose()) : undefined);",
    "    this.take = () => {",
    "      const found = this.peek();",
    "      if (held.size > 0) held.delete(choose());",
    "      return found;",
    "    };",
    "    this.size = () => held.size;",
    "    this.list = () => Array.from(held.values());",
    "    this.total = () => this.list().reduce((sum, y) => sum + y, 0);",
    `    this.above = () => this.list().reduce((sum, y) => sum + (y ${rules.inclusive ? ">=" : ">"} ${rules.limit} ? 1 : 0), 0);`,
    "  }",
    "}",
    "const createBox = () => new Box();",
  ];
  return `\`\`\`js\n${lines.join("\n")}\n\`\`\``;
}
