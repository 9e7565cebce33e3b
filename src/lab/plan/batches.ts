import type { Suite, Task, Terms } from "../../types.ts";
import { count } from "../../util/count.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { PartError } from "../../util/part-error.ts";

/** Whether trials of a topology follow one another: it remembers, or the places that its members have left do. */
export function isSerial({
  topology,
  terms,
}: {
  readonly topology: { readonly memory?: boolean };
  readonly terms?: Pick<Terms, "capacity">;
}): boolean {
  return topology.memory === true || terms?.capacity !== undefined;
}

/** The tasks that come together with the one at this place: those of the suite in its order, so many at a time. */
export function batchAt(tasks: Suite["tasks"], { capacity }: Pick<Terms, "capacity">, place: number): readonly Task[] | undefined {
  if (capacity === undefined) return undefined;
  const begin = place - (place % capacity.batch);
  return tasks.slice(begin, begin + capacity.batch);
}

/** A capacity of somebody who is no member is told before anything is spent. Throws `UserError` that names the nearest. */
export function checkCapacity({ capacity }: Pick<Terms, "capacity">, names: readonly string[]): void {
  const stranger = Object.keys(capacity?.of ?? {}).find((name) => !names.includes(name));
  if (stranger === undefined) return;
  throw PartError.of(["capacity", "of", stranger], `Wanted a member of the experiment; got "${stranger}".${didYouMean(stranger, names)}`);
}

/** What members can take, and which topologies it binds: a comparison of those that it binds with others is a handicap, and is told. */
export function capacityNotes(topologies: readonly { readonly entry: string; readonly terms: Pick<Terms, "capacity"> }[]): string[] {
  const groups = Map.groupBy(topologies, ({ terms: { capacity } }) => (capacity === undefined ? "" : words(capacity)));
  if ([...groups.keys()].every((told) => told === "")) return [];
  const names = (those: typeof topologies) => [...new Set(those.map(({ entry }) => entry))].join(", ");
  const bound = [...groups]
    .filter(([told]) => told !== "")
    .map(([told, those]) => (groups.size === 1 ? told : `${told} (${names(those)})`));
  const free = groups.get("");
  const handicap = free === undefined ? "" : ` Without limit, so no fair rivals of these: ${names(free)}.`;
  return [`Capacity: ${bound.join("; ")}. Who has none left is not asked for work, whoever wants it.${handicap}`];
}

function words({ batch, of }: NonNullable<Terms["capacity"]>): string {
  const each = Object.entries(of).map(([name, most]) => `${name} takes ${most}`);
  return `of each ${count(batch, "task")} ${each.join(", ")}`;
}
