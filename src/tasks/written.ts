/**
 * A scalar whose spelling says more than its value: 007, 1.10, an integer that no double holds, a cell of a table.
 * What becomes of it is decided where it is known whether a text or a value is wanted. A cell has no value of its own.
 */
export class WrittenValue {
  readonly source: string;
  readonly value: unknown;
  readonly cell: boolean;

  constructor(source: string, value: unknown, cell = false) {
    this.source = source;
    this.value = value;
    this.cell = cell;
  }
}

/** The value as it was written, kept as `WrittenValue` unless writing the value again gives the same text. */
export function written(source: string, value: unknown): unknown {
  if (typeof value === "string" || (typeof value === "number" && String(value) === source)) return value;
  return new WrittenValue(source, value);
}

/** Whether the text is an integer that the number read from it does not equal. */
export function isInexact({ source, value }: WrittenValue): boolean {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return false;
  if (!/^[+-]?\d+$|^0x[\da-f]+$|^0o[0-7]+$/i.test(source)) return false;
  return !Number.isFinite(value) || BigInt(source.replace(/^\+/, "")) !== BigInt(value);
}
