import type { PlannedTopology } from "./plan.ts";

/** What topologies say of members that their terms keep them from asking, once for each entry. */
export function unreached(topologies: readonly PlannedTopology[]): string[] {
  const said = topologies.flatMap(({ entry, topology, seats, terms, verifier }) => {
    const members = seats.map(({ name }) => name);
    return (topology.unreached?.(members, terms, verifier.kind !== "none") ?? []).map((words) => `${entry}: ${words}`);
  });
  return [...new Set(said)];
}
