import type { Desk, Member } from "../types.ts";

/** A neutral name for the candidate at a position: A, B, ... Z, AA, AB, ... */
export function labelOf(position: number): string {
  const letter = String.fromCharCode(65 + (position % 26));
  return position < 26 ? letter : labelOf(Math.floor(position / 26) - 1) + letter;
}

export interface LabeledItem<T> {
  readonly label: string;
  readonly item: T;
}

/** Labels by position, so that a label says nothing of who wrote the item. */
export function labeled<T>(items: readonly T[]): LabeledItem<T>[] {
  return items.map((item, i) => ({ label: labelOf(i), item }));
}

/** The items begun at another place: one row of a Latin square, so that over all rows each item stands everywhere once. */
export function rotated<T>(items: readonly T[], by: number): T[] {
  const start = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

/** A member, and what prompts call it. */
interface CalledMember {
  readonly label: string;
  readonly member: Member;
}

/**
 * The members as prompts call them, in the order in which prompts list them: drawn once for the task, the same in every topology, so that
 * neither a name nor a place says who is thought to be good. With the term `showNames` the labels are the names.
 */
export function roll({ members, terms, lot }: Pick<Desk, "members" | "terms" | "lot">): readonly CalledMember[] {
  const known = rolls.get(members);
  if (known !== undefined) return known;
  const drawn = members.map((member, place) => ({ member, lot: lot(`label/${place}`) })).toSorted((a, b) => a.lot - b.lot);
  const called = drawn.map(({ member }, place) => ({ member, label: terms.showNames === true ? member.name : `member ${labelOf(place)}` }));
  rolls.set(members, called);
  return called;
}
const rolls = new WeakMap<readonly Member[], readonly CalledMember[]>();

/** What prompts call the member of this name. */
export function labelFor(desk: Desk, name: string): string {
  return roll(desk).find(({ member }) => member.name === name)?.label ?? "another";
}

/** The name of the member that a reply calls so; undefined where it is nobody's label. */
export function nameFor(desk: Desk, label: string): string | undefined {
  return roll(desk).find((called) => called.label === label)?.member.name;
}

/** These things of members in the order in which prompts list members. */
export function inRoll<T extends { readonly by: string }>(desk: Desk, items: readonly T[]): T[] {
  const places = new Map(roll(desk).map(({ member }, place) => [member.name, place]));
  return items.toSorted((a, b) => (places.get(a.by) ?? places.size) - (places.get(b.by) ?? places.size));
}

/** Whose an earlier answer is, to its reader: the same words in every topology, so that draws of further attempts stay shared. */
export function authorFor({ terms }: Desk, by: string, reader: string): string {
  if (terms.showNames === true) return by;
  return by === reader ? "you" : "another member";
}
