import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../util/random.ts";
import { type BranchingSettings, type BranchingStep, BranchingTree, type TreeForm } from "./branching-tree.ts";

type World = (depth: number, member: number, next: () => number) => number;
const laws = ["beta", "normal"] as const;
const ways = [
  { pick: "thompson", stack: false },
  { pick: "ucb", stack: false },
  { pick: "thompson", stack: true },
] as const;

/** Trees of so many steps in a world of scores, each of its own seed: their mean form, and how often each member wrote after step 20. */
function grown(world: World, settings: Omit<BranchingSettings, "members">, steps: number) {
  const forms: TreeForm[] = [];
  const late = [0, 0, 0];
  for (let seed = 0; seed < 30; seed++) {
    const next = stream(`tree/${seed}`);
    const tree = new BranchingTree({ ...settings, members: 3 });
    const depths = new Map([[0, 0]]);
    for (let i = 0; i < steps; i++) {
      const step = tree.ask(next);
      const depth = (depths.get(step.from) ?? 0) + 1;
      depths.set(step.id, depth);
      tree.tell(step.id, world(depth, step.member, next));
      if (i >= 20) late[step.member] = (late[step.member] ?? 0) + 1;
    }
    forms.push(tree.form);
  }
  const mean = (of: (form: TreeForm) => number) => forms.reduce((sum, form) => sum + of(form), 0) / forms.length;
  const all = late.reduce((sum, n) => sum + n, 0);
  return {
    width: mean(({ width }) => width),
    depth: mean(({ depth }) => depth),
    fresh: mean(({ fresh }) => fresh),
    refined: mean(({ refined }) => refined),
    late: late.map((n) => n / all),
  };
}

for (const law of laws)
  for (const way of ways) {
    const name = `${law}, ${way.stack ? "stacked" : way.pick}`;
    test(`${name}: where scores rise with depth, going deep dominates`, () => {
      const { fresh, refined } = grown((depth) => Math.min(1, 0.1 * depth), { law, ...way }, 80);
      assert.ok(refined > 1.5 * fresh, `${refined} against ${fresh}`);
    });
    test(`${name}: where refining brings nothing, the tree is wide, and wider still where it brings less`, () => {
      const alike = grown((_, __, next) => next(), { law, ...way }, 80);
      assert.ok(alike.fresh > 0.85 * alike.refined, `${alike.fresh} against ${alike.refined}`);
      assert.ok(alike.width > 8 * alike.depth, `${alike.width} against ${alike.depth}`);
      const worse = grown((depth, _, next) => next() / depth, { law, ...way }, 80);
      assert.ok(worse.fresh > 2 * worse.refined, `${worse.fresh} against ${worse.refined}`);
    });
    test(`${name}: a member that always has the full score is asked in more than nine of ten steps after the twentieth`, () => {
      const one: World = (_, member, next) => (member === 2 ? 1 : 0.5 * next());
      // UCB1 goes on looking at the others: at T = 400, sqrt(2 ln T / n) is above the gap of .75 for n up to 21, so that takes more steps.
      const { late } = grown(one, { law, ...way }, way.pick === "ucb" ? 400 : 80);
      assert.ok((late[2] ?? 0) > 0.9, String(late));
    });
  }

const plain: BranchingSettings = { members: 2, law: "beta", pick: "thompson", stack: false };

/** Steps of a tree whose draws come from a list, then from one half. */
function asked(tree: BranchingTree, scores: readonly number[], seed = "s"): BranchingStep[] {
  const next = stream(seed);
  return scores.map((score) => {
    const step = tree.ask(next);
    tree.tell(step.id, score);
    return step;
  });
}

