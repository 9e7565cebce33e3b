// Writes what the docs take from the code: included examples, help texts, tables, schemas. `--check` fails when they have drifted.
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, extname } from "node:path";
import { z } from "zod";
import { buildProgram } from "../src/cli/program.ts";
import { experimentSchema, judgeKinds, topologyKinds } from "../src/lab/index.ts";
import { summarySchema } from "../src/summary.ts";
import type { Terms } from "../src/types.ts";
import { pricesPage } from "./price-page.ts";
import { suiteJsonSchema } from "../src/tasks/index.ts";

const checking = process.argv.includes("--check");
const drifted: string[] = [];

function write(path: string, text: string): void {
  let before = "";
  try {
    before = readFileSync(path, "utf8");
  } catch {}
  if (before === text) return;
  drifted.push(path);
  if (checking) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const head = (title: string, says: string): string => `# ${title}\n\n${says} This page is generated: \`node scripts/docs.ts\`.\n\n`;

write("docs/schema/summary.json", json(z.toJSONSchema(summarySchema)));
write("docs/schema/experiment.json", json(z.toJSONSchema(experimentSchema, { io: "input", unrepresentable: "any" })));
write("docs/schema/suite.json", json(suiteJsonSchema()));

const topologies = topologyKinds.map((kind) => {
  const options = z.toJSONSchema(kind.options, { io: "input", unrepresentable: "any" }) as {
    properties?: Record<string, { description?: string; default?: unknown; enum?: unknown[]; type?: string }>;
  };
  const rows = Object.entries(options.properties ?? {}).map(
    ([name, option]) =>
      `| \`${name}\` | ${cell(option.enum?.map((value) => `\`${String(value)}\``).join(", ") ?? option.type ?? "")} | ${option.default === undefined ? "" : `\`${JSON.stringify(option.default)}\``} |`,
  );
  const table = rows.length === 0 ? "No options.\n" : `| option | takes | default |\n| --- | --- | --- |\n${rows.join("\n")}\n`;
  return `## ${kind.name}\n\n${kind.description}\n\n- calls: ${kind.formula}\n- sees: ${kind.sees}\n- cannot use: ${kind.ignores.join(", ") || "nothing: every axis holds"}\n- example: [examples/topologies/${kind.name}.yaml](../../examples/topologies/${kind.name}.yaml)\n\n${table}`;
});
const once: Terms = { attempts: 1, feedback: "reason", outputCap: 4096, visibility: "all", warmFirst: false, selfJudging: "refused" };
const callsOf = (kind: (typeof topologyKinds)[number]): string => {
  const { least, most } = kind.calls(3, once);
  return least === most ? String(least) : `${least} to ${most}`;
};
const overview = topologyKinds.map(
  (kind) =>
    `| [\`${kind.name}\`](#${kind.name}) | ${callsOf(kind)} | ${cell(kind.formula)} | ${cell(kind.sees)} | ${kind.make().memory === true ? "yes" : "-"} | ${kind.talk === undefined ? "-" : "yes"} | ${kind.ignores.join(", ") || "-"} |`,
);
write(
  "docs/reference/topologies.md",
  `${head("Topologies", "Every way of organising members that an experiment may name, on equal terms: members, verifier, attempts, feedback, output cap, budget.")}Calls are those to members; verdicts come on top. The second column holds for three members, one attempt and default options. "Remembers": it reads the record of earlier tasks of its session, which therefore run one after another. "Dialogue": members hear one another, and the failure detectors watch.\n\n| topology | calls, n = 3 | calls in general | who sees what | remembers | dialogue | cannot use |\n| --- | --- | --- | --- | --- | --- | --- |\n${overview.join("\n")}\n\n${topologies.join("\n")}`,
);

const judges = judgeKinds.map(
  (kind) => `| \`${kind.name}\` | ${cell(kind.description)} | ${kind.needs.join(", ") || "nothing"} | ${cell(kind.cost)} |`,
);
write(
  "docs/reference/judges.md",
  `${head("Judges", "Verifiers and graders by kind.")}| kind | what it does | needs | one verdict costs |\n| --- | --- | --- | --- |\n${judges.join("\n")}\n`,
);

write(
  "docs/reference/prices.md",
  `${head("Prices and prompt caches", "What a call is billed by, where that is from, and what it comes to.")}${pricesPage()}`,
);

const program = buildProgram();
const helps = [program, ...program.commands].map(
  (command) =>
    `## ${command === program ? "catallaxy" : `catallaxy ${command.name()}`}\n\n\`\`\`text\n${command.helpInformation().trimEnd()}\n\`\`\`\n`,
);
write(
  "docs/reference/command-line.md",
  `${head("The command line", "Exit codes: 0 done; 1 the run failed; 2 wrong use or configuration; 3 a budget ended it; 130 interrupted, resumable.")}${helps.join("\n")}`,
);

// `<!-- include path -->` is followed by a fenced block that holds the file, or by plain text for .md and .txt files.
for (const page of ["README.md", ...globSync("docs/*.md")].sort()) {
  const text = readFileSync(page, "utf8");
  const filled = text.replaceAll(/(<!-- include (\S+) -->\n)```[a-z]*\n[\s\S]*?```\n/g, (_all, marker: string, path: string) => {
    const language = { ".ts": "ts", ".yaml": "yaml", ".json": "json", ".txt": "text", ".sh": "sh" }[extname(path)] ?? "text";
    return `${marker}\`\`\`${language}\n${readFileSync(path, "utf8").trimEnd()}\n\`\`\`\n`;
  });
  write(page, filled);
}

if (drifted.length > 0) {
  console.log(`${checking ? "These pages have drifted from the code; run `node scripts/docs.ts`" : "Wrote"}: ${drifted.join(", ")}`);
  if (checking) process.exit(1);
}
