import { chosenBy } from "../../util/goal.ts";
import type { RaceArm, RacePlan } from "../plan/race-plan.ts";
import type { Scored } from "./scored.ts";
import { ranked } from "./ranked.ts";
import type { CellResult } from "./cell.ts";

type Known = Exclude<CellResult, string>;
/** The results of a race by candidate and place of the task. Mutable: one per search. */
export class Scores {
  readonly #plan: Pick<RacePlan, "arms" | "goal">;
  readonly #cells = new Map<string, Map<number, Known>>();
  readonly #untold = new Set<string>();

  constructor(plan: Pick<RacePlan, "arms" | "goal">) {
    this.#plan = plan;
    for (const { name } of plan.arms) this.#cells.set(name, new Map());
  }

  take(arm: string, task: number, result: CellResult): void {
    if (result === "untold") this.#untold.add(arm);
    if (typeof result === "object") this.#cells.get(arm)?.set(task, result);
  }

  /** Whom a replay cannot tell of. */
  untold(arm: string): boolean {
    return this.#untold.has(arm);
  }

  /** The results of a candidate in the order of their tasks, which is that in which they came. */
  of(arm: string): readonly Known[] {
    return [...(this.#cells.get(arm)?.values() ?? [])];
  }

  /** Pairs of results on the tasks that both have, in their order. */
  pairs(a: string, b: string): (readonly [Known, Known])[] {
    const others = this.#cells.get(b);
    return [...(this.#cells.get(a) ?? [])].flatMap(([task, mine]) => {
      const theirs = others?.get(task);
      return theirs === undefined ? [] : [[mine, theirs] as const];
    });
  }

  /** Figures over all tasks that the candidate has results on. */
  figures({ name, single }: RaceArm): Scored {
    const known = this.of(name);
    const mean = (of: (cell: Known) => number): number => known.reduce((sum, cell) => sum + of(cell), 0) / Math.max(1, known.length);
    return { name, single, tasks: known.length, passRate: mean(({ passed }) => passed), cost: mean(({ cost }) => cost) };
  }

  /** The best single member so far. */
  single(): Scored | undefined {
    return chosenBy(
      { kind: "budget", most: Infinity },
      this.#known((arm) => arm.single),
    );
  }

  /** Who meets the goal best of these. */
  best(names: ReadonlySet<string>): Scored | undefined {
    return chosenBy(
      this.#plan.goal,
      this.#known(({ name }) => names.has(name)),
      this.single()?.passRate,
    );
  }

  /** These by how well they meet the goal, those without results left out. */
  ranked(names: ReadonlySet<string>): Scored[] {
    const known = this.#known(({ name }) => names.has(name));
    return ranked(this.#plan.goal, known, this.single());
  }

  #known(which: (arm: RaceArm) => boolean): Scored[] {
    return this.#plan.arms
      .filter((arm) => which(arm) && !this.#untold.has(arm.name))
      .map((arm) => this.figures(arm))
      .filter(({ tasks }) => tasks > 0);
  }
}
