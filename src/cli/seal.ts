import { createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { z } from "zod";
import type { Result } from "../types.ts";
import { fail } from "../util/failure.ts";
import { canonical } from "../util/hash.ts";
import { publicText } from "./seal-key.ts";

const sealSchema = z.strictObject({
  seal: z.literal(1),
  run: z.string(),
  /** SHA-256 over all rows of the run. */
  rows: z.string(),
  digest: z.string(),
  trials: z.number(),
  events: z.number(),
  calls: z.number(),
  /** Nano-dollars. */
  spent: z.number(),
  held: z.number(),
  sealed: z.string(),
  publicKey: z.string(),
  signature: z.string(),
});
/** What a run was when it was signed, by whom, and the signature over all of it. */
export type Seal = z.infer<typeof sealSchema>;
export type SealContent = Omit<Seal, "seal" | "publicKey" | "signature">;

/** Signs the canonical JSON of everything in the seal but the signature. */
export function makeSeal(sealed: SealContent, key: KeyObject): Seal {
  const body = { seal: 1, ...sealed, publicKey: publicText(key) } as const;
  return { ...body, signature: sign(null, Buffer.from(canonical(body)), key).toString("base64") };
}

/** Reads a seal whose signature is right; whether its key is anybody's is for the reader to say. */
export function readSeal(text: string): Result<{ seal: Seal }> {
  const read = parse(text);
  if (!read.success) return fail("malformed", "is no seal of catallaxy");
  const { signature, ...body } = read.data;
  try {
    const key = createPublicKey({ key: Buffer.from(body.publicKey, "base64"), type: "spki", format: "der" });
    if (key.asymmetricKeyType === "ed25519" && verify(null, Buffer.from(canonical(body)), key, Buffer.from(signature, "base64")))
      return { ok: true, seal: read.data };
  } catch {
    return fail("malformed", "has no key that can be read");
  }
  return fail("malformed", "was changed after it was signed: its signature does not fit");
}

function parse(text: string) {
  try {
    return sealSchema.safeParse(JSON.parse(text));
  } catch {
    return sealSchema.safeParse(undefined);
  }
}
