import type { Json } from "../../types.ts";
import type { SimulatedCall } from "./latent-model.ts";
import { looks } from "./perception.ts";

/** What a member that compares the answers it is shown puts into the five lists: who gives the same result, and which results look right to it. */
export function comparison(moment: SimulatedCall): { readonly [list: string]: Json } {
  const { scene } = moment;
  const groups = [...Map.groupBy(scene.candidates, ({ text }) => scene.truth.signatureOf(text)).values()];
  const labelsOf = (group: typeof scene.candidates) => group.map(({ label }) => label);
  const consensus = groups
    .filter((group) => group.length > 1)
    .map((group) => ({ point: "These give the same result.", by: labelsOf(group) }));
  const sides = groups.map((group) => {
    const [first] = group;
    const holds = first !== undefined && looks(moment, first) > 0;
    return {
      point: holds ? "Their result looks right when it is checked." : "Their result looks wrong when it is checked.",
      by: labelsOf(group),
    };
  });
  return { consensus, contradictions: groups.length > 1 ? sides : [], partial: [], unique: [], blindSpots: [] };
}
