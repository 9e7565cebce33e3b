import assert from "node:assert/strict";
import { test } from "node:test";
import type { Store } from "../../ledger/index.ts";
import type { Json } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { laboratory } from "./fixtures/live-laboratory.ts";
import { extendRun, patienceOf, resumeRun, startRun } from "./run.ts";
import { widen } from "./widen.ts";

const messageOf = async (work: Promise<unknown>): Promise<[string, number]> => {
  const thrown = await work.then(
    () => assert.fail("it went on"),
    (error: unknown) => error,
  );
  assert.ok(thrown instanceof UserError, String(thrown));
  return [thrown.message, thrown.exitCode];
};

test("a run is in the store before its first ask leaves, with all that it goes on with later; where asks go is told before too", async () => {
  const { name, store, at, asked, fate, experiment, configOf } = await laboratory();
  const order: string[] = [];
  fate.heard = (task) => {
    const [record] = store.runs();
    const open = [...store.ledger(record?.id ?? "").calls()].filter((row) => row.state === "open");
    order.push(`${task} ${record?.state} ${open.length} open`);
  };
  const { run, state, notes, stopped, summary } = await startRun(
    { ...experiment, name: `${name} of/mine!` },
    {
      ...at,
      preflight: true,
      reuse: true,
      where: { config: "lab.config.ts" },
      onBegun: (id) => void order.push(`begun ${id}`),
      onDestinations: (lines) => void order.push(`destinations ${lines.length}`),
      onPreflight: (asking) => void order.push(`preflight ${asking}`),
      onProgress: ({ done, total }) => void order.push(`${done} of ${total}`),
    },
  );
  assert.match(run, new RegExp(`^${name}-of-mine-20261121-120000-[0-9a-f]{4}$`));
  assert.deepEqual(order, [
    `begun ${run}`,
    "destinations 1",
    "0 of 3",
    "preflight true",
    "preflight running 1 open",
    "preflight false",
    "one running 1 open",
    "1 of 3",
    "two running 1 open",
    "2 of 3",
    "three running 1 open",
    "3 of 3",
  ]);
  assert.deepEqual([state, stopped, asked().length, store.run(run)?.created], ["done", [], 4, "2026-11-21T12:00:00.000Z"]);
  const { tasks, live, reuse, configFile, estimate, prices, preflight } = configOf(run);
  assert.deepEqual(
    [Object.keys(tasks as object).toSorted(), live, reuse, configFile, preflight],
    [["one", "three", "two"], true, true, "lab.config.ts", undefined],
  );
  assert.deepEqual(Object.keys((prices as { models: object }).models), ["compatible/a", "compatible/judge"]);
  // The check of the model counts in the money, and not in what is compared with the estimate.
  assert.deepEqual([(estimate as { cost: number }).cost, (estimate as { compared: number }).compared], [360_000, 270_000]);
  assert.match(notes[0] ?? "", /cost \$0\.00036/);
  // Four asks of a second.
  assert.equal(summary.wallMs, 4000);
  assert.deepEqual([store.run(run)?.state, store.run(run)?.digest], ["done", summary.digest]);
  store.close();
});

test("a name of nothing but signs is called run, a long one is cut", async () => {
  const { store, at, experiment } = await laboratory({ only: ["one"] });
  for (const [name, id] of [
    ["!?", /^run-2026/],
    ["-a-", /^a-2026/],
    ["x".repeat(40), /^x{32}-2026/],
    [`${"y".repeat(31)} z`, /^y{31}-2026/],
  ] as const)
    assert.match((await startRun({ ...experiment, name }, { ...at, reuse: true })).run, id);
  store.close();
});

