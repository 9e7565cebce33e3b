import { closerAmong, closerRules, operatorSeat, strongestBy, topologyKinds } from "../../topologies/index.ts";
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
export function closerIn(planned: Pick<PlannedTopology, "seats" | "terms">): string | undefined {
  return closerAmong(mayClose(planned), planned.terms.closer);
}

function mayClose({ seats }: Pick<PlannedTopology, "seats">) {
  return seats
    .filter(({ name }) => name !== operatorSeat)
    .map(({ name, model: { price, meanCost } }) => ({ name, ...defined({ price, meanCost }) }));
}

/** Who writes the final answers where the options leave that open, and by which rule; whose answer wins a vote that is tied. */
export function closerNotes(topologies: readonly PlannedTopology[]): string[] {
  const open = topologies.filter((one) => one.seats.length > 1 && isOpen(one));
  const byWords = Map.groupBy(open, (one) => `by ${whoCloses(one)} (closer: ${ruleWords(one)})`);
  const told = [...byWords].map(([words, those]) => `${entries(those)} ${words}`);
  const tied = Map.groupBy(
    topologies.filter((one) => tieOf(one) !== undefined),
    (one) => tieOf(one) ?? "",
  );
  const ties = [...tied].map(([name, those]) => `${entries(those)} to ${name}, where one of the tied answers is its own (ties: ${name})`);
  return [
    ...(told.length === 0 ? [] : [`Final answers where no option names who writes them: ${told.join("; ")}.`]),
    ...(ties.length === 0 ? [] : [`Votes that are tied go: ${ties.join("; ")}.`]),
  ];
}

function entries(those: readonly PlannedTopology[]): string {
  return [...new Set(those.map(({ entry }) => entry))].join(", ");
}

/** One after another takes the place of whoever has no capacity left. */
function whoCloses({ seats, terms }: PlannedTopology): string {
  const bound = new Map(Object.entries(terms.capacity?.of ?? {}));
  const names: string[] = [];
  for (let left = mayClose({ seats }); left.length > 0; left = left.filter(({ name }) => name !== names.at(-1))) {
    const name = closerAmong(left, terms.closer);
    if (name === undefined) return "whoever is drawn";
    names.push(name);
    if (!bound.has(name)) break;
  }
  return names.length === 1 && !bound.has(names[0] ?? "") ? (names[0] ?? "") : `${names.join(", then ")}, each while its capacity lasts`;
}

function ruleWords(planned: PlannedTopology): string {
  const { closer = "strongest" } = planned.terms;
  if (closer !== "strongest") return closer;
  const by = strongestBy(mayClose(planned));
  return by === undefined
    ? "the first, since neither prices nor recorded costs tell who is strongest"
    : by === "cost"
      ? "strongest by mean recorded cost"
      : closer;
}

/** The member whom a topology's option names for ties. */
function tieOf({ topology: { settings }, seats }: PlannedTopology): string | undefined {
  const ties = new Map(Object.entries(settings ?? {})).get("ties");
  return seats.find(({ name }) => name === ties)?.name;
}

function isOpen({ topology: { name, settings } }: PlannedTopology): boolean {
  const kind = topologyKinds.find((one) => one.name === name);
  if (kind === undefined || kind.ignores.includes("closer")) return false;
  const said = new Map(Object.entries(settings ?? {}));
  // Tries of everybody, of which one is chosen: nobody writes last.
  if (said.get("spread") === true) return false;
  return offices.every((office) => said.get(office) === undefined);
}
