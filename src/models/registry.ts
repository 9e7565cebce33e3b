import { z } from "zod";
import type { Json, Model, Price } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { nearest } from "../util/nearest.ts";
import { familyOf } from "./family.ts";
import { identityOf } from "./identity.ts";
import { memberSettings } from "./member-settings.ts";
import { openFetch } from "./open-fetch.ts";
import { timeLimitsOf } from "./time-limits.ts";
import { priceOf, priceSetting } from "./prices.ts";
import type { Surroundings } from "./opening.ts";
import type { LiveModel } from "./provider.ts";

/** A member's model in an experiment file: dollars per million tokens, milliseconds, tokens. */
export const modelSpec = z.strictObject({
  model: z.string().min(1),
  baseUrl: z.url({ protocol: /^https?$/ }).optional(),
  apiKeyEnv: z.string().min(1).optional(),
  price: priceSetting.optional(),
  settings: memberSettings.optional(),
});
export type ModelSpec = z.input<typeof modelSpec>;

const kinds = {
  openai: { key: "OPENAI_API_KEY", load: () => import("./openai.ts"), forcesShape: true },
  anthropic: { key: "ANTHROPIC_API_KEY", load: () => import("./anthropic.ts"), forcesShape: true },
  google: { key: "GOOGLE_GENERATIVE_AI_API_KEY", load: () => import("./google.ts"), forcesShape: true },
  openrouter: { key: "OPENROUTER_API_KEY", load: () => import("./openrouter.ts"), forcesShape: true },
  compatible: { key: undefined, load: () => import("./compatible.ts"), forcesShape: false },
} as const;
type Kind = keyof typeof kinds;

/** Other variables that people keep the same key in. */
const otherKeys: { readonly [name: string]: readonly string[] } = { GOOGLE_GENERATIVE_AI_API_KEY: ["GEMINI_API_KEY", "GOOGLE_API_KEY"] };
/** Opened by the lab from its own stores; named here so that a slip of the pen finds them. */
const embedded = ["simulated", "recorded"];

/** Milliseconds since 1970 that never run backwards when the machine's clock is set. */
const steadyNow = (): number => performance.timeOrigin + performance.now();

/** Opens a live model and loads its provider's SDK then. Throws a UserError for unknown names, missing keys, unpriced models. */
export async function openModel(spec: ModelSpec, surroundings: Partial<Surroundings> = {}): Promise<Model> {
  const { env = process.env, now = steadyNow, prices = {} } = surroundings;
  const parsed = checked(spec);
  const { kind, name } = kindOf(parsed.model);
  const { settings = {}, baseUrl } = parsed;
  if (kind === "compatible" && baseUrl === undefined) {
    const example = `{ model: "${parsed.model}", baseUrl: "http://localhost:11434/v1" }`;
    throw new UserError(`Wanted the address of the server for "${parsed.model}", got none. Add baseUrl, as in ${example}.`);
  }
  const forcesShape = settings.structuredOutput === undefined ? kinds[kind].forcesShape : settings.structuredOutput === "native";
  const price = billedBy(parsed, prices);
  const limits = timeLimitsOf(parsed.model, settings);
  const key = keyFor(kind, parsed, env);
  const live: LiveModel = {
    id: parsed.model,
    family: familyOf(parsed.model),
    identity: identityOf({ id: parsed.model, baseUrl, forcesShape, price: { ...rates(price) }, sent: {} }),
    price,
    limits,
    ...(settings.maxInputTokens === undefined ? {} : { maxInputTokens: settings.maxInputTokens }),
    ...key,
    pace: paceOf(parsed, key.keyName),
    now,
  };
  const fetch = surroundings.fetch ?? (await openFetch(env, limits.connect, settings.ca));
  const { open } = await kinds[kind].load();
  return open({ name, live, fetch, forcesShape, ...(baseUrl === undefined ? {} : { baseUrl: baseUrl.replace(/\/+$/, "") }) });
}

