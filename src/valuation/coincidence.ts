/** The chance that as many wrong answers fall together as these classes hold (Ewens's sampling formula). */
export function coincidence(counts: readonly number[], concentration: number): number {
  let [all, chance] = [0, 1];
  for (const count of counts) {
    for (let i = 0; i < count; i++) {
      chance *= (i === 0 ? concentration : i) / (concentration + all);
      all += 1;
    }
  }
  return chance;
}
