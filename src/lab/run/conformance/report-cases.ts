import assert from "node:assert/strict";
import type { ReportFormat } from "../../../report/index.ts";
import type { Summary } from "../../../summary.ts";
import type { Case } from "./case.ts";
import { exampleSummary } from "./example-summary.ts";

/** Texts of models, files and names that must not act where a report is read. */
const hostile = ["\u001b[2J\u001b[1;1H", "\u0007", "\u202egnp.exe", "\u0000", "\u009b31m"];

/** What a report must be: a text, from the summary alone, in which no control character of others' texts is left. */
export function reportCases(format: ReportFormat): readonly Case[] {
  const written = async (change: Partial<Summary> = {}): Promise<string> => {
    const text = format.write({ ...(await exampleSummary()), ...change });
    assert.equal(typeof text, "string");
    return text;
  };
  return [
    { name: "a run is written as text", run: async () => assert.ok((await written()).length > 0, "the text is empty") },
    { name: "one summary makes one text", run: async () => assert.equal(await written(), await written()) },
    { name: "a run without topologies is written", run: async () => void (await written({ topologies: [], comparisons: [] })) },
    ...hostile.map((text) => ({
      name: `the text ${JSON.stringify(text)} in a warning and a name does nothing`,
      run: async () => {
        const { topologies } = await exampleSummary();
        const out = await written({
          warnings: [`a ${text} b`],
          topologies: topologies.map((row) => ({ ...row, name: `${row.name}${text}` })),
        });
        assert.ok(!out.includes(text), "it is written as it came");
      },
    })),
  ];
}
