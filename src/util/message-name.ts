import type { Purpose } from "../types.ts";
import { purposeNames } from "./checked-ask.ts";

/** A kind of message between members: the tag of the text that is passed on, and what its receiver is asked for. */
export function messageName(tag: string, purpose: Purpose): string {
  return `${tag} > ${purpose}`;
}

/** Whether a text is such a name. */
export function isMessageName(text: string): boolean {
  const [, purpose] = /^[a-z]+ > ([a-z]+)$/.exec(text) ?? [];
  return purpose !== undefined && purposeNames.includes(purpose);
}

export const messageNameWords = `a kind of message as "tag > purpose", such as "feedback > retry"; purposes: ${purposeNames.join(", ")}`;
