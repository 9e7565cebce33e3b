const reach = 4.2;
const count = 15;

/** Points and weights for a mean over a standard normal: an even grid, enough for integrands as smooth as ours. */
export const nodes: readonly { readonly at: number; readonly weight: number }[] = grid();

function grid(): { at: number; weight: number }[] {
  const points = Array.from({ length: count }, (_, index) => -reach + (2 * reach * index) / (count - 1));
  const total = points.reduce((sum, at) => sum + Math.exp((-at * at) / 2), 0);
  return points.map((at) => ({ at, weight: Math.exp((-at * at) / 2) / total }));
}
