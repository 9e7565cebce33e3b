import assert from "node:assert/strict";
import { test } from "node:test";
import { openTable } from "../../models/recorded/index.ts";
import { UserError } from "../../util/bug.ts";
import { stream } from "../../util/random.ts";
import { decide } from "./decide.ts";
import type { DecideSettings } from "./decide-settings.ts";
import { tableOf } from "./table-of.ts";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const settings: DecideSettings = {
  train: 0.5,
  splits: 2,
  seed: "1",
  values: [10, 30],
  checkers: [{ name: "none", wish: { kind: "none" } }],
  assumed: { models: new Map() },
  worth: 0.1,
};

async function opened<T>(lines: readonly string[], work: (table: Awaited<ReturnType<typeof openTable>>) => T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "catallaxy-stated-"));
  try {
    writeFileSync(join(folder, "own.csv"), `${lines.join("\n")}\n`);
    return work(await openTable(join(folder, "own.csv")));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Two models at one cost, each right every second time whatever the other is, and what they say of themselves before they try. */
function stating(says: (right: boolean, next: () => number) => number | ""): { readonly lines: string[]; readonly either: number } {
  const [next, own] = [stream("right"), stream("said")];
  let either = 0;
  const rows = Array.from({ length: 600 }, (_, i) => {
    const right = [next() < 0.5, next() < 0.5];
    either += Number(right.includes(true)) / 600;
    return right.map((one, m) => `${i},${"ab"[m]},${Number(one)},0.01,${says(one, own)}`);
  });
  return { lines: ["item,model,passed,cost_usd,stated_before", ...rows.flat()], either };
}

test("who is asked goes by what models stated before they tried, as far as that has told right from wrong", async () => {
  const index = (lines: readonly string[]) =>
    opened(lines, (table) => {
      const report = decide("own", tableOf(table, settings), settings);
      return { row: report.rows.find(({ name }) => name === "index, none"), notes: report.notes };
    });
  const [telling, idle] = [stating((right) => (right ? 0.9 : 0.2)), stating((_right, next) => (next() < 0.5 ? 0.9 : 0.2))];
  // Whoever says .9 is right: an item is passed where either is. Two splits score three items in four: three deviations of a draw of 450 from 600.
  const told = await index(telling.lines);
  const apart = 3 * Math.sqrt((telling.either * (1 - telling.either) * (1 - 450 / 600)) / 450);
  assert.ok(Math.abs((told.row?.passRate ?? 0) - telling.either) < apart, `${told.row?.passRate} of ${telling.either}`);
  assert.ok(told.notes.some((note) => note.includes("stated before they tried")));
  // What is said at random is worth nothing: one in two is right whoever is asked, three deviations of 600 items.
  const guessed = await index(idle.lines);
  assert.ok(Math.abs((guessed.row?.passRate ?? 0) - 0.5) < 3 * Math.sqrt(0.25 / 600), `${guessed.row?.passRate}`);
  assert.ok((await index(stating(() => "").lines)).notes.every((note) => !note.includes("stated before")));
});

test("a chance out of range, or none, that is stated before trying is refused by line and column; an empty one was not recorded", async () => {
  const one = (said: string): string[] => [
    "item,model,passed,cost_usd,stated_before",
    "i,a,1,0.01,0.5",
    `j,a,0,0.01,${said}`,
    "k,a,1,0.01,",
  ];
  for (const said of ["1.2", "-0.1", "NaN", "likely", "90%"])
    await assert.rejects(
      opened(one(said), (table) => tableOf(table, settings)),
      (thrown) =>
        thrown instanceof UserError &&
        thrown.message.includes(
          `own.csv line 3: stated_before must be a number from 0 to 1, or empty where it was not recorded; got ${said}.`,
        ),
      said,
    );
  const { evidence } = await opened(one("1"), (table) => tableOf(table, settings));
  assert.deepEqual(
    evidence.items.map(({ bids }) => bids),
    [{ a: 0.5 }, { a: 1 }, undefined],
  );
});

test("of several attempts of a model at an item the mean of what it stated before them is seen", async () => {
  const lines = ["item,model,passed,cost_usd,stated_before", "i,a,1,0.01,0.5", "i,a,0,0.01,0.9", "j,a,1,0.01,", "j,a,1,0.01,0.3"];
  const { evidence } = await opened(lines, (table) => tableOf(table, settings));
  assert.deepEqual(
    evidence.items.map(({ bids }) => bids),
    [{ a: 0.7 }, { a: 0.3 }],
  );
});
