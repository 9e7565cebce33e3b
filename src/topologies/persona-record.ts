import { z } from "zod";
import type { Desk, Event, View } from "../types.ts";
import { shuffled } from "../util/random.ts";
import type { Persona } from "./roster.ts";

/** How often a persona's answer was checked beside the plain one, was right where that was wrong, and wrong where that was right. */
interface Changes {
  readonly tried: number;
  readonly mended: number;
  readonly spoilt: number;
}
/** What checks of earlier tasks say of personas: how many tasks were checked, and the changes of each by category and persona. */
export interface PersonaRecord {
  readonly tasks: number;
  readonly changes: ReadonlyMap<string, Changes>;
}

/** The note of one checked task: its category, whether the plain answer passed, and whether each persona's did. */
export const personaCheck = "persona-check";
const noted = z.object({ category: z.string(), plain: z.boolean(), passed: z.array(z.tuple([z.string(), z.boolean()])) });

/** The checks of the session so far. */
export const personaRecord: View<PersonaRecord> = {
  start: { tasks: 0, changes: new Map() },
  step(record, { fact }: Event) {
    if (fact.type !== "own" || fact.name !== personaCheck) return record;
    const { data: check } = noted.safeParse(fact.value);
    if (check === undefined) return record;
    const changes = new Map(record.changes);
    for (const [persona, passed] of check.passed) {
      const at = keyOf(check.category, persona);
      const { tried, mended, spoilt } = changes.get(at) ?? none;
      changes.set(at, {
        tried: tried + 1,
        mended: mended + Number(passed && !check.plain),
        spoilt: spoilt + Number(!passed && check.plain),
      });
    }
    return { tasks: record.tasks + 1, changes };
  },
};
const none: Changes = { tried: 0, mended: 0, spoilt: 0 };

function keyOf(category: string, persona: string): string {
  return JSON.stringify([category, persona]);
}

/** Personas in an order drawn by lot for this task. */
export function byLot(desk: Desk, roster: readonly Persona[]): Persona[] {
  return shuffled(roster, () => desk.chance("roster"));
}

/** How many checks what a persona did in all counts as, beside its checks in the category; and no change at all, beside all its checks. */
const prior = 4;

/** The personas that mended most, less what they spoilt, for each time they were checked in this category; what is known of few checks is drawn to what they did in all. */
export function survivors({ changes }: PersonaRecord, roster: readonly Persona[], category: string, size: number): Persona[] {
  const inAll = (persona: string): number => {
    const known = [...changes].flatMap(([at, change]) => (at.endsWith(`,${JSON.stringify(persona)}]`) ? [change] : []));
    const tried = known.reduce((sum, change) => sum + change.tried, 0);
    return known.reduce((sum, { mended, spoilt }) => sum + mended - spoilt, 0) / (tried + prior);
  };
  const scores = new Map(
    roster.map(({ name }) => {
      const { tried, mended, spoilt } = changes.get(keyOf(category, name)) ?? none;
      return [name, (mended - spoilt + prior * inAll(name)) / (tried + prior)];
    }),
  );
  return roster.toSorted((a, b) => (scores.get(b.name) ?? 0) - (scores.get(a.name) ?? 0)).slice(0, size);
}
