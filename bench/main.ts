// Measures groups of figures: prints one table per group, or per phase of a long one, and writes the same to docs/figures/<group>.md.
// npm run bench [-- <group>...] [--full]
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { table } from "../src/report/table.ts";
import type { Figure, Phase } from "./figure.ts";
import { page, pageWith } from "./page.ts";

const groups = [
  "calls",
  "start",
  "topologies",
  "chaos",
  "market",
  "statistics",
  "decided",
  "decide",
  "world",
  "reading",
  "proof",
  "validity",
];
const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, "..", "docs", "figures");
const flags = process.argv.slice(2).filter((argument) => argument.startsWith("--"));
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));

if (process.argv.includes("--help") || process.argv.includes("-h")) {
  process.stdout.write(
    `Usage: npm run bench [-- <group>...] [--<phase or option of the group>...]\n\nGroups: ${groups.join(", ")}; all of them when none is named.\n`,
  );
  for (const name of wanted.filter((one) => groups.includes(one))) process.stdout.write(await flagsOf(name));
  process.exit(0);
}
const unknown = wanted.filter((name) => !groups.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`Wanted groups of figures among ${groups.join(", ")}; got ${unknown.join(", ")}.\n`);
  process.exit(2);
}
if (wanted.length === 1) process.exit(await measure(wanted[0] as string));
let failed = 0;
// A process for each group: what one leaves in memory does not slow the next.
for (const name of wanted.length === 0 ? groups : wanted) {
  const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), name, ...flags], { stdio: "inherit" });
  failed = Math.max(failed, child.status ?? 1);
}
process.exit(failed);

/** The flags that choose among the phases of a group, a line each. */
async function flagsOf(name: string): Promise<string> {
  const module = (await import(join(here, `${name}.ts`))) as Record<string, unknown>;
  const phases = (module[`${name}Phases`] as readonly Phase[] | undefined) ?? [];
  if (phases.length === 0) return `\n${name} is measured in one piece.\n`;
  return `\n${name}:\n${phases.map((phase) => `  ${phase.flags.join(" ")}  ${phase.name}\n`).join("")}`;
}

/** Measures one group; 0 when every figure is met, 1 when one is missed. */
async function measure(name: string): Promise<number> {
  const file = join(here, `${name}.ts`);
  if (!existsSync(file)) {
    process.stdout.write(`${name}: no figures here\n`);
    return 0;
  }
  mkdirSync(folder, { recursive: true });
  const module = (await import(file)) as Record<string, unknown>;
  const phases = module[`${name}Phases`] as readonly Phase[] | undefined;
  if (phases !== undefined) return measurePhases(name, phases);
  const load = loadavg()[0] ?? 0;
  const figuresOf = module[`${name}Figures`] as ((flags: readonly string[]) => Promise<Figure[]>) | undefined;
  if (figuresOf === undefined) {
    process.stderr.write(`Wanted ${relative(process.cwd(), file)} to export ${name}Figures; it does not.\n`);
    return 2;
  }
  const figures = await figuresOf(flags);
  show(name, aboutNow(load), figures);
  process.stdout.write(`\n$ ${commandOf(name)}\n`);
  writeFileSync(join(folder, `${name}.md`), page(name, aboutNow(load), commandOf(name), figures));
  return figures.every((figure) => figure.met) ? 0 : 1;
}

/** Measures the phases of a group one after the other, and keeps each one's table as soon as it ends. */
async function measurePhases(name: string, phases: readonly Phase[]): Promise<number> {
  const known = new Set(phases.flatMap((phase) => phase.flags));
  const foreign = flags.filter((flag) => !known.has(flag));
  if (foreign.length > 0) {
    process.stderr.write(`Wanted flags among ${[...known].join(" ")}; got ${foreign.join(" ")}.\n`);
    return 2;
  }
  const chosen = phases.filter((phase) => flags.length === 0 || phase.flags.some((flag) => flags.includes(flag)));
  const file = join(folder, `${name}.md`);
  const all: Figure[] = [];
  for (const [index, phase] of chosen.entries()) {
    const [load, began] = [loadavg()[0] ?? 0, performance.now()];
    process.stderr.write(`${index + 1}/${chosen.length} ${phase.name}\n`);
    const figures = await phase.measure().catch((thrown: unknown) => [lost(phase, thrown)]);
    const about = `${aboutNow(load)}; took ${Math.round((performance.now() - began) / 1000)} s`;
    all.push(...figures);
    show(phase.name, about, figures);
    writeFileSync(
      file,
      pageWith(file, { name, command: commandOf(name, []), phases: phases.map((one) => one.name) }, { name: phase.name, about, figures }),
    );
  }
  show(`${name}, all of it`, aboutNow(loadavg()[0] ?? 0), all);
  process.stdout.write(`\n$ ${commandOf(name)}\n`);
  return all.every((figure) => figure.met) ? 0 : 1;
}

/** A phase that breaks does not take the others with it. */
function lost(phase: Phase, thrown: unknown): Figure {
  process.stderr.write(`${phase.name}: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`);
  return { name: phase.name, wanted: "a figure", measured: `none: ${String(thrown).slice(0, 200)}`, met: false };
}

function aboutNow(load: number): string {
  return `${new Date().toISOString().slice(0, 10)}; ${availableParallelism()} cores, Node ${process.versions.node}, load ${load.toFixed(1)} before the start`;
}

function commandOf(name: string, words: readonly string[] = flags): string {
  return `npm run bench -- ${[name, ...words].join(" ")}`;
}

function show(title: string, about: string, figures: readonly Figure[]): void {
  const rows = figures.map((figure) => [figure.name, figure.wanted, figure.measured, figure.met ? "yes" : "NO"]);
  const columns = [{ title: "figure" }, { title: "wanted" }, { title: "measured" }, { title: "met" }];
  process.stdout.write(`\n${title}  (${about})\n\n${table(columns, rows, 260).join("\n")}\n`);
}
