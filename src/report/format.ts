import type { TopologyRow } from "../summary.ts";
import { dollars, toNano } from "../util/money.ts";

/** A share in [0, 1] as whole percent; a dash where there is none, as of nothing. */
export function percent(share: number | null): string {
  return share === null || !Number.isFinite(share) ? "-" : `${Math.round(share * 100)}%`;
}

/** A topology's pass rate, or why it has none. */
export function rateOf({ passRate, replay }: Pick<TopologyRow, "passRate" | "replay">): string {
  return replay?.state === "cannot be replayed" ? replay.state : percent(passRate);
}

/** An interval of shares: `48 to 75`. */
export function percentRange(interval: readonly [number, number] | null): string {
  return interval === null ? "" : `${Math.round(interval[0] * 100)} to ${Math.round(interval[1] * 100)}`;
}

/** Dollars for people; a dash where there are none. */
export function money(value: number | null): string {
  return value === null || !Number.isFinite(value) ? "-" : dollars(toNano(value));
}

/** A difference of shares in signed percentage points. */
export function points(difference: number): string {
  return signed((difference * 100).toFixed(Math.abs(difference) < 0.1 ? 1 : 0));
}

/** A difference of dollars to two significant digits, with its sign. */
export function signedMoney(difference: number): string {
  const size = Math.abs(difference);
  if (size < 5e-10) return "$0";
  const digits = Math.max(size < 100 ? 2 : 0, Math.min(9, 1 - Math.floor(Math.log10(size))));
  return `${difference < 0 ? "-" : "+"}$${size.toFixed(digits)}`;
}

export function score(value: number | null): string {
  return value === null || !Number.isFinite(value) ? "-" : value.toFixed(2);
}

/** A p-value as papers print it: `p = 0.012`, `p < 0.001`. */
export function pValue(p: number | null): string {
  if (p === null) return "no test";
  return p < 0.001 ? "p < 0.001" : `p = ${p < 0.1 ? p.toFixed(3) : p.toFixed(2)}`;
}

/** Milliseconds for people: `840 ms`, `3.1 s`, `4.2 min`. */
export function duration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  return ms < 99_950 ? `${(ms / 1000).toFixed(1)} s` : `${(ms / 60_000).toFixed(1)} min`;
}

export { count } from "../util/count.ts";

export function thousands(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `a`, `a and b`, `a, b and c`, `a, b, c, d and 3 others`. */
export function list(names: readonly string[]): string {
  if (names.length > 5) return `${names.slice(0, 4).join(", ")} and ${names.length - 4} others`;
  return all(names);
}

/** All names, however many: `a`, `a and b`, `a, b and c`. */
export function all(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function signed(text: string): string {
  if (Number(text) === 0) return "0";
  return text.startsWith("-") ? text : `+${text}`;
}
