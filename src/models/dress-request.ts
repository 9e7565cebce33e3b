import type { Json } from "../types.ts";

type Fetch = typeof globalThis.fetch;
type TokensField = "max_tokens" | "max_completion_tokens";

/** What every request of a member carries beside what its SDK writes. */
export interface Dress {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, Json>>;
  readonly tokensField?: TokensField;
}

/**
 * A fetch that adds headers, query parameters and body fields, and names the cap on output tokens as the server wants it: where
 * it refuses the name with a 400 that asks for the other one, the request is sent once more, and the name is kept. A refused
 * request is no answer and is not billed.
 */
export function dressRequest(fetch: Fetch, dress: Dress): Fetch {
  let field = dress.tokensField;
  return async (input, init = {}) => {
    const address = addressed(typeof input === "string" ? input : input instanceof URL ? input.href : input.url, dress.query);
    const written = fieldsIn(init.body);
    const send = () => fetch(address, { ...init, headers: headed(init.headers, dress.headers), ...bodied(written, dress.body, field) });
    const response = await send();
    if (field !== undefined || written === undefined || ![400, 422].includes(response.status)) return response;
    const other = wantedInstead(written, await response.clone().text());
    if (other === undefined) return response;
    field = other;
    return send();
  };
}

function addressed(address: string, query: Dress["query"]): string {
  if (Object.keys(query).length === 0) return address;
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

function headed(headers: RequestInit["headers"], own: Dress["headers"]): Headers {
  const all = new Headers(headers);
  for (const [name, value] of Object.entries(own)) {
    if (value === "") all.delete(name);
    else all.set(name, value);
  }
  return all;
}

/** The JSON object that an SDK wrote; undefined for anything else. */
function fieldsIn(body: RequestInit["body"]): Record<string, Json> | undefined {
  if (typeof body !== "string" || !body.startsWith("{")) return undefined;
  return JSON.parse(body) as Record<string, Json>;
}

function bodied(written: Record<string, Json> | undefined, own: Dress["body"], field: TokensField | undefined): { body?: string } {
  if (written === undefined) return {};
  const fields = Object.entries(written).map(([name, value]): [string, Json] => [
    field !== undefined && isTokens(name) ? field : name,
    value,
  ]);
  return { body: JSON.stringify({ ...Object.fromEntries(fields), ...own }) };
}

function isTokens(name: string): name is TokensField {
  return name === "max_tokens" || name === "max_completion_tokens";
}

/** The other name of the cap, where a refusal asks for it or does not know the one that was sent. */
function wantedInstead(written: Record<string, Json>, refusal: string): TokensField | undefined {
  if ("max_tokens" in written) return refusal.includes("max_completion_tokens") ? "max_completion_tokens" : undefined;
  const unknown =
    /max_completion_tokens/.test(refusal) &&
    /unsupported|not supported|unrecogni[sz]ed|unknown|unexpected|extra|not permitted/i.test(refusal);
  return "max_completion_tokens" in written && unknown ? "max_tokens" : undefined;
}
