import { openStore, schemeOf, type RunLedger, type RunRecord, type Store } from "../../ledger/index.ts";
import type { Event, Purpose, Task } from "../../types.ts";
import { addressOf } from "../../util/hash.ts";
import { inputOf } from "../../util/money.ts";
import { plainJson } from "../../util/plain-json.ts";
import { answerTokens, tokensOf } from "./reply-length.ts";

/** What past replies tell of those to come. */
export interface PastReplies {
  /** Calls that were looked at. */
  readonly calls: number;
  /** Output tokens that a reply is likely to have; undefined where this model was never asked for this. */
  outputTokens(of: { readonly model: string; readonly purpose: Purpose; readonly task: string }): number | undefined;
  /** Input tokens that this model was billed over what four characters each make of the same asks; 1 where it was asked too little. */
  inputRatio(model: string): number;
  /** The share of verdicts that passed this member's answers; undefined where there are none. */
  passing(member: string): number | undefined;
}

const mostRuns = 10;
const mostEvents = 50_000;

/** Past replies of a store's runs that have tasks in common with these; undefined where there are none. Runs that others write are read as they stand. */
export async function pastReplies(store: Store, tasks: readonly Task[]): Promise<PastReplies | undefined> {
  // To open a run's ledger for writing is to lock the run.
  if (store.mode === "read" || store.file === ":memory:" || schemeOf(store.file) !== undefined) return pastIn(store, tasks);
  const reading = openStore(store.file, "read");
  try {
    return await pastIn(reading, tasks);
  } finally {
    reading.close();
  }
}

async function pastIn(store: Store, tasks: readonly Task[]): Promise<PastReplies | undefined> {
  const own = new Map(tasks.map((task) => [task.id, addressOf(plainJson(task))]));
  const alike = store.runs().filter((record) => shares(record, own));
  const seen = await read(
    alike.slice(0, mostRuns).map((record) => store.ledger(record.id)),
    tasks,
  );
  return seen.calls === 0 ? undefined : seen;
}

function shares(record: RunRecord, own: ReadonlyMap<string, string>): boolean {
  const { tasks = {} } = (record.config ?? {}) as { tasks?: Record<string, string> };
  return Object.entries(tasks).some(([id, digest]) => own.get(id) === digest);
}

interface Lengths {
  calls: number;
  tokens: number;
  /** What the suite's own lengths make of the same calls. */
  foreseen: number;
}

/** The replies in these ledgers, to tasks that are still in the suite. */
export async function read(ledgers: readonly Pick<RunLedger, "read" | "body">[], tasks: readonly Task[]): Promise<PastReplies> {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const lengths = new Map<string, Lengths>();
  const inputs = new Map<string, Inputs>();
  const verdicts = new Map<string, { passed: number; all: number }>();
  let [calls, events] = [0, 0];
  for (const ledger of ledgers) {
    for await (const event of ledger.read()) {
      if (++events > mostEvents) break;
      calls += take(event, byId, lengths);
      takeInput(event, ledger, inputs);
      if (event.fact.type !== "verdict") continue;
      const { member, passed } = event.fact;
      const known = verdicts.get(member) ?? { passed: 0, all: 0 };
      verdicts.set(member, { passed: known.passed + Number(passed), all: known.all + 1 });
    }
  }
  return {
    calls,
    outputTokens: ({ model, purpose, task }) => likely(lengths, byId, { model, purpose, task }),
    inputRatio: (model) => {
      const { billed = 0, foreseen = 0 } = inputs.get(model) ?? {};
      return foreseen < fewTokens ? 1 : billed / foreseen;
    },
    passing: (member) => {
      const known = verdicts.get(member);
      return known === undefined || known.all < 3 ? undefined : known.passed / known.all;
    },
  };
}

interface Inputs {
  readonly calls: number;
  readonly billed: number;
  readonly foreseen: number;
}
/** Asks of one model that are measured; more tell nothing new. */
const mostAsks = 100;
/** Below this a ratio says more of what is wrapped around a text than of the text. */
const fewTokens = 50;

/** The input tokens of one call beside what its text makes. */
function takeInput({ fact }: Event, ledger: Pick<RunLedger, "body">, inputs: Map<string, Inputs>): void {
  if (fact.type !== "call" || fact.purpose === "preflight") return;
  const known = inputs.get(fact.model) ?? { calls: 0, billed: 0, foreseen: 0 };
  const billed = inputOf(fact.usage);
  if (billed === 0 || known.calls >= mostAsks) return;
  const { messages = [] } = (ledger.body(fact.ask) ?? {}) as { messages?: readonly { text: string | { body: string } }[] };
  const texts = messages.map(({ text }) => (typeof text === "string" ? text : ledger.body(text.body)));
  const foreseen = texts.reduce<number>((sum, text) => sum + (typeof text === "string" ? tokensOf(text) : 0), 0);
  if (foreseen === 0) return;
  inputs.set(fact.model, { calls: known.calls + 1, billed: known.billed + billed, foreseen: known.foreseen + foreseen });
}

function take({ trial, fact }: Event, tasks: ReadonlyMap<string, Task>, lengths: Map<string, Lengths>): number {
  if (fact.type !== "call" || fact.usage.output === 0) return 0;
  const id = trial.split("/").slice(1, -1).join("/");
  const task = tasks.get(id);
  if (task === undefined) return 0;
  for (const name of [keyOf(fact.model, fact.purpose, id), keyOf(fact.model, fact.purpose)]) {
    const known = lengths.get(name) ?? { calls: 0, tokens: 0, foreseen: 0 };
    known.calls += 1;
    known.tokens += fact.usage.output;
    known.foreseen += answerTokens(task);
    lengths.set(name, known);
  }
  return 1;
}

function keyOf(model: string, purpose: Purpose, task = ""): string {
  return JSON.stringify([model, purpose, task]);
}

/** This task's own replies; else those to other tasks, answers longer where the suite says so. A retry is as long as an attempt. */
function likely(
  lengths: ReadonlyMap<string, Lengths>,
  tasks: ReadonlyMap<string, Task>,
  { model, purpose, task }: { model: string; purpose: Purpose; task: string },
): number | undefined {
  const answers = purpose === "attempt" || purpose === "retry" || purpose === "shadow";
  const purposes: readonly Purpose[] = answers ? [purpose, "attempt", "shadow", "retry"] : [purpose];
  for (const each of purposes) {
    const own = lengths.get(keyOf(model, each, task));
    if (own !== undefined) return Math.round(own.tokens / own.calls);
  }
  const known = purposes.map((each) => lengths.get(keyOf(model, each))).find((found) => found !== undefined);
  const asked = tasks.get(task);
  if (known === undefined) return undefined;
  const longer = answers && asked !== undefined ? (answerTokens(asked) * known.calls) / known.foreseen : 1;
  return Math.round((known.tokens / known.calls) * longer);
}
