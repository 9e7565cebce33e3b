import { decidedRun, delta, fullDesign, halving, type Verdict } from "./decided/designs.ts";
import { recordedFigures } from "./decided/recorded-sets.ts";
import { type Drawing, type World, worlds } from "./decided/worlds.ts";
import type { Figure, Phase } from "./figure.ts";

/** Drawings of each world. */
const runs = 300;

/** Runs that stop when decided beside the full design and fixed halving: wrong winners, regret, dollars. */
export const decidedPhases: readonly Phase[] = [
  { name: "Drawn worlds", flags: ["--worlds"], measure: async () => worlds.flatMap(figuresOf) },
  { name: "Recorded sets", flags: ["--recorded"], measure: recordedFigures },
];

interface Score {
  named: number;
  wrong: number;
  regret: number;
  spent: number;
  /** Named as better than all others, and not. */
  false: number;
}

function figuresOf(world: World): Figure[] {
  const scores = new Map<string, Score>();
  for (let run = 0; run < runs; run++) {
    const drawing = world.draw(`${run}`);
    const own = decidedRun(drawing, `${run}`);
    const full = fullDesign(drawing);
    note(scores, "decided", drawing, own, full.spent);
    note(scores, "full", drawing, full, full.spent);
    note(scores, "halving", drawing, halving(drawing, own.spent), full.spent);
  }
  return [...scores].map(([design, score]) => figureOf(world, design, score, scores.get("full")?.wrong ?? 0));
}

function note(
  scores: Map<string, Score>,
  design: string,
  { arms }: Drawing,
  { named, taken, spent, outright = false }: Verdict,
  whole: number,
): void {
  const score = scores.get(design) ?? { named: 0, wrong: 0, regret: 0, spent: 0, false: 0 };
  scores.set(design, score);
  const best = Math.max(...arms.map(({ truth }) => truth));
  const loss = (arm: number): number => best - (arms[arm]?.truth ?? 0);
  if (named !== undefined) score.named += 1 / runs;
  if (named !== undefined && loss(named) > delta + 1e-9) score.wrong += 1 / runs;
  const better = arms.every(({ truth }, i) => i === named || truth < (arms[named ?? 0]?.truth ?? 0) - 1e-9);
  if (outright && !better) score.false += 1 / runs;
  score.regret += loss(taken) / runs;
  score.spent += spent / whole / runs;
}

const titles: Readonly<Record<string, string>> = {
  full: "  beside: the full design",
  halving: "  beside: fixed halving with the same money",
};

function figureOf({ name, hidden = false }: World, design: string, score: Score, full: number): Figure {
  const own = design === "decided";
  const { named, wrong, regret, spent } = score;
  const outright = own ? `, ${share(score.false)} falsely as better than all others` : "";
  return {
    name: titles[design] ?? name,
    wanted: !own ? "told" : hidden ? "not more wrong than the full design" : "at most 5% wrong",
    measured: `${share(wrong)} wrong, regret ${regret.toFixed(3)} passes, ${share(spent)} of the cost, one named in ${share(named)}${outright}`,
    met: !own || (wrong <= (hidden ? full : 0.05) && (hidden || score.false <= 0.05)),
  };
}

function share(part: number): string {
  return `${(100 * part).toFixed(1)}%`;
}
