import type { ArmResult } from "../../valuation/index.ts";
import type { DecideSettings } from "./decide-settings.ts";

/** What a run of the written experiment does otherwise than decide counted. */
export function writtenRemarks(arms: readonly ArmResult[], { checkers }: DecideSettings): string[] {
  const apart = arms.filter(({ arm, setup }) => arm.startsWith("index, ") && setup?.kind === "index" && setup.apart);
  const priced = checkers.flatMap(({ name, wish }) => (wish.kind !== "none" && wish.price > 0 ? [`${name} $${wish.price}`] : []));
  const columns = checkers.flatMap(({ wish }) => (wish.kind === "column" ? [wish.column] : []));
  return [
    "Single models, votes and cascades go by the rule that decide counted, and a checker errs by chance where decide takes the mean. Topologies index and agreement learn anew, from counts by member and category or from rates, without the joint fit and the confidences that decide learns from: their figures differ from decide's.",
    ...(apart.length === 0
      ? []
      : [`Decided with members taken to fail independently, which topology index does not: ${apart.map(({ arm }) => arm).join("; ")}.`]),
    ...(priced.length === 0
      ? []
      : [
          `No verdict is charged in this run: index weighs its price (${priced.join(", ")}) and pays none, a cascade neither, so their costs are lower than decide's by that price for each verdict.`,
        ]),
    ...(columns.length === 0
      ? []
      : [
          `Checker ${columns[0]} is here a checker with the rates that were measured on the half \`choose\`, drawn by chance: its recorded verdicts are not used.`,
        ]),
  ];
}
