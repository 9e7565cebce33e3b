import type { TrialContext } from "../../calls/index.ts";
import { type CacheRules, cacheRules, cacheRulesFor } from "../../models/cache-rules.ts";
import { growingBlocks } from "../../models/prompt-blocks.ts";
import { promptCache } from "../../models/prompt-cache.ts";
import type { Seat } from "../../types.ts";
import { costOf, inputOf } from "../../util/money.ts";
import { own } from "../../util/own.ts";

/** A simulated member is billed as if its provider cached prompts as most do now: automatic, 1.25x to write, a tenth to read. */
const simulatedRules = "openai-writes";

/** The cache rules of a seat: those that the experiment names, else its provider's. */
export function rulesOf({ model }: Pick<Seat, "model">): CacheRules {
  const id = model.cache ?? (model.world === "simulated" ? simulatedRules : undefined);
  return (id === undefined ? undefined : own(cacheRules, id)) ?? cacheRulesFor(model.id);
}

/**
 * Bills the simulated calls of one trial as its provider's prompt cache would, the trial alone and its cache empty at the start.
 * Live and recorded calls keep what they were billed.
 */
export function promptCaches(): NonNullable<TrialContext["reprice"]> {
  const caches = new Map<string, ReturnType<typeof promptCache>>();
  const blocksOf = growingBlocks();
  return (seat, ask, reply, start) => {
    const { price } = seat.model;
    if (seat.model.world !== "simulated" || price === undefined) return reply;
    const inputTokens = inputOf(reply.usage);
    const rules = rulesOf(seat);
    if (inputTokens < rules.minimum) return reply;
    const name = `${seat.model.id} ${rules.id}`;
    const cache = caches.get(name) ?? promptCache(rules);
    caches.set(name, cache);
    const ready = start + (reply.receipt?.firstMs ?? reply.ms);
    const usage = { ...reply.usage, ...cache({ blocks: blocksOf(ask.messages), inputTokens, start, ready }) };
    return { ...reply, usage, cost: costOf(usage, price) };
  };
}
