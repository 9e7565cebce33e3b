// Measures groups of figures: prints one table per group and writes the same to docs/figures/<group>.md.
// npm run bench [-- <group>...] [--full]
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { table } from "../src/report/table.ts";
import type { Figure } from "./figure.ts";

const groups = ["calls", "start", "topologies", "chaos", "market", "statistics", "world", "reading", "proof"];
const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, "..", "docs", "figures");
const flags = process.argv.slice(2).filter((argument) => argument.startsWith("--"));
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));

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

/** Measures one group; 0 when every figure is met, 1 when one is missed. */
async function measure(name: string): Promise<number> {
  const file = join(here, `${name}.ts`);
  if (!existsSync(file)) {
    process.stdout.write(`${name}: no figures here\n`);
    return 0;
  }
  const load = loadavg()[0] ?? 0;
  const module = (await import(file)) as Record<string, (flags: readonly string[]) => Promise<Figure[]>>;
  const figuresOf = module[`${name}Figures`];
  if (figuresOf === undefined) {
    process.stderr.write(`Wanted ${relative(process.cwd(), file)} to export ${name}Figures; it does not.\n`);
    return 2;
  }
  const figures = await figuresOf(flags);
  const about = `${new Date().toISOString().slice(0, 10)}; ${availableParallelism()} cores, Node ${process.versions.node}, load ${load.toFixed(1)} before the start`;
  const command = `npm run bench -- ${[name, ...flags].join(" ")}`;
  const rows = figures.map((figure) => [figure.name, figure.wanted, figure.measured, figure.met ? "yes" : "NO"]);
  const columns = [{ title: "figure" }, { title: "wanted" }, { title: "measured" }, { title: "met" }];
  process.stdout.write(`\n${name}  (${about})\n\n${table(columns, rows, 260).join("\n")}\n\n$ ${command}\n`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.md`), page(name, about, command, rows));
  return figures.every((figure) => figure.met) ? 0 : 1;
}

function page(name: string, about: string, command: string, rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`);
  const head = ["| figure | wanted | measured | met |", "| --- | --- | --- | --- |"];
  return `# Figures: ${name}\n\nMeasured ${about}.\n\n\`\`\`sh\n${command}\n\`\`\`\n\n${[...head, ...lines].join("\n")}\n`;
}
