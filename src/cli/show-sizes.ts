import { statSync } from "node:fs";
import { table, wrap } from "../lab/index.ts";
import { refuseChanged, withStore } from "./home.ts";
import { sizeWords } from "./size-words.ts";
import { terminalWidth } from "./terminal-width.ts";

/** Shows the size of every run and of the file. */
export async function showSizes(options: { readonly ledger?: string; readonly json?: boolean }): Promise<void> {
  await withStore(options.ledger, "read", async (store) => {
    refuseChanged(store);
    const sizes = store.sizes();
    const file = statSync(store.file).size;
    if (options.json === true) {
      process.stdout.write(`${JSON.stringify({ file: store.file, bytes: file, runs: sizes })}\n`);
      return;
    }
    const rows = sizes.map(({ run, rows, bodies, shared }) => [run, sizeWords(rows + bodies), sizeWords(shared)]);
    const columns = [
      { title: "run", whole: true },
      { title: "size", right: true },
      { title: "shared", right: true },
    ];
    const width = terminalWidth();
    const words = [
      ...wrap("Size: a run's texts. Shared: those of them that other runs use as well; deleting the run does not free them.", width),
      "",
      ...wrap(
        `The ledger takes ${sizeWords(file)} on the disk in all, with the indexes of those texts and free room. Deleting a run takes its size less what is shared out of it, the indexes of that, and whatever room is free.`,
        width,
      ),
      store.file,
    ];
    process.stdout.write(`${[...table(columns, rows, width), "", ...words].join("\n")}\n`);
  });
}
