import { createHash } from "node:crypto";
import type { Ask, Draw, Json, JsonSchema, Model, Nano, Seat, Task } from "../../types.ts";
import { costOf, noUsage } from "../../util/money.ts";
import { isFunctionAddress } from "../../util/functions.ts";
import { lengthened, missingIn, wholeQuote } from "./long-text.ts";
import type { PastReplies } from "./past-replies.ts";
import { answerFields, answerTokens, thoughtShare, thoughtTokens, tokensOf } from "./reply-length.ts";
import { defined } from "../../util/defined.ts";
import { outputAtMost } from "../../util/output-at-most.ts";
import { wantedOf } from "../../util/wanted-of.ts";

export type Mode = "most" | "likely";
export interface EstimatedUse {
  calls: number;
  input: number;
  output: number;
  cost: Nano;
}
/** What stand-ins know of the answers that they stand for. */
export interface StandInSetting {
  readonly mode: Mode;
  readonly used: EstimatedUse;
  readonly tasks: ReadonlyMap<string, Task>;
  readonly past?: PastReplies | undefined;
  /** Hears the names of seats whose calls cost what they say afterwards, those inside firms included. */
  readonly unpriced?: Set<string>;
  /** Hears the live models without past replies, and whether they are taken to think before they answer. */
  readonly guessed?: Map<string, Guess>;
  /** Says no where it may say yes, and takes last choices: for what a conversation may come to beside the likely. */
  readonly contrary?: boolean;
  /** Hears every ask and whose it is, those inside firms included. */
  readonly onAsk?: (seat: Seat, ask: Ask) => void;
}

/** Why a model that nobody knows is taken to think before it answers, or not. */
export type Guess = "settings" | "name" | "at-once";

function guessOf(model: Model): Guess {
  return model.thinks !== undefined ? "settings" : thoughtTokens(model) > 0 ? "name" : "at-once";
}

/** The same model's prices with a made-up answer: as long as allowed, or as long as is likely, the same for the same draw. */
export function standIn(seat: Seat, setting: StandInSetting): Seat {
  const { model } = seat;
  // A function without a stated price says what it charges when it has answered.
  if (isFunctionAddress(model.id) && model.price === undefined) setting.unpriced?.add(seat.name);
  if (model.composite === true) return { ...seat, model: firmOf(model, setting) };
  const { mode, used } = setting;
  const call: Model["call"] = async (ask, { draw }) => {
    setting.onAsk?.(seat, ask);
    const { text, object, likely } = replyTo(model, ask, draw, setting);
    const output = mode === "most" ? outputAtMost(ask) : Math.min(outputAtMost(ask), likely);
    const ratio = mode === "most" ? 1 : (setting.past?.inputRatio(model.id) ?? 1);
    const shownTokens = ask.messages.reduce((sum, message) => sum + tokensOf(message.text), 0);
    const input = Math.round(ratio * (shownTokens + Math.ceil(missingIn(ask) / 4)));
    const usage = { ...noUsage, uncached: input, output };
    const cost = mode === "most" || model.price === undefined ? wholeQuote(model, ask) : costOf(usage, model.price);
    used.calls++;
    used.input += input;
    used.output += output;
    used.cost += cost;
    const shown = mode === "most" && object === undefined ? lengthened(text, output * 4) : text;
    return { ok: true, text: shown, ...defined({ object }), stop: "end", usage, cost, ms: 1 };
  };
  return {
    ...seat,
    model: { ...model, id: model.id, world: "simulated", cache: "none", quote: (ask: Ask) => wholeQuote(model, ask), call },
  };
}

/** A firm works as it does, with stand-ins for its own seats. */
function firmOf(model: Model, setting: StandInSetting): Model {
  return {
    ...model,
    world: "simulated",
    quote: (ask) => model.quote(ask),
    call: (ask, watch) => {
      const { runNested } = watch;
      if (runNested === undefined) return model.call(ask, watch);
      return model.call(ask, {
        ...watch,
        runNested: (hiring, work) => runNested({ ...hiring, seats: hiring.seats.map((seat) => standIn(seat, setting)) }, work),
      });
    },
  };
}

