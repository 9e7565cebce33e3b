import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { openSharedBudget, openStore, type RunLedger } from "../../src/ledger/index.ts";
import { Bug } from "../../src/util/bug.ts";
import { noUsage } from "../../src/util/money.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Writes a ledger with rows in every table that can have some at rest: two runs of examples with caps, and one with calls of every state, a settlement and a trial that began anew. */
export async function tamperedLedger(file: string): Promise<void> {
  for (const example of ["examples/caps.yaml", "examples/starter/lab.config.ts"]) {
    const words = ["--conditions=catallaxy-source", "src/cli/main.ts", "run", example, "--quiet", "--ledger", file];
    const { status, stderr } = spawnSync(process.execPath, words, { cwd: root, encoding: "utf8" });
    if (status !== 0) throw new Bug(`${example} did not run: ${stderr}`);
  }
  const store = openStore(file);
  store.create({
    id: "states",
    experiment: "e",
    config: { a: 1 },
    state: "running",
    world: "live",
    seed: "7",
    created: "2026-01-01T00:00:00.000Z",
  });
  const ledger = store.ledger("states");
  fill(ledger);
  ledger.recover();
  ledger.settle("call-3", 0, { cost: 30, by: "ada", how: "by the invoice" });
  await ledger.durable();
  store.close();
  const budget = openSharedBudget(file, { name: () => "day:2026-01-01", account: "states", cap: 1e9 });
  const hold = budget.hold(500);
  if (hold.ok) hold.settle(40);
  budget.hold(70);
  budget.close();
}

function fill(ledger: RunLedger): void {
  const at = (trial: string, clock: number) => ({ trial, span: "", at: clock });
  const usage = { ...noUsage, uncached: 3, output: 2 };
  for (let i = 0; i < 6; i++) {
    const [key, trial] = [`call-${i}`, `t${i % 3}`];
    const ask = ledger.put({ key });
    ledger.open({ key, model: "fake/model", trial, member: `m${i % 2}`, purpose: "attempt", hold: 100, ask });
    if (i === 4) continue;
    const lost = {
      ok: false,
      failure: { code: "timeout", message: "silence" },
      usage: noUsage,
      cost: 100,
      ms: 9,
      receipt: { flags: ["outcome-unknown"] },
    } as const;
    const came = { ok: true, text: String(i), stop: "end", usage, cost: 40 + i, ms: 12 } as const;
    ledger.close(key, i === 3 ? lost : came);
    ledger.append(at(trial, i), {
      type: "call",
      key,
      member: `m${i % 2}`,
      model: "fake/model",
      purpose: "attempt",
      ok: i !== 3,
      usage,
      cost: 40 + i,
      start: i,
      ms: 12,
      ask,
      reply: ledger.put({ text: String(i) }),
    });
  }
  ledger.restart("t2");
  for (const trial of ["t0", "t1"]) ledger.append(at(trial, 9), { type: "trial-end", state: "answered", answer: "4", cost: 80, ms: 9 });
}
