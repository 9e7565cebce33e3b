import { restartChain, type RunLedger } from "../../ledger/index.ts";
import { broken, infra, type TrialRow } from "../../statistics/index.ts";
import { UserError } from "../../util/bug.ts";
import { commandLine, type Whereabouts } from "../../util/command-line.ts";
import { count } from "../../util/count.ts";

type Ledger = Pick<RunLedger, "append" | "read">;

/**
 * Counts as not passed, by a person's word, the trials that infrastructure lost although they were asked again; returns how many.
 * Throws a `UserError` where that would turn a fault of the provider into a finding: for what was asked once only, and for a
 * topology of which no trial has a result, whose server may be gone.
 */
export async function giveUp(ledger: Ledger, rows: readonly TrialRow[], run: string, at: Whereabouts = {}): Promise<number> {
  const lost = rows.filter((row) => infra(row) && !broken(row));
  const askAgain = `\`${commandLine(["resume", run, "--failed"], at)}\``;
  const dead = lost.find(({ topology }) => rows.every((row) => row.topology !== topology || infra(row)));
  if (dead !== undefined)
    throw new UserError(
      `No trial of ${dead.topology} has a result: its provider may be gone, which says nothing of the topology. Ask again once it answers: ${askAgain}.`,
    );
  const again = await askedAgain(ledger);
  const fresh = lost.filter(({ trial }) => !again.has(trial));
  if (fresh.length > 0)
    throw new UserError(
      `${lostWords(fresh)} and not asked again yet. Ask again first: ${askAgain}. What is lost then too can be given up.`,
    );
  for (const { trial, ms } of lost) ledger.append({ trial, span: "", at: ms }, { type: "given-up" });
  return lost.length;
}

/** What is said where asking again brought nothing; nothing where it did. */
export function lostAgain(rows: number, run: string, at: Whereabouts = {}): string[] {
  if (rows === 0) return [];
  return [
    `${count(rows, "trial was", "trials were")} asked again and lost again. Where that does not end, as with an answer that breaks its connection each time, count ${rows === 1 ? "it" : "them"} as not passed, within bounds: \`${commandLine(["resume", run, "--give-up"], at)}\``,
  ];
}

function lostWords(rows: readonly TrialRow[]): string {
  const shown = rows.slice(0, 3).map(({ trial }) => trial);
  const more = rows.length > shown.length ? ` and ${rows.length - shown.length} more` : "";
  return `${count(rows.length, "trial was", "trials were")} lost (${shown.join(", ")}${more})`;
}

/** The trials that began anew because infrastructure had lost them. */
async function askedAgain(ledger: Pick<RunLedger, "read">): Promise<ReadonlySet<string>> {
  const again = new Set<string>();
  for await (const { fact } of ledger.read({ trial: restartChain })) {
    const { trial, ended } = (fact.type === "own" ? fact.value : {}) as { trial?: string; ended?: string };
    if (trial !== undefined && ended === "lost") again.add(trial);
  }
  return again;
}
