import type {
  Answer,
  Brief,
  Desk,
  NestedTask,
  Limits,
  Member,
  Program,
  Reply,
  Result,
  RunReport,
  Seat,
  Task,
  Usage,
  Verdict,
} from "../types.ts";
import { checkedAsk } from "../util/checked-ask.ts";
import { caught, fail } from "../util/failure.ts";
import { noUsage } from "../util/money.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { stream } from "../util/random.ts";
import { askMember, type RunNested } from "./ask-member.ts";
import type { Scope, TrialContext } from "./context.ts";
import { freeFailure } from "./free-failure.ts";
import { seatAsk } from "./seat-ask.ts";
import { heardAsk } from "./heard-ask.ts";
import { briefOf } from "./opening.ts";
import { hasPlace, takePlace } from "./places.ts";
import { defined } from "../util/defined.ts";

/** How many firms may stand inside one another. */
export const deepest = 4;

/** Opens a desk at a place of a trial. Contract: the only way from a topology or a judge to models, money, time, chance and code. */
export function openDesk(trial: TrialContext, place: Scope): Desk {
  const where = () => ({ trial: trial.id, span: place.span, at: trial.clock.now() });
  return {
    ...sightOf(trial, place),
    get left() {
      return place.budget.left();
    },
    get now() {
      return trial.clock.now();
    },
    quote: (member, ask) => {
      const seat = seatOf(place, member);
      const checked = checkedAsk(ask, place.terms.outputCap);
      return seat === undefined || !checked.ok ? 0 : seat.model.quote(seatAsk(heardAsk(checked.ask, place), seat, place.purpose));
    },
    ask(member, ask, onFirst, form) {
      const seat = seatOf(place, member);
      if (seat === undefined) return Promise.resolve(unknownMember(place, member));
      const checked = checkedAsk(ask, place.terms.outputCap);
      if (!checked.ok) return Promise.resolve(freeFailure(fail("unsupported", `A desk was ${checked.failure.message}`)));
      const taken = takePlace(trial, place, seat, checked.ask.purpose);
      if (!taken.ok) return Promise.resolve(freeFailure(taken));
      return askMember(
        { trial, place, seat, ask: heardAsk(checked.ask, place) },
        {
          runNested: nestedAt(trial),
          ...(onFirst === undefined ? {} : { onFirst: once(onFirst) }),
          ...defined({ form }),
        },
      );
    },
    verify: (answer, part = place.brief, among = []) => verify(trial, place, answer, { part, among }),
    run: (program) => runProgram(trial, program),
    note: (fact) => trial.session.note(where(), fact),
    view: (view) => trial.session.view(view),
    chance: (label = "") => draw(trial, label),
    lot: (label) => stream(`${trial.run.seed}/${trial.task.id}/${trial.repetition}/lot/${label}`)(),
    within: (name, limits, work) => work(openDesk(trial, childScope(trial, place, name, { limits }))),
  };
}

/** Who is there to ask, on which terms, and what came with the task. */
function sightOf(trial: TrialContext, place: Scope): Pick<Desk, "members" | "terms" | "batch"> {
  const members = place.seats.filter((seat) => hasPlace(trial, place, seat)).map(memberOf);
  return { members, terms: place.terms, ...(trial.batch === undefined ? {} : { batch: trial.batch.map(briefOf) }) };
}

function once(call: () => void): () => void {
  let called = false;
  return () => {
    if (!called) call();
    called = true;
  };
}

/** Takes no time on the trial's clock; parallel runs come back in order of asking, whichever ends first on the wall. */
async function runProgram(trial: TrialContext, program: Program): Promise<RunReport> {
  const start = trial.clock.now();
  const ticket = trial.clock.ticket();
  const report = await trial.clock.outside(() => trial.run.sandbox(program));
  await trial.clock.sleep(0, start, ticket);
  return report;
}

function memberOf(seat: Seat): Member {
  const price = seat.model.price === undefined ? {} : { price: seat.model.price };
  const system = seat.system === undefined ? {} : { system: seat.system };
  const { maxThinking } = seat.model.thinking?.("attempt") ?? {};
  const { meanCost } = seat.model;
  return { name: seat.name, model: seat.model.id, family: seat.model.family, ...price, ...system, ...defined({ meanCost, maxThinking }) };
}

