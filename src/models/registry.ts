import { z } from "zod";
import type { Json, Model, Price, Reply } from "../types.ts";
import { Bug, UserError } from "../util/bug.ts";
import { caught, fail } from "../util/failure.ts";
import { issueWords } from "../util/issue-words.ts";
import { noUsage } from "../util/money.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { secretIn, withoutSecrets } from "../util/secret-address.ts";
import { boundedFetch } from "./bounded-fetch.ts";
import { type Destination, destinationOf, keyFor, refuseWrittenSecrets } from "./destination.ts";
import { dressOf } from "./dress-of.ts";
import { dressRequest } from "./dress-request.ts";
import { quoteOf } from "./estimate.ts";
import { familyOf } from "./family.ts";
import { failedBodies } from "./failed-bodies.ts";
import { guardedFetch } from "./guarded-fetch.ts";
import { identityOf } from "./identity.ts";
import { type Kind, particular, providerOf, providerRegistry } from "./kinds.ts";
import { addressSetting, hostLabel, hostSetting, type MemberSettings, memberSettings } from "./member-settings.ts";
import { modelPrice } from "./model-price.ts";
import { openFetch } from "./open-fetch.ts";
import type { CloudLocation, ProviderEnvironment } from "./opening.ts";
import { priceOf, priceSetting } from "./prices.ts";
import type { LiveModel } from "./provider.ts";
import { refusedPort } from "./refused-ports.ts";
import { servedAs } from "./served-as.ts";
import { tappedFetch } from "./tapped-fetch.ts";
import { isLocalAddress } from "./template-tokens.ts";
import { thinkingOf } from "./thinking-of.ts";
import { timeLimitsOf } from "./time-limits.ts";
import { defined } from "../util/defined.ts";

/** A member's model in an experiment file: dollars per million tokens, milliseconds, tokens. */
export const modelSpec = z.strictObject({
  model: z.string().min(1),
  baseUrl: addressSetting.optional(),
  apiKeyEnv: z.string().min(1).optional(),
  sendKeyTo: hostSetting.optional(),
  price: priceSetting.optional(),
  settings: memberSettings.optional(),
});
export type ModelSpec = z.input<typeof modelSpec>;

/** Opened by the lab from its own stores; named here so that a slip of the pen finds them. */
const embedded = ["simulated", "recorded"];

/** Milliseconds since 1970 that never run backwards when the machine's clock is set. */
const steadyNow = (): number => performance.timeOrigin + performance.now();

/** Opens a live model and loads its provider's SDK then. Throws a UserError for unknown names, missing keys, unpriced models. */
export async function openModel(spec: ModelSpec, surroundings: Partial<ProviderEnvironment> = {}): Promise<Model> {
  const parsed = checked(spec);
  if (surroundings.offline !== true) return openParsed(parsed, surroundings);
  // What is missing now makes a model no less readable.
  const opened = await caught("setup", () => openParsed(parsed, { ...surroundings, fetch: noFetch }));
  return opened.ok ? opened.value : unasked(parsed.model, billedBy(parsed, surroundings.prices ?? {}));
}

async function openParsed(parsed: z.output<typeof modelSpec>, surroundings: Partial<ProviderEnvironment>): Promise<Model> {
  const { env = process.env, now = steadyNow, prices = {}, offline = false, secrets: known = new Set<string>() } = surroundings;
  const looked = offline ? {} : env;
  const { kind, prefix, name } = kindOf(parsed.model);
  const settings = parsed.settings ?? {};
  checkTaken(parsed.model, prefix, kind, settings);
  refuseWrittenSecrets(parsed.model, settings);
  const price = billedBy(parsed, prices);
  const limits = timeLimitsOf(parsed.model, settings);
  const baseUrl = baseUrlOf(parsed, prefix, kind, looked);
  const place = placeOf(parsed.model, kind, settings, looked);
  const forcesShape = settings.structuredOutput === undefined ? kind.forcesShape : settings.structuredOutput === "native";
  const neutralize = takesApart(prefix, baseUrl, settings);
  const { credentials, ...key } = offline ? noKey : keyFor({ ...parsed, kind, baseUrl, place, settings }, env);
  const { dress, secrets, shown } = dressOf(parsed.model, prefix, settings, env);
  for (const secret of [key.key ?? "", ...Object.values(credentials), ...secrets]) known.add(secret);
  const { maxInputTokens } = settings;
  const sent = { ...shown, ...place, ...shaping(settings), ...(neutralize ? { templateTokens: "neutralize" } : {}) };
  const live: LiveModel = {
    id: parsed.model,
    family: familyOf(parsed.model),
    identity: identityOf({ id: parsed.model, baseUrl, forcesShape, price: rates(price), sent }),
    price,
    asked: servedAs(settings.body),
    limits,
    ...key,
    secrets: known,
    ...present({ baseUrl, maxInputTokens, ...thinkingOf(parsed.model, settings) }),
    pace: paceOf(parsed.model, baseUrl, settings, key.keyName),
    now,
  };
  const plainFetch = guardedFetch(tappedFetch(surroundings.fetch ?? (await openFetch(env, limits.connect, settings.ca))));
  const settled = failedBodies(plainFetch);
  const fetch = boundedFetch(kind.signs === true ? settled : dressRequest(settled, dress));
  const { open } = await kind.load();
  const { headers, body } = dress;
  const told = offline ? { resource: "resource", region: "region", project: "project", ...place } : place;
  const common = { name, live, fetch, plainFetch, headers, body, forcesShape, neutralize, settings, place: told, credentials, env };
  try {
    return open({ ...common, needs: kind.needs ?? "", ...defined({ baseUrl }) });
  } catch (thrown) {
    // An SDK refuses settings in its own way.
    if (!(thrown instanceof Error) || !thrown.name.startsWith("AI_")) throw thrown;
    throw new UserError(`"${parsed.model}" cannot be opened with these settings: ${withoutSecrets(thrown.message)}`);
  }
}

