import assert from "node:assert/strict";
import { test } from "node:test";
import { WriteStream } from "node:tty";
import { progressLine } from "./progress.ts";

/** A stream that keeps what is written. */
function kept(isTTY: boolean): { stream: NodeJS.WriteStream; written: () => string } {
  let all = "";
  const stream = Object.create(WriteStream.prototype, {
    isTTY: { value: isTTY },
    columns: { value: 200 },
    write: { value: (text: string) => (all += text) !== "" },
  }) as NodeJS.WriteStream;
  return { stream, written: () => all };
}
const noon = new Date(2026, 10, 21, 12, 0, 0).getTime();

test("a log says once who waits for a limit and until when, and leaves short waits out", () => {
  const { stream, written } = kept(false);
  const line = progressLine("Live", false, stream, "trials", () => noon);
  line.wait({ model: "compatible/m", ms: 2000, waiting: 1 });
  line.wait({ model: "compatible/m", ms: 90_000, waiting: 3 });
  line.wait({ model: "compatible/m", ms: 91_000, waiting: 4 });
  assert.equal(written(), "Live  compatible/m waits for its rate limit until 12:01:30 (3 calls)\n");
});

test("a terminal shows waits beside the bar until they are over", () => {
  const { stream, written } = kept(true);
  let now = noon;
  const line = progressLine("Live", false, stream, "trials", () => now);
  line.show({ done: 1, total: 4, trial: "" });
  line.wait({ model: "compatible/m", ms: 30_000, waiting: 1 });
  assert.match(written(), /1\/4 trials {2}compatible\/m waits for its rate limit until 12:00:30 \(1 call\)/);
  const before = written().length;
  now += 31_000;
  line.show({ done: 2, total: 4, trial: "" });
  assert.doesNotMatch(written().slice(before), /waits/);
});
