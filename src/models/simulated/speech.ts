import type { SimulatedCall } from "./latent-model.ts";
import { answer, work } from "./solving.ts";
import { opinion, preference, problems } from "./verdicts.ts";

/** The reply to an ask without a shape: a critique, a ranking or a verdict where the instruction wants one, else an answer. */
export function said(moment: SimulatedCall): string {
  const { instruction, candidates, critique, results, speaks } = moment.scene;
  if (speaks) return work(moment).text;
  if (candidates.length === 0 || critique !== undefined || results.length > 0) return answer(moment).text;
  if (
    /\b(?:answer|solution|result|revise|rewrite)\b[^.]*\b(?:complete|whole|final|full)\b|\bcomplete answer\b|\brevise\b/i.test(instruction)
  ) {
    return answer(moment).text;
  }
  if (/\brank(?:ing)?\b/i.test(instruction) && candidates.length > 1) return rankingText(moment);
  if (/critici[sz]e|critique|attack|what is wrong|find (?:the |any |all |every )?(?:flaw|fault|problem|mistake|error)/i.test(instruction))
    return critiqueText(moment);
  if (/\b(?:pass|verdict|judge|is it right)\b/i.test(instruction) && candidates.length === 1) return verdictText(moment);
  return answer(moment).text;
}

function critiqueText(moment: SimulatedCall): string {
  const found = problems(moment);
  return found.length === 0 ? "I find no problem with it." : found.map((problem) => `- Problem: ${problem}`).join("\n");
}

function rankingText(moment: SimulatedCall): string {
  const order = preference(moment).map(({ label }, place) => `${place + 1}. ${label}`);
  return `FINAL RANKING:\n${order.join("\n")}`;
}

function verdictText(moment: SimulatedCall): string {
  return opinion(moment).passed ? "PASS. The result follows and nothing is missing." : "FAIL. The result does not hold when checked.";
}
