import type { Nano, Result } from "../types.ts";
import { caught, fail } from "../util/failure.ts";
import { toNano } from "../util/money.ts";
import { keyFor } from "./destination.ts";
import { providerOf } from "./kinds.ts";
import type { MemberSettings } from "./member-settings.ts";
import { openFetch } from "./open-fetch.ts";
import { timeLimitsOf } from "./time-limits.ts";

type Environment = { readonly [name: string]: string | undefined };

/** Who made a call, as far as it matters to ask its provider about it. */
export interface BilledMember {
  readonly model: string;
  readonly baseUrl?: string | undefined;
  readonly apiKeyEnv?: string | undefined;
  readonly sendKeyTo?: string | undefined;
  readonly settings?: MemberSettings | undefined;
}

const openRouter = "https://openrouter.ai/api/v1";
/** A person waits for this answer. */
const patienceMs = 30_000;

/** Whether the provider of this model tells afterwards what a call cost. */
export function tellsCosts(model: string): boolean {
  return model.startsWith("openrouter/");
}

/**
 * What the provider says that an answer of this id cost: OpenRouter's `GET /generation?id=`. A failure in plain words where it
 * does not know the id, does not answer, or says no amount. The key goes where the member's own calls may take it. Throws a `UserError` for a missing key.
 */
export async function costByProvider(billed: BilledMember, response: string, env: Environment): Promise<Result<{ cost: Nano }>> {
  const { model, baseUrl, apiKeyEnv, sendKeyTo, settings = {} } = billed;
  const kind = providerOf("openrouter");
  if (kind === undefined || !tellsCosts(model))
    return fail("unsupported", `the provider of ${model} has no address that tells what a call cost`);
  const { key = "" } = keyFor({ model, kind, baseUrl, place: {}, apiKeyEnv, sendKeyTo, settings }, env);
  const fetch = await openFetch(env, timeLimitsOf(model, settings).connect, settings.ca);
  const address = `${(baseUrl ?? openRouter).replace(/\/+$/, "")}/generation?id=${encodeURIComponent(response)}`;
  const asked = await caught("provider", async () => {
    const answer = await fetch(address, {
      headers: key === "" ? {} : { authorization: `Bearer ${key}` },
      signal: AbortSignal.timeout(patienceMs),
    });
    return { status: answer.status, text: await answer.text() };
  });
  if (!asked.ok)
    return fail("provider", `the provider could not be asked: ${asked.failure.message.replaceAll(key === "" ? "\u0000" : key, "[key]")}`);
  const { status, text } = asked.value;
  if (status === 404) return fail("unknown", `the provider knows no answer ${response}; it may need a minute to book one`);
  if (status !== 200)
    return fail(
      "provider",
      `the provider answered with status ${status}: ${text.replaceAll(key === "" ? "\u0000" : key, "[key]").slice(0, 200)}`,
    );
  const cost = costIn(text);
  return cost === undefined ? fail("malformed", "the provider's answer says no amount in data.total_cost") : { ok: true, cost };
}

function costIn(text: string): Nano | undefined {
  try {
    const { data } = JSON.parse(text) as { data?: { total_cost?: unknown } | null };
    const told = data?.total_cost;
    return typeof told === "number" && told >= 0 && Number.isSafeInteger(toNano(told)) ? toNano(told) : undefined;
  } catch {
    return undefined;
  }
}
