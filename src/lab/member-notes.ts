import type { Seat } from "../types.ts";
import type { Experiment, MemberEntry } from "./experiment.ts";

const sampling = ["temperature", "topP", "stop", "seed"] as const;
const toProvider = ["baseUrl", "apiKeyEnv", "settings"] as const;

/** Settings of members that change nothing here: what draws no words cannot be told how to, and no server is asked. */
export function memberNotes(experiment: Experiment, seats: readonly Seat[]): string[] {
  const notes = [...experiment.members, ...experiment.judges].flatMap((entry) => ineffective(entry, seats));
  const seeded = seats.some((seat) => seat.model.world === "live" && seat.sampling?.seed !== undefined);
  const again = "A member's own `seed` is the same in every repetition: a provider that keeps to it may give the same answer each time.";
  return [...notes, ...(seeded && experiment.repetitions > 1 ? [again] : [])];
}

function ineffective(entry: MemberEntry, seats: readonly Seat[]): string[] {
  const seat = seats.find(({ name }) => name === entry.name);
  if (seat === undefined || (seat.model.world === "live" && seat.model.composite !== true)) return [];
  const kind = seat.model.composite === true ? "a firm, whose own members have theirs" : `a ${seat.model.world} model`;
  const standIn = entry.model !== undefined && entry.embedded !== undefined;
  const names = [...sampling, ...(standIn ? [] : toProvider)].filter((name) => entry[name] !== undefined);
  if (names.length === 0) return [];
  return [
    `${names.map((name) => `\`${name}\``).join(", ")} of the member "${entry.name}" ${names.length > 1 ? "have" : "has"} no effect: it is ${kind}.`,
  ];
}
