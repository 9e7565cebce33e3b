import assert from "node:assert/strict";
import { test } from "node:test";
import { type FakeDeskSettings, fakeDesk } from "../calls/fake-desk.ts";
import { fake, type ScriptedAnswer } from "../models/fake.ts";
import type { Ask, CallFact, Event, Json } from "../types.ts";
import { hubSpoke } from "./hub-spoke.ts";
import { wantedOf } from "../util/wanted-of.ts";

const open = (settings: FakeDeskSettings) => {
  const room = fakeDesk(settings);
  return { desk: room.desk, task: room.task, events: () => room.events(), spent: () => room.spent() };
};

const part = (id: string, needs: readonly string[] = []) => ({ id, brief: `Do ${id}.`, acceptance: "", needs });
const textOf = (ask: Ask) => ask.messages.map(({ text }) => text).join("\n");
const calls = (events: readonly Event[]) => events.flatMap(({ fact }) => (fact.type === "call" ? [fact] : []));
const purposes = (facts: readonly CallFact[]) => facts.map(({ purpose, member }) => `${purpose}:${member}`);

/** A team of a hub and spokes a, b, c that does what it is asked; `parts` is the hub's plan. */
function team(parts: readonly Json[], changes: { [member: string]: (ask: Ask) => ScriptedAnswer | undefined } = {}) {
  const usual =
    (name: string) =>
    (ask: Ask): ScriptedAnswer => {
      const changed = changes[name]?.(ask);
      if (changed !== undefined) return changed;
      const properties = Object.keys((wantedOf(ask)?.properties ?? {}) as object);
      if (properties.includes("parts")) return { object: { why: "w", parts } };
      if (properties.includes("problems")) return { object: { problems: ["The sum is off."] } };
      return `${name} says ${/Do part (\w+)/.exec(textOf(ask))?.[1] ?? (textOf(ask).includes("<critique-") ? "revised" : "whole")}`;
    };
  return Object.fromEntries(["hub", "a", "b", "c"].map((name) => [name, fake(usual(name), { id: `fake/${name}` })]));
}

test("two independent parts cost plan, parts, recompose, critique and revise: six calls, five steps long", async () => {
  const { desk, task, events } = open({ members: team([part("x"), part("y")]) });
  const result = await hubSpoke().solve(task, desk);
  assert.deepEqual(result, { ok: true, text: "hub says revised", by: "hub" });
  const facts = calls(events());
  assert.deepEqual(
    facts.map(({ purpose }) => purpose),
    ["plan", "attempt", "attempt", "merge", "critique", "merge"],
  );
  // Fault of the original: its parallel stage is a loop. Here both parts leave at 100 ms.
  assert.deepEqual(
    facts.filter(({ purpose }) => purpose === "attempt").map(({ start }) => start),
    [100, 100],
  );
  assert.equal(desk.now, 500);
});

test("a part waits for the parts that it needs and sees their results", async () => {
  const members = team([part("x"), part("y", ["x"])]);
  const { desk, task, events } = open({ members });
  await hubSpoke().solve(task, desk);
  const starts = calls(events())
    .filter(({ purpose }) => purpose === "attempt")
    .map(({ start }) => start);
  assert.deepEqual(starts, [100, 200]);
  const second = Object.values(members)
    .flatMap(({ asked }) => asked)
    .find((ask) => textOf(ask).includes("Do part y"));
  assert.match(textOf(second as Ask), /<result-(\w+) part="x">\n\w says x\n<\/result-\1>/);
});

test("every spoke sees the whole task and its part", async () => {
  const members = team([part("x"), part("y")]);
  const { desk, task } = open({ members });
  await hubSpoke().solve(task, desk);
  const asks = Object.values(members)
    .flatMap(({ asked }) => asked)
    .filter(({ purpose }) => purpose === "attempt");
  for (const ask of asks) assert.ok(textOf(ask).startsWith(`<task>\n${task.prompt}\n</task>`) && /<part-\w+ id=/.test(textOf(ask)));
});

