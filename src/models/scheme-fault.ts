import { connect as connectPlain } from "node:net";
import { connect as connectSecure } from "node:tls";
import type { Failure } from "../types.ts";
import { fail } from "../util/failure.ts";
import { deepestWords, fieldOf, systemCode } from "./thrown.ts";

const noTls = /^(EPROTO|ERR_SSL_|ECONNRESET|UND_ERR_SOCKET)/;
const noHttp = /^(ECONNRESET|UND_ERR_SOCKET|EPIPE|HPE_)/;
const patienceMs = 3000;

/**
 * Why a request failed where its address says http to a server that speaks https, or the other way around; undefined where that
 * is not the reason. The server is knocked at once more to be sure; nothing is asked of it.
 */
export async function schemeFault(model: string, thrown: unknown, baseUrl: string | undefined): Promise<Failure | undefined> {
  if (baseUrl === undefined) return undefined;
  const url = new URL(baseUrl);
  const code = systemCode(thrown);
  if (url.protocol === "https:" && noTls.test(code) && (await speaksHttp(url))) return told(model, url, "http");
  if (url.protocol !== "http:") return undefined;
  const said = fieldOf(thrown, "responseBody");
  const words = typeof said === "string" ? said : deepestWords(thrown);
  const refused = fieldOf(thrown, "statusCode") === 400 && /http request.*https/i.test(words);
  return refused || (noHttp.test(code) && (await speaksTls(url))) ? told(model, url, "https") : undefined;
}

function told(model: string, url: URL, speaks: "http" | "https"): Failure {
  const right = `${speaks}://${url.host}${url.pathname === "/" ? "" : url.pathname}`;
  const message = `Could not ask ${model}: baseUrl says ${url.protocol.slice(0, -1)}, and this server speaks ${speaks}. Write baseUrl: "${right}".`;
  return fail("setup", message).failure;
}

function speaksHttp({ hostname, port }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectPlain({ host: hostOf(hostname), port: Number(port || 443) });
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(patienceMs, () => end(false));
    socket.once("connect", () => socket.write(`OPTIONS * HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\n\r\n`));
    socket.once("data", (piece) => end(piece.toString("latin1").startsWith("HTTP/")));
    socket.once("error", () => end(false));
    socket.once("close", () => end(false));
  });
}

function speaksTls({ hostname, port }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const host = hostOf(hostname);
    const socket = connectSecure({ host, port: Number(port || 80), rejectUnauthorized: false });
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(patienceMs, () => end(false));
    socket.once("secureConnect", () => end(true));
    socket.once("error", () => end(false));
    socket.once("close", () => end(false));
  });
}

function hostOf(hostname: string): string {
  return hostname.replace(/^\[(.+)\]$/, "$1");
}
