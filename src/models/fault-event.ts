import type { Json } from "../types.ts";
import { lacking } from "./mend-envelope.ts";
import { errorIn, saidIn } from "./provider-words.ts";
import { type Dialect, isRecord } from "./usage.ts";

/**
 * An error that stands in a stream in another provider's form, as gateways send it, in the form that this SDK reads; undefined for
 * what is no error or has that form. Else its words were lost, and a call that brought nothing counted as paid.
 */
export function faultEvent(dialect: Dialect, event: Json): Json | undefined {
  const error = errorIn(event);
  if (error === undefined || !isRecord(event)) return undefined;
  if (dialect === "google") return lacking(dialect, event) === undefined || event["error"] === error ? undefined : { error };
  if (dialect !== "anthropic" || (typeof event["type"] === "string" && event["type"] !== "error")) return undefined;
  const { type, message } = isRecord(error) ? error : {};
  if (event["type"] === "error" && typeof type === "string" && typeof message === "string") return undefined;
  const said = saidIn(event);
  return { type: "error", error: { type: kinds.get(said?.status ?? 500) ?? "api_error", message: said?.sentence ?? "(no words)" } };
}

/** Anthropic's names of errors by the status that they stand for. */
const kinds: ReadonlyMap<number, string> = new Map([
  [400, "invalid_request_error"],
  [401, "authentication_error"],
  [402, "billing_error"],
  [403, "permission_error"],
  [404, "not_found_error"],
  [413, "request_too_large"],
  [429, "rate_limit_error"],
  [503, "overloaded_error"],
  [504, "timeout_error"],
  [529, "overloaded_error"],
]);
