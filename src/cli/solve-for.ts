import { existsSync, readFileSync } from "node:fs";
import {
  answerRequest,
  asRequest,
  check,
  dryRun,
  isPaid,
  loadExperiment,
  makePlan,
  type NamedExperiment,
  oneTopology,
  refuseStandIns,
  type Plan,
  type Request,
  type Store,
  findRun,
  storedArrangement,
  usualExperiment,
} from "../lab/index.ts";
import { UserError } from "../util/bug.ts";
import { defined } from "../util/defined.ts";
import { readBytes } from "../util/read-file.ts";
import { agreement } from "./agreement.ts";
import { heardDestinations } from "./heard-destinations.ts";
import { withStore } from "./home.ts";
import { goOn, interruptible } from "./interrupt.ts";
import type { RunOptions } from "./options.ts";
import { override } from "./override.ts";
import { progressLine } from "./progress.ts";
import { mayRun, stillToPay } from "./run-experiment.ts";
import { runSurroundings } from "./run-surroundings.ts";
import { saidMembers } from "./said-members.ts";
import { showSolved } from "./show-solved.ts";
import { surrounding } from "./surrounding.ts";
import { terminalWidth } from "./terminal-width.ts";
import { whereabouts } from "./whereabouts.ts";

/** What the command line may say of a request. */
export interface SolveOptions
  extends Pick<
    RunOptions,
    | "member"
    | "verifier"
    | "budget"
    | "attempts"
    | "value"
    | "seed"
    | "grace"
    | "ledger"
    | "yes"
    | "allowPlugins"
    | "json"
    | "quiet"
    | "dryRun"
    | "plugin"
  > {
  readonly with?: string;
  readonly run?: string;
  readonly config?: string;
  readonly topology?: string;
  readonly file: readonly string[];
  readonly category?: string;
  readonly explain?: boolean;
  readonly embedded?: boolean;
}

/** Puts a request to a topology, prints the answer, and gives the exit code: 0 for an answer, 1 for none. Throws `UserError`. */
export async function solveFor(prompt: string | undefined, options: SolveOptions): Promise<number> {
  if (options.with !== undefined && options.run !== undefined)
    throw new UserError("--with names a file and --run a stored run: who answers is one of them.");
  const request = requested(prompt, options);
  let run = "last";
  const stop = interruptible(options.grace, () => goOn("resume", run, { ledger: options.ledger }));
  return withStore(options.ledger, "write", async (store) => {
    const { arrangement, file } = await arranged(request, store, options);
    const experiment = oneTopology(override(arrangement, asRunOptions(options)), options.topology);
    const variables = surrounding(experiment);
    if (options.embedded !== true) refuseStandIns(experiment, variables.environment, "add --embedded");
    const plan = await makePlan(experiment, variables.environment);
    if (options.dryRun === true) {
      const estimate = await stillToPay(plan, asRunOptions(options));
      process.stdout.write(options.json === true ? `${JSON.stringify(estimate)}\n` : `${dryRun(estimate, terminalWidth(80))}\n`);
      return 0;
    }
    if (!agreedTo(experiment, plan) && !(await mayRun(plan, asRunOptions(options)))) return 0;
    const line = progressLine("solve", options.quiet === true || process.stderr.isTTY !== true);
    const where = whereabouts(experiment, file, options.ledger);
    const result = await answerRequest(
      experiment,
      {
        ...runSurroundings(
          { ...options, concurrency: 1, preflight: false },
          { store, environment: variables.environment, stop, line, where },
        ),
        onBegun: (id) => {
          run = id;
        },
        onDestinations: heardDestinations(options.quiet !== true && options.json !== true),
      },
      plan,
    );
    line.end();
    await showSolved(result, store, options);
    return result.ok ? 0 : 1;
  });
}

/** Whoever wrote down a budget has agreed to spend it. */
function agreedTo({ limits: { budget } }: NamedExperiment, plan: Plan): boolean {
  return !isPaid(plan) || budget !== undefined;
}

/** The most bytes of a prompt, and of all files beside it. */
const longest = 16_000_000;

function requested(prompt: string | undefined, { file, category }: SolveOptions): Request {
  const text = prompt === undefined || prompt === "-" ? piped() : prompt;
  if (text.trim() === "") throw new UserError('Wanted what is to be done; got nothing. Type it: `catallaxy solve "..."`, or pipe it in.');
  const context = file.map((path) => textOf(path)).join("\n\n");
  return { prompt: text, ...(context === "" ? {} : { context }), ...defined({ category }) };
}

function piped(): string {
  if (process.stdin.isTTY === true)
    throw new UserError('Wanted what is to be done; got nothing. Type it: `catallaxy solve "..."`, or pipe it in.');
  return asText(readFileSync(0), "standard input");
}

function textOf(path: string): string {
  return `${path}:\n${asText(readBytes(path, longest, "Give the part of it that matters."), path)}`;
}

function asText(bytes: Buffer, from: string): string {
  if (bytes.byteLength > longest) throw new UserError(`${from}: wanted at most ${longest} bytes, got ${bytes.byteLength}.`);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // Told below, as bytes of the other kind are.
  }
  throw new UserError(`${from}: wanted text in UTF-8, got other bytes. Images and documents cannot be given yet; give their text.`);
}

/** Who answers, with the request in the place of what they worked on. */
async function arranged(request: Request, store: Store, options: SolveOptions): Promise<{ arrangement: NamedExperiment; file: string }> {
  const fill = asRequest(request);
  const agrees = agreement(options);
  if (options.run !== undefined) {
    if (options.config !== undefined) await loadExperiment(options.config, agrees);
    const record = findRun(store, options.run);
    const file = options.config ?? "<lab.config.ts>";
    return { file, arrangement: await storedArrangement(store, record, fill, { agrees, where: { ledger: options.ledger } }) };
  }
  const file = options.with ?? fileHere(options);
  if (file !== undefined) return { file, arrangement: await loadExperiment(file, agrees, fill) };
  if (options.member.length === 0)
    throw new UserError(
      "Who is to answer? This folder has no serve.yaml and no experiment. Name a file (--with), a stored run (--run), or a model: --member strong=anthropic/claude-opus-4-6.",
    );
  const { members } = saidMembers(options.member, []);
  const value = fill({ members, topologies: [options.topology ?? "solo"], verifier: "none" });
  return { file: "lab.config.ts", arrangement: { ...check(value, "--member"), name: "solve" } };
}

/** The file of this folder that says who answers; models that are named alone need none where none is the usual one. */
function fileHere({ member }: SolveOptions): string | undefined {
  const served = ["serve.yaml", "serve.yml", "serve.json"].find((name) => existsSync(name));
  if (served !== undefined) return served;
  try {
    const { experiment, why } = usualExperiment(".", (file) => ["solve", "--with", file]);
    return why.includes("bundled") ? undefined : experiment;
  } catch (thrown) {
    if (thrown instanceof UserError && member.length > 0) return undefined;
    throw thrown;
  }
}

/** The options that a request shares with runs. */
function asRunOptions(options: SolveOptions): RunOptions {
  return { ...options, tag: [], topology: [], concurrency: 1, preflight: false };
}