test("a run whose model cannot be asked did not start: nothing is scored, the reason is kept, and it goes on once that is mended", async () => {
  const { store, at, fate, experiment, asked, configOf } = await laboratory();
  fate.of = () => 401;
  const [message, code] = await messageOf(startRun(experiment, { ...at, preflight: true }));
  const [{ id, state } = assert.fail()] = store.runs();
  assert.deepEqual([state, code, asked()], ["failed", 1, ["preflight"]]);
  assert.match(
    message,
    /^A model could not be asked, so the run did not start; nothing was scored and nothing was spent\.\n {2}a \(compatible\/a\): /,
  );
  assert.ok(message.includes(`\nFix that and run it again. (Where a key or a quota was fixed: \`catallaxy resume ${id}\`)\n`), message);
  assert.equal(configOf(id)["notStarted"], message);
  fate.of = (task) => (task === "preflight" || task === "one" ? 200 : 401);
  // The fault of setup after the first result pauses the run; then the check finds it, and the result stands.
  const paused = await resumeRun(id, { ...at, preflight: true });
  assert.deepEqual([paused.state, paused.summary.progress?.finished, configOf(id)["notStarted"]], ["paused", 1, undefined]);
  assert.match(paused.stopped.join(), /^Paused, since no further call could help: .*status 401/);
  assert.deepEqual(configOf(id)["stopped"], paused.stopped);
  fate.of = () => 401;
  const [again, exit] = await messageOf(resumeRun(id, { ...at, preflight: true }));
  assert.match(again, /^A model could not be asked, so the run did not go on; its 1 result stands, and nothing more was spent\./);
  assert.ok(again.includes(`\nFix that, then type: \`catallaxy resume ${id}\`\n`), again);
  assert.deepEqual([exit, store.run(id)?.state, configOf(id)["notStarted"]], [4, "paused", undefined]);
  fate.of = () => 200;
  const done = await resumeRun(id, { ...at, preflight: false }, { preflight: false });
  assert.deepEqual(
    [done.state, done.summary.topologies[0]?.passed, configOf(id)["stopped"], configOf(id)["preflight"]],
    ["done", 3, undefined, false],
  );
  assert.deepEqual(
    asked().filter((task) => task === "one"),
    ["one"],
  );
  store.close();
});

test("what a server lost is asked again where that is wanted, told when it is lost again, and given up by a person's word", async () => {
  const { store, at, fate, experiment, asked } = await laboratory();
  fate.of = (task) => (task === "two" ? 500 : 200);
  const first = await startRun(experiment, at);
  const { run } = first;
  assert.deepEqual([first.state, first.summary.progress], ["unfinished", { finished: 2, planned: 3, lost: 1 }]);
  const count = (): number => asked().filter((task) => task === "two").length;
  // Going on alone asks nothing of what was tried to the end.
  assert.deepEqual([(await resumeRun(run, at)).state, count()], ["unfinished", 1]);
  const early = await messageOf(resumeRun(run, at, { giveUp: true }));
  assert.match(early[0], /not asked again yet\. Ask again first/);
  const again = await resumeRun(run, at, { failed: true });
  assert.deepEqual([again.state, count()], ["unfinished", 2]);
  assert.match(again.notes[0] ?? "", /^1 trial was asked again and lost again\./);
  const given = await resumeRun(run, at, { giveUp: true });
  assert.deepEqual([given.state, given.summary.topologies[0]?.passed, given.summary.progress?.finished, count()], ["done", 2, 3, 2]);
  fate.of = () => 200;
  // What was given up is asked again too where that is asked for.
  const well = await resumeRun(run, at, { failed: true });
  assert.deepEqual([well.state, well.summary.topologies[0]?.passed, count()], ["done", 3, 3]);
  const vain = await resumeRun(run, at, { failed: true, giveUp: true });
  assert.deepEqual(vain.notes.slice(0, 2), [
    "Nothing to give up: no trial is lost.",
    "Nothing to ask again: no trial was lost to the provider, the network or the sandbox.",
  ]);
  assert.ok((await resumeRun(run, at)).notes.every((note) => !note.startsWith("Nothing")));
  assert.deepEqual([count(), asked().length], [3, 5]);
  store.close();
});

test("an interrupted run goes on where it stopped, and the time of both counts, but for a clock that was set back", async () => {
  const { store, at, fate, experiment, asked, clock } = await laboratory();
  const stop = new AbortController();
  fate.heard = (task) => (task === "two" ? stop.abort() : undefined);
  const { run, state, summary, stopped } = await startRun(experiment, { ...at, signal: stop.signal });
  // The call in flight was let end, and is graded without another.
  assert.deepEqual([state, summary.progress?.finished, summary.wallMs, stopped], ["interrupted", 2, 2000, []]);
  fate.heard = () => {};
  const late = await messageOf(resumeRun(run, { ...at, environment: {} }));
  assert.match(late[0], /LOCAL_KEY/);
  assert.equal(store.run(run)?.state, "interrupted");
  const done = await resumeRun(run, at);
  assert.deepEqual([done.state, done.summary.wallMs, asked()], ["done", 3000, ["one", "two", "three"]]);
  fate.heard = () => void (clock.now -= 60_000);
  const back = await startRun({ ...experiment, name: "back" }, at);
  assert.equal(back.summary.wallMs, 0);
  store.close();
});

