import assert from "node:assert/strict";
import { test } from "node:test";
import { fail } from "../../util/failure.ts";
import { interleaved, type Turn } from "./interleaved.ts";
import type { PlannedTopology, TrialSpec } from "../plan/plan.ts";
import { sessionsOf } from "./sessions.ts";

interface Shape {
  readonly topologies: Readonly<Record<string, { readonly memory?: boolean; readonly topologyCap?: number }>>;
  readonly tasks: number;
  readonly repetitions: number;
}
/** Trials in plan order of topologies that are never asked. */
function trialsOf({ topologies, tasks, repetitions }: Shape): TrialSpec[] {
  const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
  return Object.entries(topologies).flatMap(([name, { memory = false, topologyCap }]) => {
    const topology: PlannedTopology = {
      name,
      entry: name,
      topology: { name, memory, solve: async () => fail("unsupported", "Nobody is asked here.") },
      terms: { attempts: 1, feedback: "none", outputCap: 1, visibility: "all", warmFirst: false, selfJudging: "refused" },
      seats: [],
      limits: {},
      ...(topologyCap === undefined ? {} : { caps: { topology: topologyCap } }),
      verifier: { kind: "none" },
    };
    return numbers(repetitions).flatMap((repetition) =>
      numbers(tasks).map((task) => ({
        id: `${name}/${task}/${repetition}`,
        topology,
        task: { id: String(task), category: "any", prompt: "", grader: { kind: "none" } },
        repetition,
      })),
    );
  });
}

/** Works the queue with `width` hands; `next` picks which of the trials under way ends first. Returns the ids as they ended. */
async function worked(trials: readonly TrialSpec[], width: number, next: (open: number) => number): Promise<string[]> {
  const queue = interleaved(sessionsOf(trials), width);
  const open: Turn[] = [];
  const ended: string[] = [];
  const take = (): void => {
    void queue.take().then((turn) => {
      if (turn !== undefined) open.push(turn);
    });
  };
  for (let hand = 0; hand < width; hand++) take();
  for (;;) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    const [turn] = open.splice(next(open.length), 1);
    if (turn === undefined) break;
    ended.push(turn.spec.id);
    assertLevel(ended, trials, width);
    turn.done();
    take();
  }
  return ended;
}

function assertLevel(ended: readonly string[], trials: readonly TrialSpec[], width: number): void {
  const names = [...new Set(trials.map(({ topology }) => topology.name))];
  const counts = names.map((name) => ended.filter((id) => id.startsWith(`${name}/`)).length);
  assert.ok(Math.max(...counts) - Math.min(...counts) <= width, `${names.join(", ")}: ${counts.join(", ")} with ${width} at a time`);
}

const three = { topologies: { solo: {}, market: { memory: true }, hub: {} }, tasks: 7, repetitions: 3 };

test("one hand works repetition by repetition, task by task, topology by topology", async () => {
  const trials = trialsOf({ topologies: { a: {}, b: { memory: true } }, tasks: 2, repetitions: 2 });
  const expected = ["a/0/0", "b/0/0", "a/1/0", "b/1/0", "a/0/1", "b/0/1", "a/1/1", "b/1/1"];
  assert.deepEqual(await worked(trials, 1, () => 0), expected);
});

test("whichever trials end first, the counts of topologies differ by at most the concurrency, and none is left out", async () => {
  const orders: ((open: number) => number)[] = [() => 0, (open) => open - 1, (open) => Math.floor(open / 2)];
  for (const width of [1, 2, 3, 8, 64]) {
    for (const order of orders) {
      const trials = trialsOf(three);
      const ended = await worked(trials, width, order);
      assert.deepEqual(ended.toSorted(), trials.map(({ id }) => id).toSorted());
    }
  }
});

test("a session with memory keeps the order of the suite, and so do trials that share a budget", async () => {
  const trials = trialsOf({ topologies: { market: { memory: true }, capped: { topologyCap: 1 } }, tasks: 6, repetitions: 2 });
  const ended = await worked(trials, 8, (open) => open - 1);
  for (const name of ["market", "capped"]) {
    const own = ended.filter((id) => id.startsWith(name));
    for (const repetition of ["0", "1"]) {
      const tasks = own.filter((id) => id.endsWith(`/${repetition}`)).map((id) => id.split("/")[1]);
      assert.deepEqual(tasks, ["0", "1", "2", "3", "4", "5"], `${name}, repetition ${repetition}`);
    }
  }
});

test("a closed queue gives nothing more, also to those who wait", async () => {
  const queue = interleaved(sessionsOf(trialsOf({ topologies: { market: { memory: true } }, tasks: 3, repetitions: 1 })), 4);
  const first = await queue.take();
  assert.equal(first?.spec.id, "market/0/0");
  const waiting = queue.take();
  queue.close();
  assert.equal(await waiting, undefined);
  assert.equal(await queue.take(), undefined);
});
