import { digestOrder, findRun, isPreflight, readPlan, type Store } from "../lab/index.ts";
import { inert } from "../util/inert.ts";
import { withStore } from "./home.ts";

/** Says whether a run is as it was written; exit code 1 where it is not. */
export async function verifyStored(run: string, options: { readonly ledger?: string; readonly json?: boolean }): Promise<void> {
  await withStore(options.ledger, "read", async (store) => {
    const id = run === "last" ? findRun(store, run).id : run;
    const found = await verdict(store, id);
    process.exitCode = found.intact ? 0 : 1;
    if (options.json === true) process.stdout.write(`${inert(JSON.stringify({ run: id, ...found }), "json")}\n`);
    else if (!found.intact) process.stdout.write(`${inert(`CHANGED: ${found.message}`, "terminal")}\n`);
    else process.stdout.write(`Intact: ${found.trials} trials, ${found.events} events, ${found.calls} calls.\nDigest ${found.digest}\n`);
  });
}

type Verdict =
  | { readonly intact: true; readonly digest: string; readonly trials: number; readonly events: number; readonly calls: number }
  | { readonly intact: false; readonly message: string };

async function verdict(store: Store, id: string): Promise<Verdict> {
  const checked = store.verify(id);
  if (!checked.ok) return { intact: false, message: checked.failure.message };
  const record = findRun(store, id);
  const ledger = store.ledger(id);
  const digest = ledger.digest(digestOrder(await readPlan(record)));
  if (record.digest !== undefined && record.digest !== digest)
    return { intact: false, message: `run ${id}: the digest kept with the run in table runs differs from that of its trials` };
  // The question whether a model can be asked is no trial.
  const trials = checked.trials - ledger.trials().filter(isPreflight).length;
  return { intact: true, digest, trials, events: checked.events, calls: checked.calls };
}
