import { join } from "node:path";
import { conform, pluginOf } from "../lab/index.ts";
import { count } from "../util/count.ts";
import { inert } from "../util/inert.ts";
import { answer } from "./answer.ts";

/** Prints what came of the cases, one line per kind and one per fault. Resolves to the exit code: 1 where a case was not held. */
export async function checkConformance(named: string, { json, yes }: { readonly json?: boolean; readonly yes?: boolean }): Promise<number> {
  const plugin = await pluginOf(named, join(process.cwd(), "lab.config"), yes === true ? { foreign: () => {} } : {});
  const found = await conform(plugin);
  const held = found.every(({ faults }) => faults.length === 0);
  if (json === true) {
    process.stdout.write(`${inert(JSON.stringify({ plugin: plugin.name, held, kinds: found }), "json")}\n`);
    return held ? 0 : 1;
  }
  const lines = found.flatMap(({ point, name, cases, faults }) => [
    `${faults.length === 0 ? "ok  " : "FAIL"} ${point} ${name}: ${count(cases - faults.length, "case")} of ${cases} held`,
    ...faults.map((fault) => `     ${fault}`),
  ]);
  const end = held
    ? `${plugin.name} holds every case.`
    : `${plugin.name} does not hold every case. docs/extending.md says what each plug-in point promises.`;
  answer([...lines, end].join("\n"));
  return held ? 0 : 1;
}
