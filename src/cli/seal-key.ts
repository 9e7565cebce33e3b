import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { UserError } from "../util/bug.ts";
import { wordsOf } from "../util/failure.ts";
import { makeFolder } from "../util/make-folder.ts";
import { sha256 } from "../util/hash.ts";

/** The user's own key for seals: Ed25519, in the home folder, for its owner alone. */
export function sealKeyPath(): string {
  return join(homedir(), ".catallaxy", "seal-key.pem");
}

/** Reads the key, or makes it on first use. Throws a `UserError` for one that others may read, or that is none. */
export function sealKey(): KeyObject {
  const file = sealKeyPath();
  const known = readSealKey();
  if (known !== undefined) return known;
  const { privateKey } = generateKeyPairSync("ed25519");
  makeFolder(join(file, ".."), { of: "the key for seals", instead: "make the home folder writable", mode: 0o700 });
  try {
    writeFileSync(file, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600, flag: "wx" });
  } catch (thrown) {
    throw new UserError(`The key for seals could not be written to ${file} (${wordsOf(thrown)}). Make the folder writable.`);
  }
  return privateKey;
}

/** The key where there is one already. */
export function readSealKey(): KeyObject | undefined {
  const file = sealKeyPath();
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  if (process.platform !== "win32" && (stat.mode & 0o077) !== 0)
    throw new UserError(`The key for seals ${file} may be read by others. Type: chmod 600 ${file}`);
  try {
    const key = createPrivateKey(readFileSync(file));
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch {
    // Said below: what is no key is told as a key of another kind is.
  }
  throw new UserError(
    `The file ${file} holds no Ed25519 key. Restore it from a copy, or move it away: a new key is made then, under which old seals are not yours.`,
  );
}

/** The public half as base64 of its SPKI form. */
export function publicText(key: KeyObject): string {
  return createPublicKey(key).export({ type: "spki", format: "der" }).toString("base64");
}

/** By which people compare keys: the first half of the SHA-256 of the public key. */
export function fingerprintOf(publicKey: string): string {
  return sha256(publicKey).slice(0, 32);
}
