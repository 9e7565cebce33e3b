import {
  Belief,
  type Checker,
  type Evidence,
  halvesOf,
  type Halves,
  indexPlayer,
  type ArmResult,
  evidenceOf,
  play,
} from "../../src/valuation/index.ts";
import { stream } from "../../src/util/random.ts";

interface AblationTerms {
  readonly seed: string;
  readonly unknownCost?: number;
  readonly value: number;
  readonly checkers: Readonly<Record<string, Checker>>;
}

/** What the index policy would bring were one thing perfect: each member's chance at an item known (with one recorded attempt: its outcome), or members' errors independent. */
export function ablationsOn(evidence: Evidence, terms: AblationTerms): ArmResult[] {
  const { seed, unknownCost, value, checkers } = terms;
  const own = unknownCost === undefined ? {} : { unknownCost };
  const settings = { seed, share: 0.5, terms: own };
  const [as, apart] = [halvesOf(evidence, settings), halvesOf(independent(evidence, seed), settings)];
  return Object.entries(checkers).flatMap(([name, checker]) =>
    (
      [
        ["perfect p", as, knowing(as)],
        ["independent errors", apart, apart.learnt],
      ] as const
    ).map(([said, halves, learnt]) => ({
      arm: `ablation: ${said}, ${name} checker, at the middle v`,
      chosen: "",
      members: evidence.members,
      results: play(halves.evidence, halves.test, indexPlayer(learnt, { value, checker, samples: 2, calls: 5 }), { ...own, checker }),
    })),
  );
}

/** What was learnt, but for chances: these are each member's share of passes at the item itself. */
function knowing({ evidence, learnt }: Halves): Halves["learnt"] {
  const width = evidence.members.length;
  const places = new Map(evidence.items.map(({ id }, place) => [id, place]));
  const none = evidence.members.map(() => 0);
  return {
    ...learnt,
    signals: undefined,
    outlook: (item) => {
      const at = (places.get(item.id) ?? 0) * width;
      const p = none.map((_, m) => (evidence.passes[at + m] ?? 0) / (evidence.tries[at + m] ?? 1));
      return { belief: new Belief({ p, loadings: none, repeats: none }), costs: learnt.outlook(item).costs };
    },
  };
}

/** Each member's outcomes dealt anew over the items of a category, whole cells at a time: rates and costs are the same, and nothing goes together. */
function independent({ items, members, samples }: Evidence, seed: string): Evidence {
  const next = stream(`independent ${seed}`);
  const width = members.length;
  const outcomes = [...Map.groupBy(items.keys(), (place) => items[place]?.category ?? "").values()].flatMap((places) =>
    members.flatMap((_, m) => {
      const dealt = places
        .map((place) => ({ place, at: next() }))
        .toSorted((one, other) => one.at - other.at)
        .map(({ place }) => place);
      return places.flatMap((place, i) =>
        (samples[(dealt[i] as number) * width + m] ?? []).map(({ answer: _answer, ...outcome }) => ({
          ...outcome,
          item: items[place]?.id ?? "",
        })),
      );
    }),
  );
  return evidenceOf(outcomes);
}
