import type { CallLine } from "../../ledger/index.ts";
import { UserError } from "../../util/bug.ts";
import { didYouMean } from "../../util/did-you-mean.ts";

const shortest = 12;

/** A short name for each call that no other of them has: the beginning of its key, which try it is (.1) and which row (#1). */
export function callNames(calls: readonly CallLine[]): Map<CallLine, string> {
  const hashes = new Set(calls.map((call) => split(call.key).hash));
  let length = shortest;
  const apart = (): boolean => new Set([...hashes].map((hash) => hash.slice(0, length))).size === hashes.size;
  while (!apart()) length += 1;
  return new Map(
    calls.map((call) => {
      const { hash, tried } = split(call.key);
      return [call, `${hash.slice(0, length)}${tried}${call.attempt === 0 ? "" : `#${call.attempt}`}`];
    }),
  );
}

/** The one call that a person means by the beginning of its key or by its short name. Throws a `UserError` where none or several fit. */
export function callNamed(calls: readonly CallLine[], wanted: string, run: string): CallLine {
  const names = callNames(calls);
  const exact = calls.find((call) => names.get(call) === wanted || (call.key === wanted && call.attempt === 0));
  if (exact !== undefined) return exact;
  const fitting = wanted === "" ? [] : calls.filter((call) => fits(call, wanted));
  const [one] = fitting;
  if (one !== undefined && fitting.length === 1) return one;
  if (one !== undefined) {
    const listed = fitting.slice(0, 10).map((call) => names.get(call));
    throw new UserError(
      `Wanted one call; ${fitting.length} keys begin with "${wanted}": ${listed.join(", ")}. Give more of the key, or use --all.`,
    );
  }
  throw new UserError(
    `Wanted the key of a call of ${run} whose outcome is unknown; none begins with "${wanted}".${didYouMean(wanted, [...names.values()])}`,
  );
}

function fits(call: CallLine, wanted: string): boolean {
  const asked = split(wanted);
  const { hash, tried } = split(call.key);
  const whole = asked.tried === "" && asked.row === "";
  return hash.startsWith(asked.hash) && (whole || (tried === asked.tried && String(call.attempt) === (asked.row === "" ? "0" : asked.row)));
}

function split(key: string): { hash: string; tried: string; row: string } {
  const [, hash = key, tried = "", row = ""] = /^(.*?)(\.\d+)?(?:#(\d+))?$/.exec(key) ?? [];
  return { hash, tried, row };
}
