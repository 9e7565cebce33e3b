import type { Bid } from "../../market/bid.ts";
import type { Json, Member } from "../../types.ts";
import { defined } from "../../util/defined.ts";
import { normal } from "../../util/random.ts";
import { Belief, type JointFit, type JudgedStatement, type StatementFit } from "../../valuation/index.ts";
import type { FailedAttempt } from "../attempt.ts";
import { fitOf, judgedView } from "../judged-view.ts";
import type { Auction } from "./auction.ts";
import { learnedNote, statedView, statementsIn } from "./stated-view.ts";
import { likelyCost } from "./worth.ts";

/** What is thought of one member: its mean chance, one drawn as that leaves it open, and what it stated, where it was asked and said something that counts. */
interface Thought {
  readonly name: string;
  readonly mean: number;
  readonly drawn: number;
  readonly said: Bid | undefined;
}

/**
 * Bids by what topology `index` thinks of members: p from the verdicts of the session and the record before it, with the ease of tasks and
 * members failing together taken into account, drawn once for a task as what is known leaves it open. Where members were asked (`said`), what they stated
 * is one feature more: whoever's statement is void bids by the rest. Given the answers that failed, p is what
 * they leave of it. What was learnt and used is noted. The ask is what the attempt will likely cost, as for all derived bids.
 */
export function learnedBids(
  auction: Auction,
  bidders: readonly Member[],
  said?: readonly Bid[],
): (past: readonly FailedAttempt[]) => Bid[] {
  const { task, desk, settings } = auction;
  const { sensitivity, specificity } = settings.learned;
  const names = desk.members.map(({ name }) => name);
  const { thoughts, statements, fit } = thoughtsOf(auction, names, said);
  const p = thoughts.map(({ drawn, said }, place) => statements?.given(place, drawn, statementOf(said)) ?? drawn);
  const belief = new Belief({ p, loadings: fit.loadings, repeats: fit.repeats });
  return (past) => {
    const now = belief.after(
      past.map(({ answer }, place) => ({
        member: names.indexOf(answer.by),
        answer: place,
        ifRight: 1 - sensitivity,
        ifWrong: specificity,
      })),
    );
    const used = names.map((_, place) => now.next(place));
    desk.note({
      type: "own",
      name: learnedNote,
      value: {
        tasks: desk.view(judgedView).ended.length,
        loading: fit.loadings[0] ?? 0,
        repeat: fit.repeats[0] ?? 0,
        failed: past.length,
        ...(statements === undefined ? {} : { asked: true }),
        members: thoughts.map((thought, place): Json => ({ ...noted(thought, place, statements), p: used[place] ?? 0 })),
      },
    });
    return bidders.map(({ name }) => {
      const one = thoughts.find((thought) => thought.name === name)?.said;
      const own = defined({ stated: one?.p, tokens: one?.tokens, ms: one?.ms });
      return { member: name, p: used[names.indexOf(name)] ?? 0, ask: likelyCost(task, desk, name), ...own };
    });
  };
}

/** What the session says of members, with what they stated, and what statements say. */
function thoughtsOf(
  auction: Auction,
  names: readonly string[],
  said: readonly Bid[] | undefined,
): { readonly thoughts: readonly Thought[]; readonly statements: StatementFit | undefined; readonly fit: JointFit } {
  const { task, desk, settings } = auction;
  const { record, sensitivity, specificity } = settings.learned;
  const fit = fitOf(desk.view(judgedView), names, { record, like: task.category }, { sensitivity, specificity });
  const mean = fit.chances(task.category);
  const drawn = fit.drawn(
    task.category,
    names.map((name) => normal(() => desk.chance(`learned/${name}`))),
  );
  const thoughts = names.map(
    (name, place): Thought => ({
      name,
      mean: mean[place] ?? 0,
      drawn: drawn[place] ?? 0,
      said: said?.find(({ member }) => member === name),
    }),
  );
  return { thoughts, statements: said === undefined ? undefined : statementFit(auction, names, fit), fit };
}

function noted({ name, mean, drawn, said }: Thought, place: number, statements: StatementFit | undefined): { [field: string]: Json } {
  if (statements === undefined) return { member: name, mean, drawn };
  const { p: stated, tokens } = statementOf(said);
  const [without, given] = [statements.without(place, mean), statements.given(place, mean, statementOf(said))];
  return { member: name, mean, drawn, ...defined({ stated, tokens }), without, given };
}

/** No tokens are an expectation of none, and no work takes none. */
function statementOf(bid: Bid | undefined): { readonly p?: number; readonly tokens?: number } {
  return defined({ p: bid?.p, tokens: bid?.tokens === 0 ? undefined : bid?.tokens });
}

/** What statements of the session and those before it say, each beside the chance that the record gives its member. */
function statementFit({ task, desk, settings }: Auction, names: readonly string[], fit: JointFit): StatementFit {
  const before = settings.learned.statements.flatMap(({ member, category = task.category, p, tokens, passed }): JudgedStatement[] => {
    const place = names.indexOf(member);
    return place < 0 ? [] : [{ member: place, chance: fit.chances(category)[place] ?? 0.5, passed, ...defined({ p, tokens }) }];
  });
  return statementsIn(desk.view(statedView), names, before);
}
