import { holdsSecret, isWritten } from "../../models/fill-in.ts";
import type { Seat } from "../../types.ts";
import type { Experiment, MemberEntry } from "../experiment/experiment.ts";
import { leaves } from "./open-members.ts";

const sampling = ["temperature", "topP", "stop", "seed"] as const;
const toProvider = ["baseUrl", "apiKeyEnv", "sendKeyTo", "settings"] as const;

/** Settings of members that change nothing here: what draws no words cannot be told how to, and no server is asked. */
export function memberNotes(experiment: Experiment, seats: readonly Seat[]): string[] {
  const notes = [...experiment.members, ...experiment.judges].flatMap((entry) => ineffective(entry, seats));
  const seeded = seats.some((seat) => seat.model.world === "live" && seat.sampling?.seed !== undefined);
  const again = "A member's own `seed` is the same in every repetition: a provider that keeps to it may give the same answer each time.";
  return [
    ...notes,
    ...namesakes(seats),
    ...leaves([...experiment.members, ...experiment.judges]).flatMap(keptSecrets),
    ...(seeded && (experiment.repetitions ?? 1) > 1 ? [again] : []),
  ];
}

/** The experiment is kept with its run, and so is what is written in it. */
function keptSecrets({ name, settings }: MemberEntry): string[] {
  const texts = { headers: settings?.headers ?? {}, query: settings?.query ?? {} };
  const written = Object.entries(texts).flatMap(([what, own]) =>
    Object.entries(own).flatMap(([header, value]) => (holdsSecret(header) && isWritten(String(value)) ? [`${what}.${header}`] : [])),
  );
  if (written.length === 0) return [];
  return [`settings.${written.join(", ")} of the member "${name}" may be secret and is kept with the run: write \${NAME} and set NAME.`];
}

/** Models that share an id and nothing else are told apart, since tables and files name a model by its id. */
function namesakes(seats: readonly Seat[]): string[] {
  const live = seats.filter(({ model }) => model.identity !== undefined);
  return [...new Set(live.map(({ model }) => model.id))].flatMap((id) => {
    const same = live.filter(({ model }) => model.id === id);
    if (new Set(same.map(({ model }) => model.identity)).size < 2) return [];
    const each = same.map(({ name, model }) => `${name} (${model.address ?? "the provider's own address"})`);
    return [
      `"${id}" is more than one model here, by address, settings or price, and no answer is shared between them: ${each.join(", ")}.`,
    ];
  });
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
