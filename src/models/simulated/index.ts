import type { Json, Model, Suite } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { type CacheUse, priceOf } from "./billing.ts";
import { member } from "./member.ts";
import { latentModelOf } from "./latent-model.ts";
import { defaultPopulation } from "./population.ts";
import { type CompleteSettings, type WorldSettings, worldSettings } from "./settings.ts";

export type { CacheUse } from "./billing.ts";
export { defaultPopulation } from "./population.ts";
export * from "./closed-form.ts";
export { normalCdf, normalQuantile } from "./normal-law.ts";
export { fitWorld, type FitRow, type WorldFit } from "./fit.ts";
export { canBeRight } from "./ground-truth.ts";
export { syntheticSuite } from "./synthetic-suite.ts";
export { profileSchema, type WorldSettings, worldSettings } from "./settings.ts";

/** A simulated population before a suite. `describe` is what a report must say of it. */
export interface SimulatedWorld {
  /** Throws a `UserError` for an id that is not in the population. */
  model(id: string): Model;
  ids(): string[];
  describe(): { readonly [key: string]: Json };
}

/**
 * The simulated world: a multilevel probit that speaks the protocols of docs/protocols.md. The same suite, settings and seed give the
 * same members anywhere. `cacheUsage` says how input tokens are billed; without it every input token is uncached.
 */
export function simulatedWorld(suite: Suite, settings: WorldSettings, seed: string, cacheUsage?: CacheUse): SimulatedWorld {
  const parsed = worldSettings.parse(settings);
  const world = parsed.population.length > 0 ? parsed : { ...parsed, population: [...defaultPopulation] };
  const nature = latentModelOf(suite, world, seed);
  const models = new Map(world.population.map((profile) => [profile.id, member(nature, profile, cacheUsage)]));
  if (models.size < world.population.length) throw new UserError("Every simulated member needs an id of its own; two have the same.");
  return {
    model(id) {
      const model = models.get(id);
      if (model !== undefined) return model;
      throw new UserError(`A simulated member was wanted; there is none named "${id}".${didYouMean(id, [...models.keys()])}`);
    },
    ids: () => [...models.keys()],
    describe: () => describe(world, seed),
  };
}

function describe(world: CompleteSettings, seed: string): { readonly [key: string]: Json } {
  const { population, ...parameters } = world;
  const members = population.map((profile) => {
    const { input, output } = priceOf(profile);
    return { id: profile.id, family: profile.family, skill: profile.skill, input, output };
  });
  return { world: "simulated", seed, members, parameters: JSON.parse(JSON.stringify(parameters)) as Json };
}
