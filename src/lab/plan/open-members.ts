import { firm } from "../../calls/index.ts";
import { cacheRules } from "../../models/cache-rules.ts";
import { keysFound } from "../../models/find-keys.ts";
import { functionModel } from "../../models/function-model.ts";
import { priceOf } from "../../models/prices.ts";
import { type ModelSpec, openModel } from "../../models/registry.ts";
import type { Model, Price, Seat, World } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { isFunctionAddress } from "../../util/functions.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { PartError, partOf, within } from "../../util/part-error.ts";
import type { Experiment, MemberEntry } from "../experiment/experiment.ts";
import { openTopologyOf } from "./open-topology-of.ts";
import type { EmbeddedWorlds } from "./open-worlds.ts";
import { topologyKind } from "../../topologies/index.ts";
import { checkOptionSeats } from "../experiment/option-seats.ts";
import { own } from "../../util/own.ts";
import { defined } from "../../util/defined.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of a plan that is only read: every key seems to be there, nothing else is looked up, and no call can be made. */
export const readingOnly: Environment = new Proxy({}, { get: () => "no call is made" });

/** Whether the live ids are used: when every live member has its key, of those `wanted`. A resumed run stays as it began (`wasLive`). */
export function chooseIds(
  experiment: Experiment,
  environment: Environment,
  wasLive?: boolean,
): { live: boolean; wanted: readonly string[] } {
  const members = leaves([...experiment.members, ...experiment.judges]);
  const missing = new Set<string>();
  const wanted = new Set<string>();
  for (const member of members) {
    if (member.embedded === undefined || member.model === undefined) continue;
    const name = keyVariable(member, {});
    if (name !== undefined) wanted.add(name);
    const variable = keyVariable(member, environment);
    if (variable !== undefined) missing.add(variable);
  }
  if (wasLive === true && missing.size > 0)
    throw new UserError(`This run began with live models. Set ${[...missing].join(", ")} and try again.`);
  return { live: wasLive ?? missing.size === 0, wanted: [...wanted] };
}

/** The environment variable that this member needs and that is not set. */
function keyVariable(member: MemberEntry, environment: Environment): string | undefined {
  if (member.apiKeyEnv !== undefined) return typeof environment[member.apiKeyEnv] === "string" ? undefined : member.apiKeyEnv;
  const provider = member.model?.split("/")[0];
  const key = keysFound(environment).find((entry) => entry.provider === provider);
  return key === undefined || key.present ? undefined : key.variable;
}

/** Members without firms: firms are replaced by their own members. */
export function leaves(members: readonly MemberEntry[]): MemberEntry[] {
  return members.flatMap((member) => (member.firm === undefined ? [member] : leaves(member.firm.members)));
}

/** What members are opened with; `prices` are those that a run was begun with. */
export interface Opening {
  readonly live: boolean;
  readonly worlds: EmbeddedWorlds;
  readonly environment: Environment;
  readonly prices?: Readonly<Record<string, Price>> | undefined;
  /** Certificates that members trust who name none of their own. */
  readonly ca?: string | undefined;
  /** The secrets of all members and judges that are opened with it. */
  readonly secrets: Set<string>;
}

/** Opens every member of the list at `path` as a seat. Throws `UserError` for two members of one name, a member without a model, an unpriced model. */
export async function openSeats(entries: readonly MemberEntry[], opening: Opening, path: readonly (string | number)[]): Promise<Seat[]> {
  const names = new Set<string>();
  const seats: Seat[] = [];
  for (const [index, entry] of entries.entries()) {
    try {
      if (names.has(entry.name)) throw PartError.of(["name"], `Two members are named "${entry.name}". Give each member a name of its own.`);
      names.add(entry.name);
      const model = await openMember(entry, opening);
      seats.push({ name: entry.name, model, ...manner(entry) });
    } catch (thrown) {
      throw partOf([...path, index], thrown);
    }
  }
  return seats;
}

/** What a member brings to every ask. */
function manner({ system, systemPlace, temperature, topP, stop, seed }: MemberEntry): Omit<Seat, "name" | "model"> {
  const own = { temperature, topP, stop: stop === undefined ? undefined : [stop].flat(), seed };
  const sampling = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  return {
    ...defined({ system, systemPlace }),
    ...(Object.keys(sampling).length === 0 ? {} : { sampling }),
  };
}

async function openMember(entry: MemberEntry, opening: Opening): Promise<Model> {
  const model = await openModelOf(entry, opening);
  if (entry.cache === undefined) return model;
  if (own(cacheRules, entry.cache) !== undefined) return { ...model, cache: entry.cache };
  const hint = didYouMean(entry.cache, Object.keys(cacheRules));
  throw PartError.of(["cache"], `Wanted cache rules by id for the member "${entry.name}"; got "${entry.cache}".${hint}`);
}

