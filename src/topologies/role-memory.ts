import type { View } from "../types.ts";
import { own } from "../util/own.ts";

/** How often each member took each role in this session, in order of first use. */
export type RoleMemory = { readonly [member: string]: { readonly [role: string]: number } };

/** The roles of the session so far. Abstentions are no roles. */
export const roleMemory: View<RoleMemory> = {
  start: {},
  step(state, { fact }) {
    if (fact.type !== "role" || fact.abstained || fact.role === "") return state;
    const known = own(state, fact.member) ?? {};
    return { ...state, [fact.member]: { ...known, [fact.role]: (own(known, fact.role) ?? 0) + 1 } };
  },
};

/** One line per member that has played a role, in the order of what prompts call them, its most frequent roles first; no line is longer than `most` roles. */
export function roleLines(memory: RoleMemory, called: (name: string) => string, most = 3): string {
  return Object.entries(memory)
    .map(([member, roles]) => {
      const often = Object.entries(roles).toSorted((a, b) => b[1] - a[1]);
      return `${called(member)}: ${often
        .slice(0, most)
        .map(([role, times]) => (times > 1 ? `${role} (${times} times)` : role))
        .join(", ")}`;
    })
    .toSorted()
    .join("\n");
}