/** Where a live member's asks go and what goes along; undefined where its model is no live one. Throws a UserError as `openModel` does. */
export function destinationOfModel(spec: ModelSpec, env: ProviderEnvironment["env"]): Destination | undefined {
  if (embedded.some((prefix) => spec.model.startsWith(`${prefix}/`))) return undefined;
  const parsed = checked(spec);
  const { kind, prefix } = kindOf(parsed.model);
  const settings = parsed.settings ?? {};
  const baseUrl = baseUrlOf(parsed, prefix, kind, env);
  const to = destinationOf({ ...parsed, kind, baseUrl, place: placeOf(parsed.model, kind, settings, env), settings }, env);
  return takesApart(prefix, baseUrl, settings) ? { ...to, neutralized: true } : to;
}

/** Settings that shape replies and are told by other fields than the body's. */
function shaping({ effort, maxThinking, apiVersion, api }: MemberSettings): { [name: string]: Json } {
  return present({ effort: plain(effort), maxThinking: plain(maxThinking), apiVersion, api }) as { [name: string]: Json };
}

/** A setting that is one value or a map by purpose, as data. */
function plain(setting: MemberSettings["effort" | "maxThinking"]): Json | undefined {
  return typeof setting === "object" ? present(setting) : setting;
}

const noKey = { keyName: "", key: "no call is made", credentials: {} };
const noFetch = (): Promise<Response> => Promise.reject(new Bug("A model that is only read about was asked."));

/** A model that is read about and never asked. */
function unasked(id: string, price: Price): Model {
  const refused = fail("unsupported", `${id} was opened to be read about, not to be asked.`);
  const call = async (): Promise<Reply> => ({ ...refused, usage: noUsage, cost: 0, ms: 0 });
  return { id, family: familyOf(id), world: "live", price, quote: (ask) => quoteOf(ask, price), call };
}

/** Members of one model at one address with one key share its limits. */
function paceOf(model: string, baseUrl: string | undefined, settings: MemberSettings, keyName: string): NonNullable<Model["pace"]> {
  const { requestsPerMinute, tokensPerMinute, maxWaitMs } = settings;
  return {
    lane: [model, baseUrl ?? "", keyName].join(" "),
    ...defined({ requestsPerMinute, tokensPerMinute, maxWaitMs }),
  };
}

/** What a price charges; its source and its day make no other model. */
function rates({ id: _id, source: _source, date: _date, tiers, served, ...flat }: Price): Record<string, Json> {
  const long = tiers === undefined ? {} : { tiers: tiers.map((tier) => ({ ...tier })) };
  return { ...flat, ...long, ...(served === undefined ? {} : { served: served.map((one) => ({ ...one })) }) };
}

/** The experiment's own price, else the one that a run has kept, else the provider's or the book's. */
function billedBy({ model, price }: z.output<typeof modelSpec>, kept: ProviderEnvironment["prices"]): Price {
  const known = price === undefined && Object.hasOwn(kept, model) ? kept[model] : undefined;
  if (known !== undefined) return known;
  const priced = modelPrice(model, price);
  if (!priced.ok) {
    const { needs } = kindOf(model).kind;
    throw new UserError(`${priced.failure.message}${needs === undefined ? "" : ` ${needs}.`}`);
  }
  return priced.price;
}

function checked(spec: ModelSpec): z.output<typeof modelSpec> {
  // The price's own check names the field and its value, which a union's error cannot.
  if (spec.price !== undefined && typeof spec.model === "string") priceOf(spec.model, spec.price);
  const parsed = modelSpec.safeParse(spec);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join(".") ?? "";
  const words = issue === undefined ? "unknown fault" : issueWords(issue);
  throw new UserError(`The model "${spec.model}" does not fit: ${where === "" ? "" : `${where}: `}${words}.`);
}

