import { userInfo } from "node:os";
import { type CallLine, openSharedBudget, type RunLedger, type RunRecord, type Store, type Word } from "../../ledger/index.ts";
import { type BilledMember, costByProvider, tellsCosts } from "../../models/usage-endpoint.ts";
import type { Nano, Reply } from "../../types.ts";
import { dailyBudgetName } from "../trials/daily-budget.ts";
import type { Experiment, MemberEntry } from "../experiment/experiment.ts";
import { closeEstimate } from "../estimate/kept-estimate.ts";
import { type Environment, leaves } from "../plan/open-members.ts";
import { findRun } from "../record/find-run.ts";
import { readPlan } from "../plan/stored-plan.ts";
import { analyzeRun } from "../analysis/summarize-run.ts";
import { withMoney } from "../analysis/with-money.ts";
import { plainJson } from "../../util/plain-json.ts";

/** The calls of a run whose outcome nobody knows, those that a dead process left open among them; their holds count as spent. */
export function unknownCalls(store: Store, run: string): CallLine[] {
  const ledger = store.ledger(findRun(store, run).id);
  ledger.recover();
  return [...ledger.calls()].filter((call) => call.state === "unknown");
}

const stated = "stated with catallaxy settle";

/** The calls of a run whose cost a person stated before, which can be corrected. */
export function statedCalls(store: Store, run: string): CallLine[] {
  const ledger = store.ledger(findRun(store, run).id);
  const last = new Map(ledger.settlements().map((settlement) => [`${settlement.key}#${settlement.attempt}`, settlement]));
  return [...ledger.calls()].filter((call) => last.get(`${call.key}#${call.attempt}`)?.how === stated);
}

/** Books what these calls of unknown outcome cost each by the word of whoever is at the keyboard: see `book`. */
export async function settleCalls(store: Store, run: string, calls: readonly CallLine[], cost: Nano): Promise<void> {
  const record = findRun(store, run);
  await book(
    store,
    record,
    calls.map((call) => ({ call, word: { cost, by: person(), how: stated } })),
  );
}

/** What asking a provider about one call brought: the cost that was booked, or why there is none. */
export interface SettledCall {
  readonly call: CallLine;
  readonly cost?: Nano;
  readonly why?: string;
}

/** Asks the providers that tell such things what these calls cost, one after another, and books what they say. Throws a `UserError` for a missing key. */
export async function settleByProvider(
  store: Store,
  run: string,
  calls: readonly CallLine[],
  environment: Environment,
): Promise<SettledCall[]> {
  const record = findRun(store, run);
  const ledger = store.ledger(record.id);
  const told: SettledCall[] = [];
  for (const call of calls) {
    const answer = await costOf(call, { record, ledger, environment });
    if (answer.cost === undefined) {
      told.push({ call, why: answer.why });
      continue;
    }
    told.push({ call, cost: answer.cost });
    const word = { cost: answer.cost, by: "the provider", how: `asked for answer ${answer.response}` };
    await book(store, record, [{ call, word }]);
  }
  return told;
}

interface Source {
  readonly record: RunRecord;
  readonly ledger: RunLedger;
  readonly environment: Environment;
}
async function costOf(
  call: CallLine,
  { record, ledger, environment }: Source,
): Promise<{ cost?: undefined; why: string } | { cost: Nano; response: string }> {
  if (!tellsCosts(call.model)) return { why: "its provider has no address that tells afterwards what a call cost" };
  const reply = call.reply === undefined ? undefined : (ledger.body(call.reply) as unknown as Reply | undefined);
  const response = reply?.receipt?.response;
  if (response === undefined) return { why: "the ledger knows no answer's id for it: the call was cut off before the provider named one" };
  const asked = await costByProvider(billedMember(call, record), response, environment);
  return asked.ok ? { cost: asked.cost, response } : { why: asked.failure.message };
}

/** The member that made a call, by its name and model, else any of that model. */
function billedMember({ model, member }: CallLine, { config }: RunRecord): BilledMember {
  const { experiment } = config as unknown as { experiment: Pick<Experiment, "members" | "judges"> };
  const everyone: MemberEntry[] = leaves([...experiment.members, ...experiment.judges]);
  const same = everyone.filter((entry) => entry.model === model);
  const { baseUrl, apiKeyEnv, sendKeyTo, settings } = same.find((entry) => entry.name === member) ?? same[0] ?? {};
  return { model, baseUrl, apiKeyEnv, sendKeyTo, settings };
}

/** Books costs in the ledger, in the budget of the day that each call left on, and in the figures that are kept with the run. */
async function book(store: Store, record: RunRecord, settled: readonly { readonly call: CallLine; readonly word: Word }[]): Promise<void> {
  const ledger = store.ledger(record.id);
  const { spent, held } = ledger.spentAndHeld();
  // Until the figures that are kept with the run are made anew, they are not those of its rows.
  store.update(record.id, { digest: undefined });
  for (const { call, word } of settled) ledger.settle(call.key, call.attempt, word);
  await ledger.durable();
  let day = "";
  const budget = openSharedBudget(store.file, { name: () => day, account: record.id, cap: Infinity });
  try {
    budget.recover(spent + held);
    for (const { call, word } of settled) {
      day = dailyBudgetName(new Date(call.opened).toISOString().slice(0, 10), record.world);
      budget.correct(word.cost - (call.state === "unknown" ? call.hold : call.cost));
    }
  } finally {
    budget.close();
  }
  await refresh(store, record, ledger);
}

/** Brings the figures that are kept with a run up to date; a run that was killed has none yet. */
async function refresh(store: Store, record: RunRecord, ledger: RunLedger): Promise<void> {
  const { wallMs = 0 } = (record.summary ?? {}) as { wallMs?: number };
  const { summary, spending } = await analyzeRun(await readPlan(record), ledger, record.id, wallMs, record.state);
  if (record.state === "done") closeEstimate(store, record.id, spending);
  const { digest } = record;
  if (record.summary === undefined) return store.update(record.id, { digest });
  store.update(record.id, { digest, summary: plainJson(withMoney(summary, store.run(record.id))) });
}

/** Who is at the keyboard, as far as the machine knows. */
function person(): string {
  try {
    return userInfo().username;
  } catch {
    return "a person";
  }
}
