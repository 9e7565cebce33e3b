import type { Json } from "../types.ts";
import { UserError } from "../util/bug.ts";
import type { Dress } from "./dress-request.ts";
import { fillIn, holdsSecret, isWritten } from "./fill-in.ts";
import type { MemberSettings } from "./member-settings.ts";
import { defined } from "../util/defined.ts";

type Environment = { readonly [name: string]: string | undefined };

/** Fields that a call sets: another value would make another ask than the one that is on record. */
const ours = ["model", "messages", "input", "contents", "prompt", "system", "stream"];
/** Headers that tell who asks, not what. */
const tracing = /^(user-agent|x-request-id|traceparent|tracestate|x-title|http-referer|referer)$/i;

/**
 * What a member's settings add to its requests. `secrets` are the values that came from the environment; `shown` is what of it
 * shapes replies, with no secret in it, for the model's identity. Throws a UserError for a missing variable or a field of ours.
 */
export function dressOf(
  model: string,
  prefix: string,
  settings: MemberSettings,
  env: Environment,
): { dress: Dress; secrets: string[]; shown: { [name: string]: Json } } {
  const { body = {}, maxTokensField, organization, project } = settings;
  const taken = Object.keys(body).find((name) => ours.includes(name));
  if (taken !== undefined)
    throw new UserError(`"${model}": settings.body may not set "${taken}", which every call sets by itself. Remove it.`);
  const secrets: string[] = [];
  const filled = (texts: Readonly<Record<string, string>>, what: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(texts).map(([name, text]) => {
        const found = fillIn(text, `"${model}": settings.${what}.${name}`, env);
        secrets.push(...found.secrets);
        if (holdsSecret(name) && found.text !== "") secrets.push(found.text);
        return [name, found.text];
      }),
    );
  const ids = prefix === "openai" || prefix === "compatible" ? { "openai-organization": organization, "openai-project": project } : {};
  const headers: Record<string, string> = { ...present(ids), ...settings.headers };
  const query = Object.fromEntries(Object.entries(settings.query ?? {}).map(([name, value]) => [name, String(value)]));
  const dress: Dress = {
    headers: filled(headers, "headers"),
    query: filled(query, "query"),
    body,
    ...defined({ tokensField: maxTokensField }),
  };
  const shown = {
    headers: hidden(headers),
    query: hidden(query),
    body: { ...body },
    ...defined({ maxTokensField }),
  };
  return { dress, secrets, shown };
}

/** Names are small, values of secrets are left out, and what only traces a request is no part of it. */
function hidden(texts: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(texts).filter(([name]) => !tracing.test(name));
  return Object.fromEntries(kept.map(([name, text]) => [name.toLowerCase(), holdsSecret(name) && isWritten(text) ? "(secret)" : text]));
}

function present(texts: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
