import type { Figure } from "./figure.ts";
import { codeFigures } from "./proof/code.ts";

/** That nothing gets past: each part adds its figures here. */
export async function proofFigures(flags: readonly string[]): Promise<Figure[]> {
  const parts = [codeFigures];
  const figures: Figure[] = [];
  for (const part of parts) figures.push(...(await part(flags)));
  return figures;
}
