import { callTree, settledEvents, type Solved, type Store } from "../lab/index.ts";
import type { Event } from "../types.ts";
import { commandLine } from "../util/command-line.ts";
import { count } from "../util/count.ts";
import { inert } from "../util/inert.ts";
import { dollars, toNano } from "../util/money.ts";
import { say } from "./say.ts";
import { defined } from "../util/defined.ts";

interface Shown {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly explain?: boolean;
  readonly ledger?: string;
}

/** The answer on stdout, as it is where that is no terminal; what it cost, and where its record stands, on stderr. */
export async function showSolved(result: Solved, store: Store, { json, quiet, explain, ledger }: Shown): Promise<void> {
  const { stdout } = process;
  if (json === true) stdout.write(`${inert(JSON.stringify(result), "json")}\n`);
  else if (result.answer !== undefined) stdout.write(`${stdout.isTTY === true ? inert(result.answer, "terminal") : result.answer}\n`);
  if (json === true || (quiet === true && result.ok)) return;
  if (!result.ok) say(`catallaxy: ${result.failure.message}`);
  if (explain === true) {
    const events: Event[] = [];
    for await (const event of settledEvents(store.ledger(result.run), { trial: result.trial })) events.push(event);
    process.stderr.write(`${inert(callTree(events), "terminal")}\n`);
  }
  if (quiet !== true) say(billWords(result, ledger));
}

function billWords(result: Solved, ledger: string | undefined): string {
  const { topology, cost, calls, world, run, trial } = result;
  const verdict = result.ok && result.verdict !== undefined ? `, ${result.verdict.passed ? "accepted" : "rejected"} by the verifier` : "";
  const paid = world === "live" || world === "mixed" ? "" : ` (${world}: no finding about real models, and nobody is paid)`;
  const show = commandLine(["show", run, trial], defined({ ledger }));
  return `${topology}: ${dollars(toNano(cost))}, ${count(calls, "call")}${verdict}${paid}. Every call: \`${show}\``;
}
