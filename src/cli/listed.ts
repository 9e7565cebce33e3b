import { judgeKinds } from "../lab/index.ts";
import { bundledNames, loadExperiment } from "../lab/index.ts";
import { surrounding } from "./surrounding.ts";
import { keysFound } from "../lab/index.ts";
import { recordedSets } from "../lab/index.ts";
import { wrap } from "../lab/index.ts";
import { bundledSuites } from "../lab/index.ts";
import { topologyKinds } from "../lab/index.ts";
import { terminalWidth } from "./terminal-width.ts";
import { count } from "../util/count.ts";

type What = "topologies" | "suites" | "models" | "judges" | "experiments";
interface Entry {
  readonly name: string;
  readonly description: string;
  readonly [detail: string]: unknown;
}

/** The list as text for people or as JSON. */
export async function listed(what: What, asJson: boolean): Promise<string> {
  const entries = await sources[what]();
  if (asJson) return `${JSON.stringify(entries)}\n`;
  return `${entries.map(paragraph).join("\n\n")}\n`;
}

const sources: Readonly<Record<What, () => Promise<Entry[]>>> = {
  topologies: async () =>
    topologyKinds.map((kind) => ({
      name: kind.name,
      description: kind.description,
      calls: kind.formula,
      sees: kind.sees,
      "several turns": kind.turns === true ? "turn by turn" : "not turn by turn; in one prompt, with terms: { turns: together }",
      "cannot use": kind.ignores.length === 0 ? "" : kind.ignores.join(", "),
    })),
  suites: async () => [
    ...bundledSuites().map((suite) => ({ name: suite.name, description: suite.description, tasks: suite.tasks })),
    ...recordedSets().map((set) => ({
      name: `recorded/${set.name}`,
      description: `${count(set.models, "model")} x ${count(set.items, "item")}`,
      license: set.license,
      source: set.source,
    })),
  ],
  models: async () => [
    ...keysFound(surrounding().environment).map((key) => ({
      name: `${key.provider}/<model>`,
      description: key.present ? `live; ${key.variable} is set` : `live; wants ${key.variable}`,
    })),
    { name: "compatible/<model>", description: "live; any OpenAI-compatible server, with baseUrl and price" },
    { name: "simulated/large, /medium, /small", description: "embedded; simulated members that speak the same text protocols" },
    { name: "simulated/judge, /grader", description: "embedded; simulated judges" },
    ...recordedSets().map((set) => ({ name: `recorded/${set.name}/<model>`, description: "embedded; recorded outcomes of real models" })),
  ],
  judges: async () => judgeKinds.map((kind) => ({ name: kind.name, description: kind.description })),
  experiments: async () =>
    Promise.all(bundledNames().map(async (name) => ({ name, description: (await loadExperiment(name)).description ?? "" }))),
};

function paragraph(entry: Entry): string {
  const { name, description, ...details } = entry;
  const lines = wrap(description, terminalWidth() - 2).map((line) => `  ${line}`);
  const rows = Object.entries(details).filter(([, value]) => value !== "" && value !== undefined);
  const more = rows.flatMap(([detail, value]) =>
    wrap(`${detail}: ${String(value)}`, terminalWidth() - 4).map((line, index) => (index === 0 ? `  ${line}` : `    ${line}`)),
  );
  return [name, ...lines, ...more].join("\n");
}
