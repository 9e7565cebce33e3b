import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openRunResources } from "../src/lab/trials/run-resources.ts";
import { openDailyBudget } from "../src/lab/trials/daily-budget.ts";
import { execute } from "../src/lab/trials/execute.ts";
import type { Plan } from "../src/lab/plan/plan.ts";
import { openStore, type RunLedger } from "../src/ledger/index.ts";
import { openTopology } from "../src/topologies/index.ts";
import type { Model, Task, World } from "../src/types.ts";

/** A folder that is gone when `work` has ended. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "catallaxy-bench-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Tasks whose prompts differ, so that no answer comes from the ledger. */
export function sums(count: number): Task[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `sum-${index}`,
    category: "arithmetic",
    prompt: `What is ${index} plus ${index}? Work it out step by step, then answer with the number alone on the last line.`,
    grader: { kind: "exact", answer: String(2 * index) },
  }));
}

export interface FakeRun {
  readonly model: Model;
  readonly tasks: readonly Task[];
  readonly topology: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly members?: number;
  readonly outputCap?: number;
}
/** A plan as an experiment would give it, with `members` seats of one model and no verifier. */
export function planOf(run: FakeRun, cap: number): Plan {
  const seats = Array.from({ length: run.members ?? 1 }, (_, index) => ({ name: `m${index + 1}`, model: run.model }));
  const world: World = run.model.world;
  const terms = {
    attempts: 1,
    feedback: "reason",
    outputCap: run.outputCap ?? 200,
    visibility: "all",
    warmFirst: false,
    selfJudging: "refused",
  } as const;
  const topology = openTopology(run.topology, run.options);
  const planned = { name: run.topology, entry: run.topology, topology, terms, seats, limits: {}, bound: false, verifier: { kind: "none" } };
  return {
    name: "bench",
    description: "",
    suite: { name: "sums", tasks: run.tasks },
    learning: new Set(),
    topologies: [planned],
    judgeSeats: [],
    world,
    live: world === "live",
    repetitions: 1,
    seed: "1",
    draws: "shared",
    cap,
    baseline: run.topology,
    margin: 0.03,
    shadow: [],
    destinations: [],
    warnings: [],
  };
}

/** Executes a plan on a ledger file as `catallaxy run` does; wall and CPU time in milliseconds of the execution alone. */
export async function runPlan(
  plan: Plan,
  file: string,
  concurrency: number,
  watch: (ledger: RunLedger) => void = () => {},
): Promise<{ wallMs: number; cpuMs: number; calls: number; spent: number; held: number }> {
  const store = openStore(file);
  store.create({ id: "bench", experiment: "bench", config: {}, state: "running", world: plan.world, seed: "1", created: "" });
  const ledger = store.ledger("bench");
  watch(ledger);
  const day = openDailyBudget(plan, file, "bench", () => Date.now());
  const opened = openRunResources(plan, ledger, new AbortController().signal, { spent: 0, day }, { tries: 1, callMs: 60_000 });
  const began = performance.now();
  const cpu = process.cpuUsage();
  await execute(plan, opened.services, ledger, concurrency, () => {});
  await ledger.durable();
  const wallMs = performance.now() - began;
  const used = process.cpuUsage(cpu);
  await opened.close();
  day?.close();
  const calls = [...ledger.calls()].filter((row) => row.state === "settled").length;
  const { spent, held } = ledger.spentAndHeld();
  store.close();
  return { wallMs, cpuMs: (used.user + used.system) / 1000, calls, spent, held };
}
