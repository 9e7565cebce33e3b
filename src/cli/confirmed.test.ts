import assert from "node:assert/strict";
import { test } from "node:test";
import { answered } from "./confirmed.ts";

/** A question that nobody answers, until its signal ends it. */
function unanswered(signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve("turned away"), { once: true }));
}

test("Ctrl-D, a terminal that is gone and a run that stops end a question", async () => {
  const { stdin } = process;
  const ways: readonly ((stop: AbortController) => void)[] = [
    () => stdin.emit("keypress", "\u0004", { ctrl: true, name: "d" }),
    () => stdin.emit("end"),
    () => stdin.emit("close"),
    (stop) => stop.abort(),
  ];
  const before = ["keypress", "end", "close"].map((name) => stdin.listenerCount(name));
  for (const way of ways) {
    const stop = new AbortController();
    const asked = answered(unanswered, stop.signal);
    stdin.emit("keypress", "d", { ctrl: false, name: "d" });
    way(stop);
    assert.equal(await asked, "turned away");
  }
  assert.deepEqual(
    ["keypress", "end", "close"].map((name) => stdin.listenerCount(name)),
    before,
  );
});
