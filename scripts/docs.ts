// Writes what the docs take from the code: included examples, help texts, tables, schemas. `--check` fails when they have drifted.
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, extname } from "node:path";
import type { Command } from "commander";
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
write("docs/schema/suite.json", json(withGraders(suiteJsonSchema())));
write("suites/schema.json", json(suiteJsonSchema()));

const topologies = topologyKinds.map((kind) => {
  const options = z.toJSONSchema(kind.options, { io: "input", unrepresentable: "any" }) as {
    properties?: Record<
      string,
      { description?: string; default?: unknown; enum?: unknown[]; anyOf?: { enum?: unknown[] }[]; type?: string }
    >;
  };
  const rows = Object.entries(options.properties ?? {}).map(
    ([name, option]) =>
      `| \`${name}\` | ${cell((option.enum ?? option.anyOf?.[0]?.enum)?.map((value) => `\`${String(value)}\``).join(", ") ?? option.type ?? "")} | ${option.default === undefined ? "" : `\`${JSON.stringify(option.default)}\``} |`,
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
    `| [\`${kind.name}\`](#${kind.name}) | ${callsOf(kind)} | ${cell(kind.formula)} | ${cell(kind.sees)} | ${kind.make().memory === true ? "yes" : "-"} | ${kind.talk === undefined ? "-" : "yes"} | ${kind.turns === true ? "yes" : "-"} | ${kind.ignores.join(", ") || "-"} |`,
);
write(
  "docs/reference/topologies.md",
  `${head("Topologies", "Every way of organizing members that an experiment may name, on equal terms: members, verifier, attempts, feedback, output cap, budget.")}Calls are those to members; verdicts come on top. The second column holds for three members, one attempt and default options. "Remembers": it reads the record of earlier tasks of its session, which therefore run one after another. "Dialogue": members hear one another, and the failure detectors watch. "Turn by turn": it answers tasks of several turns one turn after another; the others take them in one prompt, with \`terms: { turns: together }\`.\n\n| topology | calls, n = 3 | calls in general | who sees what | remembers | dialogue | turn by turn | cannot use |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n${overview.join("\n")}\n\n${topologies.join("\n")}`,
);

const judges = judgeKinds.map(
  (kind) => `| \`${kind.name}\` | ${cell(kind.description)} | ${kind.needs.join(", ") || "nothing"} | ${cell(kind.cost)} |`,
);
const judgeSettings = judgeKinds.flatMap((kind) => {
  const rows = Object.entries(settingsOf(kind)).map(([name, { description = "", ...setting }]) => {
    const by = setting.default === undefined ? "" : `\`${JSON.stringify(setting.default)}\``;
    return `| \`${name}\` | ${cell(takes(setting))} | ${by} | ${cell(description)} |`;
  });
  return rows.length === 0
    ? []
    : [`## \`${kind.name}\`\n\n| setting | takes | default | |\n| --- | --- | --- | --- |\n${rows.join("\n")}\n`];
});
write(
  "docs/reference/judges.md",
  `${head("Judges", "Verifiers and graders by kind.")}| kind | what it does | needs | one verdict costs |\n| --- | --- | --- | --- |\n${judges.join("\n")}\n\n${judgeSettings.join("\n")}`,
);

write(
  "docs/reference/prices.md",
  `${head("Prices and prompt caches", "What a call is billed by, where that is from, and what it comes to.")}${pricesPage()}`,
);

/** The help as in a terminal of 80 columns, whatever this one has. */
function helpAt80(command: Command): string {
  return command
    .configureOutput({ getOutHelpWidth: () => 80 })
    .helpInformation()
    .trimEnd();
}
const program = buildProgram();
const helps = [program, ...program.commands].map(
  (command) => `## ${command === program ? "catallaxy" : `catallaxy ${command.name()}`}\n\n\`\`\`text\n${helpAt80(command)}\n\`\`\`\n`,
);
write(
  "docs/reference/command-line.md",
  `${head("The command line", "Exit codes: 0 done; 1 the run failed (no call brought a reply, a disk is full, a fault of the program); 2 wrong use or configuration; 3 a budget ended it; 4 paused or unfinished for reasons of infrastructure; 130 interrupted. All but 0 and 2 can be resumed, after 1 where the message says so. Messages on standard error break at the width of a terminal; in a pipe or a file each is one line.")}${helps.join("\n")}`,
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

/** A setting as a page or an editor shows it. */
interface Setting {
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly type?: string | readonly string[];
  readonly anyOf?: readonly Setting[];
}

/** A judge's settings beside its kind, without references to definitions that are elsewhere. */
function settingsOf(kind: (typeof judgeKinds)[number]): Record<string, Setting> {
  const { properties = {} } = z.toJSONSchema(kind.options, { io: "input", unrepresentable: "any" }) as {
    properties?: Record<string, Setting>;
  };
  const plain = JSON.parse(
    JSON.stringify(properties, (key: string, value: unknown) => (key === "$ref" ? undefined : value)),
  ) as typeof properties;
  return Object.fromEntries(Object.entries(plain).filter(([name]) => name !== "kind"));
}

function takes(setting: Setting): string {
  if (setting.enum !== undefined) return setting.enum.map((value) => `\`${String(value)}\``).join(", ");
  return setting.type?.toString() ?? (setting.anyOf ?? []).map(takes).join(" or ");
}

/** The suite's schema with each kind's settings, for editors; other kinds are names of shared graders, and stay open. */
function withGraders(schema: ReturnType<typeof suiteJsonSchema>): unknown {
  const allOf = judgeKinds.map((kind) => ({
    anyOf: [{ not: { properties: { kind: { const: kind.name } } } }, { properties: settingsOf(kind) }],
  }));
  const isGrader = (value: unknown): value is Record<string, unknown> =>
    typeof value === "object" &&
    value !== null &&
    "required" in value &&
    JSON.stringify(value.required) === '["kind"]' &&
    "additionalProperties" in value;
  return JSON.parse(
    JSON.stringify(schema, (_key: string, value: unknown) => (isGrader(value) ? { ...value, allOf: [{ $ref: "#/$defs/grader" }] } : value)),
    (key, value: unknown) => (key === "$defs" ? { ...(value as object), grader: { allOf } } : value),
  );
}
