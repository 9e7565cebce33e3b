import type { Event, View } from "../types.ts";
import { own } from "../util/own.ts";

/** A contest between the hub and a challenger, as noted; `margin` is the lead that unseats. */
export interface Contest {
  readonly hub: string;
  readonly challenger: string;
  readonly winner: "hub" | "challenger" | "tie";
  readonly margin: number;
}
/** Who holds the office (undefined until it first changes hands) and how far each challenger leads, never below zero. */
export interface Office {
  readonly hub?: string;
  readonly leads: { readonly [challenger: string]: number };
}

/** Folds contests into the office: a lead of the margin unseats the hub and clears all leads. */
export const contestView: View<Office> = {
  start: { leads: {} },
  step(office, { fact }: Event) {
    if (fact.type !== "own" || fact.name !== "contest") return office;
    const { challenger, winner, margin } = fact.value as unknown as Contest;
    if (winner === "tie") return office;
    const lead = Math.max(0, (own(office.leads, challenger) ?? 0) + (winner === "challenger" ? 1 : -1));
    if (lead >= margin) return { hub: challenger, leads: {} };
    return { ...office, leads: { ...office.leads, [challenger]: lead } };
  },
};
