import { type Inspection, inspectSuite, wrap } from "../lab/index.ts";
import { type Agreeing, agreement } from "./agreement.ts";
import { surrounding } from "./surrounding.ts";
import { count } from "../util/count.ts";
import { dollars } from "../util/money.ts";
import { terminalWidth } from "./terminal-width.ts";

/** Prints what is wrong with a suite; the exit code is 1 when results would be wrong. */
export async function checkSuiteFile(
  suite: string,
  options: Agreeing & { readonly judge?: string; readonly json?: boolean },
): Promise<number> {
  const inspection = await inspectSuite(suite, surrounding().environment, { judge: options.judge, agrees: agreement(options) });
  const { findings, notes, keys, cost } = inspection;
  const errors = findings.filter((finding) => finding.severity === "error").length;
  if (options.json === true) {
    const { tasks } = inspection;
    process.stdout.write(
      `${JSON.stringify({ schema: 1, suite: inspection.suite, tasks, errors, findings, notes, keys, cost: cost / 1e9 })}\n`,
    );
  } else process.stdout.write(`${inWords(inspection, errors)}\n`);
  return errors > 0 ? 1 : 0;
}

function inWords({ suite, tasks, findings, notes, cost }: Inspection, errors: number): string {
  const warnings = findings.length - errors;
  const order = [...findings].sort((a, b) => a.severity.localeCompare(b.severity));
  const found = order.map(({ severity, kind, message }) => indented(`  ${severity.padEnd(7)} ${kind.padEnd(15)} `, message));
  const verdict = findings.length === 0 ? "nothing was found" : `${count(errors, "error")}, ${count(warnings, "warning")}`;
  const spent = cost === 0 ? [] : [`  note    Grading cost ${dollars(cost)}.`];
  return [
    ...wrap(`${suite}: ${count(tasks, "task")}, ${verdict}.`, terminalWidth()),
    ...found,
    ...notes.map((note) => indented("  note    ", note)),
    ...spent,
  ].join("\n");
}

/** Columns in which a sentence can be read. */
const leastBeside = 30;

/** A text behind its label, further lines where the text began; where the terminal has no room beside the label, all of it below. */
function indented(label: string, text: string): string {
  if (terminalWidth() - label.length < leastBeside)
    return [label.trimEnd().replaceAll(/(\S) +/g, "$1 "), ...wrap(text, terminalWidth() - 4).map((line) => `    ${line}`)].join("\n");
  return wrap(text, terminalWidth() - label.length)
    .map((line, i) => `${i === 0 ? label : " ".repeat(label.length)}${line}`)
    .join("\n");
}
