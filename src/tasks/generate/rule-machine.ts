import { between, oneOf, some } from "./chance.ts";
import type { FamilySettings } from "./family.ts";

const counterNames = ["heat", "load", "debt", "rank", "span", "glow", "tide", "fuel", "wear", "mass", "echo", "yield"];
const eventNames = ["coin", "bell", "rain", "door", "lamp", "wind"];

type Condition =
  | { readonly if: "over"; readonly counter: string; readonly limit: number }
  | { readonly if: "under"; readonly counter: string; readonly limit: number }
  | { readonly if: "after"; readonly event: string }
  | { readonly if: "every"; readonly n: number };
type Effect =
  | { readonly do: "grow by x" }
  | { readonly do: "stop" }
  | { readonly do: "grow"; readonly by: number }
  | { readonly do: "set"; readonly by: number }
  | { readonly do: "grow by other"; readonly other: string }
  | { readonly do: "shrink by other"; readonly other: string }
  | { readonly do: "swap"; readonly other: string };
/** One rule of a machine: for which event, under which condition, what becomes of which counter. */
export interface MachineRule {
  readonly on: string;
  readonly when?: Condition;
  readonly counter: string;
  readonly effect: Effect;
}
/** Counters that start at zero, and rules that change them in order, each seeing what those before it did. */
export interface RuleMachine {
  readonly counters: readonly string[];
  readonly events: readonly string[];
  readonly rules: readonly MachineRule[];
}
export type MachineEvent = readonly [name: string, x: number];
/** What an event gives: the number of rules that applied, and the counters after it. */
export type Played = readonly [applied: number, state: { readonly [counter: string]: number }];

/** Numbers stay in 0 to 99, so that limits are met often. */
const wrap = (n: number): number => ((n % 100) + 100) % 100;

/** A machine with so many rules, each of which makes a difference in the game that it is given, as far as a bounded search finds such. */
export function drawMachine(
  next: () => number,
  count: number,
  { parts = 3 + Math.floor(count / 5), coupling }: FamilySettings = {},
): { readonly machine: RuleMachine; readonly game: readonly MachineEvent[] } {
  const counters = some(next, counterNames, Math.min(counterNames.length, parts));
  const events = some(next, eventNames, Math.min(eventNames.length, 2 + Math.floor(count / 6)));
  const game = Array.from({ length: 240 }, (): MachineEvent => [oneOf(next, events), between(next, 1, 30)]);
  let rules = Array.from({ length: count }, () => drawRule(next, counters, events, coupling));
  for (let tries = 0; tries < 12; tries++) {
    const wanted = JSON.stringify(playMachine({ counters, events, rules }, game));
    const idle = rules.filter(
      (rule) => JSON.stringify(playMachine({ counters, events, rules: rules.filter((one) => one !== rule) }, game)) === wanted,
    );
    if (idle.length === 0) break;
    rules = rules.map((rule) => (idle.includes(rule) ? drawRule(next, counters, events, coupling) : rule));
  }
  return { machine: { counters, events, rules }, game };
}

/** With a coupling said, that share of rules reads or changes another counter, and the others know only their own. */
function drawRule(next: () => number, counters: readonly string[], events: readonly string[], coupling: number | undefined): MachineRule {
  const isBound = coupling === undefined ? undefined : next() < coupling;
  for (;;) {
    const rule = freeRule(next, counters, events);
    if (isBound === undefined || isBound === reachesOut(rule)) return rule;
  }
}

/** Whether a rule's counter depends on another one, or another on it. */
function reachesOut({ when, counter, effect }: MachineRule): boolean {
  return "other" in effect || effect.do === "stop" || (when !== undefined && "counter" in when && when.counter !== counter);
}

function freeRule(next: () => number, counters: readonly string[], events: readonly string[]): MachineRule {
  const [counter = "heat", other = "load"] = some(next, counters, 2);
  const drawn = next();
  const condition = (): Condition => {
    const kind = next();
    if (kind < 0.6) return { if: next() < 0.5 ? "over" : "under", counter: oneOf(next, counters), limit: between(next, 20, 79) };
    return kind < 0.8 ? { if: "after", event: oneOf(next, events) } : { if: "every", n: between(next, 2, 4) };
  };
  const effect = ((): Effect => {
    if (drawn < 0.3) return { do: "grow by x" };
    if (drawn < 0.45) return { do: "grow", by: between(next, 3, 40) };
    if (drawn < 0.55) return { do: "set", by: between(next, 0, 99) };
    if (drawn < 0.7) return { do: "grow by other", other };
    if (drawn < 0.85) return { do: "shrink by other", other };
    return drawn < 0.94 ? { do: "swap", other } : { do: "stop" };
  })();
  const isBound = effect.do === "stop" || effect.do === "set" || next() < 0.7;
  return { on: oneOf(next, events), ...(isBound ? { when: condition() } : {}), counter, effect };
}

/** What each event of the game gives. */
export function playMachine({ counters, rules }: RuleMachine, game: readonly MachineEvent[]): Played[] {
  const state = new Map(counters.map((name) => [name, 0]));
  const at = (name: string) => state.get(name) ?? 0;
  return game.map(([name, x], index) => {
    let applied = 0;
    for (const rule of rules) {
      if (rule.on !== name || !holds(rule.when, at, game[index - 1]?.[0], index + 1)) continue;
      applied++;
      const { effect, counter } = rule;
      if (effect.do === "stop") break;
      const own = at(counter);
      if (effect.do === "grow by x") state.set(counter, wrap(own + x));
      else if (effect.do === "grow") state.set(counter, wrap(own + effect.by));
      else if (effect.do === "set") state.set(counter, effect.by);
      else if (effect.do === "grow by other") state.set(counter, wrap(own + at(effect.other)));
      else if (effect.do === "shrink by other") state.set(counter, wrap(own - at(effect.other)));
      else {
        state.set(counter, at(effect.other));
        state.set(effect.other, own);
      }
    }
    return [applied, Object.fromEntries(state)];
  });
}

function holds(when: Condition | undefined, at: (name: string) => number, before: string | undefined, count: number): boolean {
  if (when === undefined) return true;
  if (when.if === "over") return at(when.counter) > when.limit;
  if (when.if === "under") return at(when.counter) < when.limit;
  return when.if === "after" ? before === when.event : count % when.n === 0;
}

/** Machines that differ in one respect: a rule left out, a limit moved by one, two neighbors changed about. */
export function otherMachines(machine: RuleMachine): RuleMachine[] {
  const { rules } = machine;
  return rules.flatMap((rule, index) => {
    const without = rules.filter((one) => one !== rule);
    const { when } = rule;
    return [
      without,
      ...(when && "limit" in when
        ? [rules.with(index, { ...rule, when: { ...when, limit: when.limit + (when.if === "over" ? -1 : 1) } })]
        : []),
      ...(index === 0 ? [] : [[...without.slice(0, index - 1), rule, ...without.slice(index - 1)]]),
    ].map((changed) => ({ ...machine, rules: changed }));
  });
}
