import { statSync } from "node:fs";
import { findRun } from "../lab/index.ts";
import { UserError } from "../util/bug.ts";
import { withStore } from "./home.ts";
import { sizeWords } from "./size-words.ts";

/** Deletes a run once that was agreed to. */
export async function deleteRun(
  run: string,
  options: { readonly yes?: boolean; readonly json?: boolean; readonly ledger?: string },
): Promise<void> {
  await withStore(options.ledger, "change", async (store) => {
    const { id, state, created } = findRun(store, run);
    if (options.yes !== true) {
      if (process.stdin.isTTY !== true) throw new UserError(`Deleting ${id} cannot be undone. Add --yes to agree.`);
      const { confirm, isCancel } = await import("@clack/prompts");
      const agreed = await confirm({ message: `Delete ${id} (${state}, of ${created.slice(0, 10)}) for good?`, initialValue: false });
      if (agreed !== true || isCancel(agreed)) return;
    }
    const before = statSync(store.file).size;
    store.remove(id);
    const freed = Math.max(0, before - statSync(store.file).size);
    if (options.json === true) {
      process.stdout.write(`${JSON.stringify({ deleted: id, freed })}\n`);
      return;
    }
    process.stdout.write(
      `Deleted ${id}. The ledger is ${sizeWords(freed)} smaller: the run's texts, their indexes and room that was free. Reports that were written stay where they are.\n`,
    );
  });
}