async function openModelOf(entry: MemberEntry, opening: Opening): Promise<Model> {
  const { live, worlds, environment, prices, ca, secrets } = opening;
  if (entry.firm !== undefined) {
    const { topology, options, members } = entry.firm;
    const seats = await openSeats(members, opening, ["firm", "members"]);
    within(["firm", "options"], () => checkOptionSeats(topologyKind(topology), options, seats, `The firm "${entry.name}"`));
    return firm(
      within(["firm"], () => openTopologyOf(topology, options, entry.name)),
      seats,
      entry.name,
    );
  }
  const id = live ? (entry.model ?? entry.embedded) : (entry.embedded ?? entry.model);
  if (id === undefined)
    throw new UserError(`Wanted a \`model\` for the member "${entry.name}"; got none. Write for example model: "openai/gpt-5-mini".`);
  if (isFunctionAddress(id)) return functionModel(id, entry.name, own(prices ?? {}, id) ?? priceOfFunction(id, entry));
  if (id.startsWith("simulated/")) return worlds.simulated(id);
  if (id.startsWith("recorded/")) return worlds.recorded(id);
  wantAddressAndPrice(entry, id);
  const settings = ca === undefined ? entry.settings : { ca, ...entry.settings };
  const surroundings = { env: environment, offline: environment === readingOnly, secrets, ...defined({ prices }) };
  try {
    return await openModel(specOf({ ...entry, settings }, id), surroundings);
  } catch (thrown) {
    throw withName(entry.name, thrown);
  }
}

/** What is to be typed for a member is typed with its name. */
function withName(name: string, thrown: unknown): unknown {
  return thrown instanceof UserError && !(thrown instanceof PartError)
    ? new UserError(thrown.message.replaceAll("--member <name>=", `--member ${name}=`))
    : thrown;
}

/** Functions among members and judges, firms' own included, that charge what they say when they have answered. */
export function unpricedMembers({ members, judges }: Pick<Experiment, "members" | "judges">): string[] {
  const unpriced = leaves([...members, ...judges]).filter(({ model, price }) => isFunctionAddress(model ?? "") && price === undefined);
  return [...new Set(unpriced.map(({ name }) => name))];
}

/** The price that is stated for a function; undefined where none is, and what it charges is known only afterwards. */
function priceOfFunction(id: string, { name, price }: MemberEntry): Price | undefined {
  if (price === undefined) return undefined;
  const priced = priceOf(id, price);
  if (!priced.ok) throw new UserError(`The member "${name}": ${priced.failure.message}`);
  return priced.price;
}

/** A server of the user's own has an address and a price; what to write is said for the file and for the command line. */
function wantAddressAndPrice({ name, baseUrl: stated, price }: MemberEntry, given: string): void {
  const inName = /^compatible\/(https?:\/\/\S+)$/i.exec(given)?.[1];
  if (!/^compatible\/./.test(given) || (inName === undefined && stated !== undefined && price !== undefined)) return;
  const id = inName === undefined ? given : "compatible/<model>";
  const baseUrl = stated ?? inName;
  const lacking = [...(baseUrl === undefined ? ["address"] : []), ...(price === undefined ? ["price"] : [])];
  const address = baseUrl ?? "http://127.0.0.1:11434/v1";
  const written = price === undefined || price === "free" ? "free" : `${price.input}/${price.output}`;
  throw new UserError(
    [
      inName === undefined
        ? `The member "${name}" (${id}) has no ${lacking.join(" and no ")}. Write:`
        : `The member "${name}" has an address where the name of its model belongs. Write:`,
      "  in the file:",
      `    - name: ${name}`,
      `      model: ${id}`,
      `      baseUrl: "${address}"`,
      `      price: ${price === undefined || price === "free" ? "free" : `{ input: ${price.input}, output: ${price.output} }`}`,
      "  on the command line:",
      `    --member ${name}=${id}@${address},price=${written}`,
      ...(price === undefined ? priceWords : []),
    ].join("\n"),
  );
}

const priceWords = [
  "A price is dollars per million tokens in and out; free is for a machine of your own.",
  "Where it is not free: price: { input: 0.5, output: 2 }, or ,price=0.5/2",
];

/** What a member's model is opened by. */
export function specOf({ baseUrl, apiKeyEnv, sendKeyTo, price, settings }: MemberEntry, model: string): ModelSpec {
  const given = Object.entries({ baseUrl, apiKeyEnv, sendKeyTo, price, settings }).filter(([, value]) => value !== undefined);
  return { model, ...Object.fromEntries(given) };
}

/** The world that a run is labelled with: "functions" where all who answer are functions, none of which says with a price that it costs. */
export function worldOf(seats: readonly Seat[], members: readonly MemberEntry[]): World | "functions" | "mixed" {
  const costly = leaves(members).some(({ model, price }) => isFunctionAddress(model ?? "") && price !== undefined && price !== "free");
  if (!costly && seats.length > 0 && seats.every(({ model }) => isFunctionAddress(model.id))) return "functions";
  const worlds = new Set(seats.map((seat) => seat.model.world));
  return worlds.size === 1 ? ([...worlds][0] ?? "mixed") : "mixed";
}