test("a run that breaks is failed; one that had stopped before and breaks before it goes on stays as it was", async () => {
  const { store, at, fate, experiment } = await laboratory();
  const broken = (): never => {
    throw new Error("broken");
  };
  await assert.rejects(startRun(experiment, { ...at, onProgress: broken }), /broken/);
  assert.equal(store.runs()[0]?.state, "failed");
  const stop = new AbortController();
  fate.heard = () => stop.abort();
  const { run } = await startRun({ ...experiment, name: "second" }, { ...at, signal: stop.signal });
  await assert.rejects(resumeRun(run, { ...at, onProgress: broken }), /broken/);
  assert.equal(store.run(run)?.state, "interrupted");
  store.close();
});

test("a run whose tasks have changed is refused, and goes on with those alone begun anew where that is accepted", async () => {
  const { store, at, fate, experiment, asked, write, configOf } = await laboratory();
  const stop = new AbortController();
  fate.heard = (task) => (task === "two" ? stop.abort() : undefined);
  const { run } = await startRun(experiment, { ...at, signal: stop.signal });
  fate.heard = () => {};
  write("one=uno", "two", "three", "four");
  const [message] = await messageOf(resumeRun(run, at));
  assert.match(
    message,
    / has changed since \S+ began: one changed; four added\.\n {2}one: prompt was "Say one\." and is now "Say uno\."\nRestore it, or add --accept-changes to start those tasks anew\.$/,
  );
  const went = await resumeRun(run, at, { acceptChanges: true });
  assert.deepEqual([went.state, asked()], ["done", ["one", "two", "uno", "three", "four"]]);
  assert.deepEqual(
    [configOf(run)["accepted"], Object.keys(configOf(run)["tasks"] as object).toSorted()],
    [[["one changed", "four added"]], ["four", "one", "three", "two"]],
  );
  // "uno" is not what the grader of "one" wants.
  assert.deepEqual([went.summary.topologies[0]?.passed, went.summary.topologies[0]?.trials], [3, 4]);
  write("one=uno", "two", "three");
  const less = await messageOf(resumeRun(run, at));
  assert.match(less[0], /began: four removed\. Restore it/);
  await resumeRun(run, at, { acceptChanges: true });
  assert.deepEqual([(configOf(run)["accepted"] as Json[]).length, asked().length], [2, 5]);
  store.close();
});

test("a cap that is raised holds from then on, beside the estimate that was made under the old one", async () => {
  const free = await laboratory();
  const holds = [...free.store.ledger((await startRun(free.experiment, free.at)).run).calls()].map(({ hold }) => hold);
  free.store.close();
  // Of one answer's cost and a hold there is enough, of two and a hold there is not.
  const { store, at, experiment, asked, configOf } = await laboratory({ limits: { cap: (135_000 + Math.min(...holds)) / 1e9 } });
  const { run, state, stopped } = await startRun(experiment, at);
  assert.deepEqual([state, asked(), stopped.length], ["budget", ["one", "two"], 1]);
  const { likely, most } = configOf(run)["estimate"] as { likely: number; most: number };
  const raised = await resumeRun(run, at, { limits: { cap: 2, session: 1 } });
  assert.equal(raised.state, "done");
  assert.deepEqual(configOf(run).experiment["limits"], { cap: 2, session: 1 });
  const kept = configOf(run)["estimate"] as { likely: number; most: number; cap: number; cost: number };
  assert.deepEqual([kept.likely, kept.most, kept.cap, kept.cost], [likely, most, 2e9, 270_000]);
  // Another limit says nothing of the cap.
  await resumeRun(run, at, { limits: { session: 3 } });
  assert.deepEqual([(configOf(run)["estimate"] as { cap: number }).cap, configOf(run).experiment["limits"]], [2e9, { cap: 2, session: 3 }]);
  store.close();
});

test("what can never be paid for is refused before a run is made, but not where others have paid", async () => {
  const { store, at, experiment } = await laboratory({ limits: { cap: 0.0001 } });
  const [message] = await messageOf(startRun(experiment, at));
  assert.match(message, /limits\.cap \(or --cap\).* Nothing was asked and no run was made\.$/);
  assert.deepEqual(store.runs(), []);
  assert.equal((await startRun(experiment, { ...at, reuse: true })).state, "budget");
  store.close();
});

test("who declines after the pilot's tasks interrupts the run, and what was asked stays", async () => {
  const { store, at, experiment, asked, configOf } = await laboratory();
  const { run, state, stopped, summary } = await startRun(experiment, at, { pilot: { tasks: 1, agree: async () => false } });
  assert.deepEqual([state, stopped, summary.progress?.finished, asked().length], ["interrupted", [], 1, 1]);
  // That its models are not to be asked before is kept with it.
  assert.equal(configOf(run)["preflight"], false);
  store.close();
});