function seatOf(place: Scope, name: string): Seat | undefined {
  return place.seats.find((seat) => seat.name === name);
}

function unknownMember(place: Scope, name: string): Reply {
  const known = place.seats.map((seat) => seat.name);
  return freeFailure(fail("unsupported", `Wanted a member of this desk; got "${name}".${didYouMean(name, known)}`));
}

function draw(trial: TrialContext, label: string): number {
  let next = trial.chances.get(label);
  if (next === undefined) {
    next = stream(`${trial.run.seed}/${trial.id}/${label}`);
    trial.chances.set(label, next);
  }
  return next();
}

/** A place one span deeper, with tighter limits or other seats where these are given. */
function childScope(trial: TrialContext, place: Scope, name: string, own: { limits?: Partial<Limits>; seats?: readonly Seat[] }): Scope {
  const { limits = {}, seats = place.seats } = own;
  // Other seats are those of a firm or a judge, whose messages are not the topology's.
  const unheard = own.seats === undefined && place.unheard !== undefined ? { unheard: place.unheard } : {};
  const { unheard: _unheard, ...open } = place;
  const span = `${place.span}/${trial.spans++}:${name}`;
  const tally = { cost: 0, usage: noUsage, parent: place.tally };
  return { ...open, ...unheard, span, seats, budget: place.budget.slice(limits), tally };
}

/** The run's verifier at a desk of its own seats; what it says is noted, so that later tasks can learn from it. */
async function verify(
  trial: TrialContext,
  place: Scope,
  answer: Answer,
  { part, among }: { readonly part: Brief | undefined; readonly among: readonly Answer[] },
): Promise<Verdict> {
  const task: Task = part === undefined ? (place.asked?.task ?? trial.task) : { ...part, grader: { kind: "none" } };
  const room: Scope = { ...childScope(trial, place, "verify", { seats: trial.judgeSeats }), purpose: place.purpose ?? "verdict" };
  const judged = await caught("provider", () => trial.verifier.judge(task, answer, openDesk(trial, room), among));
  const verdict: Verdict = judged.ok ? judged.value : judged;
  const of = {
    ...(part === undefined ? {} : { part: part.id }),
    answer: trial.run.ledger.put(answer.text),
    ...defined({ turn: place.asked?.turn }),
  };
  const at = { trial: trial.id, span: room.span, at: trial.clock.now() };
  if (verdict.ok)
    trial.session.note(at, { type: "verdict", member: answer.by, passed: verdict.passed, score: verdict.score, why: verdict.why, ...of });
  else
    trial.session.note(at, {
      type: "unverified",
      member: answer.by,
      why: verdict.failure.message,
      answer: of.answer,
      code: verdict.failure.code,
      ...defined({ turn: of.turn }),
    });
  return verdict;
}

type NestedResult<T> = Result<{ value: T; cost: number; usage: Usage; ms: number }>;

/** A desk for a firm's own seats: same money, clock and ledger, one span deeper; depth is bounded and cycles are refused. */
function nestedAt(trial: TrialContext): RunNested {
  return (place, seat) =>
    async <T>({ name, seats, id, prompt }: NestedTask, work: (desk: Desk, brief: Brief) => Promise<T>): Promise<NestedResult<T>> => {
      const above = [...place.above, seat.model.id];
      if (place.above.includes(seat.model.id))
        return fail("unsupported", `A firm cannot employ itself: ${above.join(" > ")}. Remove one of them.`);
      if (above.length > deepest)
        return fail("unsupported", `Firms nest at most ${deepest} deep; got ${above.join(" > ")}. Flatten the arrangement.`);
      const brief: Brief = { id, prompt, category: trial.task.category };
      const room: Scope = { ...childScope(trial, place, name, { seats }), above, brief };
      const began = trial.clock.now();
      const value = await work(openDesk(trial, room), brief);
      return { ok: true, value, cost: room.tally.cost, usage: room.tally.usage, ms: trial.clock.now() - began };
    };
}
