import type { Ask, Message, Seat } from "../types.ts";

/**
 * An ask as this seat's model gets it: with the member's system text and its own sampling before the terms'. A system text is
 * a system message at the head; placed last it is a user message after what all members share, so that the prompt before it
 * stays one prefix for a provider's cache.
 */
export function seatAsk(ask: Ask, seat: Pick<Seat, "system" | "systemPlace" | "sampling">): Ask {
  return { ...ask, ...seat.sampling, messages: withSystem(ask.messages, seat) };
}

function withSystem(messages: readonly Message[], { system, systemPlace }: Pick<Seat, "system" | "systemPlace">): readonly Message[] {
  if (system === undefined || system === "") return messages;
  return systemPlace === "last" ? [...messages, { role: "user", text: system }] : [{ role: "system", text: system }, ...messages];
}
