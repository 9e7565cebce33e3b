import type { HubSettings } from "./hub-cycle.ts";

/** What a hub with these stages does, in one line: without a split there is nothing to merge, and without a critique nothing to revise. */
export function hubGist({ stages }: Pick<HubSettings, "stages">): string {
  const on = (stage: HubSettings["stages"][number]): boolean => stages.includes(stage);
  const [merges, criticized] = [on("split") && on("recompose"), on("critique")];
  const revises = criticized && on("revise");
  const begin = on("split") ? "a hub splits the task, workers do the parts" : "a hub hands the whole task to one worker";
  if (revises) return `${begin}, the hub ${merges ? "merges and revises" : "revises"}`;
  const end = merges ? ", the hub merges" : on("split") ? ", joined as they are" : "";
  return `${begin}${end}${criticized ? ", a critic reads it" : ""}`;
}
