import { openStore, schemeOf, type RunLedger, type RunRecord, type Store } from "../../ledger/index.ts";
import type { Event, Json, Purpose, Task } from "../../types.ts";
import { inputOf } from "../../util/money.ts";
import { taskDigest } from "../plan/task-record.ts";
import { type RepliesElsewhere, repliesElsewhere } from "./replies-elsewhere.ts";
import { answerTokens, tokensOf } from "./reply-length.ts";

/** What past replies tell of those to come. */
export interface PastReplies {
  /** Calls for these tasks that were looked at, and calls of these models for other tasks. */
  readonly calls: number;
  readonly elsewhere: number;
  /** Output tokens that a reply is likely to have; undefined where this model was never asked for this. */
  outputTokens(of: { readonly model: string; readonly purpose: Purpose; readonly task: string }): number | undefined;
  /** Input tokens that this model was billed over what four characters each make of the same asks; 1 where it was asked too little. */
  inputRatio(model: string): number;
  /** The share of verdicts that passed this member's answers; undefined where there are none. */
  passing(member: string): number | undefined;
}

const mostRuns = 10;
const mostEvents = 50_000;

/**
 * Past replies in a store's runs: those to these tasks, and those of these models to others. Undefined where there are none. Runs that
 * others write are read as they stand.
 */
export async function pastReplies(store: Store, tasks: readonly Task[], models: readonly string[] = []): Promise<PastReplies | undefined> {
  // To open a run's ledger for writing is to lock the run.
  if (store.mode === "read" || store.file === ":memory:" || schemeOf(store.file) !== undefined) return pastIn(store, tasks, models);
  const reading = openStore(store.file, "read");
  try {
    return await pastIn(reading, tasks, models);
  } finally {
    reading.close();
  }
}

async function pastIn(store: Store, tasks: readonly Task[], models: readonly string[]): Promise<PastReplies | undefined> {
  const own = new Map(tasks.map((task) => [task.id, taskDigest(task)]));
  const runs = store.runs();
  const alike = runs.filter((record) => shares(record, own));
  const others = runs.filter((record) => !alike.includes(record) && asks(record, models));
  const open = (records: readonly RunRecord[]) => records.slice(0, mostRuns).map((record) => store.ledger(record.id));
  const seen = await read(open(alike), tasks, open(others));
  return seen.calls + seen.elsewhere === 0 ? undefined : seen;
}

function shares(record: RunRecord, own: ReadonlyMap<string, string>): boolean {
  const { tasks = {} } = (record.config ?? {}) as { tasks?: Record<string, string> };
  return Object.entries(tasks).some(([id, digest]) => own.get(id) === digest);
}

/** Whether one of these models sits in a run, as member or judge, in firms too. */
function asks(record: RunRecord, models: readonly string[]): boolean {
  const { experiment } = (record.config ?? {}) as { experiment?: Json };
  const text = JSON.stringify(experiment ?? null);
  return models.some((model) => text.includes(JSON.stringify(model)));
}

interface Lengths {
  calls: number;
  tokens: number;
  /** What the suite's own lengths make of the same calls. */
  foreseen: number;
}

/** The replies in these ledgers to tasks that are still in the suite, and in `others` to any. */
export async function read(
  ledgers: readonly Pick<RunLedger, "read" | "body">[],
  tasks: readonly Task[],
  others: readonly Pick<RunLedger, "read" | "body">[] = [],
): Promise<PastReplies> {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const lengths = new Map<string, Lengths>();
  const inputs = new Map<string, Inputs>();
  const verdicts = new Map<string, { passed: number; all: number }>();
  let [calls, events] = [0, 0];
  for (const ledger of ledgers) {
    const taskOf = new Map<string, string>();
    for await (const event of ledger.read()) {
      if (++events > mostEvents) break;
      if (event.fact.type === "trial-start") taskOf.set(event.trial, event.fact.task);
      calls += take(event, byId.get(taskOf.get(event.trial) ?? ""), lengths);
      takeInput(event, ledger, inputs);
      if (event.fact.type !== "verdict") continue;
      const { member, passed } = event.fact;
      const known = verdicts.get(member) ?? { passed: 0, all: 0 };
      verdicts.set(member, { passed: known.passed + Number(passed), all: known.all + 1 });
    }
  }
  const elsewhere = await readOthers(others, inputs);
  return {
    calls,
    elsewhere: elsewhere.calls(),
    outputTokens: (of) =>
      likely(lengths, byId, of) ??
      elsewhere.likely({
        model: of.model,
        purposes: alikePurposes(of.purpose),
        task: isAnswer(of.purpose) ? byId.get(of.task) : undefined,
      }),
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

async function readOthers(ledgers: readonly Pick<RunLedger, "read" | "body">[], inputs: Map<string, Inputs>): Promise<RepliesElsewhere> {
  const elsewhere = repliesElsewhere();
  let events = 0;
  for (const ledger of ledgers) {
    for await (const event of ledger.read()) {
      if (++events > mostEvents) break;
      elsewhere.take(event, () => shownTokens(event, ledger));
      takeInput(event, ledger, inputs);
    }
  }
  return elsewhere;
}

/** The input tokens of one call beside what its text makes. */
function takeInput(event: Event, ledger: Pick<RunLedger, "body">, inputs: Map<string, Inputs>): void {
  const { fact } = event;
  if (fact.type !== "call" || fact.purpose === "preflight") return;
  const known = inputs.get(fact.model) ?? { calls: 0, billed: 0, foreseen: 0 };
  const billed = inputOf(fact.usage);
  if (billed === 0 || known.calls >= mostAsks) return;
  const foreseen = shownTokens(event, ledger);
  if (foreseen === 0) return;
  inputs.set(fact.model, { calls: known.calls + 1, billed: known.billed + billed, foreseen: known.foreseen + foreseen });
}

/** The tokens of all texts that a call was asked with, at four characters each. */
function shownTokens({ fact }: Event, ledger: Pick<RunLedger, "body">): number {
  if (fact.type !== "call") return 0;
  const { messages = [] } = (ledger.body(fact.ask) ?? {}) as { messages?: readonly { text: string | { body: string } }[] };
  const texts = messages.map(({ text }) => (typeof text === "string" ? text : ledger.body(text.body)));
  return texts.reduce<number>((sum, text) => sum + (typeof text === "string" ? tokensOf(text) : 0), 0);
}

function take({ fact }: Event, task: Task | undefined, lengths: Map<string, Lengths>): number {
  if (fact.type !== "call" || fact.usage.output === 0 || task === undefined) return 0;
  for (const name of [keyOf(fact.model, fact.purpose, task.id), keyOf(fact.model, fact.purpose)]) {
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
  const answers = isAnswer(purpose);
  const purposes = alikePurposes(purpose);
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

function isAnswer(purpose: Purpose): boolean {
  return purpose === "attempt" || purpose === "retry" || purpose === "shadow";
}

/** Purposes whose replies are as long as this one's. */
function alikePurposes(purpose: Purpose): readonly Purpose[] {
  return isAnswer(purpose) ? [purpose, "attempt", "shadow", "retry"] : [purpose];
}
