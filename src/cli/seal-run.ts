import { writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { findRun, type Store } from "../lab/index.ts";
import { UserError } from "../util/bug.ts";
import { asTyped } from "../util/command-name.ts";
import { commandLine } from "../util/command-line.ts";
import { wordsOf } from "../util/failure.ts";
import { makeFolder } from "../util/make-folder.ts";
import { inert } from "../util/inert.ts";
import { answer } from "./answer.ts";
import { folderOf, withStore } from "./home.ts";
import { fingerprintOf, sealKey } from "./seal-key.ts";
import { makeSeal, type SealContent } from "./seal.ts";
import { jsonText } from "../util/json-text.ts";
import { verdictOn } from "./verdict-on.ts";

/** Signs an intact run and writes the seal. Throws a `UserError` for a run that does not verify. */
export async function sealRun(
  run: string,
  options: { readonly out?: string; readonly json?: boolean; readonly ledger?: string },
): Promise<void> {
  await withStore(options.ledger, "read", async (store) => {
    const { id } = findRun(store, run);
    const seal = makeSeal(await sealedOf(store, id), sealKey());
    const file = resolve(options.out ?? resolve(folderOf(options.ledger), "seals", `${id}.json`));
    makeFolder(dirname(file), { of: "the seal", instead: "name another file with --out" });
    try {
      writeFileSync(file, `${jsonText(seal, 2)}\n`);
    } catch (thrown) {
      throw new UserError(`The seal could not be written to ${file} (${wordsOf(thrown)}). Name another file with --out.`, 1);
    }
    if (options.json === true) process.stdout.write(`${inert(JSON.stringify({ ...seal, file }), "json")}\n`);
    else
      answer(
        `Sealed ${id}: ${file}\nKey ${fingerprintOf(seal.publicKey)}\nKeep the seal where the ledger is not; check it with\n${asTyped(commandLine(["verify", id, "--seal", file], { ledger: options.ledger }))}`,
      );
  });
}

/** What a seal says of a run as it is now. */
async function sealedOf(store: Store, id: string): Promise<SealContent> {
  const found = await verdictOn(store, id);
  if (!found.intact) throw new UserError(`Run ${id} was not sealed. ${found.message}`, 1);
  const { spent, held } = store.ledger(id).spentAndHeld();
  const { digest, trials, events, calls } = found;
  return { run: id, rows: store.fingerprint(id), digest, trials, events, calls, spent, held, sealed: new Date().toISOString() };
}
