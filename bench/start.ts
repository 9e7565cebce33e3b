import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inFolder } from "./fake-run.ts";
import type { Figure } from "./figure.ts";
import { generate } from "../src/tasks/index.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const main = join(root, "src", "cli", "main.ts");
const node = ["--conditions=catallaxy-source", main];

/** How long a user waits: for help, for a run's first words, for the main job; with --full also for every test. */
export async function startFigures(flags: readonly string[]): Promise<Figure[]> {
  return inFolder(async (folder) => {
    const help = await times(9, () => toEnd(node, ["--help"]));
    const job = await times(1, (round) => toEnd(node, ["run", "--ledger", join(folder, `job-${round}.sqlite`)]));
    // Behind runs that ended by themselves: one that is killed leaves nothing in the compile cache.
    const first = await times(7, (round) => toFirstOutput(["run", "--ledger", join(folder, `${round}.sqlite`)]));
    const tasks = await times(3, async (round) => processorMs(() => generate({ n: 200, seed: `speed ${round}` })));
    return [
      figure("two hundred generated tasks, processor time", "under 2 s", tasks, 2000),
      figure("`--help`", "under 150 ms", help, 150),
      figure("`catallaxy run`: first output", "under 1 s", first, 1000),
      figure("`npm start` after the install: the main job on the embedded models, to its end", "under 2 minutes", job, 120_000),
      ...(flags.includes("--full") ? [figure("`npm test`", "under 10 minutes", [await toEnd(["scripts/test.ts"], [])], 600_000)] : []),
    ];
  });
}

/** The best of several counts: what other programs do on the machine meanwhile is no part of the figure; the median is shown beside it. */
function figure(name: string, wanted: string, taken: readonly number[], most: number): Figure {
  const best = Math.min(...taken);
  const words = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);
  const beside = taken.length === 1 ? "" : ` (best of ${taken.length}; median ${words(median(taken))})`;
  return { name, wanted, measured: `${words(best)}${beside}`, met: best < most };
}

async function times(count: number, work: (round: number) => Promise<number>): Promise<number[]> {
  const taken: number[] = [];
  // The first fills Node's compile cache, as the first use after an install does.
  await work(-1);
  for (let round = 0; round < count; round++) taken.push(await work(round));
  return taken;
}

function processorMs(work: () => unknown): number {
  const began = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

async function toEnd(command: readonly string[], words: readonly string[]): Promise<number> {
  const began = performance.now();
  const { status } = spawnSync(process.execPath, [...command, ...words], { cwd: root, stdio: "ignore" });
  return status === 0 ? performance.now() - began : Infinity;
}

/** Until the first byte on either stream; the run is then ended. */
function toFirstOutput(words: readonly string[]): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, [...node, ...words], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  return new Promise((resolve) => {
    let ms = Infinity;
    const heard = (): void => {
      if (ms < Infinity) return;
      ms = performance.now() - began;
      child.kill("SIGKILL");
    };
    child.stdout.on("data", heard);
    child.stderr.on("data", heard);
    child.once("close", () => resolve(ms));
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
