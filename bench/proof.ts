import type { Figure } from "./figure.ts";
import { codeFigures } from "./proof/code.ts";
import { tamperingFigures } from "./proof/tampering.ts";

/** That nothing gets past: each part adds its figures here. */
export async function proofFigures(flags: readonly string[]): Promise<Figure[]> {
  const parts = [codeFigures, tamperingFigures];
  const figures: Figure[] = [];
  for (const part of parts) figures.push(...(await part(flags)));
  return figures;
}
