import type { Suite } from "../../types.ts";
import { type Chance, gaussian } from "./chance.ts";
import { normalCdf } from "./normal-law.ts";
import type { ParsedPrompt } from "./parsed-prompt.ts";
import type { Profile, CompleteSettings } from "./settings.ts";
import { type TaskIndex, taskIndex } from "./task-index.ts";
import type { GroundTruth } from "./ground-truth.ts";
import { skillOf } from "./skill-of.ts";

/** A world: its settings, its tasks, and the shocks that last from call to call. */
export interface LatentModel {
  readonly seed: string;
  readonly settings: CompleteSettings;
  readonly index: TaskIndex;
  /** Latent of a member on a task before the try's own shock: the same in every repetition. */
  mean(profile: Profile, truth: GroundTruth): number;
}
/** One call: who, what it reads, and the chance that belongs to this draw and these messages. */
export interface SimulatedCall {
  readonly nature: LatentModel;
  readonly profile: Profile;
  readonly scene: ParsedPrompt;
  readonly chance: Chance;
  /** Chance of the same member, task, repetition, whatever is asked: what its personas have in common. */
  readonly session: Chance;
}

/** discrimination x (skill - difficulty) + shock of the task + shock of the member on the task, all in units of one try's total shock. */
export function latentModelOf(suite: Suite, settings: CompleteSettings, seed: string): LatentModel {
  const means = new Map<string, number>();
  const { shared, retry } = settings.errors;
  return {
    seed,
    settings,
    index: taskIndex(suite, seed),
    mean(profile, truth) {
      const key = `${profile.id}|${truth.key}`;
      const known = means.get(key);
      if (known !== undefined) return known;
      const aim = truth.discrimination * (skillOf(profile, truth.category) - truth.difficulty);
      const common = Math.sqrt(shared) * gaussian(`${seed}|task|${truth.key}`);
      const own = Math.sqrt(retry - shared) * gaussian(`${seed}|model|${key}`);
      if (means.size > 200_000) means.clear();
      means.set(key, aim + common + own);
      return aim + common + own;
    },
  };
}

/** The shock of one try in this call; personas of one session share the part that `persona` says. */
export function tryShock({ nature, scene, chance, session }: SimulatedCall, voice = 0): number {
  const own = chance.gaussian(`try:${voice}`);
  if (scene.voices < 2 && !scene.inPersona) return own;
  const rho = nature.settings.errors.persona;
  return Math.sqrt(rho) * session.gaussian("session") + Math.sqrt(1 - rho) * own;
}

/** P(success of one try) at this latent mean. */
export function successChance(mean: number, retry: number): number {
  if (retry >= 1) return mean > 0 ? 1 : 0;
  return normalCdf(mean / Math.sqrt(1 - retry));
}
