/** One round: how many arms take how many paired tasks each. */
export interface Round {
  readonly arms: number;
  readonly tasks: number;
}

/** Sequential halving with a budget of pulls: 8 arms and 800 pulls give 8 x 33, 4 x 66, 2 x 133. */
export function halvingRounds(arms: number, pulls: number): Round[] {
  const rounds: Round[] = [];
  const count = Math.max(1, Math.ceil(Math.log2(arms)));
  for (let left = arms; left > 1; left = Math.ceil(left / 2)) rounds.push({ arms: left, tasks: Math.floor(pulls / (left * count)) });
  return rounds;
}

/** The better half of the arms, best first; ties go to the earlier arm. */
export function betterHalf<T>(arms: readonly T[], merit: (arm: T) => number): T[] {
  return [...arms].sort((a, b) => merit(b) - merit(a)).slice(0, Math.ceil(arms.length / 2));
}
