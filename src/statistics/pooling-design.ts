/** Whether a topology passed a task of a category, or the share of its trials of that task: repeats count as one trial, the task is the unit. */
export interface PooledOutcome {
  readonly task: string;
  readonly topology: string;
  readonly category: string;
  readonly share: number;
  /** Who wrote the accepted answers, each with the share of the trials that are its own. */
  readonly members?: ReadonlyMap<string, number>;
}

/** One effect that stands in an outcome: its place among all effects, the factor whose deviation scales it, and how much of it counts. */
export interface Term {
  readonly at: number;
  readonly factor: number;
  readonly weight: number;
  /** Whose effect it is, where it is a member's. */
  readonly member?: string;
}

/** An outcome by its task and by the effects that make it up beside the task's. */
export interface Row {
  readonly task: number;
  readonly topology: number;
  readonly terms: readonly Term[];
  readonly share: number;
}

/** Where each effect stands: the random effects factor by factor, then the topologies' levels, which are fixed. */
export interface Design {
  readonly tasks: readonly string[];
  readonly topologies: readonly string[];
  readonly categories: readonly string[];
  readonly members: readonly string[];
  /** Category, topology within category, and with members also member, member within category. */
  readonly factors: number;
  readonly random: number;
  readonly size: number;
  readonly rows: readonly Row[];
  readonly outcomes: readonly PooledOutcome[];
}

export function designOf(outcomes: readonly PooledOutcome[]): Design {
  const names = (of: (outcome: PooledOutcome) => string): string[] => [...new Set(outcomes.map(of))].sort();
  const [tasks, topologies, categories] = [names((o) => o.task), names((o) => o.topology), names((o) => o.category)];
  const apart = areApart(outcomes);
  const members = apart ? [...new Set(outcomes.flatMap(({ members: by }) => [...(by?.keys() ?? [])]))].sort() : [];
  const blocks = blocksOf(outcomes, apart);
  const levels = new Map(topologies.map((name, i) => [name, blocks.random + i]));
  const atTask = new Map(tasks.map((name, i) => [name, i]));
  const rows = outcomes.map((outcome): Row => {
    const level = levels.get(outcome.topology) as number;
    const terms = [...blocks.termsOf(outcome), { at: level, factor: blocks.factors, weight: 1 }];
    return { task: atTask.get(outcome.task) as number, topology: level - blocks.random, terms, share: outcome.share };
  });
  const { factors, random } = blocks;
  return { tasks, topologies, categories, members, factors, random, size: random + topologies.length, rows, outcomes };
}

/** Whether what members do can be told from what topologies do: some topology has several of them, and some member is in several topologies. */
function areApart(outcomes: readonly PooledOutcome[]): boolean {
  const [ofTopology, ofMember] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()];
  for (const { topology, members } of outcomes) {
    for (const member of members?.keys() ?? []) {
      ofTopology.set(topology, (ofTopology.get(topology) ?? new Set()).add(member));
      ofMember.set(member, (ofMember.get(member) ?? new Set()).add(topology));
    }
  }
  const several = (sets: Map<string, Set<string>>): boolean => [...sets.values()].some(({ size }) => size > 1);
  return several(ofTopology) && several(ofMember);
}

type Factor = (outcome: PooledOutcome) => readonly (readonly [name: string, weight: number, member?: string])[];
const byCategory: Factor = ({ category }) => [[category, 1]];
const byCell: Factor = ({ topology, category }) => [[JSON.stringify([topology, category]), 1]];
const byMember: Factor = ({ members }) => [...(members ?? [])].map(([member, weight]) => [member, weight, member]);
const byMemberCell: Factor = ({ members, category }) =>
  [...(members ?? [])].map(([member, weight]) => [JSON.stringify([member, category]), weight, member]);

/** The random effects of each factor, one block behind the other. */
function blocksOf(outcomes: readonly PooledOutcome[], withMembers: boolean) {
  const factors = withMembers ? [byCategory, byCell, byMember, byMemberCell] : [byCategory, byCell];
  let random = 0;
  const places = factors.map((factor) => {
    const own = new Map<string, number>();
    for (const [name] of outcomes.flatMap(factor)) if (!own.has(name)) own.set(name, random++);
    return own;
  });
  const termsOf = (outcome: PooledOutcome): Term[] =>
    factors.flatMap((factor, f) =>
      factor(outcome).map(([name, weight, member]): Term => {
        const term = { at: places[f]?.get(name) as number, factor: f, weight };
        return member === undefined ? term : { ...term, member };
      }),
    );
  return { factors: factors.length, random, termsOf };
}
