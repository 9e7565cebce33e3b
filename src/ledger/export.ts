import { isPreflight, isTrial } from "../util/chains.ts";
import { Bug } from "../util/bug.ts";
import { inert } from "../util/inert.ts";
import type { Event, Reply, Usage } from "../types.ts";
import type { CallLine, RunLedger, Store } from "./store.ts";

/**
 * The lines of a run, without line ends. "jsonl": first `{"run": record}`; then in `seq` order whole events `{"event": ...}`, each
 * preceded by the bodies it is the first to name, `{"body": {"address", "content"}}`; last the call table, `{"call": ...}`.
 * Events and calls of the questions before a run say `"preflight": true`: they are no trial.
 * "csv": a header, then one row per row of the call table: what was really paid or held, retries and unknown outcomes included.
 */
export async function* exportEvents(store: Store, run: string, format: "jsonl" | "csv"): AsyncIterable<string> {
  const record = store.run(run);
  const ledger = store.ledger(run);
  if (record === undefined) throw new Bug(`Run ${run} has a ledger and no record.`);
  if (format === "csv") {
    yield csvColumns.join(",");
    for (const call of ledger.calls()) yield csvRow(run, call, ledger);
    return;
  }
  yield inert(JSON.stringify({ run: record }), "json");
  const named = new Set<string>();
  for await (const event of ledger.read()) {
    for (const address of bodiesOf(event)) {
      const content = named.has(address) ? undefined : ledger.body(address);
      named.add(address);
      if (content !== undefined) yield inert(JSON.stringify({ body: { address, content } }), "json");
    }
    yield inert(JSON.stringify({ event, ...apart(event) }), "json");
  }
  for (const call of ledger.calls()) yield inert(JSON.stringify({ call, ...apart(call) }), "json");
}

/** What belongs to no trial says so: questions before the run, settlements. */
function apart(line: { readonly trial: string }): { preflight?: true; trialless?: true } {
  if (isTrial(line.trial)) return {};
  return isPreflight(line) ? { preflight: true } : { trialless: true };
}

/**
 * The columns of the CSV. `cost` and `hold` in nano-dollars; `trial` is the trial that paid, others may have shared the answer, and empty for a question before the run;
 * the tokens are a partition of the input, then the output, of which `reasoning` is part; `ms` on the trial's clock.
 */
export const csvColumns = [
  "run",
  "key",
  "attempt",
  "state",
  "trial",
  "member",
  "model",
  "purpose",
  "hold",
  "cost",
  "uncached",
  "cacheRead",
  "cacheWrite5m",
  "cacheWrite1h",
  "output",
  "reasoning",
  "ms",
  "stop",
  "failure",
  "flags",
  "ask",
  "reply",
] as const;

function bodiesOf({ fact }: Event): string[] {
  return fact.type === "call" ? [fact.ask, fact.reply] : [];
}

function csvRow(run: string, call: CallLine, ledger: RunLedger): string {
  const reply = call.reply === undefined ? undefined : (ledger.body(call.reply) as unknown as Reply | undefined);
  const usage: Partial<Usage> = reply?.usage ?? {};
  const values: { readonly [column: string]: string | number | undefined } = {
    ...call,
    ...usage,
    run,
    ...(isTrial(call.trial) ? {} : { trial: undefined }),
    ms: reply?.ms,
    stop: reply?.ok ? reply.stop : undefined,
    failure: reply?.ok === false ? reply.failure.code : undefined,
    flags: reply?.receipt?.flags?.join(" "),
  };
  return csvColumns.map((column) => quoted(values[column])).join(",");
}

/** RFC 4180; a cell that a spreadsheet would run as a formula is made text. */
function quoted(value: string | number | undefined): string {
  if (value === undefined) return "";
  return typeof value === "number" ? String(value) : inert(value, "csv");
}
