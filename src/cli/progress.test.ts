import assert from "node:assert/strict";
import { test } from "node:test";
import { WriteStream } from "node:tty";
import { stripVTControlCharacters } from "node:util";
import { shorten } from "../lab/index.ts";
import { progressLine } from "./progress.ts";

/** A stream that keeps what is written. */
function kept(isTTY: boolean, columns = 200): { stream: NodeJS.WriteStream; written: () => string } {
  let all = "";
  const stream = Object.create(WriteStream.prototype, {
    isTTY: { value: isTTY },
    columns: { value: columns },
    write: { value: (text: string) => (all += text) !== "" },
  }) as NodeJS.WriteStream;
  return { stream, written: () => all };
}
const noon = new Date(2026, 10, 21, 12, 0, 0).getTime();

test("a log says once who waits for a limit and until when, and leaves short waits out", () => {
  const { stream, written } = kept(false);
  const line = progressLine("Live", false, stream, undefined, () => noon);
  line.wait({ model: "compatible/m", lane: "compatible/m", ms: 2000, waiting: 1 });
  line.wait({ model: "compatible/m", lane: "compatible/m", ms: 90_000, waiting: 3 });
  line.wait({ model: "compatible/m", lane: "compatible/m", ms: 91_000, waiting: 4 });
  assert.equal(written(), "Live  compatible/m waits for its rate limit until 12:01:30 (3 calls)\n");
});

test("who waits is named by its members, those of one lane together", () => {
  const { stream, written } = kept(false);
  const line = progressLine("Live", false, stream, undefined, () => noon);
  const wait = { model: "compatible/m", ms: 90_000, waiting: 1 };
  line.wait({ ...wait, lane: "a", members: ["cheap"] });
  line.wait({ ...wait, lane: "b", members: ["big", "judge"] });
  line.wait({ ...wait, lane: "c", members: ["a", "b", "c", "d"], why: "HTTP 503" });
  assert.deepEqual(written().trimEnd().split("\n"), [
    "Live  cheap (compatible/m) waits for its rate limit until 12:01:30 (1 call)",
    "Live big and judge (compatible/m) wait for their rate limit until 12:01:30 (1",
    "call)",
    "Live a, b and 2 more (compatible/m) wait until 12:01:30 to be asked again: HTTP",
    "503",
  ]);
});

test("a terminal shows waits beside the bar until they are over", () => {
  const { stream, written } = kept(true);
  let now = noon;
  const line = progressLine("Live", false, stream, undefined, () => now);
  line.show({ done: 1, total: 4, trial: "" });
  line.wait({ model: "compatible/m", lane: "compatible/m", ms: 30_000, waiting: 1 });
  assert.match(written(), /1\/4 trials {2}compatible\/m waits for its rate limit until 12:00:30 \(1 call\)/);
  const before = written().length;
  now += 31_000;
  line.show({ done: 2, total: 4, trial: "" });
  assert.doesNotMatch(written().slice(before), /waits/);
});

test("at 80 columns who waits, why and until when stand whole below the bar, and the next drawing takes them back", () => {
  const { stream, written } = kept(true, 80);
  let now = noon;
  const line = progressLine("A longer name of an experiment", false, stream, undefined, () => now);
  line.show({ done: 1, total: 1000, trial: "" });
  line.wait({
    model: "compatible/meta-llama-3.1-70b-instruct-turbo-of-a-long-name",
    lane: "compatible/meta-llama-3.1-70b-instruct-turbo-of-a-long-name",
    ms: 30_000,
    waiting: 12,
  });
  const shown = written().slice(written().lastIndexOf("\r"));
  const lines = stripVTControlCharacters(shown).replace("\r", "").split("\n");
  assert.ok(lines.length > 1 && lines.every((each) => each.length < 80), JSON.stringify(lines));
  assert.match(
    lines.slice(1).join(" ").replaceAll(/\s+/g, " "),
    /^ ?compatible\/meta-llama-3\.1-70b-instruct-turbo-of-a-long-name waits for its rate limit until 12:00:30 \(12 calls\)$/,
  );
  now += 31_000;
  const before = written().length;
  line.show({ done: 2, total: 1000, trial: "" });
  assert.ok(
    written()
      .slice(before)
      .startsWith(`\r\u001B[${lines.length - 1}A`),
    JSON.stringify(written().slice(before)),
  );
  assert.doesNotMatch(written().slice(before), /waits/);
});

test("a log is told once of a long wait after a fault, with what was said; a terminal's words are inert", () => {
  const { stream, written } = kept(false);
  const line = progressLine("Live", false, stream, undefined, () => noon);
  line.wait({ model: "compatible/m", lane: "compatible/m", ms: 9000, waiting: 1, why: "HTTP 503" });
  line.wait({ model: "compatible/m", lane: "compatible/m", ms: 40_000, waiting: 1, why: "HTTP 503:\noverloaded" });
  line.wait({ model: "compatible/m", lane: "compatible/m", ms: 41_000, waiting: 1, why: "HTTP 503" });
  assert.equal(written(), "Live  compatible/m waits until 12:00:40 to be asked again: HTTP 503: overloaded\n");
});

