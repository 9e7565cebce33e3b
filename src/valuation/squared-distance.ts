/** The squared distance of two points; left off as soon as it is beyond `most`. */
export function squaredDistance(one: Float64Array, other: Float64Array, most = Infinity): number {
  let sum = 0;
  for (let d = 0; d < one.length && sum <= most; d++) sum += ((one[d] as number) - (other[d] as number)) ** 2;
  return sum;
}
