// Changes the code in small ways and runs the tests: what no test notices is printed. Exits with 1 where less than 85% is noticed.
// npm run mutate -- [--sample n] [--seed s] [--folder name]... [--file path]... [--near] [--bound tests] [--minutes m] [--workers n] [--write]
// A quick look, for every change: [--nearest n] tries the nearest tests alone, and what none of them executes counts for nothing; [--floor share]
// exits with 1 only where so little is noticed that the share of all cannot be what is wanted (a chance below one in a thousand).
import { existsSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { binomialCdf } from "../src/util/distributions.ts";
import { UserError } from "../src/util/bug.ts";
import { type Checkout, openCheckout } from "./mutation/checkout.ts";
import { hashesOf } from "./mutation/coverage.ts";
import { distancesFrom } from "./mutation/imports.ts";
import { folders, type Mutant, mutantsOf, sampleOf } from "./mutation/mutants.ts";
import { reportOf, writePage } from "./mutation/report.ts";
import { openTrials, type Terms, type Trial, tryMutant } from "./mutation/try-mutant.ts";

const { values } = parseArgs({
  options: {
    sample: { type: "string", default: "300" },
    seed: { type: "string", default: "1" },
    folder: { type: "string", multiple: true, default: [...folders] },
    file: { type: "string", multiple: true },
    near: { type: "boolean", default: false },
    bound: { type: "string", default: "12" },
    nearest: { type: "string" },
    floor: { type: "string" },
    minutes: { type: "string", default: "600" },
    workers: { type: "string", default: "2" },
    write: { type: "boolean", default: false },
  },
});
// A part of a held folder may be named, such as lab/search: with --near its own tests alone are run.
const isHeld = (folder: string): boolean =>
  folders.some((held) => folder === held || folder.startsWith(`${held}/`)) && existsSync(join(import.meta.dirname, "..", "src", folder));
const chosen = values.folder.map((folder) => folder.replace(/^src\/|\/$/g, ""));
const stray = chosen.find((folder) => !isHeld(folder));
if (stray !== undefined) throw new UserError(`No folder "${stray}" is held by the gate. Name one of ${folders.join(", ")}.`);
const load = loadavg()[0] ?? 0;
const project = join(import.meta.dirname, "..");
// All is read in the copies: the project may be worked on meanwhile.
const checkouts = Array.from({ length: Number(values.workers) }, () => openCheckout(project));
process.once("exit", () => checkouts.forEach((checkout) => checkout.remove()));
// The first signal lets the mutants that are tried end, and reports; the second ends it.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => (queue.length > 0 ? queue.splice(0) : process.exit(130)));
const root = checkouts[0]?.folder ?? project;
const terms: Terms = {
  cache: join(project, "node_modules", ".cache", "mutation"),
  distances: distancesFrom(root),
  hashes: hashesOf(root),
  near: values.near,
  bound: Number(values.bound),
  ...(values.nearest === undefined ? {} : { nearest: Number(values.nearest) }),
};
const all = chosen.map((folder) => mutantsOf(root, folder).filter(({ file }) => values.file?.includes(file) ?? true));
const each = Math.ceil(Number(values.sample) / Math.max(1, all.length));
const samples = all.map((mutants) => sampleOf(mutants, each, values.seed));
// One of each folder in turn: a sample that time cuts short is spread over the folders too.
const wanted = Array.from({ length: each }, (_, turn) => samples.flatMap((sample) => sample.slice(turn, turn + 1))).flat();
const trials = openTrials(terms);
const done: { mutant: Mutant; trial: Trial }[] = [];
for (const mutant of wanted) {
  const trial = trials.find(mutant);
  if (trial !== undefined) done.push({ mutant, trial });
}
const queue = wanted.filter((mutant) => trials.find(mutant) === undefined);
const deadline = Date.now() + Number(values.minutes) * 60_000;

async function work(checkout: Checkout): Promise<void> {
  for (let mutant = queue.shift(); mutant !== undefined && Date.now() < deadline; mutant = queue.shift()) {
    const trial = await tryMutant(mutant, checkout, terms);
    trials.keep(trial);
    done.push({ mutant, trial });
    process.stderr.write(`${done.length}/${wanted.length} ${trial.outcome} ${mutant.file}:${mutant.line} (${trial.by})\n`);
  }
}

await Promise.all(checkouts.map(work));
const counted = values.nearest === undefined ? done : done.filter(({ trial }) => trial.outcome !== "no coverage");
const report = reportOf(
  all.map((mutants, index) => ({ folder: chosen[index] ?? "", mutants: mutants.length })),
  counted,
);
process.stdout.write(`${report.text}\n`);
const form = `${values.near ? " --near" : ""} --bound ${values.bound}`;
const command = `npm run mutate -- --sample ${values.sample} --seed ${values.seed}${form} --write`;
if (values.write) writePage(join(project, "docs", "figures", "mutation.md"), report, { load, command });
if (values.floor === undefined) process.exit(report.share >= 0.85 ? 0 : 1);
const noticed = counted.length - report.survivors.length;
process.exit(binomialCdf(noticed, counted.length, Number(values.floor)) < 0.001 ? 1 : 0);
