import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { armNamed, axisNamed, drawMap, mapSvg, mapText, type PlacedRun, placedRun } from "../lab/index.ts";
import { UserError } from "../util/bug.ts";
import { makeFolder } from "../util/make-folder.ts";
import { inert } from "../util/inert.ts";
import { jsonText } from "../util/json-text.ts";
import { withStore } from "./home.ts";

export interface MapOptions {
  readonly x: string;
  readonly y: string;
  readonly steps: number;
  readonly tasks: number;
  readonly worth: number;
  readonly seed: string;
  readonly between: readonly string[];
  readonly at?: string;
  readonly ledger?: string;
  readonly write?: string;
  readonly json?: boolean;
}

/** Draws the map, with the user's own run on it if wanted; writes it as text, SVG and JSON where `write` says. */
export async function simulateMap(options: MapOptions): Promise<void> {
  const { steps, tasks, worth, seed, at } = options;
  const [a, b] = options.between.map(armNamed);
  if (a === undefined || b === undefined || options.between.length !== 2)
    throw new UserError("Wanted two topologies for the break-even line, as --between market,hub-spoke+retry.");
  const [x, y] = [axisNamed(options.x), axisNamed(options.y)];
  // First the run: what is wrong with it should not cost a minute.
  const placed: PlacedRun | undefined =
    at === undefined ? undefined : await withStore(options.ledger, "read", (store) => placedRun(store, at));
  const loud = options.json !== true && process.stderr.isTTY === true;
  const map = await drawMap({ x, y, steps, tasks, worth, seed, between: [a, b] }, (done, all) => {
    if (loud) process.stderr.write(`\rmap  ${done}/${all} points${done === all ? "\n" : ""}`);
  });
  const text = `${mapText(map, placed)}\n`;
  if (options.write !== undefined) {
    makeFolder(options.write, { instead: "name another with --write" });
    const base = join(options.write, `${x}-${y}`);
    writeFileSync(`${base}.txt`, inert(text, "terminal"));
    writeFileSync(`${base}.svg`, mapSvg(map, placed));
    writeFileSync(`${base}.json`, `${jsonText(placed === undefined ? map : { ...map, placed })}\n`);
  }
  process.stdout.write(options.json === true ? `${JSON.stringify(placed === undefined ? map : { ...map, placed })}\n` : text);
}
