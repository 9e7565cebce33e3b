import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { openStore, type RunLedger } from "../src/ledger/index.ts";
import { type Summary, summarySchema } from "../src/summary.ts";
import type { Reply } from "../src/types.ts";
import { stream } from "../src/util/random.ts";
import { type MockProvider, mockProvider } from "./mock-provider.ts";

/** What `kills` runs came to that were killed at a random instant and then resumed; every count but `kills` and `inFlight` is a fault. */
export interface Chaos {
  readonly kills: number;
  /** Rounds whose run was not finished after its kill; what differs beyond these is a wrong result. */
  readonly unfinished: number;
  /** Calls that were under way at the kills and stand in the ledger with the state `unknown`. */
  readonly inFlight: number;
  readonly different: number;
  readonly billedTwice: number;
  readonly lost: number;
  readonly overCap: number;
  /** The most that was spent and held at any look, as a share of the cap. */
  readonly mostOfCap: number;
  /** Which rounds were not finished, when they were killed and why they ended, a line each. */
  readonly unfinishedRounds: readonly string[];
  readonly differentRounds: readonly string[];
}

const main = fileURLToPath(new URL("../src/cli/main.ts", import.meta.url));
const cap = 0.07;

/** Kills `kills` runs of an experiment on a provider of this process, resumes each, and compares with an undisturbed run. */
export async function chaosRounds(folder: string, kills: number, seed = "chaos"): Promise<Chaos> {
  const provider = await mockProvider();
  try {
    const experiment = writeExperiment(folder, provider.url);
    const reference = await finish(["run", experiment, "--yes"], join(folder, "undisturbed.sqlite"), 8, provider);
    const requests = provider.bill.length;
    const next = stream(seed);
    const rounds: Round[] = [];
    for (let round = 0; round < kills; round++) {
      const instant = { request: 1 + Math.floor(next() * requests), delayMs: next() * 20 };
      const killed = await killAndResume(experiment, join(folder, `killed-${round}.sqlite`), instant, provider);
      rounds.push({
        ...killed,
        place: `round ${round + 1} of ${kills}, killed ${Math.round(instant.delayMs)} ms after call ${instant.request}`,
      });
    }
    return together(rounds, reference);
  } finally {
    await provider.close();
  }
}

/** A round as it ended. */
interface KilledRun {
  readonly summary: Summary | undefined;
  readonly inFlight: number;
  readonly billedTwice: number;
  readonly lost: number;
  readonly mostOfCap: number;
  readonly fault?: string;
}
interface Round extends KilledRun {
  /** Which round it was and when it was killed. */
  readonly place: string;
}

async function killAndResume(
  experiment: string,
  ledger: string,
  instant: { request: number; delayMs: number },
  provider: MockProvider,
): Promise<KilledRun> {
  provider.bill.length = 0;
  const child = start(["run", experiment, "--yes"], ledger);
  const looks = watchSpending(ledger);
  const kill = (): void => void child.process.kill("SIGKILL");
  provider.onBilled = (count) => {
    if (count === instant.request) setTimeout(kill, instant.delayMs);
  };
  await child.ended;
  provider.onBilled = () => {};
  const resumed = await finish(["resume", "last"], ledger, 8, provider).then(
    (summary) => ({ summary }),
    (thrown: unknown) => ({ summary: undefined, fault: String(thrown) }),
  );
  const mostOfCap = looks();
  return { ...resumed, ...compareBills(ledger, provider), mostOfCap };
}

/** Asks the ledger file, from beside, what is spent and held, until it is told to stop; then gives the most it saw, as a share of the cap. */
function watchSpending(ledger: string): () => number {
  let most = 0;
  const look = (): void => {
    try {
      const db = new DatabaseSync(ledger, { readOnly: true });
      const row = db.prepare("SELECT sum(iif(state IN ('open', 'unknown'), hold, cost)) AS nano FROM calls").get();
      db.close();
      most = Math.max(most, Number(row?.["nano"] ?? 0) / (cap * 1e9));
    } catch {
      // The file is not there yet, or is being recovered: the next look sees it.
    }
  };
  const timer = setInterval(look, 25);
  return () => {
    clearInterval(timer);
    look();
    return most;
  };
}

/** The provider's bill beside the ledger's rows: each settled row was billed once; what was billed beyond stands as `unknown`. */
function compareBills(file: string, provider: MockProvider): Pick<KilledRun, "inFlight" | "billedTwice" | "lost"> {
  const store = openStore(file, "read");
  const ledger = store.ledger(store.runs()[0]?.id ?? "");
  const contentOf = new Map(provider.bill.map((billed) => [billed.response, billed.content]));
  const rows = [...ledger.calls()];
  const contents = new Map<string, string>();
  const heard = new Map<string, number>();
  for (const row of rows) {
    const response = responseOf(ledger, row.reply);
    const content = response === undefined ? undefined : contentOf.get(response);
    if (response === undefined || content === undefined) continue;
    contents.set(row.key, content);
    heard.set(response, (heard.get(response) ?? 0) + 1);
  }
  const unknown = rows.filter((row) => row.state === "unknown");
  const count = (content: string, of: Iterable<string | undefined>) => [...of].filter((one) => one === content).length;
  let billedTwice = [...heard.values()].filter((times) => times > 1).length;
  let lost = 0;
  for (const content of new Set(contentOf.values())) {
    const billed = count(content, contentOf.values());
    const settled = count(
      content,
      [...heard.keys()].map((response) => contentOf.get(response)),
    );
    const open = count(
      content,
      unknown.map((row) => contents.get(row.key)),
    );
    if (billed > settled + open) billedTwice++;
    if (settled > billed) lost++;
  }
  store.close();
  return { inFlight: unknown.length, billedTwice, lost };
}

