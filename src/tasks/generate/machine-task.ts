import { some } from "./chance.ts";
import type { TaskDraft } from "./family.ts";
import { type MachineEvent, type MachineRule, playMachine, type RuleMachine } from "./rule-machine.ts";
import { saidRule } from "./said-rule.ts";

/** What a task of a machine is made from: the game that it is checked by, other machines that fail it, what came before it. */
interface MachineMaterial {
  readonly game: readonly MachineEvent[];
  readonly wrong: readonly RuleMachine[];
  /** The machine before an amendment: its program is one of the wrong ones. */
  readonly before?: RuleMachine | undefined;
  readonly coupling?: number | undefined;
}

/** The task to write the program of a machine, graded by a long game. */
export function machineTask(next: () => number, machine: RuleMachine, { game, wrong, before, coupling = 0.8 }: MachineMaterial): TaskDraft {
  const results = playMachine(machine, game);
  const rows = game.map(([name, x], index) => [name, x, results[index]]);
  const code = `const machine = createMachine();
for (const [index, [name, x, [applied, state]]] of ${JSON.stringify(rows)}.entries()) {
  assertEqual(machine.event(name, x), applied, "rules that applied in event " + (index + 1));
  assertEqual(machine.state(), state, "counters after event " + (index + 1));
}`;
  const copied =
    'const machine = createMachine();\nconst before = machine.state();\nfor (const name of Object.keys(before)) before[name] = 7;\nassertEqual(Object.values(machine.state()).every((n) => n === 0), true, "changing a returned state changes nothing");';
  const half = Math.ceil(machine.rules.length / 2);
  return {
    prompt: demandOf(machine),
    grader: {
      kind: "program",
      language: "javascript",
      checks: [
        { name: "a long game", code },
        { name: "the state is a copy", code: copied },
      ],
    },
    right: [byLines(machine), byRows(machine)],
    wrong: [...(before === undefined ? [] : [before]), ...some(next, wrong, 6)].map(byLines),
    parts: [
      { id: "first", brief: `Rules 1 to ${half}.` },
      { id: "second", brief: `Rules ${half + 1} to ${machine.rules.length}, on what the first ones left.` },
    ],
    coupling,
    recipe: { counters: machine.counters, rules: machine.rules.length },
  };
}

function demandOf({ counters, events, rules }: RuleMachine): string {
  const list = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(", ");
  return [
    "Write JavaScript (ES2022, no imports) that defines `createMachine()`. It returns a machine with two methods. `event(name, x)` takes the name of an event and a whole number, applies the rules below and returns how many of them applied. `state()` returns a fresh object with the counters and their numbers.",
    `The counters are ${list(counters)}; all begin at 0. The events are ${list(events)}. At each event the rules are gone through in order, from the first to the last; a rule applies if it is for this event and its condition holds at that moment, so it sees what the rules before it have done. Counters stay in the range from 0 to 99: whatever a rule computes is taken modulo 100, so 104 becomes 4 and -3 becomes 97.`,
    rules.map((rule, index) => `${index + 1}. ${saidRule(rule)}`).join("\n"),
    "Give the whole program in one fenced block.",
  ].join("\n\n");
}

function byLines({ counters, rules }: RuleMachine): string {
  const lines = rules.flatMap((rule) => {
    const { when, counter, effect } = rule;
    const tests = [`name === "${rule.on}"`];
    if (when?.if === "over") tests.push(`s.${when.counter} > ${when.limit}`);
    if (when?.if === "under") tests.push(`s.${when.counter} < ${when.limit}`);
    if (when?.if === "after") tests.push(`before === "${when.event}"`);
    if (when?.if === "every") tests.push(`count % ${when.n} === 0`);
    return [`      if (${tests.join(" && ")}) { applied++; ${statementOf(counter, effect)} }`];
  });
  return `\`\`\`js
function createMachine() {
  const s = { ${counters.map((name) => `${name}: 0`).join(", ")} };
  const wrap = (n) => ((n % 100) + 100) % 100;
  let count = 0;
  let last;
  return {
    event(name, x) {
      const before = last;
      last = name;
      count++;
      let applied = 0;
${lines.join("\n")}
      return applied;
    },
    state: () => ({ ...s }),
  };
}
\`\`\``;
}

function statementOf(counter: string, effect: MachineRule["effect"]): string {
  if (effect.do === "stop") return "return applied;";
  if (effect.do === "grow by x") return `s.${counter} = wrap(s.${counter} + x);`;
  if (effect.do === "grow") return `s.${counter} = wrap(s.${counter} + ${effect.by});`;
  if (effect.do === "set") return `s.${counter} = ${effect.by};`;
  if (effect.do === "swap") return `[s.${counter}, s.${effect.other}] = [s.${effect.other}, s.${counter}];`;
  return `s.${counter} = wrap(s.${counter} ${effect.do === "grow by other" ? "+" : "-"} s.${effect.other});`;
}

/** The same rules as a table that a loop reads. */
function byRows({ counters, rules }: RuleMachine): string {
  return `\`\`\`js
const rules = ${JSON.stringify(rules)};
class Machine {
  #numbers = new Map(${JSON.stringify(counters)}.map((name) => [name, 0]));
  #events = [];
  #holds(when) {
    if (!when) return true;
    const n = this.#numbers.get(when.counter);
    if (when.if === "over") return n > when.limit;
    if (when.if === "under") return n < when.limit;
    return when.if === "after" ? this.#events.at(-2) === when.event : this.#events.length % when.n === 0;
  }
  event(name, x) {
    this.#events.push(name);
    let applied = 0;
    for (const { on, when, counter, effect } of rules) {
      if (on !== name || !this.#holds(when)) continue;
      applied++;
      if (effect.do === "stop") break;
      const own = this.#numbers.get(counter);
      const other = this.#numbers.get(effect.other);
      const plain = { "grow by x": own + x, grow: own + effect.by, set: effect.by, swap: other, "grow by other": own + other, "shrink by other": own - other }[effect.do];
      this.#numbers.set(counter, ((plain % 100) + 100) % 100);
      if (effect.do === "swap") this.#numbers.set(effect.other, own);
    }
    return applied;
  }
  state() {
    return Object.fromEntries(this.#numbers);
  }
}
const createMachine = () => new Machine();
\`\`\``;
}
