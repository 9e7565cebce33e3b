import { between, grown, oneOf, some } from "./chance.ts";
import type { Family, TaskDraft } from "./family.ts";
import { machineTask } from "./machine-task.ts";
import { drawMachine, type MachineEvent, type MachineRule, otherMachines, playMachine, type RuleMachine } from "./rule-machine.ts";
import { saidRule } from "./said-rule.ts";

/**
 * A specification that is amended turn by turn, and the whole program after each: rules are added, dropped, changed, or given the effect of another. The share
 * `coupling` of the later turns says the amendments alone; the others lay the specification down anew, so that they stand by themselves.
 */
export const amendments: Family = {
  name: "amendments",
  category: "multi-turn",
  reach: 8,
  takes: ["turns", "coupling"],
  make(next, difficulty, { turns = grown(difficulty, 3, 5, 1), coupling = 1 } = {}): TaskDraft {
    const later = Array.from({ length: turns - 1 }, (_, at) => at + 1);
    const bound = new Set(some(next, later, Math.round(coupling * later.length)));
    const { machine, game } = drawMachine(next, grown(difficulty, 3, 7, 2));
    const drafts = [draftOf(next, machine, game)];
    const rules = [machine.rules.map(saidRule)];
    let now = machine;
    for (const turn of later) {
      const before = now;
      const said: string[] = [];
      for (let change = 0; change < grown(difficulty, 1, 2, 0.8); change++) {
        const amended = amend(next, now, game);
        said.push(amended.said);
        now = amended.machine;
      }
      const whole = draftOf(next, now, game, before);
      drafts.push(bound.has(turn) ? { ...whole, prompt: amendmentOf(said) } : { ...whole, prompt: `${laidDownAnew}\n\n${whole.prompt}` });
      rules.push(now.rules.map(saidRule));
    }
    const [first, ...further] = drafts as [TaskDraft, ...TaskDraft[]];
    const turnsOf = further.map(({ prompt, grader, right, wrong }) => ({ prompt, grader, right, wrong }));
    return { ...first, turns: turnsOf, coupling, recipe: { rules, bound: [...bound].sort((a, b) => a - b), coupling } };
  },
};

const laidDownAnew = "The specification is laid down anew, as a whole; what was said of rules before no longer holds.";

function amendmentOf(said: readonly string[]): string {
  const changes = said.map((words) => `- ${words}`).join("\n");
  return `The specification changes, one change after another; all else stays as it is.\n\n${changes}\n\nGive the whole program again, in one fenced block.`;
}

/** The task of a machine; the program of the one before it, where that does something else in the game, is wrong. */
function draftOf(next: () => number, machine: RuleMachine, game: readonly MachineEvent[], before?: RuleMachine): TaskDraft {
  const wanted = JSON.stringify(playMachine(machine, game));
  const differs = (other: RuleMachine): boolean => JSON.stringify(playMachine(other, game)) !== wanted;
  const wrong = otherMachines(machine).filter(differs);
  return machineTask(next, machine, { game, wrong, before: before !== undefined && differs(before) ? before : undefined });
}

interface Amended {
  readonly machine: RuleMachine;
  readonly said: string;
}
/** Draws of an amendment that makes a difference in the game; beyond, one is taken that makes none. */
const mostDraws = 60;

function amend(next: () => number, machine: RuleMachine, game: readonly MachineEvent[]): Amended {
  const before = JSON.stringify(playMachine(machine, game));
  for (let tries = 1; ; tries++) {
    const amended = drawAmendment(next, machine);
    if (tries >= mostDraws || JSON.stringify(playMachine(amended.machine, game)) !== before) return amended;
  }
}

function drawAmendment(next: () => number, machine: RuleMachine): Amended {
  const { rules, counters, events } = machine;
  const at = between(next, 0, rules.length - 1);
  const kind = oneOf(next, rules.length < 3 ? (["new", "change"] as const) : (["new", "change", "copy", "drop"] as const));
  if (kind === "drop")
    return {
      machine: { ...machine, rules: rules.toSpliced(at, 1) },
      said: `Rule ${at + 1} is dropped; the rules behind it move up by one number.`,
    };
  if (kind === "copy") {
    const from = (at + between(next, 1, rules.length - 1)) % rules.length;
    const [own, other] = [rules[at] as MachineRule, rules[from] as MachineRule];
    const rule = { ...own, counter: other.counter, effect: other.effect };
    return {
      machine: { ...machine, rules: rules.with(at, rule) },
      said: `Rule ${at + 1} now does what rule ${from + 1} does, for its own event and under its own condition as before.`,
    };
  }
  const rule = oneOf(next, drawMachine(next, 3, { parts: counters.length }).machine.rules);
  const fitted = fit(next, rule, counters, events);
  if (kind === "change")
    return { machine: { ...machine, rules: rules.with(at, fitted) }, said: `Rule ${at + 1} now reads: ${saidRule(fitted)}` };
  return {
    machine: { ...machine, rules: [...rules, fitted] },
    said: `There is a new rule ${rules.length + 1}, behind all others: ${saidRule(fitted)}`,
  };
}

/** A rule of another machine, for counters and events of this one. */
function fit(next: () => number, rule: MachineRule, counters: readonly string[], events: readonly string[]): MachineRule {
  const [counter = "", other = ""] = some(next, counters, 2);
  const { when, effect } = rule;
  const condition =
    when === undefined || when.if === "every"
      ? when
      : when.if === "after"
        ? { ...when, event: oneOf(next, events) }
        : { ...when, counter: oneOf(next, counters) };
  return {
    on: oneOf(next, events),
    ...(condition === undefined ? {} : { when: condition }),
    counter,
    effect: "other" in effect ? { ...effect, other } : effect,
  };
}
