import { UserError } from "../util/bug.ts";
import { isSecretName } from "../util/secret-address.ts";
import { filledPlaces } from "./filled-places.ts";
import { findKey, type FoundKey } from "./find-keys.ts";
import { type Kind, providerRegistry } from "./kinds.ts";
import type { MemberSettings } from "./member-settings.ts";
import type { CloudLocation } from "./opening.ts";
import { proxiesIn, proxyOnTheWay } from "./proxies.ts";
import { trustedFiles } from "./trusted-files.ts";
import { defined } from "../util/defined.ts";

type Environment = { readonly [name: string]: string | undefined };

/** Where the asks of a live member go, and which secrets go with them: names of variables, never their values. */
export interface Destination {
  readonly host: string;
  /** Whether all of it can be read on the way. */
  readonly unencrypted: boolean;
  /** The variables of the key that is sent, and those that headers and parameters are filled from. */
  readonly variables: readonly string[];
  /** Those of them that are no keys as far as names tell: neither their own nor those of the headers and parameters that they fill. */
  readonly plain?: readonly string[];
  /** The variable of the provider's own key, where it is not sent as the key because the host is another's. */
  readonly withheld?: string;
  /** The headers and parameters in which it goes there all the same, by its own name or by another's that holds it. */
  readonly withheldIn?: readonly string[];
  /** Host and port of the proxy that all of it passes. */
  readonly proxy?: string;
  /** Files of certificates that the host may show beside those that the process trusts. */
  readonly trusted: readonly string[];
  /** Whether the marks of chat templates in texts are taken apart on the way. */
  readonly neutralized?: boolean;
}

export interface Route {
  readonly model: string;
  readonly kind: Kind;
  /** The member's own address, or that of a variable; undefined is the provider's own. */
  readonly baseUrl: string | undefined;
  readonly place: CloudLocation;
  readonly apiKeyEnv?: string | undefined;
  readonly sendKeyTo?: string | undefined;
  readonly settings: MemberSettings;
}

/**
 * The key that may go along: a provider's key to the provider's own hosts, and to another only where the member names it in
 * `sendKeyTo`; a variable that the member names in `apiKeyEnv` to the member's address. Throws a `UserError` for a missing key.
 */
export function keyFor(route: Route, env: Environment): FoundKey {
  return stayBack(route) === undefined ? findKey(route.model, route.kind, env, route.apiKeyEnv) : { keyName: "apiKeyEnv", credentials: {} };
}

/** See `Destination`. Throws a `UserError` for a missing key and for a `sendKeyTo` that is not the address's host. */
export function destinationOf(route: Route, env: Environment): Destination {
  const withheld = stayBack(route, env);
  const { baseUrl, settings } = route;
  const { credentials } = keyFor(route, env);
  const places = filledPlaces(settings, route.kind);
  const host = hostOf(route);
  // Where the region is not known yet, its place holds no sign of a host.
  const proxy = host === "" ? undefined : proxyOnTheWay(proxiesIn(env), new URL(baseUrl ?? `https://${host.replaceAll(/[<>]/g, "")}`));
  const secret = new Set(Object.keys(credentials));
  for (const { name, variable } of places) if (isSecretName(name) || isKeyName(variable)) secret.add(variable);
  const variables = [...new Set([...Object.keys(credentials), ...places.map(({ variable }) => variable)])];
  const plain = variables.filter((name) => !secret.has(name));
  const carried = (env[withheld ?? ""] ?? "").trim();
  const holds = (variable: string): boolean => variable === withheld || (carried !== "" && (env[variable] ?? "").includes(carried));
  const withheldIn = withheld === undefined ? [] : places.filter(({ variable }) => holds(variable)).map(({ words }) => words);
  return {
    host,
    unencrypted: baseUrl?.startsWith("http:") === true,
    variables,
    ...(plain.length === 0 ? {} : { plain }),
    ...defined({ withheld, proxy }),
    ...(withheldIn.length === 0 ? {} : { withheldIn }),
    trusted: trustedFiles(env, settings.ca),
  };
}

