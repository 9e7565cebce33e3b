import type { SchemaElement } from "hyparquet";

const strict = new TextDecoder("utf-8", { fatal: true });

/** How a column's values are written as cells: null is empty, decimals are exact, what is nested is JSON; undefined is for bytes that are no text. */
export function parquetText({ converted_type, logical_type, scale = 0 }: SchemaElement): (value: unknown) => string | undefined {
  const logical = logical_type?.type === "DECIMAL" ? logical_type : undefined;
  if (converted_type === "DECIMAL" || logical !== undefined) return (value) => decimalText(value, logical?.scale ?? scale);
  return cellText;
}

function cellText(value: unknown): string | undefined {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (value instanceof Uint8Array) return textOf(value);
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return String(value);
  return JSON.stringify(value, plain);
}

/** JSON has no integers of 64 bits and no bytes. */
function plain(_name: string, value: unknown): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  return value instanceof Uint8Array ? (textOf(value) ?? Buffer.from(value).toString("base64")) : value;
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** An unscaled integer, or the bytes of one from the highest on, as the decimal that it stands for. */
function decimalText(value: unknown, scale: number): string {
  if (value === null || value === undefined) return "";
  const whole = value instanceof Uint8Array ? integerOf(value) : BigInt(value as number | bigint);
  const digits = String(whole < 0n ? -whole : whole).padStart(scale + 1, "0");
  const point = digits.length - scale;
  return `${whole < 0n ? "-" : ""}${digits.slice(0, point)}${scale === 0 ? "" : `.${digits.slice(point)}`}`;
}

function integerOf(bytes: Uint8Array): bigint {
  const raw = bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
  return BigInt.asIntN(8 * bytes.length, raw);
}
