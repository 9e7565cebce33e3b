import type { Seat } from "../types.ts";
import type { Admission } from "./context.ts";
import { count } from "../util/count.ts";

/** A wait that goes beyond what its member may wait. */
export interface TooLong {
  /** What the provider said, where its limit is the cause. */
  readonly words?: string;
  readonly cause: NonNullable<Admission["refused"]>["cause"];
  /** Milliseconds waited so far, to be waited at least where that is known, and allowed in all. */
  readonly waited: number;
  readonly moreMs?: number;
  readonly allowed: number;
  /** Whether it is given up because nothing was heard or let through, not because of the bound. */
  readonly silent?: boolean;
  /** Whether the server is overloaded or failing, which is no limit of the caller's. */
  readonly overloaded?: boolean;
}

/** Who would have to wait for what and until when, what it may wait, and what to do. */
export function tooLong(
  { name, model }: Seat,
  today: number | undefined,
  { words = "", cause, waited, moreMs, allowed, silent, overloaded = false }: TooLong,
): string {
  const said = words === "" || /[.!?]$/.test(words) ? words : `${words}.`;
  const has = waited >= 500 ? `has waited ${span(waited)}` : "";
  if (moreMs === undefined && silent === true && overloaded)
    return `${said} ${name} ${has}; its server is overloaded or failing and let no call through meanwhile. Try again later, or set settings.maxWaitMs of ${name} to wait longer.`.trimStart();
  // A bound that no setting moves is no matter of settings: what helps is to ask less often.
  if (moreMs === undefined && silent === true)
    return `${said} ${name} ${has}; the provider does not say how long its limit lasts and let no call through meanwhile. Resume the run later; a lower --concurrency, settings.requestsPerMinute or settings.tokensPerMinute of ${name} keeps calls below a limit.`.trimStart();
  const theirs = overloaded ? "its server, which is overloaded or failing" : "the provider's limit";
  const limit = cause === "provider" ? theirs : `settings.${cause}PerMinute`;
  const until = today !== undefined && moreMs !== undefined && moreMs < century ? `, until ${moment(today, moreMs)}` : "";
  const more =
    moreMs === undefined
      ? `for ${limit}${overloaded ? "" : ", of unsaid length"}`
      : `${has === "" ? "" : "and "}would have to wait ${span(moreMs)}${has === "" ? "" : " more"} for ${limit}${until}`;
  const bound = `it may wait ${span(allowed, Math.floor)} in all (settings.maxWaitMs${model.pace?.maxWaitMs === undefined ? ", unless set" : ""})`;
  const raise = cause === "provider" ? "settings.maxWaitMs" : `settings.maxWaitMs or ${limit}`;
  return [
    said,
    [name, has, more].filter((part) => part !== "").join(" ") + `; ${bound}.`,
    `${overloaded ? "Try again" : "Resume the run"} later, or raise ${raise} of ${name}.`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

const century = 100 * 365 * 86_400_000;
const units = [
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
  [1000, "second"],
] as const;

/**
 * A time for people, in the largest unit that it fills twice, to a tenth below ten. Waits are rounded up and the bound down, so that what
 * goes beyond the bound does so in the words too.
 */
function span(ms: number, round: (amount: number) => number = up): string {
  if (ms >= century) return "more than a hundred years";
  const [size, unit] = units.find(([size]) => ms >= 2 * size) ?? [1000, "second"];
  const amount = ms >= 10 * size ? round(ms / size) : Math.max(1, round((10 * ms) / size)) / 10;
  return count(amount, unit);
}

function up(amount: number): number {
  return Math.ceil(amount - 1e-6);
}

/** The time of day; with its date where it lies a day or more ahead. */
function moment(today: number, ms: number): string {
  const at = new Date(today + ms);
  const time = at.toTimeString().slice(0, 8);
  return ms < 86_400_000 ? time : `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${time}`;
}

function two(count: number): string {
  return String(count).padStart(2, "0");
}
