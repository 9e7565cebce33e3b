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
  const status = /Proxy response \((\d+)\)/.exec(words)?.[1];
  const own = status !== undefined || code.startsWith("UND_ERR_PRX") || namesIt(thrown, url);
  if (!own) return undefined;
  const where = `the proxy ${url.protocol}//${url.host}, which ${variable} names`;
  if (status === "407")
    return new ProxyFault(
      `${where}, wants a sign-in (407). Put user and password into ${variable}, as in http://user:password@${url.host}.`,
    );
  if (status !== undefined)
    return new ProxyFault(
      `${where}, answered ${status} instead of passing the call on. Check that it may reach this host, or name the host in NO_PROXY.`,
    );
  const how = code === "" ? "" : ` (${code})`;
  return new ProxyFault(`${where}, could not be reached${how}. Start it, correct or unset ${variable}, or name the host in NO_PROXY.`);
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
