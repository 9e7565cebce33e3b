import { InvalidArgumentError } from "commander";
import { durationMs } from "../util/duration.ts";
import { isWholeNano, wholeNanoWords } from "../util/money.ts";

/** Option parsers that name what was wanted; commander adds the option and what was got. */
export function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("Wanted a whole number of 1 or more.");
  return value;
}

export function positiveNumber(text: string): number {
  const value = /^\s*(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) throw new InvalidArgumentError('Wanted an amount of dollars of 0 or more, as in "0.0123".');
  return value;
}

/** Dollars that are spent, held or capped, which are counted in nano-dollars: a finer amount is refused rather than rounded. */
export function amountOfMoney(text: string): number {
  return inNanoDollars(positiveNumber(text));
}

function inNanoDollars(value: number): number {
  if (isWholeNano(value)) return value;
  throw new InvalidArgumentError(`Wanted ${wholeNanoWords}.`);
}

export function positiveAmount(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError("Wanted an amount of dollars above 0.");
  return inNanoDollars(value);
}

export function share(text: string): number {
  const value = positiveNumber(text);
  if (value > 1) throw new InvalidArgumentError('Wanted a share from 0 to 1, as in "0.5".');
  return value;
}

export function seconds(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0 || text.trim() === "") throw new InvalidArgumentError("Wanted seconds, 0 or more.");
  return value;
}

export function collect(text: string, earlier: readonly string[]): string[] {
  return [...earlier, text];
}

export function finite(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || text.trim() === "") throw new InvalidArgumentError("Wanted a number.");
  return value;
}

export function list(text: string): string[] {
  const names = text.split(",").map((name) => name.trim());
  if (names.includes("")) throw new InvalidArgumentError("Wanted names with commas between them.");
  return names;
}

/** A time as it is written; checked here, counted where it is used. */
export function duration(text: string): string {
  if (durationMs(text) === undefined) throw new InvalidArgumentError("Wanted a time such as 90s, 30m, 2h or 1h30m.");
  return text;
}

/** Limits that trials share, with new amounts of dollars, as in "session=2". */
export function raised(text: string, earlier: Readonly<Record<string, number>> = {}): Record<string, number> {
  const [, name = "", amount = ""] = /^(session|topology|day)=(.*)$/.exec(text.trim()) ?? [];
  if (name === "") throw new InvalidArgumentError("Wanted session=<dollars>, topology=<dollars> or day=<dollars>.");
  return { ...earlier, [name]: amountOfMoney(amount) };
}

/** A band of shares in percent, as in "20-80". */
export function percentBand(text: string): readonly [low: number, high: number] {
  const [, low = "", high = ""] = /^\s*(\d+(?:\.\d+)?)\s*%?\s*-\s*(\d+(?:\.\d+)?)\s*%?\s*$/.exec(text) ?? [];
  const [from, to] = [Number(low), Number(high)];
  if (low === "" || to > 100 || to <= 1) throw new InvalidArgumentError("Wanted two shares in percent, as in 20-80.");
  if (from >= to) throw new InvalidArgumentError("Wanted the lower share first and the two apart, as in 20-80.");
  return [from / 100, to / 100];
}

/** How often a thing is tried where one try says nothing of a rate. */
export function atLeastTwo(text: string): number {
  const value = positiveInteger(text);
  if (value < 2) throw new InvalidArgumentError("Wanted 2 or more: by one try an item is always or never passed.");
  return value;
}