function kindOf(model: string): { kind: Kind; prefix: string; name: string } {
  const slash = model.indexOf("/");
  const prefix = slash < 0 ? model : model.slice(0, slash);
  const name = slash < 0 ? "" : model.slice(slash + 1);
  const kind = providerOf(prefix);
  if (kind !== undefined && name !== "") return { kind, prefix, name };
  const prefixes = providerRegistry.all.map((provider) => provider.name);
  const known = [...prefixes, ...embedded];
  if (known.includes(prefix)) {
    const why = embedded.includes(prefix) ? "it is opened with an experiment, not by itself" : "the model's name is missing";
    const needs = kind?.needs === undefined ? "" : ` ${kind.needs}.`;
    throw new UserError(`"${model}" is no live model: ${why}. Wanted <provider>/<model>, as in "anthropic/claude-sonnet-5".${needs}`);
  }
  const beginnings = known.map((kind) => `${kind}/...`).join(", ");
  const hint = didYouMean(prefix, known);
  const full = slash < 0 ? prefixes.map((kind) => `${kind}/${model}`).filter((id) => priceOf(id).ok) : [];
  const near = full.length > 0 ? ` Did you mean ${full.map((id) => `"${id}"`).join(" or ")}?` : hint.startsWith(" Did") ? hint : "";
  throw new UserError(`Nothing is known by the name "${model}".${near} A model's name starts with one of ${beginnings}.`);
}

/** A setting that this provider cannot be told is refused, rather than left out in silence. */
function checkTaken(model: string, prefix: string, kind: Kind, settings: MemberSettings): void {
  const strange = particular.find((name) => settings[name] !== undefined && !kind.takes.includes(name));
  if (strange === undefined) return;
  const takers = providerRegistry.all.flatMap(({ name, takes }) => (takes.includes(strange) ? [`${name}/...`] : []));
  throw new UserError(`"${model}": settings.${strange} is for ${takers.join(", ")}; ${prefix}/... takes no such setting. Remove it.`);
}

/** Whether the marks of chat templates are taken apart: as the member says, else for local servers, which read them as their own. */
function takesApart(prefix: string, baseUrl: string | undefined, { templateTokens }: MemberSettings): boolean {
  if (templateTokens !== undefined) return templateTokens === "neutralize";
  return prefix === "compatible" && baseUrl !== undefined && isLocalAddress(baseUrl);
}

const paths = /\/(chat\/completions|completions|responses|messages)$/;

/** The address without what the SDK adds by itself; undefined is the provider's own. */
function baseUrlOf(
  { model, baseUrl }: z.output<typeof modelSpec>,
  prefix: string,
  kind: Kind,
  env: ProviderEnvironment["env"],
): string | undefined {
  const variable = kind.addresses?.find((name) => (env[name] ?? "").trim() !== "");
  const told = baseUrl ?? (variable === undefined ? undefined : (env[variable] ?? "").trim());
  if (told === undefined && prefix === "compatible") {
    const example = `{ model: "${model}", baseUrl: "http://localhost:11434/v1" }`;
    const line = `--member name=${model}@http://localhost:11434/v1`;
    throw new UserError(
      `Wanted the address of the server for "${model}", got none. Add baseUrl, as in ${example}, or on the command line ${line}.`,
    );
  }
  if (told === undefined) return undefined;
  const where = baseUrl === undefined ? (variable ?? "") : "baseUrl";
  const secret = secretIn(told);
  if (secret !== undefined) throw new UserError(`"${model}": ${where} ${secret}.`);
  if (!addressSetting.safeParse(told).success)
    throw new UserError(`"${model}": wanted an address that begins with http:// or https:// in ${where}; got "${withoutSecrets(told)}".`);
  const port = refusedPort(told);
  if (port !== undefined)
    throw new UserError(`"${model}": port ${port} in ${where} is refused by fetch, since another protocol has it. Use another port.`);
  const plain = told.replace(/\/+$/, "").replace(paths, "");
  return variable === "AZURE_OPENAI_ENDPOINT" && baseUrl === undefined && !plain.includes("/openai") ? `${plain}/openai` : plain;
}

/** Throws a `UserError` for a part of the address that could lead elsewhere. */
function placeOf(model: string, kind: Kind, settings: MemberSettings, env: ProviderEnvironment["env"]): CloudLocation {
  const variables = kind.variables ?? {};
  const of = (name: "resource" | "region" | "project", form?: RegExp): string | undefined => {
    const variable = settings[name] === undefined ? variables[name]?.find((each) => (env[each] ?? "").trim() !== "") : undefined;
    const value = variable === undefined ? settings[name] : (env[variable] ?? "").trim();
    if (value === undefined || form?.test(value) !== false) return value;
    throw new UserError(
      `"${model}": wanted the name of a ${name} alone in ${variable ?? `settings.${name}`}, of letters, digits and dashes; got "${shortly(value)}".`,
    );
  };
  // Where a variable may name the project, it is a part of the path, and else a header.
  const project = of("project", variables.project === undefined ? undefined : /^[a-z0-9]+(?:[-.:][a-z0-9]+)*$/i);
  return present({ resource: of("resource", hostLabel), region: of("region", hostLabel), project });
}

function shortly(value: string): string {
  return withoutSecrets(value.length > 60 ? `${value.slice(0, 60)}...` : value);
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function present<T extends object>(values: T): Present<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>;
}
