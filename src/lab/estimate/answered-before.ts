import { keysAfter } from "../../calls/index.ts";
import type { Store } from "../../ledger/index.ts";
import type { CallRow, Nano } from "../../types.ts";

/** The answers that a ledger has to calls that a run would make, and how many of them it was asked for. */
export interface AnsweredBefore {
  /** The answer to this call or to the try that followed its failure; undefined where it would be paid. */
  find(key: string): CallRow | undefined;
  /** The answers that were found so far, each once. */
  taken(): { readonly calls: number; readonly cost: Nano };
}

/** What `--reuse` takes over from the runs of a store; undefined where it has none. */
export function answeredBefore(store: Store): AnsweredBefore | undefined {
  const [newest] = store.runs();
  if (newest === undefined) return undefined;
  const ledger = store.ledger(newest.id);
  const known = new Map<string, CallRow | undefined>();
  const look = (key: string): CallRow | undefined => {
    // A later try is the answer to the first.
    if (/\.\d+$/.test(key)) return undefined;
    const own = [key, ...keysAfter(ledger, key, 0)].map((each) => ledger.call(each)).find((row) => row?.state === "settled");
    const reply = own?.reply ?? ledger.elsewhere(key)?.reply;
    return reply === undefined ? undefined : { key, state: "settled", model: own?.model ?? "", trial: own?.trial ?? "", hold: 0, reply };
  };
  return {
    find(key) {
      if (!known.has(key)) known.set(key, look(key));
      return known.get(key);
    },
    taken() {
      const found = [...known.values()].flatMap((row) => row?.reply ?? []);
      return { calls: found.length, cost: found.reduce((sum, { cost }) => sum + cost, 0) };
    },
  };
}
