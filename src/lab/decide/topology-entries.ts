import {
  type ArmResult,
  type Checker,
  type ClueRule,
  type Evidence,
  type FittedModel,
  type Halves,
  type LearntState,
  learntState,
  type PolicySetup,
} from "../../valuation/index.ts";

interface EntrySource {
  readonly halves: Halves;
  readonly arms: readonly ArmResult[];
  /** The outcomes that the record of an index policy states. */
  readonly record: Evidence;
  /** Members' names in the experiment, by their places. */
  readonly names: readonly string[];
  /** Only these models take part. */
  readonly only?: ReadonlySet<string> | undefined;
  /** The policies get what was learnt on the half to choose on, and so decide as they were played; else a record, and learn anew. */
  readonly carries?: boolean;
}

/** Topologies of an experiment, and what is to be known of those that are not what was decided on. */
interface Entries {
  readonly topologies: readonly object[];
  readonly remarks: readonly string[];
  /** The arm of each topology, by its name. */
  readonly kept: ReadonlyMap<string, ArmResult>;
}

/** The arms of a decision as topologies of an experiment: those that still have whom they ask, the best single model first, which is always there. */
export function topologyEntries(entered: EntrySource): Entries {
  const wanted = entered.arms.filter(({ arm }) => /^(best single|cheapest|vote of three|agreement|(cascade|index), .*)$/.test(arm));
  const kept = wanted.toSorted((one, other) => Number(other.arm === "best single") - Number(one.arm === "best single"));
  const known = new Map<string, string>();
  const [topologies, remarks]: [object[], string[]] = [[], []];
  const written = new Map<string, ArmResult>();
  for (const result of kept) {
    const { arm, setup: decided, checker } = result;
    if (decided === undefined) continue;
    const lacking = lackingOf(decided, entered);
    const setup = arm === "best single" && lacking.length > 0 ? bestWithName(entered) : decided;
    const name = nameOf(arm);
    const use = useOf(setup, checker, entered);
    const key = JSON.stringify([use, checker]);
    const twin = known.get(key);
    remarks.push(...remarkOf({ name, use, setup, decided, lacking, twin }, entered));
    if (use === undefined || twin !== undefined) continue;
    known.set(key, name);
    written.set(name, result);
    topologies.push({ name, ...use, ...(checker === undefined || setup.kind === "single" ? {} : { verifier: verifierOf(checker) }) });
  }
  return { topologies, remarks, kept: written };
}

interface Entry {
  readonly name: string;
  readonly use: object | undefined;
  readonly setup: PolicySetup;
  readonly decided: PolicySetup;
  readonly lacking: readonly string[];
  /** A topology that does the same. */
  readonly twin: string | undefined;
}

/** What is left out, and why, and who is missing in what is kept. */
function remarkOf({ name, use, setup, decided, lacking, twin }: Entry, { halves, only }: EntrySource): string[] {
  const names = lacking.join(", ");
  if (setup !== decided && setup.kind === "single")
    return [
      `${name} is ${halves.evidence.members.at(setup.member)}, the best of those with a live name; the best of all, ${names}, has none.`,
    ];
  if (use === undefined)
    return [lacking.length === 0 ? `Left out: ${name}, which asks one model alone.` : `Left out: ${name}; without a live name: ${names}.`];
  if (twin !== undefined) return [`Left out: ${name}, which does the same as ${twin}.`];
  return lacking.length === 0 || only === undefined ? [] : [`${name} goes on without ${names}.`];
}

/** Whom a policy asks who has no live name. */
function lackingOf(setup: PolicySetup, { halves, only }: EntrySource): string[] {
  const { members } = halves.evidence;
  const asked =
    setup.kind === "single"
      ? [setup.member]
      : setup.kind === "index"
        ? [...members.keys()]
        : setup.kind === "vote"
          ? setup.members
          : setup.order;
  return asked.map((place) => members[place] ?? "").filter((member) => only?.has(member) === false);
}

function bestWithName({ halves, only }: EntrySource): PolicySetup {
  const member = halves.byRate.find((place) => only?.has(halves.evidence.members[place] ?? "")) ?? 0;
  return { kind: "single", member };
}

/** A checker of known errors: the truth, flipped as often as it errs. */
function verifierOf({ sensitivity, specificity }: Checker): object {
  const [falseNegative, falsePositive] = [rounded(1 - sensitivity), rounded(1 - specificity)];
  return falseNegative === 0 && falsePositive === 0
    ? { kind: "oracle" }
    : { kind: "noisy", judge: { kind: "oracle" }, falseNegative, falsePositive };
}