test("the count of an experiment that holds tasks out says how many trials are to learn from, within the terminal", () => {
  const log = kept(false);
  progressLine("recorded/x", false, log.stream).show({ done: 0, total: 12, learning: 6, trial: "" });
  assert.equal(log.written(), "recorded/x  0/12 trials, 6 to learn from\n");
  const terminal = kept(true, 80);
  progressLine("recorded/a_set_with_a_long_name", false, terminal.stream).show({ done: 7200, total: 7200, learning: 3600, trial: "" });
  const [line = ""] = stripVTControlCharacters(terminal.written()).replace("\r", "").split("\n");
  assert.match(line, /█ {2}7200\/7200 trials, 3600 to learn from$/);
  assert.ok(line.length < 80, line);
});

test("what was worked on in vain is told apart from what is done, at each tenth of both", () => {
  const grading = kept(false);
  const line = progressLine("grading x", false, grading.stream, { counted: "answers", missed: "not graded" });
  for (let missed = 0; missed <= 2; missed++) line.show({ done: 0, missed, total: 2, trial: "" });
  assert.deepEqual(grading.written().trimEnd().split("\n"), [
    "grading x  0/2 answers",
    "grading x  0/2 answers, 1 not graded",
    "grading x  0/2 answers, 2 not graded",
  ]);
  const run = kept(false);
  progressLine("x", false, run.stream).show({ done: 3, missed: 1, total: 9, learning: 2, trial: "" });
  assert.equal(run.written(), "x  3/9 trials, 1 without a result, 2 to learn from\n");
});

test("the pilot's trials are counted under a label of their own, and the run's from its own beginning", () => {
  const { stream, written } = kept(false);
  const line = progressLine("Live", false, stream);
  for (const done of [0, 1]) line.show({ done, total: 2, trial: "", pilot: true });
  for (const done of [0, 2]) line.show({ done, total: 20, trial: "" });
  assert.deepEqual(written().trimEnd().split("\n"), [
    "pilot of Live  0/2 trials",
    "pilot of Live  1/2 trials",
    "Live  0/20 trials",
    "Live  2/20 trials",
  ]);
});

test("names without end, wide ones and hundreds of waits leave the bar in sight, and each line within the terminal", () => {
  const { stream, written } = kept(true, 80);
  const line = progressLine("x".repeat(1000), false, stream, undefined, () => noon);
  line.show({ done: 1, total: 4, trial: "" });
  for (let lane = 0; lane < 40; lane++) {
    const name = `${lane} ${["m", "\u6a21", "\u{1f600}"][lane % 3]?.repeat(1000)}`;
    line.wait({ model: name, members: [name, name, name, name], lane: String(lane), ms: 30_000, waiting: 1, why: name });
  }
  const shown = stripVTControlCharacters(written().slice(written().lastIndexOf("\r")))
    .replace("\r", "")
    .split("\n");
  assert.ok(shown.length <= 10, String(shown.length));
  for (const each of shown) assert.equal(shorten(each, 79), each);
  assert.match(shown[0] ?? "", /1\/4 trials$/);
  assert.match(shown.at(-1) ?? "", /^ {2}and 3\d others$/);
});

test("a progress line is never higher than its terminal, be a name of marks without end, of joined emoji or of letters that only join", () => {
  const names = [
    "e\u0301".repeat(3000),
    `e${"\u0301".repeat(5000)}`,
    "\u0e33".repeat(3000),
    "\u1100".repeat(3000),
    `\u{1f469}${"\u200d\u{1f469}".repeat(2000)}`,
  ];
  for (const name of names)
    for (const [columns, rows] of [
      [80, 24],
      [40, 6],
    ] as const) {
      const { stream, written } = kept(true, columns);
      Object.assign(stream, { rows });
      const line = progressLine(name, false, stream, undefined, () => noon);
      line.show({ done: 1, total: 4, trial: "" });
      for (let lane = 0; lane < 4; lane++)
        line.wait({ model: name, members: [name, name, name, name], lane: `${lane}`, ms: 30_000, waiting: 1, why: name });
      const shown = stripVTControlCharacters(written().slice(written().lastIndexOf("\r")))
        .replace("\r", "")
        .split("\n");
      assert.ok(shown.length <= rows, `${shown.length} of ${rows}`);
      // Eight marks at most for each column.
      for (const each of shown) assert.ok(Array.from(each).length <= 8 * columns, `${Array.from(each).length} of ${columns}`);
    }
});

test("a terminal says that models are asked whether they answer, until they have", () => {
  const { stream, written } = kept(true);
  const line = progressLine("Live", false, stream, undefined, () => noon);
  line.show({ done: 0, total: 80, trial: "" });
  line.preflight(true);
  assert.match(written(), /0\/80 trials {2}each model is asked once whether it answers, before the trials begin/);
  const before = written().length;
  line.preflight(false);
  assert.doesNotMatch(written().slice(before), /asked/);
});

test("a terminal is drawn at most twenty times a second, and once more when all is done", () => {
  const { stream, written } = kept(true);
  let now = noon;
  const line = progressLine("Replay", false, stream, undefined, () => now);
  for (let done = 0; done <= 1000; done++) {
    line.show({ done, total: 1000, trial: "" });
    now += 1;
  }
  const counts = written().match(/\d+\/1000/g);
  assert.deepEqual(
    counts,
    Array.from({ length: 21 }, (_, i) => `${i * 50}/1000`),
  );
});

test("a clock that is set back does not stop the bar", () => {
  const { stream, written } = kept(true);
  let now = noon;
  const line = progressLine("Replay", false, stream, undefined, () => now);
  line.show({ done: 1, total: 9, trial: "" });
  now -= 3_600_000;
  line.show({ done: 2, total: 9, trial: "" });
  assert.match(written(), /2\/9/);
});
