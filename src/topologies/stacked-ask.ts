import type { Ask, Brief, Message, Terms } from "../types.ts";
import { blockAsk, type Request } from "./asks.ts";

type StackedRequest = Request & { readonly shape: NonNullable<Request["shape"]> };

/**
 * `blockAsk` with each shared block as a message of its own. Explicit prompt caches match whole messages: material that grew
 * inside one message would be written anew each time. `mark` sets a breakpoint after the shared part.
 */
export function stackedAsk(brief: Brief, terms: Terms, request: StackedRequest, mark: boolean): Ask {
  const bare = blockAsk(brief, { ...terms, warmFirst: false }, { ...request, shared: [] });
  const blocks = (request.shared ?? []).map((text): Message => ({ role: "user", text }));
  const prefix = [...bare.messages.slice(0, 1), ...blocks];
  const last = prefix.at(-1);
  if (mark && last !== undefined) prefix[prefix.length - 1] = { ...last, cache: "5m" };
  return { ...bare, messages: [...prefix, ...bare.messages.slice(1)] };
}
