import type { Json } from "../types.ts";
import { isSecretName } from "../util/secret-address.ts";
import { struck } from "../util/strike-key.ts";
import { holdsSecret } from "./fill-in.ts";
import { isRecord } from "./usage.ts";

/** A request as people may see it: its query without secrets, by what a parameter is called and by what it is. */
export function shownRequest(request: Json | undefined, secrets: ReadonlySet<string>, strike: (text: string) => string): Json | undefined {
  if (!isRecord(request) || typeof request["path"] !== "string") return request;
  const [path = "", ...query] = request["path"].split("?");
  if (query.length === 0) return request;
  const kept = [...new URLSearchParams(query.join("?"))].map(([name, value]) => {
    // Short secrets are not struck out of texts, but no parameter may be one.
    const secret = holdsSecret(name) || isSecretName(name) || [...secrets].some((known) => known !== "" && value.includes(known));
    return `${encodeURIComponent(name)}=${secret ? struck : encodeURIComponent(value)}`;
  });
  return { ...request, path: strike(`${path}?${kept.join("&")}`) };
}
