import { type ScoreLaw, ScorePosterior } from "./score-posterior.ts";

/** `pick`: how the member of a new answer is found. `stack`: the member first at every node, then whether to go wide or deep among its answers. */
export interface BranchingSettings {
  readonly members: number;
  readonly law: ScoreLaw;
  readonly pick: "thompson" | "ucb";
  readonly stack: boolean;
}
/** A choice on the way down: what was drawn for a new answer (GEN) and for the answers there are (CONT), and the node it led to. */
export interface Branching {
  readonly at: number;
  readonly gen: number;
  readonly cont: number;
  readonly to?: number;
}
/** A new answer that is wanted: by `member`, from the answer of node `from`, the root being 0. `id` is the trial's, and that of the node it makes. */
export interface BranchingStep {
  readonly id: number;
  readonly from: number;
  readonly member: number;
  readonly path: readonly Branching[];
}
/** How the tree grew: its deepest node, the most children of a node, calls from the root over calls below it, and calls by member. */
export interface TreeForm {
  readonly nodes: number;
  readonly depth: number;
  readonly width: number;
  readonly fresh: number;
  readonly refined: number;
  readonly calls: readonly number[];
}

interface Node {
  readonly id: number;
  readonly parent: Node | undefined;
  readonly depth: number;
  readonly member: number;
  readonly children: Node[];
  /** The node's own score and all below it. */
  readonly through: ScorePosterior;
  /** One for all members, or with `stack` one for each. */
  readonly arms: readonly Arm[];
}
/** `gen`: scores of answers made at the node; `cont`: scores that came back through its children; `all`: both. */
interface Arm {
  readonly gen: ScorePosterior;
  readonly cont: ScorePosterior;
  readonly all: ScorePosterior;
}

/**
 * Adaptive branching Monte Carlo tree search with node aggregation (AB-MCTS-A, arXiv 2503.04412): at every node a draw decides between a new answer
 * and going on with those there are. Steps may be asked several at a time; telling is by id, once, in any order.
 */
export class BranchingTree {
  readonly #settings: BranchingSettings;
  readonly #nodes = new Map<number, Node>();
  readonly #asked: BranchingStep[] = [];
  readonly #told = new Set<number>();
  readonly #records: readonly ScorePosterior[];

  constructor(settings: BranchingSettings) {
    this.#settings = settings;
    this.#records = Array.from({ length: settings.members }, () => new ScorePosterior(settings.law));
    this.#nodes.set(0, this.#node(0, undefined, -1));
  }

  /** The next step; `next` gives numbers in [0, 1). */
  ask(next: () => number): BranchingStep {
    const { stack } = this.#settings;
    const path: Branching[] = [];
    let node = this.#nodes.get(0) as Node;
    for (;;) {
      const own = stack ? highest(node.arms.map(({ all }) => all.draw(next))) : undefined;
      const arm = node.arms[own ?? 0] as Arm;
      const children = own === undefined ? node.children : node.children.filter(({ member }) => member === own);
      const [gen, cont] = children.length === 0 ? [1, 0] : [arm.gen.draw(next), arm.cont.draw(next)];
      if (children.length === 0 || gen >= cont) {
        if (children.length > 0) path.push({ at: node.id, gen, cont });
        return this.#step(node, own ?? this.#member(next), path);
      }
      const child = children[highest(children.map(({ through }) => through.draw(next)))] as Node;
      path.push({ at: node.id, gen, cont, to: child.id });
      node = child;
    }
  }

  /** What came of a step: its score in [0, 1], or that no answer came, which counts as 0 and makes no node. Told again, nothing changes. */
  tell(id: number, score: number | undefined): void {
    const step = this.#asked[id - 1];
    if (step === undefined || this.#told.has(id)) return;
    this.#told.add(id);
    const value = score ?? 0;
    const parent = this.#nodes.get(step.from) as Node;
    this.#records.at(step.member)?.tell(value);
    const arm = this.#armOf(parent, step.member);
    arm.gen.tell(value);
    arm.all.tell(value);
    for (let node = parent; node.parent !== undefined; node = node.parent) {
      const above = this.#armOf(node.parent, node.member);
      node.through.tell(value);
      above.cont.tell(value);
      above.all.tell(value);
    }
    if (score === undefined) return;
    const made = this.#node(id, parent, step.member);
    made.through.tell(value);
    parent.children.push(made);
    this.#nodes.set(id, made);
  }

  /** Takes back the step that was asked last: it is not carried out. */
  drop({ id }: BranchingStep): void {
    if (this.#asked.at(-1)?.id === id && !this.#told.has(id)) this.#asked.pop();
  }

  /** The chance that the next draw at the root is above `best`, and the higher of the means that are drawn there. */
  prospect(best: number): { readonly above: number; readonly mean: number } {
    const laws = (this.#nodes.get(0) as Node).arms.flatMap(({ gen, cont }) => [gen, cont]);
    return { above: 1 - laws.reduce((none, law) => none * (1 - law.above(best)), 1), mean: Math.max(...laws.map(({ mean }) => mean)) };
  }

  /** What is expected of a member's next answer. */
  expected(member: number): number {
    return this.#records.at(member)?.mean ?? 0;
  }

  get form(): TreeForm {
    const nodes = [...this.#nodes.values()];
    const fresh = this.#asked.filter(({ from }) => from === 0).length;
    return {
      nodes: nodes.length - 1,
      depth: Math.max(...nodes.map(({ depth }) => depth)),
      width: Math.max(...nodes.map(({ children }) => children.length)),
      fresh,
      refined: this.#asked.length - fresh,
      calls: this.#records.map((_, place) => this.#asked.filter(({ member }) => member === place).length),
    };
  }

  #step(from: Node, member: number, path: readonly Branching[]): BranchingStep {
    const step = { id: this.#asked.length + 1, from: from.id, member, path };
    this.#asked.push(step);
    return step;
  }

  #armOf({ arms }: Node, member: number): Arm {
    return arms[this.#settings.stack ? member : 0] as Arm;
  }

  /** By all scores that a member ever brought in this tree: the highest draw, or mean + sqrt(2 ln T / n), whoever has none first. */
  #member(next: () => number): number {
    if (this.#settings.members === 1) return 0;
    if (this.#settings.pick === "thompson") return highest(this.#records.map((record) => record.draw(next)));
    const open = this.#records.flatMap(({ n }, place) => (n === 0 ? [place] : []));
    if (open.length > 0) return open[Math.floor(next() * open.length)] ?? 0;
    const total = this.#records.reduce((sum, { n }) => sum + n, 0);
    return highest(this.#records.map(({ n, told }) => told + Math.sqrt((2 * Math.log(total)) / n)));
  }

  #node(id: number, parent: Node | undefined, member: number): Node {
    const { law, stack, members } = this.#settings;
    const posterior = () => new ScorePosterior(law);
    const arms = Array.from({ length: stack ? members : 1 }, () => ({ gen: posterior(), cont: posterior(), all: posterior() }));
    return { id, parent, depth: parent === undefined ? 0 : parent.depth + 1, member, children: [], through: posterior(), arms };
  }
}

function highest(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}
