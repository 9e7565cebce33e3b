import type { Ask, Json, JsonSchema, Model, Reply, Usage } from "../../types.ts";
import { fail } from "../../util/failure.ts";
import { fenceStart } from "../../util/fence.ts";
import { noUsage, toNano } from "../../util/money.ts";
import { familyOf } from "./family.ts";
import type { Library } from "./library.ts";
import type { Outcome } from "./outcome.ts";
import { count } from "../../util/count.ts";

/** How a replay is read: repetitions share the samples out, `price` (dollars per attempt) stands in for a cost that was not recorded. */
export interface Replay {
  readonly repetitions: number;
  readonly price?: number | undefined;
}

/**
 * One recorded model. A plain attempt gets a recorded outcome, a bid its recorded confidence; whatever needs a text that was never
 * recorded is unsupported. The sample of repetition r and occurrence o is place r + repetitions x o of the pair's seeded order. Not the turn:
 * the same ask at the same occurrence must get the same reply, or shared draws would depend on who asks first. Contract: never rejects.
 */
export function recordedModel(library: Library, name: string, replay: Replay): Model {
  const rows = library.rowsOf(name);
  const costs = rows.map((row) => row.cost ?? replay.price ?? 0);
  const highest = toNano(costs.reduce((most, cost) => Math.max(most, cost), 0));
  const usual = costs.length === 0 ? 0 : costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
  return {
    id: `recorded/${library.set}/${name}`,
    family: familyOf(name),
    world: "recorded",
    quote: () => highest,
    async call(ask, watch) {
      const unsupported = (message: string): Reply => ({ ...fail("unsupported", message), usage: noUsage, cost: 0, ms: 0 });
      if (watch.signal?.aborted === true)
        return { ...fail("aborted", "A reply was wanted; the call was called off."), usage: noUsage, cost: 0, ms: 0 };
      const item = itemIn(ask, library.set);
      if (item === undefined || !library.items.has(item))
        return unsupported(`A recorded item of ${library.set} was wanted; the ask names none.`);
      const unrecorded = beyondRecord(ask, item, library.set);
      if (unrecorded !== undefined)
        return unsupported(`${name}: ${unrecorded} Recorded models work alone: plain attempts and bids can be replayed.`);
      const samples = library.samplesOf(name, item);
      const bid = isBid(ask.shape);
      const { repetition, occurrence } = watch.draw;
      // A stated probability may be told again; an outcome is used once.
      const place = bid ? repetition % Math.max(1, samples.length) : repetition + replay.repetitions * occurrence;
      const sample = samples[place];
      if (sample === undefined) return unsupported(exhausted(name, item, samples.length, place + 1));
      return bid ? bidOf(ask, sample, usual, unsupported) : attempt(library.set, sample, replay.price, ask.shape);
    },
  };
}

function exhausted(model: string, item: string, has: number, wanted: number): string {
  return `${model} has ${count(has, "recorded sample")} of ${item}; number ${wanted} was wanted. Use fewer attempts or repetitions.`;
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

/** Why an ask goes beyond what was recorded; undefined when it does not. */
function beyondRecord(ask: Ask, item: string, set: string): string | undefined {
  const text = ask.messages.map((message) => message.text).join("\n");
  if (fenceStart.test(text) || ask.messages.some((message) => message.role === "assistant")) {
    return "the ask shows other texts, and what the model would have made of them was never recorded.";
  }
  const names = namesIn(ask.shape);
  if (ask.shape !== undefined && !isBid(ask.shape) && !(names.includes("answer") && names.every((name) => attemptNames.has(name)))) {
    return `the ask wants ${names.join(", ")}, which was never recorded.`;
  }
  if (ask.shape !== undefined) return undefined;
  const user = ask.messages.filter((message) => message.role !== "system").map((message) => message.text);
  const rest = user
    .join("\n")
    .replace(/<\/?(?:task|context)>/g, "")
    .replace(promptOf(item, set), "")
    .trim();
  return rest === "" ? undefined : "the ask holds an instruction beside the task, and the reply to it was never recorded.";
}

function bidOf(ask: Ask, sample: Outcome, usual: number, unsupported: (message: string) => Reply): Reply {
  if (sample.confidence === undefined)
    return unsupported(`${sample.model}: a stated probability was wanted for ${sample.item}; none was recorded.`);
  const values: { [name: string]: Json } = {
    p: sample.confidence,
    ask: usual,
    tokens: sample.outputTokens ?? 0,
    seconds: (sample.ms ?? 0) / 1000,
    why: "recorded",
  };
  const object = Object.fromEntries(namesIn(ask.shape).map((name) => [name, values[name] ?? null]));
  const flags = ["bid-cost-not-recorded"];
  return { ok: true, text: JSON.stringify(object), object, stop: "end", usage: noUsage, cost: 0, ms: 0, receipt: { flags } };
}

/** The text that the grader `recorded` reads, with the answer where one was recorded; cost, tokens and time as recorded. */
function attempt(set: string, sample: Outcome, price: number | undefined, shape: JsonSchema | undefined): Reply {
  const verdict = `[recorded ${set}/${sample.model}/${sample.sample}: ${sample.passed ? "passed" : "failed"}, score ${sample.score}]`;
  const text = sample.answer === undefined ? verdict : `Answer: ${sample.answer}\n${verdict}`;
  const flags = [
    ...(sample.cost === undefined ? [price === undefined ? "cost-not-recorded" : "cost-assumed"] : []),
    ...(sample.outputTokens === undefined ? ["tokens-not-recorded"] : []),
    ...(sample.ms === undefined ? ["time-not-recorded"] : []),
  ];
  const usage: Usage = { ...noUsage, uncached: Math.round(sample.inputTokens ?? 0), output: Math.round(sample.outputTokens ?? 0) };
  const values: { [name: string]: Json } = {
    answer: text,
    p: sample.confidence ?? null,
    ask: sample.cost ?? price ?? 0,
    tokens: usage.output,
    seconds: 0,
    why: "recorded",
  };
  const object = shape === undefined ? undefined : Object.fromEntries(namesIn(shape).map((name) => [name, values[name] ?? null]));
  const cost = toNano(sample.cost ?? price ?? 0);
  const said = object === undefined ? { text } : { text: JSON.stringify(object), object };
  return { ok: true, ...said, stop: "end", usage, cost, ms: sample.ms ?? 0, ...(flags.length === 0 ? {} : { receipt: { flags } }) };
}
