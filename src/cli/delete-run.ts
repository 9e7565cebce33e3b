import { statSync } from "node:fs";
import { findRun } from "../lab/index.ts";
import { UserError } from "../util/bug.ts";
import { answer } from "./answer.ts";
import { canAsk, confirmed } from "./confirmed.ts";
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
      if (!canAsk()) throw new UserError(`Deleting ${id} cannot be undone. Add --yes to agree.`);
      if (!(await confirmed(`Delete ${id} (${state}, of ${created.slice(0, 10)}) for good?`))) return;
    }
    const { run: _run, ...size } = store.sizes().find((each) => each.run === id) ?? { run: id, rows: 0, bodies: 0, shared: 0 };
    const before = statSync(store.file).size;
    store.remove(id);
    const after = statSync(store.file).size;
    if (options.json === true) {
      process.stdout.write(`${JSON.stringify({ deleted: id, ...size, file: { before, after }, freed: Math.max(0, before - after) })}\n`);
      return;
    }
    answer(`Deleted ${id}. ${deletedWords(size, { before, after })}`);
  });
}

/** What went in the words of `du`, and why the file shrank by another amount. */
function deletedWords(
  { rows, bodies, shared }: { readonly rows: number; readonly bodies: number; readonly shared: number },
  { before, after }: { readonly before: number; readonly after: number },
): string {
  const kept = shared === 0 ? "none of which other runs use" : `of which ${sizeWords(shared)} stay, since other runs use them too`;
  const change = `${sizeWords(before)} to ${sizeWords(after)}`;
  const why = after < before ? "indexes of those texts and room that was free went with them" : "the room is free for new runs";
  return `Its texts were ${sizeWords(rows + bodies)}, ${kept}. The file went from ${change} on the disk: ${why}. Reports that were written stay where they are.`;
}
