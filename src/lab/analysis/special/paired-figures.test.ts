import assert from "node:assert/strict";
import { test } from "node:test";
import { agreement, specialTable } from "../../../report/index.ts";
import { boundedMeanP } from "../../../statistics/index.ts";
import { noUsage } from "../../../util/money.ts";
import { fake } from "../../../models/fake.ts";
import type { Summary } from "../../../summary.ts";
import { openLedger } from "../../plan/fixtures/open-ledger.ts";
import { planOf, rowOf, taskOf, topologyOf } from "../../plan/fixtures/plan-of.ts";
import { pairedFigures } from "./paired-figures.ts";
import { equalVotes, type PairedStudy } from "./paired-study.ts";

const { ledger } = openLedger();
const seats = [{ name: "m", model: fake(["x"], { id: "m" }) }];
const ids = Array.from({ length: 40 }, (_, i) => `t${String(i).padStart(2, "0")}`);
/** One arm: how many of the forty tasks it passes, from the first on, at so many tokens, calls and nano-dollars each. */
const arm = (name: string, passes: number, tokens: number, calls: number) =>
  ids.map((id, i) =>
    rowOf(name, id, {
      passed: i < passes,
      cost: 1000 * tokens,
      calls,
      usage: { ...noUsage, uncached: tokens - 4, cacheRead: 1, output: 3 },
    }),
  );
const rows = [...arm("one", 10, 100, 1), ...arm("three", 20, 300, 3), ...arm("team", 30, 200, 4), ...arm("dear", 20, 900, 9)];
const claim = (a: string, b: string, sign: -1 | 0 | 1 | null) => ({ a, b, sign, published: `of ${a} (a paper).` });
const study: PairedStudy = {
  title: "A study",
  baseOf: (name) => (name === "one" ? undefined : "one"),
  equal: { measure: "tokens", triesOf: () => ["one", "three"] },
  claims: [
    claim("team", "one", 1),
    claim("team", equalVotes, -1),
    claim("dear", "three", 0),
    claim("dear", "three", 1),
    claim("three", "one", null),
    claim("gone", "one", 1),
  ],
  construction: "a setting.",
  notes: ["A note."],
};
const names = ["one", "three", "team", "dear"];
const figuresOf = (given = rows) =>
  pairedFigures(
    {
      plan: planOf(
        names.map((name) => topologyOf(name, { seats })),
        ids.map((id) => taskOf(id)),
        { world: "simulated" },
      ),
      summary: { topologies: [{ name: "one", passRate: 0.25, passRateCi: [0.1, 0.4] }] } as unknown as Summary,
      rows: given,
      events: [],
      ledger,
    },
    study,
  );

test("an arm has what it takes per task, points beside its base, and points beside one model that spends as many tokens", () => {
  const { rows: found, equal } = figuresOf();
  assert.deepEqual([equal, found.map(({ arm: name }) => name)], ["tokens", names]);
  const [one, three, team, dear] = found;
  assert.deepEqual(
    [one?.passRate, one?.passRateCi, one?.difference, one?.base, one?.equal],
    [0.25, [0.1, 0.4], null, undefined, undefined],
  );
  assert.deepEqual([team?.tokens, team?.calls, team?.perTask], [200, 4, 0.0002]);
  assert.deepEqual([three?.base, three?.difference, three?.equal], ["one", 0.25, undefined]);
  assert.equal(team?.difference, 0.5);
  // Half way between 100 and 300 tokens: 15 of 40 in the mean, of 30.
  assert.ok(Math.abs((team?.equal?.difference ?? 0) - 0.375) < 1e-12 && team?.equal?.short === false);
  assert.deepEqual([dear?.equal?.difference, dear?.equal?.short], [0, true]);
});

test("signs go by Holm over the figures that were published, whatever each interval says by itself", () => {
  const words = figuresOf().claims.map(({ sign, difference, ci, p }) =>
    difference === null ? "-" : agreement({ sign, difference, ci, ...(p === undefined ? {} : { p }) }),
  );
  assert.deepEqual(words, [
    "the same sign",
    "the opposite sign",
    "none was published; these tasks cannot tell whether there is one",
    "no difference",
    "no published figure to agree with",
    "-",
  ]);
  const ps = figuresOf().claims.map(({ p }) => p);
  assert.deepEqual([ps[2], ps[3], ps[4]], [1, 1, undefined]);
  assert.equal(agreement({ sign: 1, difference: 0.1, ci: [0.02, 0.2], p: 0.06 }), "these tasks cannot tell it from none");
  assert.equal(
    agreement({ sign: 0, difference: 0.1, ci: [0.02, 0.2], p: 0.06 }),
    "none was published; these tasks cannot tell whether there is one",
  );
});

test("what each arm passes more is raised by Holm over all that both columns show", () => {
  const found = new Map(figuresOf().rows.map((row) => [row.arm, row]));
  // Five are shown: three, team and dear beside one, team and dear at equal tokens; team passes 20 of 40 more than one, which is the clearest.
  const twenty = Float64Array.from(ids, (_, i) => (i < 20 ? 1 : 0));
  const clearest = 5 * 2 * boundedMeanP(twenty, 0);
  assert.ok(clearest < 0.05 && Math.abs((found.get("team")?.p ?? 1) - clearest) < 1e-9, `${found.get("team")?.p} for ${clearest}`);
  assert.equal(found.get("one")?.p, undefined);
  assert.equal(found.get("dear")?.equal?.p, 1);
  assert.equal(found.get("three")?.p, found.get("dear")?.p);
});

test("a task that some arm has no result of is in no difference", () => {
  const lost = { state: "failed", lost: { code: "provider", message: "" } } as const;
  const { rows: found } = figuresOf(rows.map((row) => (row.topology === "team" && row.task === "t00" ? { ...row, ...lost } : row)));
  // Nine of 39 for one model, nineteen for three tries.
  assert.ok(Math.abs((found[1]?.difference ?? 0) - 10 / 39) < 1e-12);
});

test("the table says beside which arm points stand, what equal spending means, and who spends more than can be matched", () => {
  const { title, columns, rows: lines, notes } = specialTable(figuresOf());
  assert.equal(title, "A study  [SIMULATED]");
  assert.deepEqual(
    columns.slice(5).map((column) => column.title),
    ["points (95%)", "at equal tokens"],
  );
  assert.deepEqual(lines[0], ["one", "25.0% (10 to 40)", "$0.000100", "100", "1.0", "-", "-"]);
  assert.match(
    lines[2]?.join(" ") ?? "",
    /^team - \$0\.000200 200 4\.0 \+50\.0 \(\+[\d.]+ to \+[\d.]+\) \* v\. one \+37\.5 \(\+[\d.]+ to \+[\d.]+\) \*$/,
  );
  assert.match(lines[3]?.at(-1) ?? "", / †$/);
  assert.ok(notes.some((note) => /^† .*: dear\.$/.test(note)) && notes.some((note) => /by Holm/.test(note)));
  assert.ok(
    notes.some((note) =>
      /^Published: of team \(a paper\)\. Ours, simulated: team .* points beside a vote of tries of as many tokens:/.test(note),
    ),
  );
  assert.deepEqual(notes.slice(-2), ["A note.", "By construction: a setting."]);
});
