import type { RunLedger } from "../../ledger/index.ts";
import { foldTrials } from "../../statistics/index.ts";
import type { Event, Failure, Usage, World } from "../../types.ts";
import { defined } from "../../util/defined.ts";
import { toDollars } from "../../util/money.ts";
import { noUsage } from "../../util/money.ts";
import { settledEvents } from "../trials/settled-events.ts";
import { wholeBody } from "../trials/whole-body.ts";

/** What a request took, whatever came of it. Dollars; milliseconds of the trial's own clock, on which simulated members take their time, too. */
export interface RequestBill {
  readonly topology: string;
  /** Whether real models answered, or recorded or simulated ones. */
  readonly world: World | "functions" | "mixed";
  readonly cost: number;
  readonly byPurpose: Readonly<Record<string, number>>;
  /** The members and the judges that were asked. */
  readonly byMember: Readonly<Record<string, number>>;
  readonly calls: number;
  readonly usage: Usage;
  readonly ms: number;
  /** Where the ledger has every call of it: `catallaxy show <run> <trial>`. */
  readonly run: string;
  readonly trial: string;
}
/** What the verifier said last of the answer that was given. */
export type LastVerdict = Readonly<{ passed: boolean; score: number; why: string }>;

/** An answer, or why there is none. An answer that the verifier rejected is an answer: `verdict` says so. */
export type Solved = RequestBill &
  (
    | { readonly ok: true; readonly answer: string; readonly by: string; readonly verdict?: LastVerdict }
    /** `answer`: what stood when the money ended, for example. */
    | { readonly ok: false; readonly failure: Failure; readonly answer?: string }
  );

interface About {
  readonly run: string;
  readonly trial: string;
  readonly topology: string;
  readonly world: RequestBill["world"];
  /** Why the run stopped before the trial had ended. */
  readonly stopped: readonly string[];
}

/** What came of the only trial of a run. */
export async function solved(ledger: RunLedger, { stopped, ...about }: About): Promise<Solved> {
  const events: Event[] = [];
  for await (const event of settledEvents(ledger, { trial: about.trial })) events.push(event);
  const [row] = foldTrials(events);
  const bill: RequestBill = {
    ...about,
    cost: toDollars(row?.cost ?? 0),
    byPurpose: inDollars(row?.byPurpose),
    byMember: inDollars(row?.byMember),
    calls: row?.calls ?? 0,
    usage: row?.usage ?? noUsage,
    ms: row?.ms ?? 0,
  };
  const end = events.findLast(({ fact }) => fact.type === "trial-end")?.fact;
  if (end?.type !== "trial-end")
    return { ...bill, ok: false, failure: { code: "aborted", message: stopped.join(" ") || "It was stopped before it had an answer." } };
  const body = end.answer === undefined ? undefined : wholeBody(ledger, end.answer);
  const answer = typeof body === "string" ? body : undefined;
  if (end.state === "answered" && answer !== undefined)
    return { ...bill, ok: true, answer, by: end.by ?? "", ...defined({ verdict: verdictOn(events, end.answer) }) };
  return { ...bill, ok: false, failure: end.failure ?? unanswered(end.state, row?.unfilled), ...defined({ answer }) };
}

function verdictOn(events: readonly Event[], answer: string | undefined): LastVerdict | undefined {
  for (const { fact } of events.toReversed())
    if (fact.type === "verdict" && fact.part === undefined && fact.answer === answer)
      return { passed: fact.passed, score: fact.score, why: fact.why };
  return undefined;
}

function unanswered(state: string, unfilled: string | undefined): Failure {
  if (state === "budget")
    return { code: "budget", message: "The budget was gone before there was an answer. Raise limits.budget (--budget)." };
  if (state === "unfilled")
    return {
      code: "unsupported",
      message: `Nobody took the work (${unfilled ?? "no award"}). Set \`fallback\` in the market's options, or a higher \`value\`.`,
    };
  return { code: "unknown", message: `It ended without an answer (${state}).` };
}

function inDollars(amounts: Readonly<Record<string, number>> = {}): Record<string, number> {
  return Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, toDollars(amount)]));
}
