import { grown } from "./chance.ts";
import type { Family, FamilySettings, TaskDraft } from "./family.ts";
import { machineTask } from "./machine-task.ts";
import { drawMachine, otherMachines, playMachine } from "./rule-machine.ts";

/** A specification of rules that act on one another's counters in order, to be written as a program; asked for by name only. */
export const stateful: Family = {
  name: "stateful",
  category: "coding",
  reach: 12,
  takes: ["parts", "coupling"],
  make: (next, difficulty, settings = {}) => statefulTask(next, grown(difficulty, 3, 12, 4), settings),
};

/** The task of a machine with so many rules. */
export function statefulTask(next: () => number, count: number, settings: FamilySettings = {}): TaskDraft {
  for (;;) {
    const { machine, game } = drawMachine(next, Math.max(count, settings.parts ?? 0), settings);
    const wanted = JSON.stringify(playMachine(machine, game));
    const wrong = otherMachines(machine).filter((other) => JSON.stringify(playMachine(other, game)) !== wanted);
    if (wrong.length >= 3) return machineTask(next, machine, { game, wrong, coupling: settings.coupling });
  }
}
