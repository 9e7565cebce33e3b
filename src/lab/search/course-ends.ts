import type { Event, Ledger } from "../../types.ts";
import { searchChain } from "../../util/chains.ts";
import type { RaceEntry } from "../experiment/search-entry.ts";
import type { Fold } from "../trials/fold.ts";
import type { CourseEnd } from "./course.ts";

type Name = RaceEntry["strategies"][number];
const fact = "search-end";

/** Writes down how a way of searching ended, so that whoever follows it again ends there too, whatever other searches have run since. */
export function noteEnd(ledger: Pick<Ledger, "append">, strategy: Name, end: CourseEnd): void {
  ledger.append({ trial: searchChain(strategy), span: "", at: 0 }, { type: "own", name: fact, value: { ...end } });
}

/** The ends that are on record. */
export function courseEnds(names: readonly Name[]): Fold<ReadonlyMap<Name, CourseEnd>> {
  const ends = new Map<Name, CourseEnd>();
  const chains = new Map(names.map((name) => [searchChain(name), name]));
  return {
    take({ trial, fact: told }: Event) {
      const name = chains.get(trial);
      if (name !== undefined && told.type === "own" && told.name === fact) ends.set(name, told.value as unknown as CourseEnd);
    },
    made: () => ends,
  };
}
