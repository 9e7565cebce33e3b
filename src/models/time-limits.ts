import { UserError } from "../util/bug.ts";
import type { TimeLimits } from "./deadline.ts";
import type { MemberSettings } from "./member-settings.ts";

const tenMinutes = 600_000;
const halfMinute = 30_000;

/** The limits of a member's calls. Throws a `UserError` where one could never be reached because another is shorter. */
export function timeLimitsOf(model: string, { timeoutMs, timeouts = {} }: MemberSettings): TimeLimits & { readonly connect: number } {
  const given = Math.max(timeoutMs ?? 0, timeouts.headers ?? 0);
  const body = timeouts.body ?? (given > 0 ? given : Math.max(tenMinutes, timeouts.silence ?? 0));
  const headers = timeouts.headers ?? Math.min(timeoutMs ?? body, body);
  const silence = timeouts.silence ?? body;
  if (headers > body || silence > body) {
    const which = headers > body ? "headers" : "silence";
    throw new UserError(
      `"${model}": settings.timeouts.${which} is ${headers > body ? headers : silence} ms, and the whole answer may take ${body} ms. Raise settings.timeouts.body, which counts from when the call leaves.`,
    );
  }
  return { headers, body, silence, connect: timeouts.connect ?? Math.min(halfMinute, headers) };
}
