import { z } from "zod";
import { secretIn } from "../util/secret-address.ts";

const day = 86_400_000;
const ms = z.int().positive().max(day);
const text = z.string().min(1);

/** The address of a server; one that holds a secret is refused, in words that do not repeat it. */
export const addressSetting = z
  .url({ protocol: /^https?$/ })
  .refine((address) => secretIn(address) === undefined, { error: (issue) => secretIn(String(issue.input)) ?? "" });

/** A host, with its port where that is not the usual one, as it stands in an address. */
export const hostSetting = z
  .string()
  .regex(/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d+)?$/i, "a host as in the address, such as llm.example or 127.0.0.1:8080");

/** One part of a host's name, between dots: whatever else stood there could name another host. */
export const hostLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

const effort = z.enum(["none", "minimal", "low", "medium", "high", "xhigh", "max"]);
const hidden = z.int().positive();

/** One value for every purpose, or one for each that is named; a repair is asked for as what it repairs. */
const perPurpose = <T extends z.ZodType>(value: T) => {
  const one = value.optional();
  const purposes = { attempt: one, retry: one, bid: one, plan: one, route: one, verdict: one, critique: one, merge: one };
  return z.union([value, z.strictObject({ default: one, ...purposes, message: one, vote: one, grade: one, shadow: one, preflight: one })]);
};

/** What a live member may be told about how its model is reached; none of it has an effect on recorded and simulated ones. */
export const memberSettings = z.strictObject({
  /** The longest a call may take, in milliseconds, a day at most: until its headers, until its whole answer, and between two pieces of it. */
  timeoutMs: ms.optional(),
  /** The same apart: `headers` and `body` since the call left, `silence` between two pieces, `connect` until a connection stands. */
  timeouts: z.strictObject({ headers: ms.optional(), body: ms.optional(), silence: ms.optional(), connect: ms.optional() }).optional(),
  /** What the provider lets through per minute, where it is known: calls then leave at that pace instead of being refused. */
  requestsPerMinute: z.number().positive().optional(),
  tokensPerMinute: z.number().positive().optional(),
  /** The longest that one call waits for limits in all, in milliseconds: between its tries and for its turn. Beyond it the run pauses. */
  maxWaitMs: z.int().positive().optional(),
  maxInputTokens: z.int().positive().optional(),
  /** Whether the provider is asked to force the schema, or the model is only told it. */
  structuredOutput: z.enum(["native", "prompt"]).optional(),
  /** How much the model reasons before it answers, where its provider can be told; by purpose, as in { default: medium, bid: low }. */
  effort: perPurpose(effort).optional(),
  /** Hidden tokens at most, beside those of the answer (`terms.outputCap`). */
  maxThinking: perPurpose(hidden).optional(),
  /** Whether marks of chat templates in texts, such as `<|im_end|>`, are taken apart; when absent, for local servers, which read them as their own. */
  templateTokens: z.enum(["neutralize", "keep"]).optional(),
  /** Under which name a chat server wants the cap on output tokens; when absent the other name is tried where it refuses `max_tokens`. */
  maxTokensField: z.enum(["max_tokens", "max_completion_tokens"]).optional(),
  /** Headers of every request; `${NAME}` stands for the environment variable NAME. An empty text takes a header away. */
  headers: z.record(text, z.string()).optional(),
  /** Query parameters of every request; `${NAME}` as in headers. */
  query: z.record(text, z.union([z.string(), z.number(), z.boolean()])).optional(),
  /** Fields of every request's JSON body beside those that a call sets, such as a provider's routing. */
  body: z.record(text, z.json()).optional(),
  /** Who is billed at OpenAI and servers like it. */
  organization: text.optional(),
  /** OpenAI's project id, or the Google Cloud project of Vertex. */
  project: text.optional(),
  /** The region of Bedrock, or the location of Vertex. */
  region: text.regex(hostLabel, "the name of a region alone, such as us-east-1, eu or global").optional(),
  /** The name of an Azure OpenAI resource. */
  resource: text.regex(hostLabel, "the name of a resource alone, such as mine for mine.openai.azure.com").optional(),
  /** A dated Azure API version asks the deployment by its own address. */
  apiVersion: text.optional(),
  /** Which of OpenAI's interfaces an Azure deployment is asked through. */
  api: z.enum(["responses", "chat"]).optional(),
  /** A file of certificates (PEM) to trust beside the usual ones; from where the experiment stands. */
  ca: text.optional(),
});
export type MemberSettings = z.output<typeof memberSettings>;
