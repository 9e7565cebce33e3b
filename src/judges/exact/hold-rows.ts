import assert from "node:assert/strict";

/** Holds a reader of texts to a table, and shows every row that it reads otherwise. */
export function holdRows<Read>(read: (text: string) => Read, rows: readonly (readonly [text: string, wanted: Read])[]): void {
  assert.deepEqual(
    rows.map(([text]) => [text, read(text)]),
    rows,
  );
}
