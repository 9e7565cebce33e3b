import { z } from "zod";

const day = 86_400_000;
const ms = z
  .number({ error: "wanted milliseconds" })
  .int("wanted whole milliseconds")
  .positive("wanted more than 0 ms")
  .max(day, `at most ${day} ms, a day`);

/** What a live member may be told about how its model is reached; none of it has an effect on recorded and simulated ones. */
export const memberSettings = z.strictObject({
  /** The longest a call may take, in milliseconds, a day at most: until its headers, until its whole answer, and between two pieces of it. */
  timeoutMs: ms.optional(),
  /** The same apart: `headers` and `body` since the call left, `silence` between two pieces, `connect` until a connection stands. */
  timeouts: z.strictObject({ headers: ms.optional(), body: ms.optional(), silence: ms.optional(), connect: ms.optional() }).optional(),
  /** What the provider lets through per minute, where it is known: calls then leave at that pace instead of being refused. */
  requestsPerMinute: z.number().positive().optional(),
  tokensPerMinute: z.number().positive().optional(),
  /** The longest that one call waits for limits, in milliseconds; beyond it the run ends resumable. Ten minutes when left out. */
  maxWaitMs: z.int().positive().optional(),
  maxInputTokens: z.int().positive().optional(),
  /** Whether the provider is asked to force the schema, or the model is only told it. */
  structuredOutput: z.enum(["native", "prompt"]).optional(),
  /** A file of certificates (PEM) to trust beside the usual ones; from where the experiment stands. */
  ca: z.string().min(1).optional(),
});
export type MemberSettings = z.output<typeof memberSettings>;
