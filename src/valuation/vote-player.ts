import type { Player } from "./replay.ts";

/** A vote of some members, the best first: the answer that most gave, of several as common that of the better member; blank answers abstain. */
export function votePlayer(members: readonly number[]): Player {
  return () => (seen) => {
    const next = members[seen.length];
    if (next !== undefined) return { kind: "try", member: next };
    const counts = seen.map(({ answer }) => (answer === undefined ? 0 : seen.filter((one) => one.answer === answer).length));
    const most = Math.max(...counts);
    return most === 0 ? { kind: "stop" } : { kind: "accept", attempt: counts.indexOf(most) };
  };
}
