import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { inFolder, sums } from "../fake-run.ts";
import type { Figure } from "../figure.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const tasks = 500;
/** Trials of one call each; the second is to take four times what the first does. */
const sizes = [12_500, 50_000] as const;
const wanted = { seconds: 20, megabytes: 500, growth: 5 };
/** A run of these sizes takes a minute or two; one that takes so long is ended, and is no figure. */
const mostMinutes = 8;

/** What a run of many trials takes behind its last call, and its report: time and memory. */
export function analysisFigures(): Promise<Figure[]> {
  return inFolder(async (folder) => {
    const figures: Figure[] = [];
    const taken: number[] = [];
    for (const trials of sizes) {
      const ledger = join(folder, `${trials}.sqlite`);
      const run = await command(["run", experiment(folder, trials), "--yes", "--quiet", "--json", "--ledger", ledger]);
      const behind = (run.ended - lastCall(ledger)) / 1000;
      const report = await command(["report", "last", "--format", "json", "--ledger", ledger]);
      taken.push(report.seconds);
      figures.push(
        figure(`a run of ${words(trials)} trials of one call, behind its last call`, behind, run.megabytes, run.code),
        figure(`\`report\` of ${words(trials)} trials`, report.seconds, report.megabytes, report.code),
      );
    }
    const growth = (taken[1] ?? Number.NaN) / (taken[0] ?? Number.NaN);
    figures.push({
      name: `\`report\` of four times as many trials`,
      wanted: `at most ${wanted.growth} times the time`,
      measured: `${growth.toFixed(1)} times`,
      met: growth <= wanted.growth,
    });
    return figures;
  });
}

function figure(name: string, seconds: number, megabytes: number, code: number | null): Figure {
  return {
    name,
    wanted: `under ${wanted.seconds} s and ${wanted.megabytes} MB`,
    measured: `${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB${code === 0 ? "" : `; ended with ${String(code)}`}`,
    met: seconds < wanted.seconds && megabytes < wanted.megabytes && code === 0,
  };
}

function words(count: number): string {
  return count.toLocaleString("en-US");
}

function experiment(folder: string, trials: number): string {
  const file = join(folder, `lab-${trials}.json`);
  const content = {
    name: `long-${trials}`,
    suite: "tasks.json",
    members: [{ name: "a", model: "simulated/small" }],
    topologies: ["solo"],
    verifier: "none",
    repetitions: trials / tasks,
    limits: { cap: 100_000 },
  };
  writeFileSync(join(folder, "tasks.json"), JSON.stringify({ tasks: sums(tasks) }));
  writeFileSync(file, JSON.stringify(content));
  return file;
}

interface Taken {
  readonly seconds: number;
  readonly megabytes: number;
  /** Milliseconds since 1970. */
  readonly ended: number;
  readonly code: number | null;
}

function command(line: readonly string[]): Promise<Taken> {
  const began = performance.now();
  const child = spawn(process.execPath, ["--conditions=catallaxy-source", "src/cli/main.ts", ...line], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    timeout: mostMinutes * 60_000,
  });
  let megabytes = 0;
  const look = setInterval(() => {
    megabytes = Math.max(megabytes, peakOf(child.pid));
  }, 100);
  return new Promise((resolve) =>
    child.once("close", (code) => {
      clearInterval(look);
      resolve({ seconds: (performance.now() - began) / 1000, megabytes, ended: Date.now(), code });
    }),
  );
}

/** The most memory that a process has had; on Linux only. */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function lastCall(ledger: string): number {
  const db = new DatabaseSync(ledger, { readOnly: true });
  const last = db.prepare("SELECT max(closed) AS at FROM calls").get();
  db.close();
  return Number(last?.["at"]);
}
