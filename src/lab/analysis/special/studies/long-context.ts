import type { Task } from "../../../../types.ts";
import type { NamedStudy } from "../named-figures.ts";

/** A long context read whole against programs that slice it, by its length. */
export const longContext: NamedStudy = {
  title: "A long context read whole, and held in a variable that programs slice",
  groups: lengthWords,
  claims: [
    {
      a: "recursive",
      b: "long",
      sign: 0,
      published:
        "a reproduction beside the plain call, GPT-5-mini over twelve tasks: 69.5% at $4.74 plain, 69.7% at $7.92 recursive (minRLM); the authors have +26% beside compaction and +13% beside a coding agent, GPT-5, at comparable cost (arXiv 2512.24601), another reproduction is negative.",
    },
    {
      a: "recursive-weak",
      b: "long-weak",
      sign: -1,
      published: "the same reproduction with a weaker model: 63.2% plain, 43.3% recursive (minRLM).",
    },
  ],
  construction:
    "whoever reads more than `work.contextKnee` tokens loses `work.contextLoss` for each doubling; whoever answers from slices loses `work.sliceLoss` in proportion to what was not read or was told wrongly, which a weak reader does more often. With both losses at 0 and no luck in a try the arms of one model pass the same tasks.",
};

function lengthWords({ meta }: Task): string {
  const recipe = meta?.["recipe"];
  const tokens = typeof recipe === "object" && recipe !== null && "tokens" in recipe ? recipe.tokens : undefined;
  return typeof tokens === "number" ? `${Math.round(tokens / 1000)}k tokens` : "other tasks";
}
