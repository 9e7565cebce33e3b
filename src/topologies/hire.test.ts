import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ask } from "../types.ts";
import { teamOf, wants } from "./fake-team.test.ts";
import { hire } from "./hire.ts";
import { openTopology } from "./index.ts";

/** Each member states a chance and says an answer; whoever reads two answers says "merged". */
const team = (chances: readonly number[], answers: readonly string[], settings: Parameters<typeof teamOf>[2] = {}) => {
  const says = (ask: Ask, name: string) => {
    const place = Number(name.slice(1));
    if (wants(ask, "tokens")) return { object: { p: chances[place] ?? 0, tokens: 100 } };
    return ask.purpose === "merge" ? "merged" : (answers[place] ?? "");
  };
  return teamOf(chances.length, says, settings);
};
const asked = (room: ReturnType<typeof team>) => room.asked.map(({ name, ask }) => `${name} ${ask.purpose}`);

test("an owner that is sure enough works alone, after one call that says how sure it is", async () => {
  const room = team([0.9, 0.9, 0.9], ["4", "5", "6"]);
  assert.deepEqual(await hire({ member: "m0", value: 1 }).solve(room.task, room.desk), { ok: true, text: "4", by: "m0" });
  assert.deepEqual(asked(room), ["m0 bid", "m0 attempt"]);
});

test("an unsure owner buys the offer that brings most for its price, and reads both answers where they differ", async () => {
  const room = team([0.5, 0.6, 0.95], ["4", "5", "6"]);
  assert.deepEqual(await hire({ member: "m0", value: 1 }).solve(room.task, room.desk), { ok: true, text: "merged", by: "m0" });
  assert.deepEqual(asked(room).toSorted(), ["m0 attempt", "m0 bid", "m0 merge", "m1 bid", "m2 attempt", "m2 bid"]);
  const [award] = room.facts("award");
  assert.deepEqual([award?.member, award?.rule], ["m2", "hire"]);
  const notes = room.facts("own").map(({ name, value }) => [name, value] as const);
  const help = notes.find(([name]) => name === "help")?.[1] as { owner: string; helper: string; changed: boolean };
  assert.deepEqual([help.owner, help.helper, help.changed], ["m0", "m2", true]);
});

test("where helper and owner agree nobody reads twice, and a worker's answer stands as it is", async () => {
  const same = team([0.5, 0.9], ["4", "4"]);
  assert.deepEqual(await hire({ member: "m0", value: 1 }).solve(same.task, same.desk), { ok: true, text: "4", by: "m0" });
  assert.ok(asked(same).every((one) => !one.endsWith("merge")));
  const works = team([0.5, 0.9], ["4", "5"]);
  assert.deepEqual(await hire({ member: "m0", does: "works", value: 1 }).solve(works.task, works.desk), { ok: true, text: "5", by: "m1" });
  assert.deepEqual(asked(works), ["m0 bid", "m1 bid", "m1 attempt"]);
});

test("help that is not worth its price is not bought: a worker who is no likelier to be right, or any where nothing is at stake", async () => {
  const worse = team([0.5, 0.4], ["4", "5"]);
  const result = await hire({ member: "m0", does: "works", value: 1 }).solve(worse.task, worse.desk);
  assert.deepEqual([result.ok && result.text, asked(worse).at(-1)], ["4", "m0 attempt"]);
  const cheap = team([0.5, 0.9], ["4", "5"]);
  const alone = await hire({ member: "m0", value: 1e-9 }).solve(cheap.task, cheap.desk);
  assert.equal(alone.ok && alone.text, "4");
  const note = cheap.facts("own").find(({ name }) => name === "help-asked")?.value as { hired: string | null };
  assert.equal(note.hired, null);
});

test("an answer that the verifier rejected makes the owner ask, however sure it was; who may never ask states nothing", async () => {
  const settings = {
    verifier: ({ text }: { text: string }) => ({ ok: true, passed: text === "5", score: 0, why: "" }) as const,
    terms: { attempts: 2 },
  };
  const room = team([0.9, 0.9], ["4", "5"], settings);
  assert.deepEqual(await hire({ member: "m0", below: 0, does: "works", value: 1 }).solve(room.task, room.desk), {
    ok: true,
    text: "5",
    by: "m1",
  });
  assert.deepEqual(
    asked(room),
    ["m0 attempt", "m1 bid", "m1 retry"].map((one) => one.replace("retry", asked(room)[2]?.split(" ")[1] ?? "")),
  );
});

test("options that do not fit are refused by their names, and so is a helper whom nobody knows", async () => {
  for (const [options, wrong] of [
    [{ below: 1.2 }, /below/],
    [{ from: [] }, /from/],
    [{ does: "helps" }, /does/],
    [{ value: 0 }, /value/],
    [{ price: 1 }, /price/],
  ] as const)
    assert.throws(() => openTopology("hire", options), wrong);
  const room = team([0.5, 0.9], ["4", "5"]);
  const failed = await hire({ from: ["m7"] }).solve(room.task, room.desk);
  assert.match(failed.ok ? "" : failed.failure.message, /named "m7" was wanted/);
});