test("a part whose spoke fails goes to another spoke", async () => {
  const refuse = (ask: Ask): ScriptedAnswer | undefined =>
    textOf(ask).includes("Do part") ? { failure: { code: "refused", message: "I will not." } } : undefined;
  for (let seed = 0; seed < 6; seed++) {
    const room = open({ members: team([part("x"), part("y"), part("z")], { a: refuse }), seed: `s${seed}` });
    const result = await hubSpoke().solve(room.task, room.desk);
    assert.ok(result.ok);
    const fallbacks = room.events().filter(({ fact }) => fact.type === "fallback");
    const failed = calls(room.events())
      .filter(({ ok }) => !ok)
      .map(({ member }) => member);
    assert.deepEqual(failed, ["a"]);
    assert.equal(fallbacks.length, 1);
  }
});

test("a hub that fails at recomposing loses nothing: the joined results stand", async () => {
  const merge = (ask: Ask): ScriptedAnswer | undefined =>
    ask.purpose === "merge" ? { failure: { code: "refused", message: "no" } } : undefined;
  const { desk, task } = open({ members: team([part("x"), part("y")], { hub: merge }) });
  const result = await hubSpoke().solve(task, desk);
  assert.ok(result.ok && / says x\n\n\w says y/.test(result.text));
});

test("the critic wrote nothing of what it attacks, and the critique reaches the reviser", async () => {
  for (let seed = 0; seed < 8; seed++) {
    const members = team([part("x"), part("y")]);
    const { desk, task, events } = open({ members, seed: `${seed}` });
    await hubSpoke().solve(task, desk);
    const facts = calls(events());
    const writers = facts.filter(({ purpose }) => purpose === "attempt").map(({ member }) => member);
    const critic = facts.find(({ purpose }) => purpose === "critique")?.member ?? "";
    assert.ok(critic !== "hub" && !writers.includes(critic), `${critic} among ${writers.join()}`);
    assert.ok(/<critique-(\w+)>\n- The sum is off.\n<\/critique-\1>/.test(textOf(members["hub"]?.asked.at(-1) as Ask)));
  }
});

test("no problem found means no revision", async () => {
  const content = (ask: Ask): ScriptedAnswer | undefined => (ask.purpose === "critique" ? { object: { problems: [] } } : undefined);
  const { desk, task, events } = open({ members: team([part("x"), part("y")], { a: content, b: content, c: content }) });
  await hubSpoke().solve(task, desk);
  assert.equal(calls(events()).length, 5);
});

test("each stage can be switched off", async () => {
  const made = async (stages: readonly ("split" | "recompose" | "critique" | "revise")[]) => {
    const { desk, task, events } = open({ members: team([part("x"), part("y")]) });
    await hubSpoke({ stages: [...stages] }).solve(task, desk);
    return calls(events())
      .map(({ purpose }) => purpose)
      .join(" ");
  };
  assert.equal(await made([]), "attempt");
  assert.equal(await made(["split"]), "plan attempt attempt");
  assert.equal(await made(["split", "recompose"]), "plan attempt attempt merge");
  assert.equal(await made(["split", "recompose", "critique"]), "plan attempt attempt merge critique");
  assert.equal(await made(["critique", "revise"]), "attempt critique merge");
});

test("a plan that cannot be read is asked for once more, then the hub works alone, and both are booked", async () => {
  const prose = (ask: Ask): ScriptedAnswer | undefined => (wantedOf(ask) === undefined ? undefined : "First we think, then we act.");
  const { desk, task, events } = open({ members: team([], { hub: prose }) });
  const result = await hubSpoke().solve(task, desk);
  assert.deepEqual(result, { ok: true, text: "hub says whole", by: "hub" });
  assert.deepEqual(purposes(calls(events())), ["plan:hub", "repair:hub", "attempt:hub"]);
  const fallback = events().find(({ fact }) => fact.type === "fallback")?.fact;
  assert.ok(fallback?.type === "fallback" && fallback.from === "hub-spoke" && fallback.to === "solo");
});

