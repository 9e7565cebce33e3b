import { BlockList, isIP } from "node:net";
import { deepestWords, fieldOf, systemCode } from "./thrown.ts";

/** A proxy that could not be passed: its address without credentials, the variable that it came from, what to do. */
export class ProxyFault extends Error {
  override readonly name = "ProxyFault";
}

export interface NamedProxy {
  readonly variable: string;
  readonly address: string;
}

/** The fault of a proxy behind what a fetch threw; undefined where the proxy is not to blame. */
export function proxyFault(thrown: unknown, { variable, address }: NamedProxy): ProxyFault | undefined {
  const url = new URL(address);
  const code = systemCode(thrown);
  const words = `${deepestWords(thrown)} ${String(fieldOf(thrown, "message"))}`;
  const status = /Proxy (?:response|Authentication Required) \((\d+)\)/.exec(words)?.[1];
  const own = status !== undefined || code.startsWith("UND_ERR_PRX") || namesIt(thrown, url);
  if (!own) return undefined;
  if (status !== undefined) return refusal(Number(status), { variable, address });
  const where = wordsFor({ variable, address });
  const how = code === "" ? "" : ` (${code})`;
  return new ProxyFault(`${where}, could not be reached${how}. Start it, correct or unset ${variable}, or name the host in NO_PROXY.`);
}

/**
 * What a proxy that forwards a plain request answers with its own words: a 407 is always its own, other statuses where its headers
 * say so. Where nobody can tell the proxy's 403 or 502 from the provider's, the answer is marked as one that came through it.
 */
export async function throughProxy(response: Response, proxy: NamedProxy): Promise<Response> {
  const { status, statusText, headers } = response;
  const own = status === 407 || (status >= 400 && ownHeaders.some((name) => headers.has(name)));
  if (own) {
    await response.body?.cancel();
    throw refusal(status, proxy);
  }
  if (![403, 502, 503, 504].includes(status)) return response;
  const marked = new Headers([...headers, [cameThroughProxy, wordsFor(proxy)]]);
  return new Response(response.body, { status, statusText, headers: marked });
}

/** Names the proxy that an answer came through, where the fault may be its own. */
export const cameThroughProxy = "x-came-through-proxy";

/** What proxies alone write: Squid's errors, RFC 9209's status, Blue Coat's and Zscaler's. */
const ownHeaders = ["x-squid-error", "proxy-status", "proxy-authenticate", "x-bluecoat-error", "x-zscaler-error"];

/**
 * Whether an address is asked without the proxy, by the list of hosts, and of networks as in 10.0.0.0/8, in NO_PROXY. Contract: a host
 * stands for itself and all under it as in undici's `EnvHttpProxyAgent`, "*.example" for what is under it alone; what is said and what is
 * done are both asked here.
 */
export function isDirect(none: string, { hostname, port, protocol }: URL): boolean {
  const at = Number(port === "" ? (protocol === "https:" ? 443 : 80) : port);
  const host = bareHost(hostname);
  return none.split(/[,\s]+/).some((entry) => entry !== "" && (entry.includes("/") ? isInside(host, entry) : isUnder(host, at, entry)));
}

/** Whether a host and its port are those of an entry, or under it. */
function isUnder(host: string, at: number, entry: string): boolean {
  const [, bracketed, named = entry, only] = /^(?:\[(.+)\]|([^:]+))(?::(\d+))?$/.exec(entry) ?? [];
  if (only !== undefined && Number(only) !== 0 && Number(only) !== at) return false;
  if (named === "*") return true;
  const whole = bareHost(bracketed ?? named);
  const name = whole.replace(/^\*?\./, "");
  return (!whole.startsWith("*") && host === name) || host.endsWith(`.${name}`);
}

/** A host without brackets, capitals and the dot that ends a full name. */
function bareHost(host: string): string {
  const bare = host.replace(/^\[(.+)\]$/, "$1").toLowerCase();
  return bare.length > 1 ? bare.replace(/\.$/, "") : bare;
}

/** Whether a host is an address in this network. */
function isInside(host: string, network: string): boolean {
  const [address = "", bits = ""] = network.split("/");
  const version = isIP(host);
  const most = version === 4 ? 32 : 128;
  if (version === 0 || isIP(address) !== version || !/^\d{1,3}$/.test(bits) || Number(bits) > most) return false;
  const list = new BlockList();
  const family = version === 4 ? "ipv4" : "ipv6";
  list.addSubnet(address, Number(bits), family);
  return list.check(host, family);
}

function wordsFor({ variable, address }: NamedProxy): string {
  const url = new URL(address);
  return `the proxy ${url.protocol}//${url.host}, which ${variable} names`;
}

function refusal(status: number, proxy: NamedProxy): ProxyFault {
  const where = wordsFor(proxy);
  if (status === 407) {
    const { host } = new URL(proxy.address);
    return new ProxyFault(
      `${where}, wants a sign-in (407). Put user and password into ${proxy.variable}, as in http://user:password@${host}.`,
    );
  }
  return new ProxyFault(
    `${where}, answered ${status} instead of passing the call on. Check that it may reach this host, or name the host in NO_PROXY.`,
  );
}

/** Whether the connection that failed was one to the proxy. */
function namesIt(thrown: unknown, { hostname, port, protocol }: URL): boolean {
  const wanted = port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
  for (let error = thrown, depth = 0; error !== undefined && error !== null && depth < 6; depth++) {
    const inner = fieldOf(error, "errors");
    const told = [fieldOf(error, "hostname"), fieldOf(error, "host"), fieldOf(error, "address")];
    if (told.includes(hostname) && [wanted, undefined].includes(fieldOf(error, "port") as number | undefined)) return true;
    if (hostname === "localhost" && fieldOf(error, "port") === wanted) return true;
    error = Array.isArray(inner) && inner.length > 0 ? (inner[0] as unknown) : fieldOf(error, "cause");
  }
  return false;
}

/** The fault of a proxy in a chain of causes. */
export function proxyFaultIn(thrown: unknown): ProxyFault | undefined {
  for (let error = thrown, depth = 0; error !== undefined && error !== null && depth < 6; depth++) {
    if (error instanceof ProxyFault) return error;
    error = fieldOf(error, "cause");
  }
  return undefined;
}