/** The variable of the provider's own key, where it must not go to the address. */
function stayBack(route: Route, env: Environment = {}): string | undefined {
  const { model, kind, baseUrl, apiKeyEnv } = route;
  const agreed = agreedTo(route);
  // A provider's key has several names: the one that would go is meant.
  const own = (kind.keys.find((names) => names.every((name) => (env[name] ?? "").trim() !== "")) ?? kind.keys[0])?.join(" and ");
  refuseReadAlong(route, agreed);
  if (baseUrl === undefined) return undefined;
  const url = new URL(baseUrl);
  if (own === undefined || apiKeyEnv !== undefined || agreed || isHome(kind, url)) return undefined;
  if (kind.needs === undefined) return own;
  // A cloud's SDK without a key would look for one in places of its own.
  throw new UserError(
    `"${model}" would send ${own} to ${url.host}, which is not its provider's. Add sendKeyTo: "${url.host}" to agree, or name another key in apiKeyEnv.`,
  );
}

/** Whether the member agrees that its key goes to its address. Throws a `UserError` for one that names another host. */
function agreedTo(route: Route): boolean {
  const { model, baseUrl, sendKeyTo } = route;
  if (sendKeyTo === undefined) return false;
  const host = hostOf(route);
  const names = baseUrl === undefined ? [host] : [host, new URL(baseUrl).hostname];
  if (names.includes(sendKeyTo.toLowerCase())) return true;
  const how = baseUrl === undefined ? "" : " Make sendKeyTo and baseUrl agree.";
  throw new UserError(`"${model}" is to send its key to ${sendKeyTo}, and its address is at ${host}.${how}`);
}

/** Whoever holds the key of a further certificate can stand between a provider and its member, and reads the provider's key. */
function refuseReadAlong(route: Route, agreed: boolean): void {
  const { model, kind, apiKeyEnv, settings } = route;
  const secret = kind.keys.length > 0 || apiKeyEnv !== undefined || filledPlaces(settings, kind).length > 0;
  if (settings.ca === undefined || agreed || !secret || !isSomeonesHome(route)) return;
  const host = hostOf(route);
  throw new UserError(
    `"${model}" would trust ${settings.ca} for ${host}: whoever made those certificates can read the key that goes there. Add sendKeyTo: "${host}" to the member to agree, or set NODE_EXTRA_CA_CERTS in the environment instead of ca.`,
  );
}

function hostOf({ baseUrl, kind, place }: Route): string {
  return baseUrl === undefined ? homeOf(kind, place) : new URL(baseUrl).host;
}

/** Whether the address is that of a provider, whichever, at any port; a dot at the end of a name leads to the same host. */
function isSomeonesHome({ kind, baseUrl }: Route): boolean {
  if (baseUrl === undefined) return kind.homes.length > 0;
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === "https:" && providerRegistry.all.some((each) => isNamedHome(each, hostname.replace(/\.$/, "")));
}

/** Whether a variable is a key's by its name, a provider's own or any. */
function isKeyName(variable: string): boolean {
  return isSecretName(variable) || providerRegistry.all.some(({ keys }) => keys.flat().includes(variable));
}

/** Whether this is a host of the provider's own, and nobody can read along. */
function isHome(kind: Kind, url: URL): boolean {
  return url.protocol === "https:" && url.port === "" && isNamedHome(kind, url.hostname);
}

function isNamedHome({ homes }: Kind, name: string): boolean {
  return homes.some((home) => patternOf(home).test(name));
}

/** A region has a number: a bucket named bedrock-runtime is at bedrock-runtime.s3.amazonaws.com. */
function patternOf(home: string): RegExp {
  const filled = home
    .replaceAll(".", "\\.")
    .replaceAll("<region>", "[a-z]{2,}(?:-[a-z]+)+-?\\d+")
    .replaceAll("<area>", "[a-z]{2}")
    .replaceAll("<resource>", "[a-z0-9-]+");
  return new RegExp(`^${filled}$`);
}

function homeOf({ homes }: Kind, { resource, region }: CloudLocation): string {
  const [home = ""] = homes;
  if (home === "aiplatform.googleapis.com" && region !== undefined && region !== "global") return `${region}-${home}`;
  return home.replace("<region>", region ?? "<region>").replace("<resource>", resource ?? "<resource>");
}

/** Throws a `UserError` for a parameter of the address that is written out though its name says that it is a secret. */
export function refuseWrittenSecrets(model: string, { query = {} }: MemberSettings): void {
  const name = Object.entries(query).find(([name, value]) => isSecretName(name) && !/^\$\{\w+\}$/.test(String(value)))?.[0];
  if (name === undefined) return;
  throw new UserError(
    `"${model}": settings.query.${name} holds a secret, which would be stored and shown. Keep it in an environment variable, and write \${NAME} for it.`,
  );
}