function responseOf(ledger: RunLedger, address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  return (ledger.body(address) as unknown as Reply | undefined)?.receipt?.response;
}

/** The rounds summed up beside an undisturbed run. */
export function together(rounds: readonly Round[], reference: Summary): Chaos {
  const wanted = JSON.stringify(lasting(reference));
  const differs = ({ summary }: Round): boolean => summary !== undefined && JSON.stringify(lasting(summary)) !== wanted;
  const sum = (of: (round: Round) => number): number => rounds.reduce((total, round) => total + of(round), 0);
  return {
    kills: rounds.length,
    inFlight: sum((round) => round.inFlight),
    unfinished: sum((round) => Number(round.summary === undefined)),
    different: sum((round) => Number(differs(round))),
    billedTwice: sum((round) => round.billedTwice),
    lost: sum((round) => round.lost),
    overCap: sum((round) => Number(round.mostOfCap > 1)),
    mostOfCap: Math.max(...rounds.map((round) => round.mostOfCap)),
    unfinishedRounds: rounds.flatMap(({ summary, place, fault }) => (summary === undefined ? [`${place}: ${fault ?? "no summary"}`] : [])),
    differentRounds: rounds.flatMap((round) => (differs(round) ? [round.place] : [])),
  };
}

/** What two live runs on one deterministic provider have in common: all but name, time, and what was paid for lost answers. */
function lasting(summary: Summary): unknown {
  const { run: _run, wallMs: _wallMs, digest: _digest, spending: _spending, money, topologies, warnings, ...rest } = summary;
  // Whoever goes on asks each model once more before, and the calls that the kill lost stay held.
  const said = warnings.filter((warning) => !/^(?:Asking each model |The outcome of \d+ calls? is unknown)/.test(warning));
  return {
    ...rest,
    warnings: said,
    ...(money === undefined ? {} : { money: { ...money, paid: 0 } }),
    topologies: topologies.map(({ spent: _spent, grading: _grading, latencyMs: _latencyMs, ...row }) => row),
  };
}

async function finish(words: readonly string[], ledger: string, concurrency: number, provider: MockProvider): Promise<Summary> {
  const before = provider.bill.length;
  const child = start([...words, "--concurrency", String(concurrency)], ledger);
  const { code, out, err } = await child.ended;
  const last = out.trimEnd().split("\n").at(-1) ?? "";
  if (code !== 0)
    throw new TypeError(
      `${words[0]} ended with ${code} after ${provider.bill.length - before} calls: ${whyUnfinished(last) ?? err.slice(-400)}`,
    );
  return summarySchema.parse(JSON.parse(last));
}

/** What the summary of a run that did not finish says of itself; undefined where it printed none. */
function whyUnfinished(line: string): string | undefined {
  if (!line.startsWith("{")) return undefined;
  const { state, progress, warnings } = summarySchema.parse(JSON.parse(line));
  return JSON.stringify({ state, progress, warnings });
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}
function start(words: readonly string[], ledger: string): { process: ChildProcess; ended: Promise<Ended> } {
  const flags = ["--json", "--quiet", "--ledger", ledger];
  const child = spawn(process.execPath, ["--conditions=catallaxy-source", main, ...words, ...flags], { stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (piece: string) => (out += piece));
  child.stderr.setEncoding("utf8").on("data", (piece: string) => (err += piece));
  return { process: child, ended: new Promise((resolve) => child.once("close", (code) => resolve({ code, out, err }))) };
}

/** Four topologies on six sums, twice, on members of the mock provider: attempts, retries, bids, plans and verdicts. */
function writeExperiment(folder: string, baseUrl: string): string {
  mkdirSync(folder, { recursive: true });
  const tasks = [12, 35, 48, 51, 77, 90].map((number) => ({
    id: `sum-${number}`,
    category: number < 50 ? "small" : "large",
    prompt: `What is ${number} plus ${number + 7}? End with a line "Answer: <number>".`,
    grader: { kind: "exact", answer: String(2 * number + 7), answerKind: "integer" },
  }));
  writeFileSync(join(folder, "suite.json"), JSON.stringify({ name: "sums", tasks }));
  const price = { input: 1, output: 4 };
  const member = (name: string) => ({ name, model: `compatible/${name}`, baseUrl, price });
  const experiment = {
    suite: "suite.json",
    members: [member("first"), member("second")],
    judges: [member("judge")],
    topologies: ["solo", "best-of", "hub-spoke", "market"],
    verifier: { kind: "rubric", member: "judge" },
    terms: { attempts: 2, outputCap: 100 },
    limits: { cap },
    repetitions: 2,
  };
  const file = join(folder, "chaos.json");
  writeFileSync(file, JSON.stringify(experiment));
  return file;
}
