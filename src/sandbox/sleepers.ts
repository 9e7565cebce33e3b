/** Time and processor time so far, in milliseconds, and whether one of the processes could go on if it got a processor. */
export interface Look {
  readonly at: number;
  readonly usedMs: number;
  readonly able: boolean;
}

/** Looks, at the least: by count too, so that a busy machine does not make them fewer. */
const leastLooks = 100;
/** Of the clock's time: whoever gets more of a processor comes to an end by its work. */
const leastShare = 0.02;

/**
 * Takes look after look; true once, for so many milliseconds, those who are looked at had next to no processor time and were seldom able
 * to use one. Sleeping again and again is waiting too; what a busy machine does not run is able all the while.
 */
export function sleepers(forMs: number): (look: Look) => boolean {
  const looks: Look[] = [];
  return (look) => {
    looks.push(look);
    while (looks.length > leastLooks && look.at - (looks[1]?.at ?? look.at) >= forMs) looks.shift();
    const [first = look] = looks;
    const took = look.at - first.at;
    if (took < forMs || looks.length < leastLooks || look.usedMs - first.usedMs >= leastShare * took) return false;
    return looks.filter(({ able }) => able).length * 2 < looks.length;
  };
}
