import { sha256 } from "./hash.ts";
import type { OwnLimits } from "./own-function.ts";

type Work = (...given: never[]) => unknown;
interface KeptFunction {
  readonly work: Work;
  readonly limits: OwnLimits;
  /** Where it is defined, as `lab.config.ts:12:5`; absent where no file has it. */
  place?: string;
}
const kept = new Map<string, KeptFunction>();

/** Keeps a function of a configuration for this process. Its address is its name and a hash of its source: a changed function is another, one with other limits is not. */
export function keepFunction(name: string, work: Work, limits: OwnLimits = {}): string {
  const address = addressOfFunction(name, work);
  kept.set(address, { work, limits });
  return address;
}

/** Where a function of this name and source is kept. */
export function addressOfFunction(name: string, work: Work): string {
  return `function:${name}#${sha256(work.toString()).slice(0, 12)}`;
}

/** Says where a kept function is defined. */
export function placeFunction(address: string, place: string): void {
  const found = kept.get(address);
  if (found !== undefined) found.place = place;
}

/** What people call a function: its name and where it is defined, else its name and a mark of its source, which tells versions apart. */
export function calledFunction(address: string): string {
  const place = placeWords(address);
  return place === "" ? address.replace("function:", "function ") : `${nameOfFunction(address)}${place}`;
}

/** Where a kept function is defined, as ` (lab.config.ts:12:5)`; empty where no file has it. */
export function placeWords(address: string): string {
  const place = kept.get(address)?.place;
  return place === undefined ? "" : ` (${place})`;
}

/** The function at an address with its limits, where a configuration that has it was loaded in this process. */
export function keptFunction(address: string): KeptFunction | undefined {
  return kept.get(address);
}

export function isFunctionAddress(text: string): boolean {
  return text.startsWith("function:");
}

/** The addresses of functions in a value. */
export function functionsIn(value: unknown): string[] {
  return [...new Set(JSON.stringify(value)?.match(/(?<=")function:[^"\\]+#[0-9a-f]{12}(?=")/g) ?? [])];
}

/** The addresses in a value that no loaded configuration answers to. */
export function missingFunctions(value: unknown): string[] {
  return functionsIn(value).filter((address) => !kept.has(address));
}

/** The name of a function, without the hash of its source. */
export function nameOfFunction(address: string): string {
  return address.slice("function:".length, address.lastIndexOf("#"));
}

/** The address of the loaded function of the same name, where its source is another one. */
export function changedFunction(address: string): string | undefined {
  return [...kept.keys()].findLast((known) => known !== address && nameOfFunction(known) === nameOfFunction(address));
}

/** What a user is told who needs a function that is not there. */
export function absentWords(address: string): string {
  return `The function "${nameOfFunction(address)}" of this run's configuration is not loaded, or its source has changed. Name the file as it was with --config <lab.config.ts>.`;
}
