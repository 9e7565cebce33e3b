import { knownThinking } from "../../models/known-thinking.ts";
import type { Purpose, Seat, Thinking } from "../../types.ts";
import { defined } from "../../util/defined.ts";
import type { Experiment, MemberEntry } from "../experiment/experiment.ts";
import { leaves } from "./open-members.ts";

const ofMembers: readonly Purpose[] = ["attempt", "retry", "bid", "plan", "route", "critique", "merge", "message", "vote"];
const ofJudges: readonly Purpose[] = ["verdict", "grade"];

/**
 * How much each live member and judge is told to think, by purpose; what is sent to a model of which nothing is known; and that a model
 * of no provider is told nothing.
 */
export function thinkingNotes(experiment: Experiment, seats: readonly Seat[], judgeSeats: readonly Seat[]): string[] {
  const told = [...lines(seats, ofMembers), ...lines(judgeSeats, ofJudges)];
  const live = [...seats, ...judgeSeats].filter(({ model }) => model.world === "live" && model.composite !== true);
  const entries = leaves([...experiment.members, ...experiment.judges]);
  return [
    ...(told.length === 0 ? [] : [`Thinking, by what a call is for: ${told.join("; ")}.`]),
    ...untold(entries, live),
    ...entries.flatMap((entry) => unknownNotes(entry, live)),
    ...entries.flatMap((entry) => withoutEffect(entry, [...seats, ...judgeSeats])),
  ];
}

function lines(seats: readonly Seat[], purposes: readonly Purpose[]): string[] {
  return seats.flatMap(({ name, model }) => {
    const { thinking } = model;
    if (thinking === undefined || model.composite === true) return [];
    const byWords = Map.groupBy(purposes, (purpose) => words(thinking(purpose)));
    if (byWords.size === 1 && byWords.has(usual)) return [];
    const [most, ...others] = [...byWords].toSorted(([, a], [, b]) => b.length - a.length);
    const apart = others.map(([said, those]) => `${those.join(", ")} ${said}`);
    const whole = others.length === 0 ? "" : apart.map((said) => `, ${said}`).join("");
    return most === undefined ? [] : [`${name} ${most[0]}${whole}`];
  });
}

const usual = "as its provider does by default";

function words({ effort, maxThinking }: Thinking): string {
  const said = [...(effort === undefined ? [] : [effort]), ...(maxThinking === undefined ? [] : [`at most ${maxThinking} hidden tokens`])];
  return said.length === 0 ? usual : said.join(" with ");
}

/** Who is told nothing, since nothing is known and nothing was said. */
function untold(entries: readonly MemberEntry[], live: readonly Seat[]): string[] {
  const silent = live.filter(({ name, model }) => {
    const { effort, maxThinking } = entries.find((entry) => entry.name === name)?.settings ?? {};
    return model.thinking !== undefined && effort === undefined && maxThinking === undefined && knownThinking(model.id) === undefined;
  });
  if (silent.length === 0) return [];
  const ids = [...new Set(silent.map(({ model }) => model.id))].join(", ");
  return [`Nothing is known of how ${ids} can be told to think, so nothing is sent of it, for bids and verdicts neither.`];
}

/** What is sent where the table has no row of the model. */
function unknownNotes({ name, settings }: MemberEntry, live: readonly Seat[]): string[] {
  const seat = live.find((each) => each.name === name);
  const { effort, maxThinking } = settings ?? {};
  if (seat === undefined || (effort === undefined && maxThinking === undefined) || knownThinking(seat.model.id) !== undefined) return [];
  const word = effort === undefined ? [] : [`the effort is sent as it is written, in the provider's usual form (${formOf(seat.model.id)})`];
  const more =
    maxThinking === undefined
      ? []
      : ["the hidden tokens of maxThinking are added to the cap on output, and the model is told no more of them"];
  return [
    `Nothing is known of how ${seat.model.id} ("${name}") is told to think: ${[...word, ...more].join("; ")}. Bids and verdicts think as the member does.`,
  ];
}

const forms: Readonly<Record<string, string>> = {
  openai: "reasoning.effort",
  azure: "reasoning.effort",
  anthropic: "thinking and output_config.effort",
  google: "thinkingConfig",
  vertex: "thinkingConfig",
  bedrock: "additional request fields",
  openrouter: "reasoning.effort",
  compatible: "reasoning_effort",
};

function formOf(id: string): string {
  return new Map(Object.entries(forms)).get(id.slice(0, id.indexOf("/"))) ?? "its own";
}

/** A model that draws no words takes no effort. */
function withoutEffect({ name, settings, model, embedded }: MemberEntry, seats: readonly Seat[]): string[] {
  const seat = seats.find((each) => each.name === name);
  const said = Object.keys(defined({ effort: settings?.effort, maxThinking: settings?.maxThinking }));
  if (seat === undefined || seat.model.world === "live" || said.length === 0 || (model !== undefined && embedded !== undefined)) return [];
  const how = seat.model.world === "simulated" ? "draws its hidden tokens from its own pace" : "replies with what was recorded";
  return [`settings.${said.join(" and settings.")} of "${name}" change nothing: a ${seat.model.world} model ${how}, whatever it is told.`];
}
