import { closerAmong, closerRules, operatorSeat, topologyKinds } from "../../topologies/index.ts";
import type { Seat, Terms } from "../../types.ts";
import { defined } from "../../util/defined.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { PartError } from "../../util/part-error.ts";
import type { PlannedTopology } from "./plan.ts";

/** Options that name whoever writes the final answer. */
const offices = ["aggregator", "chairman", "closer", "coordinator", "decider", "hub", "manager", "member", "orchestrator", "writer"];

/** A closer that is no rule and nobody who sits there is told before anything is spent. Throws `UserError` that names the nearest. */
export function checkCloser(name: string, { closer }: Terms, seats: readonly Seat[]): void {
  const names = seats.map((seat) => seat.name);
  if (closer === undefined || closerRules.some((rule) => rule === closer) || names.includes(closer)) return;
  const nearest = didYouMean(closer, [...closerRules, ...names]);
  const members = names.join(", ");
  throw PartError.of(
    ["closer"],
    `The topology "${name}" wants "${closer}" to write the final answer, who does not sit in it.${nearest} Wanted ${closerRules.join(", ")}, or one of its members: ${members}.`,
  );
}

/** The member who closes in a topology where its options name nobody; undefined where chance says. */
export function closerIn({ seats, terms }: Pick<PlannedTopology, "seats" | "terms">): string | undefined {
  const members = seats.filter(({ name }) => name !== operatorSeat);
  return closerAmong(
    members.map(({ name, model: { price } }) => ({ name, ...defined({ price }) })),
    terms.closer,
  );
}

/** Who writes the final answers where the options leave that open, and by which rule. */
export function closerNotes(topologies: readonly PlannedTopology[]): string[] {
  const open = topologies.filter((one) => one.seats.length > 1 && isOpen(one));
  const byWords = Map.groupBy(open, (one) => `by ${closerIn(one) ?? "whoever is drawn"} (closer: ${one.terms.closer ?? "strongest"})`);
  const told = [...byWords].map(([words, those]) => `${[...new Set(those.map(({ entry }) => entry))].join(", ")} ${words}`);
  return told.length === 0 ? [] : [`Final answers where no option names who writes them: ${told.join("; ")}.`];
}

function isOpen({ topology: { name, settings } }: PlannedTopology): boolean {
  const kind = topologyKinds.find((one) => one.name === name);
  if (kind === undefined || kind.ignores.includes("closer")) return false;
  const said = new Map(Object.entries(settings ?? {}));
  return offices.every((office) => said.get(office) === undefined);
}
