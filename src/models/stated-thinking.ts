import type { Json, Model } from "../types.ts";
import type { MemberSettings } from "./member-settings.ts";
import { isRecord } from "./usage.ts";

/** How long a member's settings tell its model to think: an effort, or hidden tokens, in each spelling of providers; undefined where they do not say. */
export function statedThinking({ effort, maxThinking, body }: Pick<MemberSettings, "effort" | "maxThinking" | "body">): Model["thinks"] {
  const own = typeof effort === "object" ? effort.default : effort;
  const most = typeof maxThinking === "object" ? maxThinking.default : maxThinking;
  if (own !== undefined || most !== undefined) return own ?? most;
  if (!isRecord(body)) return undefined;
  const template = isRecord(body["chat_template_kwargs"]) ? body["chat_template_kwargs"] : {};
  const parts = [body["reasoning"], body["thinking"], body["output_config"]].flatMap((part) => (isRecord(part) ? [part] : []));
  const told = [
    body["reasoning_effort"],
    ...parts.map((part) => part["effort"] ?? part["budget_tokens"] ?? part["max_tokens"]),
    ...parts.map((part) => (part["type"] === "disabled" || part["enabled"] === false ? "none" : undefined)),
    ...[body["enable_thinking"], template["enable_thinking"], template["thinking"]].map(switched),
  ];
  return told.find((one) => typeof one === "string" || typeof one === "number");
}

function switched(value: Json | undefined): string | undefined {
  return typeof value === "boolean" ? (value ? "medium" : "none") : undefined;
}
