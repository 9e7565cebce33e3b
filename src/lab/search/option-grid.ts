import { z } from "zod";
import { own } from "../../util/own.ts";
import type { NamingKind } from "../experiment/names-member.ts";

type Schema = Readonly<Record<string, unknown>>;
/** An option of a kind and the values beside its default. `choice`: words or yes and no, not a number. */
export interface GridOption {
  readonly name: string;
  readonly values: readonly unknown[];
  readonly choice: boolean;
}

/**
 * What there is to try of a kind's options, by its schema: the other words of a list, the other of yes and no, and for a number half and
 * twice its default within its bounds, or half the way to each bound of a number that is no whole one. Options that name seats, and
 * those of other forms, keep their default; a person is not asked.
 */
export function optionGrid({ options, memberOptions = [] }: NamingKind): GridOption[] {
  const whole = z.toJSONSchema(options, { io: "input", unrepresentable: "any" }) as Schema;
  const properties = Object.entries((whole["properties"] ?? {}) as Readonly<Record<string, Schema>>);
  return properties.flatMap(([name, schema]): GridOption[] => {
    const parts = [schema, ...(Array.isArray(schema["anyOf"]) ? (schema["anyOf"] as Schema[]) : [])];
    const free = parts.some((part) => part["type"] === "string" && part["enum"] === undefined && part["const"] === undefined);
    if (memberOptions.includes(name) && free && parts.every((part) => part["enum"] === undefined)) return [];
    const usual = schema["default"];
    const words = [...new Set(parts.flatMap(wordsOf))].filter((value) => value !== usual && !(name === "curation" && value === "ask"));
    const numbers = parts.flatMap((part) => numbersOf(part, usual)).filter((value) => value !== usual);
    return [
      ...(words.length === 0 || usual === undefined ? [] : [{ name, values: words, choice: true }]),
      ...(numbers.length === 0 ? [] : [{ name, values: [...new Set(numbers)], choice: false }]),
    ];
  });
}

function wordsOf(part: Schema): unknown[] {
  if (part["type"] === "boolean") return [false, true];
  if (Array.isArray(part["enum"])) return part["enum"] as unknown[];
  return part["const"] === undefined ? [] : [part["const"]];
}

function numbersOf(part: Schema, usual: unknown): number[] {
  if (typeof usual !== "number") return [];
  const low = bound(part, "minimum", "exclusiveMinimum");
  const high = bound(part, "maximum", "exclusiveMaximum");
  if (part["type"] === "integer") return [Math.max(low ?? -Infinity, Math.floor(usual / 2)), Math.min(high ?? Infinity, 2 * usual)];
  if (part["type"] !== "number") return [];
  const between = (end: number | undefined, else_: number): number =>
    Number((end === undefined ? else_ : (usual + end) / 2).toPrecision(6));
  return [between(low, usual / 2), between(high, 2 * usual)];
}

/** Bounds that only say which numbers are whole and exact are none. */
function bound(part: Schema, ...names: readonly string[]): number | undefined {
  const found = names.map((name) => own(part, name)).find((value) => typeof value === "number");
  return typeof found === "number" && Math.abs(found) < Number.MAX_SAFE_INTEGER ? found : undefined;
}

/**
 * Configurations of a kind around its defaults: the defaults, one option otherwise, and a number otherwise beside one choice, since what a
 * number does often hangs on a choice.
 */
export function aroundDefaults(kind: NamingKind): Readonly<Record<string, unknown>>[] {
  const grid = optionGrid(kind);
  const each = ({ name, values }: GridOption) => values.map((value) => ({ [name]: value }));
  const [choices, numbers] = [grid.filter(({ choice }) => choice), grid.filter(({ choice }) => !choice)];
  const pairs = choices.flatMap((choice) =>
    numbers
      .filter(({ name }) => name !== choice.name)
      .flatMap((number) => each(choice).flatMap((one) => each(number).map((other) => ({ ...one, ...other })))),
  );
  return [{}, ...grid.flatMap(each), ...pairs];
}

/** Every combination of the listed values. */
export function combinations(listed: Readonly<Record<string, readonly unknown[]>>): Readonly<Record<string, unknown>>[] {
  return Object.entries(listed).reduce<Readonly<Record<string, unknown>>[]>(
    (made, [name, values]) => made.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}
