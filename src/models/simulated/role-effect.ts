import { gaussian } from "./chance.ts";
import type { GroundTruth } from "./ground-truth.ts";
import type { LatentModel } from "./latent-model.ts";
import type { Profile } from "./settings.ts";
import { skillOf } from "./skill-of.ts";

/**
 * What a role adds to the latent of a try, whoever wrote its name: how well it suits the category (`fit`, the same for all members), and another
 * view of the task in place of a part of the member's own shock (`view`, less of it by `converge` the more able the member is). 0 without a role.
 */
export function roleEffect({ seed, settings }: LatentModel, profile: Profile, truth: GroundTruth, role: string | undefined): number {
  const { fit, view, converge } = settings.roles;
  if (role === undefined || (fit === 0 && view === 0)) return 0;
  const { retry, shared } = settings.errors;
  const share = view * Math.exp(-converge * Math.max(0, skillOf(profile, truth.category)));
  const own = gaussian(`${seed}|model|${profile.id}|${truth.key}`);
  const other = gaussian(`${seed}|view|${profile.id}|${truth.key}|${role}`);
  const seen = Math.sqrt(1 - share) * own + Math.sqrt(share) * other - own;
  return fit * roleSuits(seed, role, truth.category) + Math.sqrt(retry - shared) * seen;
}

/** How well a role suits a category in the world of this seed, standard normal. */
export function roleSuits(seed: string, role: string, category: string): number {
  return gaussian(`${seed}|fit|${category}|${role}`);
}
