import {
  callNamed,
  callNames,
  intactRun,
  type RunRecord,
  settleByProvider,
  settleCalls,
  statedCalls,
  type Store,
  table,
  type SettledCall,
  unknownCalls,
} from "../lab/index.ts";
import { UserError } from "../util/bug.ts";
import { asTyped } from "../util/command-name.ts";
import { commandLine } from "../util/command-line.ts";
import { exactDollars, toNano } from "../util/money.ts";
import { answer } from "./answer.ts";
import { canAsk, confirmed } from "./confirmed.ts";
import { withStore } from "./home.ts";
import { surroundingOfRun } from "./surrounding.ts";
import { terminalWidth } from "./terminal-width.ts";
import { count } from "../util/count.ts";

export interface SettleOptions {
  readonly key?: string;
  readonly all?: boolean;
  readonly cost?: number;
  readonly askProvider?: boolean;
  readonly yes?: boolean;
  readonly ledger?: string;
  readonly json?: boolean;
}
type Calls = ReturnType<typeof unknownCalls>;

/** Lists a run's calls of unknown outcome, or books what a person or their provider says that they cost. Throws `UserError`. */
export async function settleStored(run: string, options: SettleOptions): Promise<void> {
  checkTogether(options);
  const { key, cost, askProvider, ledger, yes } = options;
  await withStore(ledger, "change", async (store) => {
    const record = await intactRun(store, run, "settled");
    const before = unknownCalls(store, run);
    const corrected = key === undefined ? [] : statedCalls(store, run);
    if (before.length + corrected.length === 0 && options.json !== true)
      return answer(`No call has an unknown outcome in\n${record.id}\nThere is nothing to settle.`);
    const wanted = key === undefined ? before : [callNamed([...before, ...corrected], key, record.id)];
    const told = options.json === true ? () => undefined : answer;
    if (askProvider === true) await ask(store, record, wanted, told);
    else if (cost !== undefined && (await mayExceed(wanted, toNano(cost), yes))) await state(store, record, wanted, toNano(cost), told);
    const left = unknownCalls(store, run);
    if (options.json === true) {
      process.stdout.write(`${inObject(store, record, left)}\n`);
      return;
    }
    if (left.length > 0) list(left, (words) => asTyped(commandLine(["settle", record.id, ...words], { ledger })));
    else answer(`No call of ${record.id} has an unknown outcome any more.`);
  });
}

function checkTogether({ key, all, cost, askProvider }: SettleOptions): void {
  if (key !== undefined && all === true) throw new UserError("Wanted --key for one call or --all for each of them; got both.");
  if (cost !== undefined && askProvider === true)
    throw new UserError("Wanted --cost for what you know, or --ask-provider for what the provider says; got both.");
  const chosen = key !== undefined || all === true;
  if (cost !== undefined && !chosen)
    throw new UserError("Wanted the calls that cost this: --key <key> for one, or --all for each of them.");
  if (chosen && cost === undefined && askProvider !== true)
    throw new UserError("Wanted what the call cost: add --cost <dollars> (0 where nothing was billed), or --ask-provider.");
  if (cost !== undefined && !Number.isSafeInteger(toNano(cost)))
    throw new UserError(`Wanted what one call cost in dollars; ${cost} is more than a ledger can hold.`);
}

/** Whether an amount above what was held for a call is meant: agreed to beforehand, or by whoever is at the keyboard. */
async function mayExceed(wanted: Calls, cost: number, yes = false): Promise<boolean> {
  const least = Math.min(...wanted.map((call) => call.hold));
  if (cost <= least || yes) return true;
  const words = `${exactDollars(cost)} is more than ${exactDollars(least)}, which was held for ${wanted.length === 1 ? "the call" : "one of the calls"} as the most that it could cost`;
  if (!canAsk()) throw new UserError(`Wanted what the call cost: ${words}. Check the amount; add --yes if it is on the bill.`);
  return confirmed(`${words}. Is it on the bill?`);
}

async function state(store: Store, record: RunRecord, wanted: Calls, cost: number, tell: typeof answer): Promise<void> {
  const [first] = wanted;
  if (first !== undefined && first.state !== "unknown" && first.cost === cost)
    return tell(`Nothing is changed: the call was settled at ${exactDollars(cost)} before. ${total(store, record)}`);
  await settleCalls(store, record.id, wanted, cost);
  if (first !== undefined && first.state !== "unknown")
    return tell(`1 call corrected from ${exactDollars(first.cost)} to ${exactDollars(cost)}; both stay on record. ${total(store, record)}`);
  const held = wanted.reduce((sum, call) => sum + call.hold, 0);
  const what = `${count(wanted.length, "call")} settled at ${exactDollars(cost)}${wanted.length === 1 ? "" : " each"}`;
  tell(`${what}; ${exactDollars(held)} was held for ${wanted.length === 1 ? "it" : "them"}. ${total(store, record)}`);
}

async function ask(store: Store, record: RunRecord, wanted: Calls, tell: typeof answer): Promise<void> {
  const names = callNames(wanted);
  const told = await settleByProvider(store, record.id, wanted, surroundingOfRun(store, record.id).environment);
  for (const one of told) tell(`${names.get(one.call) ?? one.call.key}: ${words(one)}`);
  const settled = told.filter(({ cost }) => cost !== undefined).length;
  tell(`${settled} of ${told.length} settled by their provider. ${total(store, record)}`);
}

function words({ cost, why, call }: SettledCall): string {
  return cost === undefined ? `not settled; ${why}.` : `settled at ${exactDollars(cost)}; ${exactDollars(call.hold)} was held for it.`;
}

function inObject(store: Store, record: RunRecord, left: Calls): string {
  const names = callNames(left);
  const calls = left.map((call) => ({
    key: names.get(call) ?? call.key,
    model: call.model,
    member: call.member ?? null,
    trial: call.trial,
    opened: new Date(call.opened).toISOString(),
    held: call.hold / 1e9,
  }));
  const { spent, held } = store.ledger(record.id).spentAndHeld();
  return JSON.stringify({ run: record.id, calls, spent: spent / 1e9, held: held / 1e9 });
}

function total(store: Store, record: RunRecord): string {
  const { spent, held } = store.ledger(record.id).spentAndHeld();
  return `The run has cost ${exactDollars(spent + held)}${held === 0 ? "" : `, of which ${exactDollars(held)} is held for calls of unknown outcome`}.`;
}

function list(calls: Calls, command: (words: readonly string[]) => string): void {
  const names = callNames(calls);
  const rows = calls.map((call) => [
    names.get(call) ?? call.key,
    call.model,
    call.member ?? "",
    call.trial,
    new Date(call.opened).toISOString().slice(0, 19).replace("T", " "),
    exactDollars(call.hold),
  ]);
  const columns = [
    { title: "key", whole: true },
    { title: "model" },
    { title: "member" },
    { title: "trial" },
    { title: "left (UTC)" },
    { title: "held", right: true },
  ];
  answer(
    `Nobody knows whether ${calls.length === 1 ? "this call was" : `these ${count(calls.length, "call")} were`} billed; what was held counts as spent.`,
  );
  // The table knows its width itself.
  process.stdout.write(`${table(columns, rows, terminalWidth()).join("\n")}\n\n`);
  // Commands stand whole, on lines of their own.
  answer(`Once you know what one cost:\n${command(["--key", "<key>", "--cost", "<dollars>"])}`);
  answer(`Where nothing was billed:\n${command(["--all", "--cost", "0"])}`);
}
