import { readFileSync, statSync } from "node:fs";
import { ChangedLedger, findRun, type Store } from "../lab/index.ts";
import { UserError } from "../util/bug.ts";
import { count } from "../util/count.ts";
import { inert } from "../util/inert.ts";
import { answer } from "./answer.ts";
import { withStore } from "./home.ts";
import { fingerprintOf, publicText, readSealKey } from "./seal-key.ts";
import { readSeal } from "./seal.ts";
import { verdictOn } from "./verdict-on.ts";

interface Options {
  readonly ledger?: string;
  readonly json?: boolean;
  readonly seal?: string;
  readonly signer?: string;
}

/** Says whether a run is as it was written, and as it was sealed; exit code 1 where it is not. */
export async function verifyStored(run: string, options: Options): Promise<void> {
  try {
    await verified(run, options);
  } catch (thrown) {
    if (!(thrown instanceof ChangedLedger)) throw thrown;
    process.exitCode = 1;
    const { message } = thrown;
    if (options.json === true) process.stdout.write(`${inert(JSON.stringify({ run, intact: false, message }), "json")}\n`);
    else answer(`CHANGED: ${message}`);
  }
}

async function verified(run: string, options: Options): Promise<void> {
  await withStore(options.ledger, "read", async (store) => {
    const id = run === "last" ? findRun(store, run).id : run;
    const found = await verdictOn(store, id);
    const sealed = found.intact && options.seal !== undefined ? underSeal(store, id, options.seal, options.signer) : undefined;
    const intact = found.intact && sealed?.broken === undefined;
    process.exitCode = intact ? 0 : 1;
    if (options.json === true) {
      const told = { run: id, ...found, intact, ...(sealed && { seal: sealed }), ...(sealed?.broken && { message: sealed.broken }) };
      process.stdout.write(`${inert(JSON.stringify(told), "json")}\n`);
    } else if (!found.intact) answer(`CHANGED: ${found.message}`);
    else if (sealed?.broken !== undefined) answer(`CHANGED: ${sealed.broken}`);
    else {
      answer(
        `Intact: ${count(found.trials, "trial")}, ${count(found.events, "event")}, ${count(found.calls, "call")}. Their fingerprint:\nDigest ${found.digest}`,
      );
      if (sealed !== undefined) answer(`Sealed ${sealed.sealed} by ${sealed.signer}`);
    }
  });
}

interface UnderSeal {
  readonly sealed?: string;
  readonly signer?: string;
  readonly broken?: string;
}

function underSeal(store: Store, id: string, file: string, signer: string | undefined): UnderSeal {
  const read = readSeal(textOf(file));
  if (!read.ok) return { broken: `The seal ${file} ${read.failure.message}.` };
  const { seal } = read;
  const key = fingerprintOf(seal.publicKey);
  if (signer !== undefined && signer !== key) return { broken: `The seal ${file} is signed by key ${key}, not by ${signer}.` };
  if (seal.run !== id) return { broken: `The seal ${file} is of run ${seal.run}, not of ${id}.` };
  if (seal.rows !== store.fingerprint(id))
    return {
      broken: `Run ${id} is not as it was when it was sealed (${seal.sealed}, key ${key}): it went on since then, or its ledger was rewritten.`,
    };
  const own = readSealKey();
  const mine = own !== undefined && publicText(own) === seal.publicKey;
  const whose =
    mine || signer !== undefined
      ? mine
        ? "your key"
        : "the key you named"
      : "a key that is not yours: compare it with what its owner says";
  return { sealed: seal.sealed, signer: `key ${key} (${whose})` };
}

/** A seal is a few hundred characters. */
const mostBytes = 100_000;

function textOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) throw new UserError(`There is no seal ${file}. \`catallaxy seal <run>\` writes one.`);
  if (!stat.isFile() || stat.size > mostBytes) throw new UserError(`${file} is no seal: a file of at most ${mostBytes} bytes is wanted.`);
  return readFileSync(file, "utf8");
}
