import type { Figure } from "../figure.ts";
import { hostileTexts } from "./hostile-texts.ts";
import { faultIn, inertWriters } from "./inert-writers.ts";

/** How many of the hostile texts do nothing, writer by writer. */
export async function inertFigures(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const writer of inertWriters) {
    let inert = 0;
    for (const text of hostileTexts) {
      const fault = await faultIn(writer, text);
      if (fault === undefined) inert += 1;
      else process.stderr.write(`${writer.name}: ${JSON.stringify(text)}: ${fault}\n`);
    }
    figures.push({
      name: `texts of others that do nothing: ${writer.name}`,
      wanted: `${hostileTexts.length} of ${hostileTexts.length}`,
      measured: `${inert} of ${hostileTexts.length}`,
      met: inert === hostileTexts.length,
    });
  }
  return figures;
}
