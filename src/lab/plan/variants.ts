import { PartError } from "../../util/part-error.ts";
import type { TopologyEntry } from "../experiment/experiment.ts";

/** One configuration of an entry; `tried` says which of the values that were to be tried it has. */
export interface Variant {
  readonly options: Readonly<Record<string, unknown>> | undefined;
  readonly tried?: Readonly<Record<string, unknown>>;
}

const most = 256;

/** Every combination of the values that an entry's `choose` lists, with its fixed options; the entry itself where it lists none. Throws `UserError` for too many. */
export function variantsOf(entry: TopologyEntry): Variant[] {
  if (typeof entry === "string") return [{ options: undefined }];
  const { choose, options } = entry;
  if (choose === undefined) return [{ options }];
  const combinations = Object.entries(choose).reduce<Readonly<Record<string, unknown>>[]>(
    (made, [name, values]) => made.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
  if (combinations.length > most)
    throw PartError.of(
      ["choose"],
      `At most ${most} configurations of a topology are tried; these are ${combinations.length}. List fewer values.`,
    );
  return combinations.map((tried) => {
    // How often is tried is a term, not an option.
    const { attempts: _attempts, ...own } = tried;
    return { options: { ...options, ...own }, tried };
  });
}

/** A configuration in words: `order a > b, threshold 0.5`. */
export function variantWords(tried: Readonly<Record<string, unknown>>): string {
  const said = (value: unknown): string =>
    Array.isArray(value) ? value.map(String).join(" > ") : typeof value === "string" ? value : JSON.stringify(value);
  return Object.entries(tried)
    .map(([name, value]) => `${name} ${said(value)}`)
    .join(", ");
}
