import type { Json } from "../../types.ts";
import { codeOf, verdictOfCode } from "./codes.ts";
import type { SimulatedCall } from "./latent-model.ts";
import { meanNow } from "./mean-now.ts";
import { skillOf } from "./skill-of.ts";
import { normalCdf, normalQuantile } from "./normal-law.ts";
import { checkerOf } from "./perception.ts";

const steps = ["Read off what is given", "Reduce it to what decides", "Work the cases out", "Check the result another way"];

/**
 * A plan of four steps, each of which ends in a code that only the world can tell sound or not. Its author knows as little of its own success as when
 * it states a probability: a step is sound with chance Phi(typical + insight x (latent - typical) + noise), noise the plan's own.
 */
export function strategy(moment: SimulatedCall): string {
  const { nature, profile, chance, scene } = moment;
  const { insight, noise } = nature.settings.bidding;
  const typical = skillOf(profile, scene.truth.category);
  const known = typical + insight * (meanNow(moment) - typical) + noise * chance.gaussian("plan");
  const written = steps.map((step, at) => {
    const sound = chance.flip(`plan:${at}`, normalCdf(known));
    return `${at + 1}. ${step} (${codeOf(nature.seed, `${scene.truth.key}|plan|${chance.unit(`step:${at}`)}`, sound)}).`;
  });
  return written.join("\n");
}

/** A score for each plan that the ask shows: the share of its steps that look sound to the juror, who errs over each as over an answer. */
export function planScores({ nature, profile, scene, chance }: SimulatedCall): { [name: string]: Json }[] {
  const { sensitivity, specificity } = checkerOf(profile, nature.settings);
  const plans = [...scene.text.matchAll(/<plan-([0-9a-f]{16}) id="([^"]+)">\n([\s\S]*?)\n<\/plan-\1>/g)];
  return plans.map(([, , label = "", text = ""]) => {
    const codes = (text.match(/\b[0-9a-f]{8}\b/g) ?? []).filter((code) => verdictOfCode(nature.seed, code) !== undefined);
    const looks = codes.filter((code) => {
      const signal = verdictOfCode(nature.seed, code) === true ? normalQuantile(sensitivity) : -normalQuantile(specificity);
      return chance.gaussian(`plan-score:${code}`) + signal > 0;
    });
    const score = codes.length === 0 ? 0.5 : looks.length / codes.length;
    return { why: score < 1 ? "One step does not follow." : "Each step follows.", label, score };
  });
}