function replyTo(
  model: Model,
  ask: Ask,
  draw: Draw,
  { tasks, past, guessed, contrary }: StandInSetting,
): { text: string; object?: Json; likely: number } {
  const task = tasks.get(draw.task);
  const known = past?.outputTokens({ model: model.id, purpose: ask.purpose, task: draw.task });
  const answer = task === undefined ? 200 : answerTokens(task);
  if (known === undefined && model.world === "live") guessed?.set(model.id, guessOf(model));
  const wanted = wantedOf(ask);
  const visible = known ?? (wanted === undefined ? plainTokens(ask, answer) : answer);
  const words = wordsFor(`${model.id}/${JSON.stringify(ask.messages)}/${draw.repetition}/${draw.occurrence}`, visible * 4);
  if (wanted === undefined) return { text: words, likely: known ?? visible + thoughtTokens(model, ask) };
  const object = fill(contrary === true ? (turned(wanted) as JsonSchema) : wanted, words.slice(0, answer * 4));
  const text = JSON.stringify(object);
  return { text, object, likely: known ?? tokensOf(text) + Math.round(thoughtShare(wanted) * thoughtTokens(model, ask)) };
}

/** Whole answers and what is merged from them are as long as an answer; remarks on them are shorter. */
function plainTokens({ purpose }: Ask, answer: number): number {
  return purpose === "plan" || purpose === "critique" || purpose === "message" || purpose === "vote" ? Math.min(answer, 150) : answer;
}

/** A text of its own for each draw, so that different answers are judged apart and the same one once. */
function wordsFor(draw: string, length: number): string {
  const mark = createHash("sha256").update(draw).digest("hex").slice(0, 16);
  return `${mark} `.padEnd(length, "word ").slice(0, Math.max(17, length));
}

/** Characters of a sentence that explains or quotes. */
const sentence = 80;

/** A plausible value that fits a schema: first choices, an entry for each id that is asked for or two, answers where they stand, a sentence elsewhere. */
function fill(shape: JsonSchema, answer: string, name = ""): Json {
  const choices = shape["enum"];
  if (Array.isArray(choices)) return (choices[0] as Json) ?? null;
  const type = Array.isArray(shape["type"]) ? shape["type"][0] : shape["type"];
  if (type === "object") {
    const properties = (shape["properties"] ?? {}) as Record<string, JsonSchema>;
    return Object.fromEntries(Object.entries(properties).map(([each, inner]) => [each, fill(inner, answer, each)]));
  }
  if (type === "array") return list(shape, answer, name);
  if (type === "number" || type === "integer") return numberIn(shape, name);
  if (type === "boolean") return true;
  if (type === "null") return null;
  const text = answerFields.has(name) ? answer : "x".repeat(sentence);
  return text.slice(0, Number(shape["maxLength"] ?? Infinity)).padEnd(Number(shape["minLength"] ?? 1), "x");
}

/** A schema whose first choices are the last, and whose yes is no. */
function turned(shape: Json): Json {
  if (Array.isArray(shape)) return shape.map(turned);
  if (typeof shape !== "object" || shape === null) return shape;
  const fields = shape as JsonSchema;
  if (fields["type"] === "boolean") return { enum: [false] };
  return Object.fromEntries(
    Object.entries(fields).map(([name, inner]) => [name, name === "enum" && Array.isArray(inner) ? inner.toReversed() : turned(inner)]),
  );
}

function list(shape: JsonSchema, answer: string, name: string): Json {
  const items = shape["items"] as JsonSchema | undefined;
  if (items === undefined) return [];
  const id = ((items["properties"] ?? {}) as Record<string, JsonSchema>)["id"]?.["enum"];
  const ids = Array.isArray(id) ? id : Array.isArray(items["enum"]) ? items["enum"] : undefined;
  if (ids !== undefined && shape["maxItems"] === undefined)
    return ids.map((each: Json) => (items["enum"] === undefined ? { ...(fill(items, answer, name) as object), id: each } : each));
  const length = Math.max(Number(shape["minItems"] ?? 0), Math.min(2, Number(shape["maxItems"] ?? 2)));
  return Array.from({ length }, () => fill(items, answer, name));
}

/** Bids that a market takes: hopeful and cheap. */
function numberIn(shape: JsonSchema, name: string): number {
  const wanted = name === "ask" ? 0.0001 : name === "p" ? 0.8 : 1;
  const low = Number(shape["minimum"] ?? shape["exclusiveMinimum"] ?? 0);
  const value = Math.max(low, Math.min(Number(shape["maximum"] ?? wanted), wanted));
  return shape["type"] === "integer" ? Math.ceil(value) : value;
}
