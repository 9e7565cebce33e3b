import { UserError } from "../util/bug.ts";
import { isDirect } from "./proxy-fault.ts";

type Environment = { readonly [name: string]: string | undefined };

/** The addresses of proxies by scheme, empty where there is none, and the hosts that are asked without. */
export interface Proxies {
  readonly http: string;
  readonly https: string;
  readonly none: string;
  /** The variables that named them. */
  readonly names: { readonly http: string; readonly https: string };
}

/** Those of an environment, as most programs read them: small letters first; a proxy for http is none for https. */
export function proxiesIn(env: Environment): Proxies {
  const read = (name: string): string => (env[name.toLowerCase()] ?? env[name] ?? "").trim();
  const all = read("ALL_PROXY");
  return {
    http: addressOf("HTTP_PROXY", read("HTTP_PROXY") || all),
    https: addressOf("HTTPS_PROXY", read("HTTPS_PROXY") || all),
    none: read("NO_PROXY"),
    names: {
      http: read("HTTP_PROXY") === "" ? "ALL_PROXY" : "HTTP_PROXY",
      https: read("HTTPS_PROXY") === "" ? "ALL_PROXY" : "HTTPS_PROXY",
    },
  };
}

/** Host and port of the proxy that what goes to `url` passes, without its credentials; undefined where it goes there by itself. */
export function proxyOnTheWay(proxies: Proxies, url: URL): string | undefined {
  const address = url.protocol === "http:" ? proxies.http : proxies.https;
  if (address === "" || isDirect(proxies.none, url)) return undefined;
  const { host, hostname, port, protocol } = new URL(address);
  if (port !== "" || protocol.startsWith("socks")) return host;
  return `${hostname}:${protocol === "https:" ? 443 : 80}`;
}

function addressOf(name: string, value: string): string {
  if (value === "") return "";
  const address = value.includes("://") ? value : `http://${value}`;
  if (URL.canParse(address) && /^(https?|socks5?):$/.test(new URL(address).protocol)) return address;
  throw new UserError(`Wanted the address of a proxy in ${name}, as in "http://proxy.example:3128"; got one that cannot be read.`);
}