test("a ledger that could not be written for a moment stops the run, which says why and goes on later", async () => {
  const { store, at, experiment, asked } = await laboratory();
  let refuse = true;
  const full: Store = {
    ...store,
    ledger: (run) => {
      const ledger = store.ledger(run);
      const durable = async (): Promise<void> => {
        if (refuse && [...ledger.calls()].length > 0) {
          refuse = false;
          throw new UserError("The disk is full.");
        }
        return ledger.durable();
      };
      return { ...ledger, durable };
    },
  };
  assert.equal((await messageOf(startRun(experiment, { ...at, store: full })))[0], "The disk is full.");
  const [{ id, state } = assert.fail()] = store.runs();
  // What cannot be put on record does not leave.
  assert.deepEqual([state, asked()], ["failed", []]);
  assert.deepEqual([(await resumeRun(id, at)).state, asked().length], ["done", 3]);
  store.close();
});

test("a deadline lets no new call leave and lets those in flight end; with another one the run goes on", async (context) => {
  const { store, at, fate, experiment, asked } = await laboratory({ deadline: "1s" });
  context.mock.timers.enable({ apis: ["setTimeout"] });
  fate.heard = (task) => context.mock.timers.tick(task === "two" ? 500 : 499);
  const { run, state, stopped } = await startRun(experiment, at);
  assert.deepEqual([state, asked(), stopped], ["done", ["one", "two", "three"], []]);
  fate.heard = () => context.mock.timers.tick(500);
  const late = await startRun({ ...experiment, name: "late" }, at);
  assert.deepEqual([late.state, asked().slice(3)], ["unfinished", ["one", "two"]]);
  assert.deepEqual(late.stopped, [
    `The deadline of 1 s stopped the run: no new call left, and those in flight were let end. Go on with: \`catallaxy resume ${late.run}\``,
  ]);
  assert.equal((await resumeRun(late.run, at, { deadlineMs: 501 })).state, "done");
  assert.notEqual(run, late.run);
  store.close();
});

test("what is added to a run is asked alone, with an estimate of it; a run that changed meanwhile takes nothing", async () => {
  const { store, at, experiment, asked, experimentOf, configOf, model } = await laboratory();
  const { run } = await startRun(experiment, at);
  const record = () => store.run(run) ?? assert.fail();
  const wider = experimentOf({
    members: [{ name: "b", model: "compatible/b", ...model }],
    topologies: [{ use: "solo", name: "by-b", terms: { attempts: 1 } }],
  });
  const stale = await widen(record(), wider, at.environment);
  store.update(run, { config: { ...configOf(run), other: true } });
  const [message] = await messageOf(extendRun(stale, at));
  assert.equal(
    message,
    `Another command has changed ${run} meanwhile, so this is not the plan that was shown. Nothing was asked; type it again.`,
  );
  assert.equal(asked().length, 3);
  const fresh = await widen(record(), wider, at.environment);
  const { state, summary } = await extendRun(fresh, { ...at, reuse: true });
  assert.deepEqual(
    [state, summary.topologies.map(({ name, passed }) => [name, passed]), asked().length],
    [
      "done",
      [
        ["solo", 3],
        ["by-b", 3],
      ],
      6,
    ],
  );
  const { estimate, reuse, prices, experiment: kept } = configOf(run);
  // Three answers of $0.00009 were there, and three were added.
  const { before, cost, compared } = estimate as { before: Json; cost: number; compared: number };
  assert.deepEqual([before, cost, compared, reuse], [{ cost: 270_000, compared: 270_000 }, 540_000, 270_000, true]);
  assert.deepEqual(
    [Object.keys((prices as { models: object }).models), (kept["members"] as Json[]).length],
    [["compatible/a", "compatible/b", "compatible/judge"], 2],
  );
  const nothing = await extendRun(await widen(record(), wider, at.environment), at);
  assert.deepEqual(
    [nothing.state, asked().length, (configOf(run)["estimate"] as { before: Json }).before],
    ["done", 6, { cost: 270_000, compared: 270_000 }],
  );
  store.close();
});

test("four tries per call, a quarter of an hour for each and two minutes at the end, unless told otherwise", () => {
  assert.deepEqual(patienceOf({}), { tries: 4, callMs: 900_000, graceMs: 120_000 });
  const [cut, onWait] = [new AbortController().signal, () => {}];
  assert.deepEqual(patienceOf({ patience: { tries: 2, callMs: 5 }, graceMs: 7, cut, onWait }), {
    tries: 2,
    callMs: 5,
    graceMs: 7,
    cut,
    onWait,
  });
});
