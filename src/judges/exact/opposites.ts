import { isLong } from "./reach.ts";

/** Words beside an amount that exclude one another: the sides of one question, each a row of words. */
const axes: readonly (readonly RegExp[])[] = [
  "north(?!-?(?:east|west))|northward|northbound;south(?!-?(?:east|west))|southward|southbound;east|eastward|eastbound;west|westward|westbound;north-?east;north-?west;south-?east;south-?west",
  "left|leftward;right|rightward",
  "up|upward|above|higher|uphill;down|downward|below|lower|downhill",
  "forward|ahead;backward|behind",
  "clockwise;counter-?clockwise|anti-?clockwise",
  "inward;outward",
  "before|earlier|ago|prior|early;after|later|afterward|late",
  "a\\.?m;p\\.?m",
  "bce?|b\\.c;ce|ad|a\\.d",
  "absorbed|gained|taken in;released|lost|given off|emitted|evolved|liberated",
  "profit|gain|surplus|earned;loss|deficit|shortfall",
  "increase|rise|growth|more;decrease|drop|fall|decline|reduction|less|fewer",
  "larger|bigger|greater|longer|taller|heavier|faster|older|hotter|warmer;smaller|shorter|lighter|slower|younger|colder|cooler",
  "attraction|attractive;repulsion|repulsive",
  "tension|tensile;compression|compressive",
  "credit;debit",
  "won|wins?;lost|loss(?:es)?;draws?|ties?",
].map((axis) =>
  axis.split(";").map((side) => new RegExp(`(?<![\\p{L}\\p{N}-])(?:${side})(?:s|wards?|erly|ern)?(?![\\p{L}\\p{N}-])`, "iu")),
);

/** Whether the words beside two amounts say opposite things of them: north and south, profit and loss, before and after. */
export function opposes(one: string, other: string): boolean {
  if (one === "" || other === "" || isLong(one, "clause") || isLong(other, "clause")) return false;
  return axes.some((sides) => {
    const [first, second] = [one, other].map((words) => sides.filter((side) => side.test(words)));
    return first?.length === 1 && second?.length === 1 && first[0] !== second[0];
  });
}
