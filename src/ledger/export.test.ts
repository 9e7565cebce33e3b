import assert from "node:assert/strict";
import { test } from "node:test";
import type { Reply, Usage } from "../types.ts";
import { exportEvents } from "./export.ts";
import { openStore } from "./open-store.ts";

const usage: Usage = { uncached: 11, cacheRead: 7, cacheWrite5m: 5, cacheWrite1h: 3, output: 2, reasoning: 1 };
const answer: Reply = { ok: true, text: "4", stop: "end", usage, cost: 30, ms: 12, receipt: { flags: ["no-price", "cut"] } };
const silence: Reply = { ok: false, failure: { code: "timeout", message: "late" }, usage, cost: 50, ms: 9 };

/** A run with an answered call in a trial, one that failed, one that is open, and a question before the run. */
function filled() {
  const store = openStore(":memory:");
  store.create({ id: "r", experiment: "e", config: {}, state: "running", world: "live", seed: "s", created: "2026-01-01" });
  const ledger = store.ledger("r");
  const [asked, said] = [ledger.put("two and two"), ledger.put("4")];
  for (const [key, trial, hold] of [
    ["a", "solo/t1/0", 40],
    ["b", "solo/t2/0", 50],
    ["c", "@preflight/m", 60],
    ["d", "@settlements", 70],
  ] as const)
    ledger.open({ key, model: '=m,"1"', trial, member: "one", purpose: "attempt", hold, ask: asked });
  ledger.close("a", answer);
  ledger.close("b", silence);
  const call = { type: "call", member: "one", model: "m", purpose: "attempt", usage, start: 0, ms: 12, ask: asked, reply: said } as const;
  ledger.append({ trial: "solo/t1/0", span: "", at: 12 }, { ...call, key: "a", ok: true, cost: 30 });
  ledger.append({ trial: "solo/t2/0", span: "", at: 24 }, { ...call, key: "a", ok: true, cost: 30 });
  ledger.append({ trial: "@preflight/m", span: "", at: 0 }, { type: "own", name: "n", value: 1 });
  ledger.append({ trial: "@settlements", span: "", at: 0 }, { type: "own", name: "n", value: 2 });
  return { store, asked, said };
}

async function linesOf(format: "jsonl" | "csv"): Promise<{ lines: string[]; asked: string; said: string }> {
  const { store, asked, said } = filled();
  const lines: string[] = [];
  for await (const line of exportEvents(store, "r", format)) lines.push(line);
  store.close();
  return { lines, asked, said };
}

test("the lines of a run are its record, each body before the first event that names it, its events in order, its calls", async () => {
  const { lines, asked, said } = await linesOf("jsonl");
  const objects = lines.map((line) => JSON.parse(line) as Record<string, Record<string, unknown>>);
  assert.deepEqual(
    objects.map((object) => Object.keys(object)[0]),
    ["run", "body", "body", "event", "event", "event", "event", "call", "call", "call", "call"],
  );
  assert.deepEqual(
    [objects[0]?.["run"]?.["id"], objects[1]?.["body"], objects[2]?.["body"]],
    ["r", { address: asked, content: "two and two" }, { address: said, content: "4" }],
  );
  assert.deepEqual(
    objects.flatMap(({ event }) => (event === undefined ? [] : [[event["seq"], event["trial"]]])),
    [
      [1, "solo/t1/0"],
      [2, "solo/t2/0"],
      [3, "@preflight/m"],
      [4, "@settlements"],
    ],
  );
  // Only questions before the run say that they are; other chains that are no trial say that.
  const marks = objects.flatMap((object) => (object["event"] === undefined ? [] : [[object["preflight"], object["trialless"]]]));
  assert.deepEqual(marks, [
    [undefined, undefined],
    [undefined, undefined],
    [true, undefined],
    [undefined, true],
  ]);
});

test("the table of calls has what was paid or held, tokens, how it ended, and no trial for what belongs to none", async () => {
  const { lines, asked } = await linesOf("csv");
  const [head = "", ...rows] = lines;
  assert.equal(
    head,
    "run,key,attempt,state,trial,member,model,purpose,hold,cost,uncached,cacheRead,cacheWrite5m,cacheWrite1h,output,reasoning,ms,stop,failure,flags,ask,reply",
  );
  const cells = rows.map((row) => row.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));
  const column = (name: string): (string | undefined)[] => cells.map((row) => row[head.split(",").indexOf(name)]);
  assert.deepEqual(column("run"), ["r", "r", "r", "r"]);
  assert.deepEqual(column("state"), ["settled", "failed", "open", "open"]);
  assert.deepEqual(column("trial"), ["solo/t1/0", "solo/t2/0", "", ""]);
  assert.deepEqual(column("hold"), ["40", "50", "60", "70"]);
  assert.deepEqual(column("cost").slice(0, 2), ["30", "50"]);
  assert.deepEqual(
    [column("uncached"), column("reasoning"), column("ms")],
    [
      ["11", "11", "", ""],
      ["1", "1", "", ""],
      ["12", "9", "", ""],
    ],
  );
  assert.deepEqual(
    [column("stop"), column("failure"), column("flags")],
    [
      ["end", "", "", ""],
      ["", "timeout", "", ""],
      ["no-price cut", "", "", ""],
    ],
  );
  assert.deepEqual(column("ask"), [asked, asked, asked, asked]);
  // A spreadsheet would compute it: it is made text, and its quotes are doubled.
  assert.ok(
    column("model").every((cell) => cell === `"'=m,""1"""`),
    column("model").join(" | "),
  );
});
