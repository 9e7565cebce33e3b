import { existsSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { type FittedOutcomes, fitOutcomes, fittedWorld, openStore, type Store } from "../lab/index.ts";
import { UserError } from "../util/bug.ts";
import { jsonText } from "../util/json-text.ts";
import { wordsOf } from "../util/failure.ts";
import { defaultLedger } from "./home.ts";
import { count } from "../util/count.ts";

interface FitOptions {
  readonly ledger?: string;
  readonly json?: boolean;
  readonly write?: string;
}

/** Fits the simulated world to outcomes and prints what was found. */
export async function fitStored(wanted: string, { ledger, json, write }: FitOptions): Promise<void> {
  const path = resolve(ledger ?? defaultLedger);
  const opened: Store[] = [];
  try {
    const fitted = await fitOutcomes(wanted, async () => {
      if (!existsSync(path)) return undefined;
      const store = openStore(path, "read");
      opened.push(store);
      return store;
    });
    if (write !== undefined) writeWorld(write, fitted);
    process.stdout.write(json === true ? `${JSON.stringify({ schema: 1, ...fitted })}\n` : `${fitText(fitted)}\n`);
  } finally {
    for (const store of opened) store.close();
  }
}

function writeWorld(path: string, fitted: FittedOutcomes): void {
  try {
    writeFileSync(path, `${jsonText(fittedWorld(fitted), 2)}\n`);
  } catch (thrown) {
    throw new UserError(`Wanted to write the fitted world to ${path}: ${wordsOf(thrown)}`);
  }
}

const number = (value: number): string => (Number.isNaN(value) ? "-" : value.toFixed(2));
const withInterval = ({ estimate, standardError }: { estimate: number; standardError: number }): string => {
  if (Number.isNaN(standardError)) return `${number(estimate)} (not told by these outcomes)`;
  return `${number(estimate)} (${number(estimate - 1.96 * standardError)} to ${number(estimate + 1.96 * standardError)})`;
};

function fitText({ source, kind, outcomes, items, models, pooled, fit }: FittedOutcomes): string {
  const { skills, itemSd, ownSd, betweenModels, betweenTries } = fit.parameters;
  const { heldOut } = fit;
  const several = new Set(skills.map(({ category }) => category)).size > 1;
  const name = ({ model, category }: (typeof skills)[number]) => (several ? `${model} at ${category}` : model);
  const width = Math.max(...skills.map((skill) => name(skill).length));
  return [
    `${source} (${kind}): ${count(outcomes, "outcome")} of ${count(models, "model")} at ${count(items, "item")}. Maximum likelihood, ${count(fit.iterations, "round")}; 95% intervals.`,
    "",
    "  Skill, in units of one try's own shock (0: half of average items)",
    ...[...skills].sort((a, b) => b.estimate - a.estimate).map((skill) => `    ${name(skill).padEnd(width)}  ${withInterval(skill)}`),
    "",
    `  Items' spread                    ${withInterval(itemSd)}`,
    `  A model's own shock on an item   ${withInterval(ownSd)}`,
    `  Correlation of two models on one item   ${number(betweenModels)}`,
    `  Correlation of two tries of one model   ${Number.isNaN(ownSd.standardError) ? "not told: nobody tried an item twice" : number(betweenTries)}`,
    "",
    `  On ${count(heldOut.items, "item")} that the fit did not see, each try foretold from the other models' tries:`,
    `    log loss ${heldOut.logLoss.toFixed(3)} (pass rates alone: ${heldOut.baseline.logLoss.toFixed(3)}), Brier ${heldOut.brier.toFixed(3)} (${heldOut.baseline.brier.toFixed(3)})`,
    ...(pooled ? ["", "  Categories have few items each and were taken as one."] : []),
    ...(kind === "run"
      ? ["", "  Attempts of a run: a rejected one counts as wrong on the verifier's word, and later ones may have seen why."]
      : []),
  ].join("\n");
}
