import { readNumber } from "./number.ts";
import { inUnit } from "./units.ts";

/** Whether two texts end with one quantity in two units: "72 km/h" and "20 m/s". */
export function isSameQuantity(text: string, other: string): boolean {
  const [one, two] = [text, other].map((quantity) => {
    const match = /(?:^|\s)(-?\d[\d.,/]{0,30})\s?([^\d\s].{0,30})$/.exec(quantity.trim());
    const number = match === null ? undefined : readNumber(match[1] as string);
    return number === undefined ? undefined : inUnit(number.value, match?.[2] as string);
  });
  if (one === undefined || two === undefined || one.dimension !== two.dimension) return false;
  const [size, near] = [one, two].map(({ value }) => Number(value.top) / Number(value.bottom)) as [number, number];
  return Math.abs(size - near) <= 0.02 * Math.abs(size);
}
