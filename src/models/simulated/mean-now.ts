import { lastCode, verdictOfCode } from "./codes.ts";
import type { SimulatedCall } from "./latent-model.ts";
import { roleEffect } from "./role-effect.ts";
import { roleLoad, roleNow } from "./roles.ts";

/** The latent mean for this call: the lasting part, less what length and roles cost, plus what feedback, lessons and a role give. */
export function meanNow(moment: SimulatedCall, role = roleNow(moment)): number {
  const { nature, profile, scene } = moment;
  const { work, reading } = nature.settings;
  const doublings = Math.max(0, Math.log2(Math.max(1, scene.inputTokens) / work.contextKnee));
  const told =
    scene.candidates.find((candidate) => candidate.rejected === "reason") ?? scene.candidates.find((candidate) => candidate.rejected);
  const gain = told?.rejected === "reason" ? reading.reasonGain : told === undefined ? 0 : reading.reasonGain / 3;
  const wrong = scene.slices.filter((text) => lastCode(nature.seed, text)?.right === false).length / Math.max(1, scene.slices.length);
  const lost = scene.unread + (1 - scene.unread) * wrong;
  return (
    nature.mean(profile, scene.truth) -
    work.contextLoss * doublings -
    work.sliceLoss * lost +
    gain +
    taught(moment) +
    roleEffect(nature, profile, scene.truth, role) -
    roleLoad(moment)
  );
}

/** What lessons bring: sound ones of the task's category less unsound ones, as a share of those that are shown. */
function taught({ nature: { seed, settings }, scene: { lessons, truth } }: SimulatedCall): number {
  if (lessons.length === 0) return 0;
  const own = lessons.filter(({ category }) => category === truth.category);
  const sound = own
    .map(({ code }) => verdictOfCode(seed, code))
    .reduce((sum, right) => sum + (right === undefined ? 0 : right ? 1 : -1), 0);
  return (settings.work.lessonGain * sound) / lessons.length;
}
