import { knownThinking } from "../../models/known-thinking.ts";
import { thinkingOf } from "../../models/thinking-of.ts";
import type { Model, Purpose, Seat, Thinking } from "../../types.ts";
import { defined } from "../../util/defined.ts";
import type { Experiment, MemberEntry } from "../experiment/experiment.ts";
import { leaves } from "./open-members.ts";

const ofMembers: readonly Purpose[] = ["attempt", "retry", "bid", "plan", "route", "critique", "merge", "message", "vote"];
const ofJudges: readonly Purpose[] = ["verdict", "grade"];

/** One who is told how long to think: a member, a judge, or a member of a firm. */
interface Thinker {
  readonly name: string;
  readonly id: string;
  readonly thinking: NonNullable<Model["thinking"]>;
  readonly settings: MemberEntry["settings"];
}

/**
 * How much each live member and judge is told to think, by purpose; what is sent to a model of which nothing is known; and that models
 * of other worlds are told nothing.
 */
export function thinkingNotes(experiment: Experiment, seats: readonly Seat[], judgeSeats: readonly Seat[]): string[] {
  const members = thinkers(experiment.members, seats);
  const judges = thinkers(experiment.judges, judgeSeats);
  const told = [...members.flatMap((one) => line(one, ofMembers)), ...judges.flatMap((one) => line(one, ofJudges))];
  const unknown = [...members, ...judges].filter(({ id }) => knownThinking(id) === undefined);
  return [
    ...(told.length === 0 ? [] : [`Thinking, by what a call is for: ${told.join("; ")}.`]),
    ...untold(unknown),
    ...unknown.flatMap(asWritten),
    ...leaves([...experiment.members, ...experiment.judges]).flatMap((entry) => withoutEffect(entry, [...seats, ...judgeSeats])),
  ];
}

/** Live ones, those inside firms included: a firm's own model is never told. */
function thinkers(entries: readonly MemberEntry[], seats: readonly Seat[]): Thinker[] {
  return seats.flatMap(({ name, model }) => {
    const entry = entries.find((each) => each.name === name);
    if (model.world !== "live" || entry === undefined) return [];
    if (entry.firm !== undefined) return leaves(entry.firm.members).flatMap((inner) => inside(inner, name));
    return model.thinking === undefined ? [] : [{ name, id: model.id, thinking: model.thinking, settings: entry.settings }];
  });
}

/** In a live firm every member that has a live model sits on it. */
function inside({ name, model = "", settings }: MemberEntry, firm: string): Thinker[] {
  if (/^(simulated|recorded)\/|^function:|^$/.test(model)) return [];
  const { thinking } = thinkingOf(model, settings ?? {});
  return thinking === undefined ? [] : [{ name: `${name} of ${firm}`, id: model, thinking, settings }];
}

function line({ name, thinking }: Thinker, purposes: readonly Purpose[]): string[] {
  const byWords = [...Map.groupBy(purposes, (purpose) => words(thinking(purpose)))].toSorted(([, a], [, b]) => b.length - a.length);
  const [[most] = [usual], ...others] = byWords;
  if (others.length === 0) return most === usual ? [] : [`${name} ${most}`];
  return [`${name} ${most} (${others.map(([said, those]) => `${those.join(", ")}: ${said}`).join("; ")})`];
}

const usual = "as its provider does by default";

function words({ effort, maxThinking }: Thinking): string {
  const most = maxThinking === undefined ? [] : [`at most ${maxThinking} hidden tokens`];
  const said = [...(effort === undefined ? [] : [effort]), ...most];
  return said.length === 0 ? usual : said.join(", ");
}

/** Whose settings say nothing of a model of which nothing is known. */
function untold(unknown: readonly Thinker[]): string[] {
  const ids = new Set(unknown.flatMap(({ id, settings }) => (isSaid(settings) ? [] : [id])));
  if (ids.size === 0) return [];
  return [`Nothing is known of how ${[...ids].join(", ")} can be told to think: nothing is sent of it, for bids and verdicts neither.`];
}

function isSaid(settings: MemberEntry["settings"]): boolean {
  return settings?.effort !== undefined || settings?.maxThinking !== undefined;
}

/** What is sent where settings say it of a model of which nothing is known. */
function asWritten({ name, id, settings }: Thinker): string[] {
  if (!isSaid(settings)) return [];
  const word = settings?.effort === undefined ? [] : [`its effort is sent as it is written (${formOf(id)})`];
  const most =
    settings?.maxThinking === undefined
      ? []
      : ["its maxThinking is added to the cap on output, and no bound on hidden tokens alone is sent"];
  const said = id.startsWith("openrouter/")
    ? ["its effort, or else its maxThinking, is sent as it is written (reasoning)"]
    : [...word, ...most];
  return [
    `Nothing is known of how ${id} ("${name}") can be told to think: ${said.join("; ")}. Bids and verdicts have no effort of their own.`,
  ];
}

const forms = new Map([
  ["openai", "reasoning.effort"],
  ["azure", "reasoning.effort, or reasoning_effort in a chat"],
  ["anthropic", "as thinking and output_config.effort, or what its SDK makes of it"],
  ["google", "thinkingConfig, as its SDK makes it"],
  ["vertex", "as its SDK makes it"],
  ["bedrock", "as its SDK makes it"],
  ["compatible", "reasoning_effort"],
]);

function formOf(id: string): string {
  return forms.get(id.slice(0, id.indexOf("/"))) ?? "as its provider makes it";
}

/** A model that draws no words takes no effort. */
function withoutEffect({ name, settings, model, embedded }: MemberEntry, seats: readonly Seat[]): string[] {
  const seat = seats.find((each) => each.name === name);
  const said = Object.keys(defined({ effort: settings?.effort, maxThinking: settings?.maxThinking }));
  if (seat === undefined || seat.model.world === "live" || said.length === 0 || (model !== undefined && embedded !== undefined)) return [];
  const how = seat.model.world === "simulated" ? "draws its hidden tokens from its own pace" : "replies with what was recorded";
  return said.map(
    (setting) => `settings.${setting} of "${name}" changes nothing: a ${seat.model.world} model ${how}, whatever it is told.`,
  );
}