test("the first step is at the root, a node without children is gone on from, and the same seed grows the same tree", () => {
  const scores = Array.from({ length: 30 }, (_, i) => (i % 7) / 7);
  const [one, two] = [asked(new BranchingTree(plain), scores), asked(new BranchingTree(plain), scores)];
  assert.deepEqual(one, two);
  assert.deepEqual([one[0]?.from, one[0]?.path], [0, []]);
  for (const { from, path } of one) {
    const last = path.at(-1);
    // Either the way ended where a new answer was drawn, or at a node that had none below it.
    assert.equal(last === undefined ? 0 : (last.to ?? last.at), from);
    for (const turn of path) assert.equal(turn.to === undefined, turn.gen >= turn.cont);
  }
});

test("what is told twice, or was never asked, changes nothing; the order of telling within a batch neither", () => {
  const grownBy = (order: readonly number[]) => {
    const tree = new BranchingTree(plain);
    const next = stream("batch");
    const batch = Array.from({ length: 5 }, () => tree.ask(next));
    for (const place of order) tree.tell(batch[place]?.id ?? 0, place / 5);
    tree.tell(99, 1);
    return [tree.prospect(0.5), tree.form, tree.expected(0), tree.expected(1)];
  };
  const inOrder = grownBy([0, 1, 2, 3, 4]);
  assert.deepEqual(JSON.stringify(grownBy([0, 0, 1, 1, 2, 3, 4, 4])), JSON.stringify(inOrder));
  const [other, ...rest] = grownBy([4, 2, 0, 3, 1]);
  const [mine, ...same] = inOrder;
  assert.deepEqual(rest[0], same[0]);
  assert.ok(Math.abs((other as { above: number }).above - (mine as { above: number }).above) < 1e-12);
});

// One score of 1 at the root: GEN is Beta(1.5, .5) with mean .75, CONT the prior. P(one of two above .5) = 1 - I_.5(1.5, .5) * 1/2, and
// I_.5(1.5, .5) = 1/2 - 1/pi.
test("the prospect at the root is that of its two posteriors", () => {
  const tree = new BranchingTree({ ...plain, members: 1 });
  asked(tree, [1]);
  const { above, mean } = tree.prospect(0.5);
  assert.ok(Math.abs(above - (1 - (0.5 - 1 / Math.PI) / 2)) < 1e-12, String(above));
  assert.equal(mean, 0.75);
  assert.equal(tree.prospect(1).above, 0);
});

test("a score comes back to every edge above it: CONT of the root and the child's own posterior", () => {
  for (let seed = 0; seed < 50; seed++) {
    const tree = new BranchingTree({ ...plain, members: 1 });
    const steps = asked(tree, [0, 1, 1, 1, 1, 1], `${seed}`);
    const below = steps.filter(({ from }) => from !== 0).length;
    const fresh = steps.length - below;
    // GEN has one 0, the others that were made at the root are 1; CONT has only 1s. Means: (.5 + fresh - 1)/(1 + fresh), (.5 + below)/(1 + below).
    const means = [(fresh - 0.5) / (1 + fresh), (0.5 + below) / (1 + below)];
    assert.ok(Math.abs(tree.prospect(0).mean - Math.max(...means)) < 1e-12);
  }
});

test("an answer that never came counts as 0 and makes no node, and a dropped step is no step", () => {
  const tree = new BranchingTree(plain);
  const next = stream("none");
  const step = tree.ask(next);
  tree.tell(step.id, undefined);
  assert.equal(tree.expected(step.member), 0.25);
  tree.drop(tree.ask(next));
  assert.deepEqual(tree.form.nodes, 0);
  assert.deepEqual([tree.form.fresh, tree.form.refined], [1, 0]);
});

test("by upper confidence bound each member is asked once before any is asked twice", () => {
  const steps = asked(new BranchingTree({ ...plain, members: 5, pick: "ucb" }), [0.9, 0.1, 0.2, 0.3, 0.4]);
  assert.deepEqual(
    steps.map(({ member }) => member).toSorted((a, b) => a - b),
    [0, 1, 2, 3, 4],
  );
});
