import type { Ask, Message, Purpose, Result } from "../types.ts";
import { fail } from "./failure.ts";

const purposes: Readonly<Record<Purpose, true>> = {
  attempt: true,
  retry: true,
  bid: true,
  plan: true,
  route: true,
  verdict: true,
  critique: true,
  merge: true,
  message: true,
  vote: true,
  repair: true,
  grade: true,
  shadow: true,
  preflight: true,
};
const roles = ["system", "user", "assistant"];
const example = 'messages: [{ role: "user", text: task.prompt }]';

/**
 * An ask as a desk takes it, with what it left out filled in: `purpose` is "attempt" and `maxTokens` is `cap`. What is no ask is
 * refused in words that go on from "asked". Contract: never throws, and later changes of what was given change nothing.
 */
export function checkedAsk(given: unknown, cap: number, by: "topology" | "house" = "house"): Result<{ ask: Ask }> {
  try {
    if (!isRecord(given)) return refuse(`with ${named(given)}`, `write desk.ask(member, { ${example} })`);
    const { purpose, messages, maxTokens, ...rest } = given;
    const fault =
      purposeFault(purpose, by) ??
      messagesFault(messages) ??
      capFault(maxTokens) ??
      samplingFault(rest) ??
      thinkingFault(rest) ??
      shapeFault(rest);
    if (fault !== undefined) return fault;
    const ask = {
      ...rest,
      purpose: purpose ?? "attempt",
      messages: (messages as Message[]).map((message) => ({ ...message })),
      maxTokens: maxTokens ?? cap,
    };
    return { ok: true, ask: ask as unknown as Ask };
  } catch {
    return refuse("with fields that cannot be read", `write plain data: { ${example} }`);
  }
}

type Fault = ReturnType<typeof fail> | undefined;
type Fields = Readonly<Record<string, unknown>>;

function refuse(what: string, advice: string): ReturnType<typeof fail> {
  return fail("unsupported", `asked ${what}: ${advice}.`);
}

/** What the house asks for alone: what a topology asks is the topology's, whatever it says. */
const ofTheHouse = ["grade", "shadow", "preflight"];

/** What a topology may ask for. */
export const purposeNames: readonly string[] = Object.keys(purposes).filter((name) => !ofTheHouse.includes(name));

function purposeFault(purpose: unknown, by: "topology" | "house"): Fault {
  if (purpose === undefined) return undefined;
  const known = typeof purpose === "string" && Object.hasOwn(purposes, purpose);
  if (known && (by === "house" || !ofTheHouse.includes(purpose))) return undefined;
  return refuse(`with the purpose ${named(purpose)}`, `leave it out, or take one of ${purposeNames.join(", ")}`);
}

function messagesFault(messages: unknown): Fault {
  if (messages === undefined) return refuse("without messages", `write ${example}`);
  if (!Array.isArray(messages)) return refuse(`with messages that are ${named(messages)}, not a list`, `write ${example}`);
  if (messages.length === 0) return refuse("with an empty list of messages", `write ${example}`);
  for (const [i, message] of Array.from(messages as unknown[]).entries()) {
    const at = `messages[${i}]`;
    if (!isRecord(message)) return refuse(`with ${at} that is ${named(message)}`, `write ${example}`);
    if (typeof message["role"] !== "string" || !roles.includes(message["role"]))
      return refuse(`with the role ${named(message["role"])} in ${at}`, `a role is one of ${roles.join(", ")}`);
    if (typeof message["text"] !== "string") {
      const content = message["content"] === undefined ? "" : ' (the field is "text", not "content")';
      return refuse(`with ${named(message["text"])} as the text of ${at}${content}`, `write ${example}`);
    }
    if (![undefined, "5m", "1h"].includes(message["cache"] as string | undefined))
      return refuse(`with cache ${named(message["cache"])} in ${at}`, 'leave it out, or write "5m" or "1h"');
  }
  return undefined;
}

function capFault(cap: unknown): Fault {
  if (cap === undefined || (typeof cap === "number" && Number.isSafeInteger(cap) && cap > 0)) return undefined;
  return refuse(`with maxTokens ${named(cap)}`, "it is a whole number of tokens above 0; left out, it is the cap of the terms");
}

function samplingFault({ temperature, topP, seed, stop }: Fields): Fault {
  for (const [name, value] of Object.entries({ temperature, topP, seed }))
    if (value !== undefined && !Number.isFinite(value)) return refuse(`with ${name} ${named(value)}`, "it is a number, or left out");
  if (stop === undefined || (Array.isArray(stop) && stop.every((text) => typeof text === "string"))) return undefined;
  return refuse(`with stop ${named(stop)}`, "it is a list of texts, or left out");
}

/** Whoever asks does not say how much a member thinks: else one topology could buy its members more thought than another. */
function thinkingFault({ effort, maxThinking }: Fields): Fault {
  const [name, value] = effort === undefined ? (["maxThinking", maxThinking] as const) : (["effort", effort] as const);
  if (value === undefined) return undefined;
  return refuse(`with ${name} ${named(value)}`, "leave it out: how much a member thinks is in its own settings, by purpose");
}

function shapeFault({ shape: json, blocks }: Fields): Fault {
  const shape = json ?? blocks;
  if (shape === undefined) return undefined;
  if (!isRecord(shape) || !isData(shape)) return refuse(`with a shape that is ${named(shape)}`, "it is a JSON Schema as plain data");
  return undefined;
}

function isData(value: unknown): boolean {
  try {
    return typeof JSON.stringify(value) === "string";
  } catch {
    return false;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What was given, in a few words. */
function named(value: unknown): string {
  if (typeof value === "string") return value.length > 40 ? "a text" : JSON.stringify(value);
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "an object";
  return typeof value === "function" ? "a function" : value === undefined ? "nothing" : `${value as number}`;
}
