import type { Destination } from "../../models/destination.ts";
import { destinationOfModel } from "../../models/registry.ts";
import { isFunctionAddress } from "../../util/functions.ts";
import { relative } from "node:path";
import type { MemberEntry } from "../experiment/experiment.ts";
import { type Environment, leaves, readingOnly, specOf } from "./open-members.ts";

/** One live member's or judge's asks: to which model, at which host, and with what. */
export interface SentAsk {
  readonly name: string;
  /** The member or judge of the experiment that it is, or whose firm it is in. */
  readonly seat: string;
  readonly role: "member" | "judge";
  readonly model: string;
  /** The host, the proxy and the further certificates on the way there, and whether all of it can be read on it. */
  readonly host: string;
  /** Which key goes along, and which stays back. */
  readonly how: string;
  /** What is taken apart on the way; empty where nothing is. */
  readonly apart: string;
}

interface Sending {
  readonly members: readonly MemberEntry[];
  readonly judges: readonly MemberEntry[];
  /** The experiment's own certificates, for members without. */
  readonly ca?: string | undefined;
}

/** Where the asks of live members and judges go and which variables' secrets go along; firms' own members too. */
export function destinationsOf({ members, judges, ca }: Sending, live: boolean, environment: Environment): SentAsk[] {
  if (environment === readingOnly) return [];
  const sentBy = (entry: MemberEntry, role: SentAsk["role"]): SentAsk[] =>
    leaves([entry]).flatMap((leaf) => {
      const sent = sentOf(ca === undefined ? leaf : { ...leaf, settings: { ca, ...leaf.settings } }, live, environment);
      return sent === undefined ? [] : [{ ...sent, seat: entry.name, role }];
    });
  return [...members.flatMap((entry) => sentBy(entry, "member")), ...judges.flatMap((entry) => sentBy(entry, "judge"))];
}

/** Asks by where they go, one line per host. */
export function destinationWords(all: readonly SentAsk[]): string[] {
  // A member of several firms, or a judge of a member's name, is one.
  const sent = [...new Map(all.map(({ seat: _seat, role: _role, ...each }) => [JSON.stringify(each), each])).values()];
  return [...Map.groupBy(sent, ({ host }) => host).values()].map(wordsOf);
}

type SentAsks = Omit<SentAsk, "seat" | "role">;
function sentOf(entry: MemberEntry, live: boolean, environment: Environment): SentAsks | undefined {
  const model = live ? (entry.model ?? entry.embedded) : (entry.embedded ?? entry.model);
  if (model === undefined || isFunctionAddress(model)) return undefined;
  const to = destinationOfModel(specOf(entry, model), environment);
  if (to === undefined) return undefined;
  const key = secretWords(to);
  const back = backWords(to);
  const apart = to.neutralized === true ? "; marks of chat templates in texts are taken apart (settings.templateTokens)" : "";
  return {
    name: entry.name,
    model,
    host: `${to.host === "" ? "an address of its provider's" : to.host}${wayOf(to)}`,
    how: `with ${key}${back}`,
    apart,
  };
}

/** What goes along: keys, and what headers and parameters are filled with, of which only its owner knows whether it is one. */
function secretWords({ variables, plain = [] }: Destination): string {
  const keys = variables.filter((name) => !plain.includes(name));
  const told = [
    ...(keys.length === 0 ? [] : [`the key in ${keys.join(" and ")}`]),
    ...(plain.length === 0 ? [] : [`what ${plain.join(" and ")} ${plain.length === 1 ? "holds" : "hold"}`]),
  ];
  return told.length === 0 ? "no key" : told.join(" and ");
}

/** What is said of a provider's own key that another's host is asked without: nothing is called withheld that goes there in some other way. */
function backWords({ host, withheld, withheldIn = [] }: Destination): string {
  if (withheld === undefined) return "";
  if (withheldIn.length === 0) return `; ${withheld} is not sent there (sendKeyTo: "${host}" would)`;
  return `; ${withheld} is sent there in ${[...new Set(withheldIn)].join(" and ")} alone (sendKeyTo: "${host}" would send it as the key)`;
}

/** What is between a member and its host: whoever keeps the proxy or made the certificates may read along. */
function wayOf({ unencrypted, proxy, trusted }: Destination): string {
  return [
    ...(proxy === undefined ? [] : [`through the proxy at ${proxy}`]),
    ...(unencrypted ? ["unencrypted"] : trusted.map((file) => `trusting ${relative(".", file) || file}`)),
  ]
    .map((words) => `, ${words}`)
    .join("");
}

/** All that goes to one host: what holds for all of it is said once. */
function wordsOf(sent: readonly SentAsks[]): string {
  const [first] = sent;
  if (first === undefined) return "";
  const { host, model, apart } = first;
  const whole = sent.every((each) => each.apart === apart);
  const alike = [...Map.groupBy(sent, (each) => `${each.how}${whole ? "" : each.apart}`)];
  if (alike.length > 1) return `At ${host}: ${alike.map(([how, own]) => `${askers(own)}, ${how}`).join("; ")}${whole ? apart : ""}.`;
  const one = sent.every((each) => each.model === model);
  const who = one ? `${listed(sent.map(({ name }) => name))} ${sent.length === 1 ? "asks" : "ask"} ${model} at` : `${askers(sent)} ask at`;
  return `${who} ${host}, ${first.how}${apart}.`;
}

function askers(sent: readonly SentAsks[]): string {
  return listed(sent.map(({ name, model }) => `${name} (${model})`));
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
