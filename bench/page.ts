import { existsSync, readFileSync } from "node:fs";
import type { Figure } from "./figure.ts";

/** The page of a group of figures in Markdown. */
export function page(name: string, about: string, command: string, figures: readonly Figure[]): string {
  return `# Figures: ${name}\n\nMeasured ${about}.\n\n${shell(command)}\n${tableOf(figures)}`;
}

/** The page with the table of one phase made anew; those of the other phases stay, each with its own date. */
export function pageWith(
  file: string,
  { name, command, phases }: { readonly name: string; readonly command: string; readonly phases: readonly string[] },
  phase: { readonly name: string; readonly about: string; readonly figures: readonly Figure[] },
): string {
  const kept = existsSync(file) ? sectionsOf(readFileSync(file, "utf8")) : new Map<string, string>();
  kept.set(phase.name, `Measured ${phase.about}.\n\n${tableOf(phase.figures)}`);
  const sections = phases.flatMap((title) => (kept.has(title) ? [`## ${title}\n\n${kept.get(title) ?? ""}`] : []));
  return `# Figures: ${name}\n\n${shell(command)}\n${sections.join("\n")}`;
}

function shell(command: string): string {
  return `\`\`\`sh\n${command}\n\`\`\`\n`;
}

function sectionsOf(text: string): Map<string, string> {
  const parts = text.split(/^## /m).slice(1);
  return new Map(parts.map((part) => [part.slice(0, part.indexOf("\n")), `${part.slice(part.indexOf("\n") + 1).trim()}\n`]));
}

function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, wanted, measured, met }) => [name, wanted, measured, met ? "yes" : "NO"]);
  const lines = rows.map((row) => `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`);
  return `${["| figure | wanted | measured | met |", "| --- | --- | --- | --- |", ...lines].join("\n")}\n`;
}
