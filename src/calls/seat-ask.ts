import type { Ask, Message, Model, Purpose, Seat } from "../types.ts";

type Said = Pick<Seat, "system" | "systemPlace" | "sampling"> & { readonly model?: Pick<Model, "thinking"> };

/**
 * An ask as this seat's model gets it: with the member's system text and its own sampling before the terms'. A system text is
 * a system message at the head; placed last it is a user message after what all members share, so that the prompt before it
 * stays one prefix for a provider's cache. How much the model thinks goes by what the call is for, as its settings say.
 */
export function seatAsk(ask: Ask, seat: Said, purpose: Purpose = ask.purpose): Ask {
  return { ...ask, ...seat.sampling, ...seat.model?.thinking?.(purpose), messages: withSystem(ask.messages, seat) };
}

function withSystem(messages: readonly Message[], { system, systemPlace }: Pick<Seat, "system" | "systemPlace">): readonly Message[] {
  if (system === undefined || system === "") return messages;
  return systemPlace === "last" ? [...messages, { role: "user", text: system }] : [{ role: "system", text: system }, ...messages];
}
