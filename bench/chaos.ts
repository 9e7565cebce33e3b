// Kills runs at random instants and resumes them, on a provider of its own that counts what it bills: npm run chaos [-- --kills=50]
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { chaosRounds } from "./chaos-rounds.ts";
import { inFolder } from "./fake-run.ts";
import type { Figure } from "./figure.ts";

if (import.meta.main) {
  const bench = fileURLToPath(new URL("./main.ts", import.meta.url));
  process.exit(spawnSync(process.execPath, [bench, "chaos", ...process.argv.slice(2)], { stdio: "inherit" }).status ?? 1);
}

export async function chaosFigures(flags: readonly string[]): Promise<Figure[]> {
  const asked = flags.find((flag) => flag.startsWith("--kills="))?.slice("--kills=".length);
  const chaos = await inFolder((folder) => chaosRounds(folder, Number(asked ?? 50)));
  for (const fault of [...chaos.unfinishedRounds, ...chaos.differentRounds]) process.stderr.write(`${fault}\n`);
  const none = (name: string, count: number, of: string, which: readonly string[] = []): Figure => ({
    name,
    wanted: "0",
    measured: [`${count} of ${of}`, ...which.map((fault) => fault.replaceAll(/\s+/g, " ").slice(0, 300))].join("; "),
    met: count === 0,
  });
  const runs = `${chaos.kills} runs`;
  return [
    none("runs that were not finished by resume after kill -9", chaos.unfinished, runs, chaos.unfinishedRounds),
    none("results that differ from an undisturbed run's after kill -9 and resume", chaos.different, runs, chaos.differentRounds),
    none("settled calls that the provider billed twice", chaos.billedTwice, runs),
    none("settled calls that the provider never billed", chaos.lost, runs),
    none("looks at the ledger that found more spent and held than the cap", chaos.overCap, runs),
    {
      name: "the most that was spent and held, of the cap",
      wanted: "at most 100%",
      measured: `${(chaos.mostOfCap * 100).toFixed(1)}%`,
      met: chaos.mostOfCap <= 1,
    },
    {
      name: "calls in flight at the kills, flagged `unknown`, their holds kept as spent",
      wanted: "all of them",
      measured: `${chaos.inFlight}`,
      met: chaos.inFlight > 0,
    },
  ];
}
