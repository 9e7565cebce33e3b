import { loadExperiment } from "../../src/lab/experiment/load-experiment.ts";
import { startRun } from "../../src/lab/run/run.ts";
import { openStore, recordedSets } from "../../src/lab/index.ts";
import { counted, foldTrialsFrom, type TrialRow } from "../../src/statistics/index.ts";

/** Every topology's outcome on every scored task of a recorded set, repetitions averaged; cost in nano-dollars. */
export interface Table {
  readonly set: string;
  readonly tasks: readonly { readonly id: string; readonly category: string }[];
  readonly arms: readonly { readonly name: string; readonly passed: readonly number[]; readonly cost: readonly number[] }[];
}

/** Runs all bundled recorded experiments in full, through the real topologies. */
export async function recordedTables(): Promise<Table[]> {
  const tables: Table[] = [];
  for (const { name } of recordedSets()) tables.push(await tableOf(name));
  return tables;
}

async function tableOf(set: string): Promise<Table> {
  const experiment = await loadExperiment(`recorded/${set}`);
  const store = openStore(":memory:");
  const signal = new AbortController().signal;
  const { run, plan, summary } = await startRun(experiment, { store, environment: {}, concurrency: 8, now: () => 0, signal });
  const rows = (await foldTrialsFrom(store.ledger(run).read())).filter((row) => !plan.learning.has(row.task));
  store.close();
  const bounds = plan.topologies.filter(({ bound }) => bound === true).map(({ name }) => name);
  const names = summary.topologies.map(({ name }) => name).filter((name) => !bounds.includes(name));
  const cells = Map.groupBy(rows, (row) => `${row.topology}\n${row.task}`);
  const tasks = plan.suite.tasks.filter(({ id }) => names.every((name) => (cells.get(`${name}\n${id}`) ?? []).some(counted)));
  return {
    set,
    tasks: tasks.map(({ id, category }) => ({ id, category })),
    arms: names.map((name) => {
      const own = tasks.map(({ id }) => cells.get(`${name}\n${id}`) ?? []);
      return { name, passed: own.map(passRate), cost: own.map((rows) => mean(rows, ({ cost }) => cost)) };
    }),
  };
}

function passRate(rows: readonly TrialRow[]): number {
  return mean(rows.filter(counted), ({ passed }) => Number(passed));
}

function mean(rows: readonly TrialRow[], of: (row: TrialRow) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
}