function useOf(setup: PolicySetup, checker: Checker | undefined, entered: EntrySource): object | undefined {
  const { halves, names, only } = entered;
  const { members } = halves.evidence;
  const taking = (places: readonly number[]): number[] => places.filter((place) => only?.has(members[place] ?? "") ?? true);
  const named = (places: readonly number[]): string[] => taking(places).map((place) => names.at(place) ?? "");
  const all = taking([...members.keys()]);
  if (setup.kind === "single") {
    const [member] = named([setup.member]);
    return member === undefined ? undefined : { use: "solo", options: { member }, terms: { attempts: 1 } };
  }
  if (setup.kind === "vote") {
    const voters = named(setup.members);
    if (voters.length < 3) return undefined;
    return {
      use: "best-of",
      members: voters,
      options: { n: 3, choose: "majority", spread: true, ties: voters[0] },
      terms: { attempts: 1 },
    };
  }
  if (setup.kind === "cascade") {
    const order = named(setup.order);
    return order.length < 2 ? undefined : { use: "cascade", options: { order }, terms: { attempts: order.length, feedback: "none" } };
  }
  if (setup.kind === "agreement") {
    const order = named(setup.order);
    const rates = taking(setup.order).map((place) => ({
      member: names.at(place) ?? "",
      rate: rounded(halves.singles[place]?.passRate ?? 0),
    }));
    const told = entered.carries === true ? { learnt: carried(halves.learnt, setup.order, entered) } : { rates };
    return order.length < 2
      ? undefined
      : { use: "agreement", options: { order, enough: setup.enough, least: 1, ...told }, terms: { attempts: 1 } };
  }
  return all.length === 0 ? undefined : indexUse(setup, checker, entered, all);
}

function indexUse(
  setup: PolicySetup & { readonly kind: "index" },
  checker: Checker | undefined,
  entered: EntrySource,
  all: readonly number[],
): object {
  const { halves, record, names } = entered;
  // A try that was never recorded would lose the task: nobody is asked more often than everybody was.
  const fewest = Math.min(...halves.evidence.tries);
  const ofOne = Math.max(1, Math.min(setup.samples, fewest));
  // Where what was learnt is carried, the bound is that it was decided with: how many more there may be is part of what a step is worth.
  const most = entered.carries === true ? setup.calls : Math.min(setup.calls, all.length * ofOne);
  const { sensitivity, specificity, price } = checker ?? { sensitivity: 1, specificity: 1, price: 0 };
  return {
    use: "index",
    options: {
      value: figure(setup.value),
      checker: checker === undefined ? "none" : { sensitivity: rounded(sensitivity), specificity: rounded(specificity), price },
      most: { attempts: most, ofOne },
      learn: 0,
      ...(entered.carries === true
        ? { learnt: carried(setup.apart ? halves.learnt.apart : halves.learnt, all, entered) }
        : { record: recordOf(record, names, all) }),
    },
    // Beyond as many verdicts as attempts less one, the topology spends none to decide.
    terms: { attempts: checker === undefined ? most : most + 1, feedback: "none" },
  };
}

/** What was learnt of these members, under their names in the experiment. */
function carried(fitted: FittedModel, places: readonly number[], { halves, names }: EntrySource): LearntState {
  const categories = [...new Set(halves.train.items.map(({ category }) => category))].toSorted();
  const { chances, members, coincidence } = learntState(fitted, categories);
  const named = new Map(places.map((place) => [fitted.members[place] ?? "", names.at(place) ?? ""]));
  const renamed = <T extends { readonly member: string }>(rows: readonly T[]): T[] =>
    rows.flatMap((row) => {
      const name = named.get(row.member);
      return name === undefined ? [] : [{ ...row, member: name }];
    });
  return {
    chances: renamed(chances).map((row) => ({ ...row, p: figure(row.p), cost: figure(row.cost) })),
    members: renamed(members).map(({ member, loading, repeat, clue }) => ({
      member,
      loading: figure(loading),
      repeat: figure(repeat),
      ...(clue === undefined ? {} : { clue: plainClue(clue) }),
    })),
    coincidence: coincidence.map((row) => ({ ...row, concentration: figure(row.concentration) })),
  };
}

/** Without the lengths of replies, of which a table of outcomes knows nothing. To the last digit: cuts are scores, and a score that is one falls above it. */
function plainClue({ ofConfidence, ofNone, cuts, ifRight, ifWrong }: ClueRule): ClueRule {
  return { ofConfidence, ofNone, cuts, ifRight, ifWrong };
}

/** So many digits that no decision hangs on those left out, but for a tie. */
function figure(value: number): number {
  return Number(value.toPrecision(9));
}

/** Each member's outcomes by category, as counts, with what its attempts cost in the mean. */
function recordOf({ items, members, samples, tries, passes }: Evidence, names: readonly string[], all: readonly number[]): object[] {
  const categories = [...new Set(items.map(({ category }) => category))].toSorted();
  return all.flatMap((member) =>
    categories.flatMap((category) => {
      let [tried, passed] = [0, 0];
      const costs: number[] = [];
      for (const [i, item] of items.entries()) {
        if (item.category !== category) continue;
        tried += tries[i * members.length + member] as number;
        passed += passes[i * members.length + member] as number;
        costs.push(...(samples[i * members.length + member] ?? []).flatMap(({ cost }) => cost ?? []));
      }
      const cost = costs.length === 0 ? {} : { cost: Number((costs.reduce((sum, one) => sum + one, 0) / costs.length).toPrecision(4)) };
      return tried === 0 ? [] : [{ member: names.at(member) ?? "", category, passed, tried, ...cost }];
    }),
  );
}

function nameOf(arm: string): string {
  return arm.replaceAll(/[\s,/]+/g, "-");
}

function rounded(share: number): number {
  return Number(share.toFixed(4));
}
