import { isFunctionAddress, nameOfFunction } from "../../util/functions.ts";
import { modelPrice } from "../../models/model-price.ts";
import { bookVersion, isBookPrice, priceOf } from "../../models/prices.ts";
import type { Json, Price, Seat } from "../../types.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { leaves } from "./open-members.ts";
import type { Plan } from "./plan.ts";

/** The prices that a run began with: they hold to its end, whatever later price books say. */
export interface PinnedPrices {
  readonly book: string;
  /** By model id as the experiment names it. */
  readonly models: Readonly<Record<string, Price>>;
}

/** The price of every model that a plan may ask, those inside firms included. */
export function pricesOf(plan: Pick<Plan, "topologies" | "judgeSeats" | "live">, experiment: Experiment): PinnedPrices {
  const seats = [...plan.topologies.flatMap((topology) => topology.seats), ...plan.judgeSeats];
  const opened = seats.flatMap(({ model }): [string, Price][] => (model.price === undefined ? [] : [[model.id, model.price]]));
  const inner = leaves([...experiment.members, ...experiment.judges]).flatMap(({ model, embedded, price }): [string, Price][] => {
    const id = plan.live ? (model ?? embedded) : (embedded ?? model);
    const priced = id === undefined || /^(simulated|recorded)\//.test(id) ? undefined : modelPrice(id, price);
    return id !== undefined && priced?.ok === true ? [[id, priced.price]] : [];
  });
  // What was opened is what is asked; the book tells the rest.
  return { book: bookVersion, models: Object.fromEntries([...inner, ...opened]) };
}

/** The prices that a stored run was begun with; undefined for runs that were stored without. */
export function pinnedIn(config: Json): PinnedPrices | undefined {
  return (config as { prices?: PinnedPrices } | null)?.prices;
}

/** Says where the book has other prices by now than a run was begun with. */
export function pinNotes(pinned: PinnedPrices | undefined): string[] {
  if (pinned === undefined || pinned.book === bookVersion) return [];
  const moved = Object.entries(pinned.models).filter(([id, price]) => isBookPrice(price) && differs(id, price));
  const where = moved.length === 0 ? "no price of this run has changed" : `changed since: ${moved.map(([id]) => id).join(", ")}`;
  return [`This run keeps the prices of the book ${pinned.book}; the book is now ${bookVersion}, ${where}.`];
}

/** Which book live members are billed by, who was matched by an alias, and whose price the experiment or the provider gives. */
export function priceNotes(seats: readonly Seat[], pinned?: PinnedPrices): string[] {
  const models = new Map(
    seats.flatMap(({ model }) => (model.world === "live" && model.price !== undefined ? [[model.id, model.price]] : [])),
  );
  if (models.size === 0) return [];
  const booked = [...models].filter(([, price]) => isBookPrice(price));
  const aliases = booked.filter(([id, price]) => price.id !== id).map(([id, price]) => `${id} as ${price.id}`);
  const stated = [...models].filter(([, price]) => !isBookPrice(price));
  const named = (some: readonly (readonly [string, Price])[]): string =>
    some.map(([id]) => (isFunctionAddress(id) ? nameOfFunction(id) : id)).join(", ");
  const own = stated.filter(([, price]) => price.source === "experiment");
  // A provider of a plugin's says what its models charge, whatever it calls the source.
  const provided = stated.filter(([, price]) => price.source !== "experiment");
  const parts = [
    ...(booked.length === 0 ? [] : [`the book ${pinned?.book ?? bookVersion}${aliases.length === 0 ? "" : ` (${aliases.join(", ")})`}`]),
    ...(own.length === 0 ? [] : [`the experiment's own for ${named(own)}`]),
    ...(provided.length === 0 ? [] : [`the provider's own for ${named(provided)}`]),
  ];
  return [`Prices: ${parts.join("; ")}.`, ...tierNotes(seats)];
}

/** Who asks to be served otherwise than by default, and what that is priced at. */
function tierNotes(seats: readonly Seat[]): string[] {
  const asking = new Map(seats.flatMap(({ name, model: { asks } }) => (asks === undefined ? [] : [[name, asks] as const])));
  return [...asking].map(([name, { served, unpriced }]) => {
    const known = served.filter((tier) => !unpriced.includes(tier));
    const held =
      known.length === 0
        ? []
        : [`${known.join(" and ")}: held at that price where it is above the standard one, which the likely cost goes by`];
    const lost =
      unpriced.length === 0
        ? []
        : [
            `${unpriced.join(" and ")}: no price of that is known, so it is held and priced at the standard rate. State it in price.served of ${name}`,
          ];
    return `${name} asks to be served as ${[...held, ...lost].join("; ")}.`;
  });
}

function differs(id: string, price: Price): boolean {
  const now = priceOf(id);
  if (!now.ok) return true;
  const rates = ({ input, output, cacheRead, cacheWrite5m, cacheWrite1h, tiers = [] }: Price): string =>
    JSON.stringify([input, output, cacheRead, cacheWrite5m, cacheWrite1h, tiers]);
  return rates(now.price) !== rates(price);
}
