import type { Ask, Json, Model, Reply, CallContext } from "../../types.ts";
import { fail } from "../../util/failure.ts";
import { sha256Parts } from "../../util/hash.ts";
import { noUsage } from "../../util/money.ts";
import { billed, type CacheUse, priceOf, quoteOf } from "./billing.ts";
import { chanceOf } from "./chance.ts";
import { filled } from "./filler.ts";
import type { SimulatedCall, LatentModel } from "./latent-model.ts";
import { sceneOf } from "./parsed-prompt.ts";
import type { Profile } from "./settings.ts";
import { said } from "./speech.ts";
import { wantedOf } from "../../util/wanted-of.ts";
import { blockText } from "../../util/block-text.ts";
import { isRecord } from "./claims.ts";
import { defined } from "../../util/defined.ts";

/**
 * A simulated member as a model. Contract: never rejects; the reply is a function of the world, the draw's seed, repetition and
 * occurrence, and the ask. `turn` has no part in it, since two topologies that ask the same share one draw at different turns.
 */
export function member(nature: LatentModel, profile: Profile, cacheUsage?: CacheUse): Model {
  const price = priceOf(profile);
  return {
    id: profile.id,
    family: profile.family,
    world: "simulated",
    price,
    ...defined({ weights: profile.weights }),
    quote: (ask) => quoteOf(ask, price),
    call: (ask, watch) => Promise.resolve(replyTo(nature, profile, { ask, watch, cacheUsage })),
  };
}

interface SimulatedAsk {
  readonly ask: Ask;
  readonly watch: CallContext;
  readonly cacheUsage?: CacheUse | undefined;
}

function replyTo(nature: LatentModel, profile: Profile, { ask, watch, cacheUsage }: SimulatedAsk): Reply {
  if (watch.signal?.aborted === true) {
    return { ...fail("aborted", "A reply was wanted; the call was called off before it left."), usage: noUsage, cost: 0, ms: 0 };
  }
  const moment = momentOf(nature, profile, ask, watch);
  const wanted = wantedOf(ask);
  const made = wanted === undefined ? undefined : filled(moment, wanted);
  const object = ask.shape === undefined ? undefined : made;
  const text = object !== undefined ? JSON.stringify(object) : isRecord(made) ? blockText(made, ask.blocks ?? {}) : said(moment);
  const { voices, truth } = moment.scene;
  const turns = truth.turns?.length ?? 1;
  const bill = billed(ask, text, { profile, chance: moment.chance, spread: nature.settings.work.spread, voices, turns, cache: cacheUsage });
  watch.onFirst?.();
  const whole: { object?: Json } = object === undefined || bill.cut ? {} : { object };
  const flags = bill.cut ? ["truncated"] : [];
  return {
    ok: true,
    text: bill.text,
    ...whole,
    stop: bill.cut ? "length" : "end",
    usage: bill.usage,
    cost: bill.cost,
    ms: bill.ms,
    receipt: { model: profile.id, price: profile.id, firstMs: bill.firstMs, ...(flags.length === 0 ? {} : { flags }) },
  };
}

function momentOf(nature: LatentModel, profile: Profile, ask: Ask, { draw }: CallContext): SimulatedCall {
  const scene = sceneOf(ask, nature.index, draw.task);
  const draws = `${nature.seed}|${draw.seed}|${draw.repetition}|${profile.id}`;
  const wanted = wantedOf(ask);
  const shape = wanted === undefined ? "" : JSON.stringify(wanted);
  const roles = ask.messages.map((message) => message.role[0]).join("");
  const digest = sha256Parts(scene.text, roles, shape, String(ask.maxTokens), String(ask.temperature ?? ""));
  return {
    nature,
    profile,
    scene,
    chance: chanceOf(`${draws}|${draw.occurrence}|${digest}`),
    session: chanceOf(`${draws}|${scene.truth.key}`),
  };
}
