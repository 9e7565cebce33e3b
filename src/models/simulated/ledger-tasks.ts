import type { Json } from "../../types.ts";
import { textOr } from "./claims.ts";
import type { SimulatedCall } from "./latent-model.ts";
import { move, plan } from "./plans.ts";
import { opinion } from "./verdicts.ts";

/**
 * What a manager has done next on a written ledger: nothing where the answer so far looks right to it; that answer mended where it does not; the
 * answer from the results that are there; else the whole where it is sure of it, or its natural parts and what joins them.
 */
export function ledgerTasks(moment: SimulatedCall, most: number): { [key: string]: Json }[] {
  const { candidates, results } = moment.scene;
  const whole = (id: string, brief: string, needs: readonly string[]) => ({ brief, id, needs: [...needs], yields: "answer" });
  const artefact = candidates.at(-1);
  if (artefact !== undefined) {
    if (artefact.rejected === undefined && opinion(moment).passed) return [];
    return [whole("mend", "Mend the answer so far; where it cannot be mended, work the task out anew.", ["artefact"])];
  }
  const joining = "Join the results into the complete answer.";
  if (results.length > 0) {
    const done = [...new Set(results.map(({ part }) => part))];
    return [whole("answer", joining, done)];
  }
  const parts = most < 2 || move(moment, ["whole", "part"]) === "whole" ? [] : plan(moment, 1, most - 1);
  if (parts.length < 2) return [whole("answer", "Work the task out and check the result.", [])];
  const named = parts.map((part) => ({ brief: textOr(part.brief, ""), id: textOr(part.id, ""), needs: part.needs ?? [], yields: "entry" }));
  const ids = named.map(({ id }) => id);
  return [...named, whole("answer", joining, ids)];
}
