import type { Answer, Ask, Desk, Reply, Result, Verdict } from "../../types.ts";
import { shuffled } from "../../util/random.ts";
import { answerOf, isOver, askInParallel, tryAsk } from "../asks.ts";
import type { Attempt, FailedAttempt } from "../attempt.ts";
import type { Auction } from "./auction.ts";
import type { Offer } from "./clearing.ts";
import { type Contract, contractsFor, settle } from "./contract.ts";
import { needsVerdicts } from "./options.ts";
import { defined } from "../../util/defined.ts";

/**
 * Rounds of award, attempt, verdict, settlement, until an answer passes or the attempts are used up. A member that failed is passed
 * over while another has a worthwhile offer. `again`: the offers as they are after these failures, where they change. Undefined when no
 * offer could be awarded at all.
 */
export async function work(
  auction: Auction,
  first: readonly Offer[],
  again?: (past: readonly FailedAttempt[]) => readonly Offer[],
): Promise<Result<Answer> | undefined> {
  const { task, desk } = auction;
  const past: FailedAttempt[] = [];
  const absent = new Set<string>();
  let offers = first;
  let outcome: Result<Answer> | undefined;
  for (let attempt = 1; attempt <= desk.terms.attempts; ) {
    const contracts = nextContracts(auction, offers, attempt, { past, absent });
    if (contracts.length === 0) return outcome;
    const replies = await askInParallel({ task, desk, past }, contracts, ({ offer }, at) => at.desk.ask(offer.member, workAsk(at, offer)));
    const given: ContractAnswer[] = [];
    let over = false;
    for (const [place, contract] of contracts.entries()) {
      const { member } = contract.offer;
      const reply = replies[place] as Reply;
      const answer = answerOf(reply, member);
      if (answer.ok) {
        given.push({ contract, answer: { text: answer.text, by: member }, output: reply.usage.output });
        continue;
      }
      // No money left is not the member's fault; any other silence costs it the deposit, and no attempt of the task.
      settle(desk, contract, isOver(answer) ? "unverified" : "default");
      if (cutToNothing(reply, contract.offer)) noteOutcome(desk, contract.offer, { passed: false, attempt, tokens: reply.usage.output });
      if (outcome === undefined || !outcome.ok) outcome = answer;
      over ||= isOver(answer);
      absent.add(member);
    }
    if (given.length > 0) {
      const { standing, stands, failed } = await judged(auction, given, attempt);
      outcome = { ok: true, ...standing };
      if (stands) return outcome;
      past.push(...failed);
      attempt++;
      if (again !== undefined && attempt <= desk.terms.attempts) offers = again(past);
    }
    if (over) return outcome;
  }
  return outcome;
}

/** True when the agreed budget left no answer: that is what the p stated for the budget was wrong about, so it goes on the record. */
function cutToNothing(reply: Reply, { budget }: Offer): boolean {
  return budget !== undefined && reply.ok && reply.stop === "length";
}

/** The answers that failed so far, and the members that gave none. */
interface RoundState {
  readonly past: readonly FailedAttempt[];
  readonly absent: ReadonlySet<string>;
}
/** Contracts with members that have not failed the task, else with those that have. */
function nextContracts(auction: Auction, offers: readonly Offer[], attempt: number, { past, absent }: RoundState): Contract[] {
  const present = offers.filter(({ member }) => !absent.has(member));
  const failed = ({ member }: Offer) => past.some(({ answer }) => answer.by === member);
  const fresh = present.filter((offer) => !failed(offer));
  const contracts = contractsFor(auction, fresh, attempt);
  return contracts.length > 0 ? contracts : contractsFor(auction, present.filter(failed), attempt);
}

/** The plain ask of the task, cut off at the budget that was agreed. */
function workAsk(attempt: Attempt, { member, budget = Number.POSITIVE_INFINITY }: Offer): Ask {
  const ask = tryAsk(attempt, member);
  return budget < ask.maxTokens ? { ...ask, maxTokens: budget } : ask;
}

interface ContractAnswer {
  readonly contract: Contract;
  readonly answer: Answer;
  readonly output: number;
}
interface JudgedAnswer {
  readonly standing: Answer;
  /** True when the search ends with it: it passed, or nobody can tell. */
  readonly stands: boolean;
  readonly failed: readonly FailedAttempt[];
}

/**
 * Verdict, record and settlement of a round's answers, in an order drawn by chance where there are several. The first that passes
 * stands; else one that the verifier cannot judge; else the best of those that failed. Where nobody is paid by results or learns from
 * them, verdicts stop at a pass and the last lone answer goes without.
 */
async function judged({ desk, settings }: Auction, given: readonly ContractAnswer[], attempt: number): Promise<JudgedAnswer> {
  const order = given.length === 1 ? given : shuffled(given, () => desk.chance("order"));
  const idle = !needsVerdicts(settings);
  const seen: { readonly answer: Answer; readonly verdict: Verdict | undefined }[] = [];
  for (const one of order) {
    const needless = idle && ((given.length === 1 && attempt === desk.terms.attempts) || seen.some(({ verdict }) => passes(verdict)));
    const verdict = needless ? undefined : await desk.verify(one.answer);
    record(desk, one, verdict, attempt);
    seen.push({ answer: one.answer, verdict });
  }
  const merit = (verdict: Verdict | undefined) => (passes(verdict) ? 3 : verdict?.ok === true ? verdict.score : 2);
  const [best] = seen.toSorted((a, b) => merit(b.verdict) - merit(a.verdict));
  const { answer, verdict } = best as (typeof seen)[number];
  if (given.length > 1) desk.note({ type: "choice", member: answer.by, how: "verifier" });
  const failed = seen.flatMap(({ answer, verdict }) => (verdict?.ok === true && !verdict.passed ? [{ answer, why: verdict.why }] : []));
  return { standing: answer, stands: verdict?.ok !== true || verdict.passed, failed };
}

function passes(verdict: Verdict | undefined): boolean {
  return verdict?.ok === true && verdict.passed;
}

function record(desk: Desk, { contract, output }: ContractAnswer, verdict: Verdict | undefined, attempt: number): void {
  if (verdict?.ok !== true) {
    settle(desk, contract, "unverified");
    return;
  }
  noteOutcome(desk, contract.offer, { passed: verdict.passed, attempt, tokens: output });
  settle(desk, contract, verdict.passed ? "passed" : "failed");
}

function noteOutcome(desk: Desk, offer: Offer, outcome: { passed: boolean; attempt: number; tokens: number }): void {
  const { member, stated, tokens } = offer;
  desk.note({ type: "outcome", member, p: stated, ...outcome, ...defined({ statedTokens: tokens }) });
}