test("hub, spokes and critic have the same output cap", async () => {
  const members = team([part("x"), part("y")]);
  const { desk, task } = open({ members, terms: { outputCap: 777 } });
  await hubSpoke().solve(task, desk);
  const caps = new Set(Object.values(members).flatMap(({ asked }) => asked.map(({ maxTokens }) => maxTokens)));
  assert.deepEqual([...caps], [777]);
});

test("a failed verdict brings a new cycle, or one revision, as often as the attempts allow", async () => {
  const made = async (retry: "replan" | "revise") => {
    const { desk, task, events } = open({
      members: team([part("x"), part("y")]),
      terms: { attempts: 3 },
      verifier: () => ({ ok: true, passed: false, score: 0, why: "no" }),
    });
    await hubSpoke({ retry }).solve(task, desk);
    return calls(events()).map(({ purpose }) => purpose);
  };
  const replanned = await made("replan");
  assert.deepEqual([replanned.length, replanned.filter((purpose) => purpose === "plan").length], [18, 3]);
  assert.deepEqual((await made("revise")).slice(-3), ["merge", "retry", "retry"]);
});

test("money that ends after the parts leaves their joined results", async () => {
  const { desk, task, spent } = open({ members: team([part("x"), part("y")]), budget: 11_500_000, terms: { outputCap: 1000 } });
  const result = await hubSpoke({ stages: ["split", "recompose"] }).solve(task, desk);
  assert.ok(result.ok, JSON.stringify(result));
  assert.ok(spent() <= 11_500_000);
});

test("workers are those whom the options name, one who stands twice is two, and the hub only where it is among them", async () => {
  const plan = ["u", "v", "w", "x"].map((id) => part(id));
  const working = async (workers?: readonly string[]) => {
    const { desk, task, events } = open({ members: team(plan) });
    await hubSpoke({ stages: ["split"], ...(workers === undefined ? {} : { workers: [...workers] }) }).solve(task, desk);
    return calls(events()).flatMap(({ purpose, member }) => (purpose === "attempt" ? [member] : []));
  };
  // Dealt in turn from a place drawn by chance, the same whoever is named: sorted, the shares are what counts.
  assert.deepEqual((await working(["a", "hub"])).toSorted(), ["a", "a", "hub", "hub"]);
  assert.deepEqual((await working(["a", "a", "b", "c"])).toSorted(), ["a", "a", "b", "c"]);
  assert.deepEqual((await working(["b"])).toSorted(), ["b", "b", "b", "b"]);
  const all = await working();
  assert.equal(all.length, 4);
  assert.ok(!all.includes("hub"));
});

test("how many parts a plan may have is a setting, whatever the number of workers", async () => {
  const parts = async (options: Parameters<typeof hubSpoke>[0], members: readonly string[]) => {
    const ids = ["u", "v", "w", "x", "y", "z"].slice(0, options?.maxParts ?? 4);
    const staff = team(ids.map((id) => part(id)));
    const { desk, task, events } = open({
      members: Object.fromEntries(members.map((name) => [name, staff[name] as (typeof staff)[string]])),
    });
    await hubSpoke({ stages: ["split"], hub: "hub", ...options }).solve(task, desk);
    const told = textOf(staff["hub"]?.asked[0] as Ask);
    return [/at most (\d+) parts/.exec(told)?.[1], calls(events()).filter(({ purpose }) => purpose === "attempt").length];
  };
  assert.deepEqual(await parts({}, ["hub", "a"]), ["4", 4]);
  assert.deepEqual(await parts({}, ["hub", "a", "b", "c"]), ["4", 4]);
  assert.deepEqual(await parts({ maxParts: 6 }, ["hub", "a"]), ["6", 6]);
});
