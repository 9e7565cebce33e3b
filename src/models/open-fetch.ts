import tls from "node:tls";
import { trustedFiles } from "./trusted-files.ts";
import { type Proxies, proxiesIn } from "./proxies.ts";
import { isDirect, proxyFault, throughProxy } from "./proxy-fault.ts";
import { UserError } from "../util/bug.ts";
import { wordsOf } from "../util/failure.ts";
import { readBytes } from "../util/read-file.ts";

type Environment = { readonly [name: string]: string | undefined };
type Fetch = typeof globalThis.fetch;

/**
 * A connection without a call is closed after so many milliseconds, long before servers do (2 s at the least, 5 s mostly): a call that
 * meets a server's close is reset, and nobody can tell whether it was billed. A server that stood still may close what it has not read.
 */
const idleMs = 1000;

const opened = new Map<string, Promise<Fetch>>();

/**
 * A fetch with connections of its own: no time limit but that for connecting, proxies from the environment (`HTTPS_PROXY`,
 * `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`, in capitals or not), extra certificates. Members with the same needs share connections.
 * Throws a `UserError` for an address or a file that cannot be used.
 */
export function openFetch(env: Environment, connectMs: number, caFile?: string): Promise<Fetch> {
  const proxies = proxiesIn(env);
  const own = trustedFiles(env, caFile).map(certificatesIn);
  const key = JSON.stringify([proxies, connectMs, own]);
  const fetch = opened.get(key) ?? make(proxies, connectMs, own);
  opened.set(key, fetch);
  return fetch;
}

async function make(proxies: Proxies, connectMs: number, own: readonly string[]): Promise<Fetch> {
  const { Agent, EnvHttpProxyAgent, Pool, fetch } = await import("undici");
  const limitless = { headersTimeout: 0, bodyTimeout: 0, allowH2: false, keepAliveTimeout: idleMs, keepAliveMaxTimeout: idleMs };
  const trust = own.length === 0 ? {} : { ca: [...tls.getCACertificates("default"), ...own] };
  const common = { ...limitless, connect: { timeout: connectMs, ...trust }, connectTimeout: connectMs, requestTls: trust, proxyTls: trust };
  // The connection to a proxy has time limits of its own, which would end a call that the member's limits allow.
  const factory = (origin: string | URL, options: object) => new Pool(origin, { ...options, ...limitless });
  const to = (proxy: string) =>
    proxy === ""
      ? new Agent({ ...limitless, connect: common.connect })
      : new EnvHttpProxyAgent({
          ...common,
          clientFactory: factory,
          factory,
          httpProxy: proxy,
          httpsProxy: proxy,
          // Who goes without is decided below; undici would read the variable by itself.
          noProxy: "",
        });
  const agents = { http: to(proxies.http), https: to(proxies.https) };
  const direct = to("");
  const dispatched = async (input: Parameters<typeof fetch>[0], init?: Parameters<typeof fetch>[1]) => {
    const url = typeof input === "string" ? input : input instanceof URL ? input.href : (input as { url: string }).url;
    const scheme = url.startsWith("http:") ? "http" : "https";
    const named = { variable: proxies.names[scheme], address: proxies[scheme] };
    const passes = named.address === "" || isDirect(proxies.none, new URL(url));
    const forwards = scheme === "http" && !passes;
    try {
      const response = await fetch(input, { ...init, dispatcher: passes ? direct : agents[scheme] });
      return forwards ? await throughProxy(response, named) : response;
    } catch (thrown) {
      throw (named.address === "" ? undefined : proxyFault(thrown, named)) ?? thrown;
    }
  };
  return dispatched as unknown as Fetch;
}

function certificatesIn(file: string): string {
  let text: string;
  try {
    text = readBytes(file, 16_000_000).toString("utf8");
  } catch (thrown) {
    throw new UserError(`Wanted certificates to trust in ${file}: ${wordsOf(thrown)}. Check \`ca\` and NODE_EXTRA_CA_CERTS.`);
  }
  if (text.includes("-----BEGIN CERTIFICATE-----")) return text;
  throw new UserError(`Wanted certificates to trust in ${file}, in PEM form ("-----BEGIN CERTIFICATE-----"); it holds none.`);
}
