import type { Ask, Json, JsonSchema, Model, Reply, Usage } from "../../types.ts";
import { fail } from "../../util/failure.ts";
import { fenceStart } from "../../util/fence.ts";
import { noUsage, toNano } from "../../util/money.ts";
import { familyOf } from "./family.ts";
import { type Library, textOf } from "./library.ts";
import type { Outcome } from "./outcome.ts";
import { count } from "../../util/count.ts";
import { wantedOf } from "../../util/wanted-of.ts";

/** What a replay assumes, in dollars, where no cost was recorded: of an attempt, and of a bid. */
export interface Replay {
  readonly price?: number | undefined;
  readonly bidCost?: number | undefined;
}

/**
 * One recorded model. A plain attempt gets a recorded try, a bid its recorded confidence; whatever needs a text that was never recorded
 * is refused as `unrecorded`. The try is told by repetition and occurrence, not by the turn: the same ask at the same occurrence must get
 * the same reply, or shared draws would depend on who asks first. Contract: never rejects.
 */
export function recordedModel(library: Library, name: string, replay: Replay): Model {
  const costs = library.rowsOf(name).map((row) => costOf(row, replay));
  const bidCost = replay.bidCost ?? 0;
  const highest = toNano(costs.reduce((most, cost) => Math.max(most, cost), bidCost));
  const usual = costs.length === 0 ? 0 : costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
  return {
    id: `recorded/${library.set}/${name}`,
    family: familyOf(name),
    world: "recorded",
    ...(costs.length === 0 ? {} : { meanCost: usual }),
    quote: () => highest,
    async call(ask, watch) {
      if (watch.signal?.aborted === true)
        return { ...fail("aborted", "A reply was wanted; the call was called off."), usage: noUsage, cost: 0, ms: 0 };
      const item = itemIn(ask, library.set);
      if (item === undefined || !library.items.has(item))
        return refused(`A recorded item of ${library.set} was wanted; the ask names none.`);
      const beyond = beyondRecord(ask, item, library.set);
      if (beyond !== undefined) return refused(`${name}: ${beyond} ${replayed(ask.shape)}`);
      const { repetition, occurrence } = watch.draw;
      // A stated probability may be told again; a try is used once.
      const bid = isBid(wantedOf(ask));
      const sample = library.sampleAt(name, item, repetition, bid ? 0 : occurrence);
      if (sample === undefined) return refused(exhausted(name, item, library.samplesOf(name, item).length, occurrence + 1), outOfSamples);
      return bid ? bidOf(ask, sample, usual, replay) : attempt(library.set, sample, replay, wantedOf(ask));
    },
  };
}

/** Dollars of a try, recorded or assumed. */
function costOf({ cost }: Outcome, { price }: Replay): number {
  return cost ?? price ?? 0;
}

/** Flags of a refusal that holds of one item alone: other items may have what this one lacks. */
export const outOfSamples = "out-of-samples";
export const noConfidence = "no-confidence";

function refused(message: string, flag?: string): Reply {
  const receipt = flag === undefined ? {} : { receipt: { flags: [flag] } };
  return { ...fail("unrecorded", message), usage: noUsage, cost: 0, ms: 0, ...receipt };
}

function exhausted(model: string, item: string, has: number, wanted: number): string {
  return `${model} has ${count(has, "recorded sample")} of ${item}; number ${wanted} was wanted.`;
}

/** The prompt of a recorded item. */
export function promptOf(item: string, set: string): string {
  return `recorded item ${item} of ${set}`;
}

function itemIn(ask: Ask, set: string): string | undefined {
  const text = ask.messages.map((message) => message.text).join("\n");
  const start = text.indexOf("recorded item ");
  const end = start < 0 ? -1 : text.indexOf(` of ${set}`, start);
  return end < 0 ? undefined : text.slice(start + 14, end);
}

