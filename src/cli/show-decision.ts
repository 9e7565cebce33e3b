import { decide, type DecideSettings, decideText, openOutcomes, ownTableText, tableOf, wrap } from "../lab/index.ts";
import { UserError } from "../util/bug.ts";
import { commandName } from "../util/command-name.ts";
import { assumedCosts, checkerWords, goalWanted, trainingShare, valuesWanted } from "./decide-words.ts";
import { say } from "./say.ts";
import { writeDecision } from "./write-decision.ts";
import { terminalWidth } from "./terminal-width.ts";
import { defined } from "../util/defined.ts";

export interface DecideOptions {
  readonly train: string;
  readonly splits: number;
  readonly seed: string;
  readonly value: string;
  readonly worth?: number;
  readonly checker: readonly string[];
  readonly goal?: string;
  readonly assumeCost: readonly string[];
  readonly models?: readonly string[];
  readonly write?: string;
  readonly member: readonly string[];
  readonly suite?: string;
  readonly judge?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Reads a table of outcomes, decides, and prints what was found. */
export async function showDecision(source: string, options: DecideOptions): Promise<void> {
  wantWritten(options);
  const settings = settingsOf(options);
  const table = tableOf(await openOutcomes(source), settings);
  const told = (done: number): void => say(`split ${done} of ${settings.splits}`);
  const report = decide(source, table, settings, options.quiet === true || process.stderr.isTTY !== true ? undefined : told);
  const wrote = options.write === undefined ? [] : writeDecision(source, table, settings, { ...options, folder: options.write });
  if (options.json === true) {
    process.stdout.write(
      `${JSON.stringify(wrote.length === 0 ? report : { ...report, wrote: wrote.map(({ path }) => path), remarks: wrote.map(({ remarks }) => remarks) })}\n`,
    );
    return;
  }
  const width = terminalWidth();
  const { sentences, tables } = decideText(report);
  const paragraph = (text: string): string =>
    `${wrap(text, width - 2)
      .map((line) => ` ${line}`)
      .join("\n")}\n`;
  process.stdout.write(`\n${sentences.map(paragraph).join("\n")}\n`);
  for (const each of tables) process.stdout.write(`${ownTableText(each, width)}\n`);
  process.stdout.write(report.notes.map(paragraph).join(""));
  // Paths are typed again: they stay whole, whatever the width.
  if (wrote.length === 0) return;
  process.stdout.write(`\n Wrote ${wrote.map(({ path }) => path).join("\n   and ")}\n Next: ${commandName()} run ${wrote[0]?.path}\n`);
  for (const { path, remarks } of wrote) {
    if (remarks.length > 0) process.stdout.write(`\n Of ${path}:\n${remarks.map(paragraph).join("")}`);
  }
}

/** What only `--write` uses is no option of its own. */
function wantWritten({ write, member, suite, judge }: DecideOptions): void {
  if (write === "") throw new UserError("--write: the name of a folder was wanted; got nothing.");
  if (suite === "") throw new UserError("--suite: a file of tasks or a bundled suite was wanted; got nothing.");
  if (judge === "") throw new UserError("--judge: a model was wanted, as provider/model; got nothing.");
  if (write !== undefined) return;
  const idle = [
    ...(member.length > 0 ? ["--member"] : []),
    ...(suite === undefined ? [] : ["--suite"]),
    ...(judge === undefined ? [] : ["--judge"]),
  ];
  if (idle.length > 0)
    throw new UserError(
      `${idle.join(" and ")} ${idle.length > 1 ? "are" : "is"} of use with --write <folder> alone, which writes the files of live members.`,
    );
}

function settingsOf(options: DecideOptions): DecideSettings {
  const checkers = (options.checker.length === 0 ? ["none", ".90/.10"] : options.checker).map(checkerWords);
  const twice = checkers.find(({ name }, i) => checkers.findIndex((other) => other.name === name) < i);
  if (twice !== undefined) throw new UserError(`--checker ${twice.name} is there twice.`);
  return {
    train: trainingShare(options.train),
    splits: options.splits,
    seed: options.seed,
    values: valuesWanted(options.value),
    ...defined({ worth: options.worth }),
    checkers,
    ...(options.goal === undefined ? {} : { goal: goalWanted(options.goal) }),
    assumed: assumedCosts(options.assumeCost),
    ...defined({ models: options.models }),
  };
}