/** Members of one model at one address with one key share its limits. */
function paceOf({ model, baseUrl, settings = {} }: z.output<typeof modelSpec>, keyName: string): NonNullable<Model["pace"]> {
  const { requestsPerMinute, tokensPerMinute, maxWaitMs } = settings;
  return {
    lane: [model, baseUrl ?? "", keyName].join(" "),
    ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
    ...(tokensPerMinute === undefined ? {} : { tokensPerMinute }),
    ...(maxWaitMs === undefined ? {} : { maxWaitMs }),
  };
}

/** What a price charges; its source and its day make no other model. */
function rates({ id: _id, source: _source, date: _date, tiers, ...flat }: Price): Record<string, Json> {
  return { ...flat, ...(tiers === undefined ? {} : { tiers: tiers.map((tier) => ({ ...tier })) }) };
}

/** The experiment's own price, else the one that a run has kept, else the book's. */
function billedBy({ model, price }: z.output<typeof modelSpec>, kept: Surroundings["prices"]): Price {
  const known = price === undefined && Object.hasOwn(kept, model) ? kept[model] : undefined;
  if (known !== undefined) return known;
  const priced = priceOf(model, price);
  if (!priced.ok) throw new UserError(priced.failure.message);
  return priced.price;
}

function checked(spec: ModelSpec): z.output<typeof modelSpec> {
  // The price's own check names the field and its value, which a union's error cannot.
  if (spec.price !== undefined && typeof spec.model === "string") priceOf(spec.model, spec.price);
  const parsed = modelSpec.safeParse(spec);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join(".") ?? "";
  throw new UserError(`The model "${spec.model}" does not fit: ${where === "" ? "" : `${where}: `}${issue?.message ?? "unknown fault"}.`);
}

function kindOf(model: string): { kind: Kind; name: string } {
  const slash = model.indexOf("/");
  const prefix = slash < 0 ? model : model.slice(0, slash);
  const name = slash < 0 ? "" : model.slice(slash + 1);
  if (Object.hasOwn(kinds, prefix) && name !== "") return { kind: prefix as Kind, name };
  const known = [...Object.keys(kinds), ...embedded];
  if (known.includes(prefix)) {
    const why = embedded.includes(prefix) ? "it is opened with an experiment, not by itself" : "the model's name is missing";
    throw new UserError(`"${model}" is no live model: ${why}. Wanted <provider>/<model>, as in "anthropic/claude-sonnet-5".`);
  }
  const prefixes = known.map((kind) => `${kind}/...`).join(", ");
  const hint = nearest(prefix, known);
  const near = hint.startsWith(" Did") ? hint : "";
  throw new UserError(`Nothing is known by the name "${model}".${near} A model's name starts with one of ${prefixes}.`);
}

function keyFor(kind: Kind, spec: z.output<typeof modelSpec>, env: Surroundings["env"]): { keyName: string; key?: string } {
  const keyName = spec.apiKeyEnv ?? kinds[kind].key;
  if (keyName === undefined) return { keyName: "apiKeyEnv" };
  const names = [keyName, ...(spec.apiKeyEnv === undefined ? (otherKeys[keyName] ?? []) : [])];
  const found = names.find((name) => keyIn(env, name) !== "");
  if (found !== undefined) return { keyName: found, key: keyIn(env, found) };
  const or = names.length > 1 ? ` (or ${names.slice(1).join(", ")})` : "";
  throw new UserError(
    `"${spec.model}" needs a key, and the environment variable ${keyName}${or} is not set. Set it, or choose another member.`,
  );
}

/** Which providers' keys are in the environment, by name alone; `variable` is the one that was found, else the one to set. */
export function keysFound(env: Surroundings["env"]): { provider: string; variable: string; present: boolean }[] {
  return Object.entries(kinds).flatMap(([provider, { key }]) => {
    if (key === undefined) return [];
    const found = [key, ...(otherKeys[key] ?? [])].find((name) => keyIn(env, name) !== "");
    return [{ provider, variable: found ?? key, present: found !== undefined }];
  });
}

/** The key in an environment variable, empty when there is none; the environment has a prototype, whose members are no keys. */
function keyIn(env: Surroundings["env"], name: string): string {
  const value: unknown = env[name];
  return typeof value === "string" ? value.trim() : "";
}
