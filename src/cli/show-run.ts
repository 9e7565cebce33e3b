import { intactRun, rawTrial, readPlan } from "../lab/index.ts";
import type { RunLedger } from "../lab/index.ts";
import { conversation, isLostTrial, lossWords, table, wholeBody, wrap } from "../lab/index.ts";
import { foldTrials, givenUp, settledEvents } from "../lab/index.ts";
import type { Event } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { inert } from "../util/inert.ts";
import { asTyped } from "../util/command-name.ts";
import { commandLine, type Whereabouts } from "../util/command-line.ts";
import { dollars } from "../util/money.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { withStore } from "./home.ts";
import { terminalWidth } from "./terminal-width.ts";
import { whereaboutsOf } from "./whereabouts.ts";

/** Prints the trials of a run with their outcomes, or one trial as a readable conversation, or raw: every call as JSON, nothing altered. Throws `UserError`. */
export async function showRun(
  run: string,
  trial: string | undefined,
  options: { ledger?: string; raw?: boolean; json?: boolean },
): Promise<void> {
  if (options.raw === true && trial === undefined)
    throw new UserError(
      `Wanted the trial whose messages are to be shown. \`${commandLine(["show", run], { ledger: options.ledger })}\` lists them.`,
    );
  await withStore(options.ledger, "read", async (store) => {
    const record = await intactRun(store, run);
    const ledger = store.ledger(record.id);
    const known = ledger.trials().map((head) => head.trial);
    if (trial === undefined) return listTrials(ledger, run, { ledger: options.ledger }, options.json === true);
    if (!known.includes(trial)) throw new UserError(`Wanted a trial of ${run}; there is none named "${trial}".${didYouMean(trial, known)}`);
    const events = await eventsOf(ledger, trial);
    if (options.raw === true || options.json === true) {
      const calls = await rawTrial(await readPlan(record), ledger, events);
      if (options.json === true) {
        process.stdout.write(`${inert(JSON.stringify(calls), "json")}\n`);
        return;
      }
      process.stdout.write(`${calls.map((call) => inert(JSON.stringify(call, null, 2), "json")).join("\n")}\n`);
      return;
    }
    const [row] = foldTrials(events);
    const lines = row === undefined ? [] : lossWords(row, record.id, whereaboutsOf(record, options.ledger));
    const loss = lines.flatMap((line) => wrap(line, terminalWidth()));
    process.stdout.write(`${conversation(events, (address) => wholeBody(ledger, address), terminalWidth())}\n`);
    if (loss.length > 0) process.stdout.write(`${loss.join("\n")}\n`);
  });
}

async function eventsOf(ledger: RunLedger, trial?: string): Promise<Event[]> {
  const events: Event[] = [];
  for await (const event of settledEvents(ledger, trial === undefined ? {} : { trial })) events.push(event);
  return events;
}

async function listTrials(ledger: RunLedger, run: string, at: Whereabouts, asJson: boolean): Promise<void> {
  const trials = foldTrials(await eventsOf(ledger));
  const rows = trials.map((row) => {
    const outcome = row.scored
      ? row.passed
        ? "passed"
        : row.unreadable === true
          ? "unreadable"
          : "failed"
      : isLostTrial(row)
        ? "lost"
        : givenUp(row)
          ? "given up"
          : row.state === "answered"
            ? "unscored"
            : row.state;
    return [row.trial, outcome, row.scored ? row.score.toFixed(2) : "", row.by ?? "", dollars(row.cost), String(row.calls)];
  });
  if (asJson) {
    const objects = trials.map((row, i) => ({
      trial: row.trial,
      outcome: rows[i]?.[1],
      score: row.scored ? row.score : null,
      by: row.by ?? null,
      cost: row.cost / 1e9,
      calls: row.calls,
    }));
    process.stdout.write(`${inert(JSON.stringify(objects), "json")}\n`);
    return;
  }
  const columns = [
    { title: "trial", whole: true },
    { title: "outcome" },
    { title: "score", right: true },
    { title: "by", spare: 2 },
    { title: "cost", right: true },
    { title: "calls", right: true, spare: 1 },
  ];
  process.stdout.write(
    `${table(columns, rows, terminalWidth()).join("\n")}\n\nRead one:\n${asTyped(commandLine(["show", run, rows[0]?.[0] ?? "<trial>"], at))}\n`,
  );
}