const bidNames = new Set(["p", "ask", "tokens", "seconds", "why"]);
const attemptNames = new Set([...bidNames, "answer"]);
function namesIn(shape: JsonSchema | undefined): string[] {
  return Object.keys((shape?.properties ?? {}) as { [name: string]: Json });
}
function isBid(shape: JsonSchema | undefined): boolean {
  const names = namesIn(shape);
  return names.includes("p") && names.every((name) => bidNames.has(name));
}

function replayed(shape: JsonSchema | undefined): string {
  return isBid(shape)
    ? "A bid can be replayed where it is made from the task alone: set the market's information: task."
    : "Recorded models work alone: plain attempts and bids can be replayed.";
}

/** Why an ask goes beyond what was recorded; undefined when it does not. */
function beyondRecord(ask: Ask, item: string, set: string): string | undefined {
  const text = ask.messages.map((message) => message.text).join("\n");
  if (fenceStart.test(text) || ask.messages.some((message) => message.role === "assistant")) {
    return "the ask shows other texts, and what the model would have made of them was never recorded.";
  }
  const names = namesIn(wantedOf(ask));
  if (
    wantedOf(ask) !== undefined &&
    !isBid(wantedOf(ask)) &&
    !(names.includes("answer") && names.every((name) => attemptNames.has(name)))
  ) {
    return `the ask wants ${names.join(", ")}, which was never recorded.`;
  }
  if (wantedOf(ask) !== undefined) return undefined;
  const user = ask.messages.filter((message) => message.role !== "system").map((message) => message.text);
  const rest = user
    .join("\n")
    .replace(/<\/?(?:task|context)>/g, "")
    .replace(promptOf(item, set), "")
    .trim();
  return rest === "" ? undefined : "the ask holds an instruction beside the task, and the reply to it was never recorded.";
}

function bidOf(ask: Ask, sample: Outcome, usual: number, { bidCost }: Replay): Reply {
  const stated = sample.bid ?? sample.confidence;
  if (stated === undefined)
    return refused(`${sample.model}: a stated probability was wanted for ${sample.item}; none was recorded.`, noConfidence);
  if (bidCost === undefined)
    return refused("What a bid costs was not recorded. Say what it costs in dollars, for example: world: { bidCost: 0.0001 }");
  const values: { [name: string]: Json } = {
    p: stated,
    ask: usual,
    // What was expected of them is recorded nowhere; what they came to is not known when a bid is made.
    tokens: 0,
    seconds: 0,
    why: "recorded",
  };
  const object = Object.fromEntries(namesIn(wantedOf(ask)).map((name) => [name, values[name] ?? null]));
  const receipt = { flags: ["bid-cost-assumed"] };
  return { ok: true, text: JSON.stringify(object), object, stop: "end", usage: noUsage, cost: toNano(bidCost), ms: 0, receipt };
}

/** The answer with cost, tokens and time as recorded; how it ended stands nowhere in it. */
function attempt(set: string, sample: Outcome, replay: Replay, shape: JsonSchema | undefined): Reply {
  const text = textOf(set, sample);
  const flags = [
    ...(sample.cost === undefined ? ["cost-assumed"] : []),
    ...(sample.outputTokens === undefined ? ["tokens-not-recorded"] : []),
    ...(sample.ms === undefined ? ["time-not-recorded"] : []),
  ];
  const usage: Usage = { ...noUsage, uncached: Math.round(sample.inputTokens ?? 0), output: Math.round(sample.outputTokens ?? 0) };
  const dollars = costOf(sample, replay);
  const values: { [name: string]: Json } = {
    answer: text,
    p: sample.confidence ?? null,
    ask: dollars,
    tokens: usage.output,
    seconds: 0,
    why: "recorded",
  };
  const object = shape === undefined ? undefined : Object.fromEntries(namesIn(shape).map((name) => [name, values[name] ?? null]));
  const said = object === undefined ? { text } : { text: JSON.stringify(object), object };
  const receipt = flags.length === 0 ? {} : { receipt: { flags } };
  return { ok: true, ...said, stop: "end", usage, cost: toNano(dollars), ms: sample.ms ?? 0, ...receipt };
}
