import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { inFolder, sums } from "../fake-run.ts";
import type { Figure } from "../figure.ts";
import { grownLedger } from "./grown-ledger.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const tasks = 500;
/** Trials of one call each; the second is to take four times what the first does. */
const sizes = [12_500, 50_000] as const;
const wanted = { seconds: 20, megabytes: 500, growth: 5 };
/** A run of these sizes takes minutes; one that takes so long is ended, and is no figure. */
const mostMinutes = 60;

/** The trials of the longest run, and the minutes that its report may take. */
const million = 1_000_000;
const mostReportMinutes = 6;

/** What the report of a run of a million trials takes: a run of a part of them, grown. */
export function millionFigures(): Promise<Figure[]> {
  return inFolder(async (folder) => {
    const [some] = sizes;
    const short = join(folder, "short.sqlite");
    await command(["run", experiment(folder, some), "--yes", "--quiet", "--json", "--ledger", short]);
    const long = join(folder, "long.sqlite");
    grownLedger(short, long, million / some);
    const report = await command(["report", "last", "--format", "json", "--ledger", long]);
    return [
      {
        name: `\`report\` of ${words(million)} trials`,
        wanted: `under ${mostReportMinutes} minutes of processor time`,
        measured: `${(report.work / 60).toFixed(1)} minutes, ${report.megabytes.toFixed(0)} MB${ending(report)}`,
        met: report.work < mostReportMinutes * 60 && report.code === 0,
      },
    ];
  });
}

/** What a run of many trials takes behind its last call, and its report: time and memory. */
export function analysisFigures(): Promise<Figure[]> {
  return inFolder(async (folder) => {
    const figures: Figure[] = [];
    const taken: number[] = [];
    for (const trials of sizes) {
      const ledger = join(folder, `${trials}.sqlite`);
      const run = await command(["run", experiment(folder, trials), "--yes", "--quiet", "--json", "--ledger", ledger]);
      const last = lastCall(ledger);
      const behind = { ...run, seconds: (run.ended - last) / 1000, work: run.work - run.workBy(last) };
      const report = await command(["report", "last", "--format", "json", "--ledger", ledger]);
      taken.push(report.work);
      figures.push(
        figure(`a run of ${words(trials)} trials of one call, behind its last call`, behind),
        figure(`\`report\` of ${words(trials)} trials`, report),
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

function figure(name: string, taken: Measurement): Figure {
  const { work, megabytes, code } = taken;
  return {
    name,
    wanted: `under ${wanted.seconds} s of processor time and ${wanted.megabytes} MB`,
    measured: `${work.toFixed(1)} s, ${megabytes.toFixed(0)} MB${ending(taken)}`,
    met: work < wanted.seconds && megabytes < wanted.megabytes && code === 0,
  };
}

/** What it took on the clock, where other work may go on, and how it ended, where not well. */
function ending({ code, seconds }: Measurement): string {
  return ` (${seconds.toFixed(0)} s on the clock)${code === 0 ? "" : `; ended with ${String(code)}`}`;
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

interface Measurement {
  /** On the clock. */
  readonly seconds: number;
  /** Processor time, all threads: other work on the machine changes it little. */
  readonly work: number;
  readonly megabytes: number;
  /** Milliseconds since 1970. */
  readonly ended: number;
  readonly code: number | null;
  /** The processor time that was taken by so many milliseconds since 1970. */
  readonly workBy: (at: number) => number;
}

function command(line: readonly string[]): Promise<Measurement> {
  const began = performance.now();
  const child = spawn(process.execPath, ["--conditions=catallaxy-source", "src/cli/main.ts", ...line], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    timeout: mostMinutes * 60_000,
  });
  let megabytes = 0;
  const looks: { readonly at: number; readonly work: number }[] = [];
  const look = setInterval(() => {
    megabytes = Math.max(megabytes, peakOf(child.pid));
    looks.push({ at: Date.now(), work: workOf(child.pid) });
  }, 100);
  return new Promise((resolve) =>
    child.once("close", (code) => {
      clearInterval(look);
      const work = looks.reduce((most, one) => Math.max(most, one.work), 0);
      const workBy = (at: number): number => looks.findLast((one) => one.at <= at)?.work ?? 0;
      resolve({ seconds: (performance.now() - began) / 1000, work, megabytes, ended: Date.now(), code, workBy });
    }),
  );
}

/** The most memory that a process has had; on Linux only. */
function peakOf(pid: number | undefined): number {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(kernelText(pid, "status"))?.[1] ?? 0) / 1024;
}

/** The processor time of a process in seconds; on Linux only. */
function workOf(pid: number | undefined): number {
  const stat = kernelText(pid, "stat");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / 100;
}

function kernelText(pid: number | undefined, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

function lastCall(ledger: string): number {
  const db = new DatabaseSync(ledger, { readOnly: true });
  const last = db.prepare("SELECT max(closed) AS at FROM calls").get();
  db.close();
  return Number(last?.["at"]);
}
