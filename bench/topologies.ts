import { memoryLedger } from "../src/calls/memory-ledger.ts";
import { openDesk } from "../src/calls/index.ts";
import { openRunResources } from "../src/lab/trials/run-resources.ts";
import type { Plan, TrialSpec } from "../src/lab/plan/plan.ts";
import { trialsOf } from "../src/lab/plan/plan.ts";
import { openPlace, openPlanned, runTrial } from "../src/lab/trials/trial.ts";
import { openStore } from "../src/ledger/index.ts";
import { simulatedWorld, worldSettings } from "../src/models/simulated/index.ts";
import { generate } from "../src/tasks/index.ts";
import type { Ask, CallFact, Event, Model, Task, Usage } from "../src/types.ts";
import { inputOf } from "../src/util/money.ts";
import { planOf } from "./fake-run.ts";
import type { Figure } from "./figure.ts";

/** How large teams and large runs scale on the simulated world: what prompts grow to, what the desk adds, calls per second. */
export async function topologiesFigures(): Promise<Figure[]> {
  return [...(await sequentialOf256()), ...(await sharedMemoryOf256()), ...(await callsPerSecond())];
}

const team = 256;

interface WatchLog {
  readonly asks: Ask[];
  modelMs: number;
}
/** The model, and what it was asked and how long it took to answer. */
function watched(model: Model): { model: Model; seen: WatchLog } {
  const seen: WatchLog = { asks: [], modelMs: 0 };
  const call: Model["call"] = (ask, watch) => {
    seen.asks.push(ask);
    const began = threadMs();
    const reply = model.call(ask, watch);
    seen.modelMs += threadMs() - began;
    return reply;
  };
  return { model: { ...model, quote: (ask) => model.quote(ask), call }, seen };
}

interface TeamRun {
  readonly asks: readonly Ask[];
  readonly calls: readonly CallFact[];
  readonly orchestrationMs: number;
}
/** One session of a topology with 256 seats of one simulated model, on a ledger in memory. */
async function teamRun(topology: string, tasks: number): Promise<TeamRun> {
  const suite = generate({ n: tasks, seed: "team", families: ["counting"] });
  const { model, seen } = watched(simulatedWorld(suite, worldSettings.parse({}), "1").model("simulated/medium"));
  const plan = planOf({ model, tasks: suite.tasks, topology, members: team, outputCap: 6000 }, Infinity);
  const { events, threadMs: spent } = await inMemory(plan, trialsOf(plan));
  const calls = events.map((event) => event.fact).filter((fact) => fact.type === "call");
  return { asks: seen.asks, calls, orchestrationMs: (spent - seen.modelMs) / calls.length };
}

/** Trials one after another, remembered, as a session is. */
async function inMemory(plan: Plan, trials: readonly TrialSpec[]): Promise<{ events: Event[]; threadMs: number; cpuMs: number }> {
  const store = openStore(":memory:");
  store.create({ id: "bench", experiment: "bench", config: {}, state: "running", world: plan.world, seed: "1", created: "" });
  const opened = openRunResources(plan, store.ledger("bench"), new AbortController().signal, { spent: 0 }, { tries: 1, callMs: 60_000 });
  const memory: { events: Event[] } = { events: [] };
  const cpu = cpuMs();
  const began = threadMs();
  for (const spec of trials) await runTrial(opened.services, spec, memory);
  const spent = { threadMs: threadMs() - began, cpuMs: cpuMs() - cpu };
  await opened.close();
  store.close();
  return { events: memory.events, ...spent };
}

/** Processor time in milliseconds, of this thread and of the whole process: what other programs do on the machine is no part of it. */
function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const characters = (ask: Ask): number => ask.messages.reduce((sum, message) => sum + message.text.length, 0);
const tokens = (usage: Usage): number => inputOf(usage);

/** Every prompt holds the task, its instruction and the finished contributions before it: total = sum of own parts + each note once per later member. */
async function sequentialOf256(): Promise<Figure[]> {
  await teamRun("sequential", 1);
  const { asks, calls, orchestrationMs } = await teamRun("sequential", 1);
  const notes = (asks.at(-1)?.messages ?? []).map((message) => message.text).filter((text) => text.startsWith("<note-"));
  const later = notes.map((note) => asks.filter((ask) => ask.messages.some((message) => message.text === note)).length);
  const own = asks.reduce((sum, ask) => sum + characters({ ...ask, messages: ask.messages.filter(isOwn) }), 0);
  // A member who abstains leaves no note; a note is read by all members after its author and by none before.
  const wanted = (own + notes.reduce((sum, note, index) => sum + note.length * (later[index] ?? 0), 0)) / 4;
  const places = notes.map((_, index) => asks.length - (later[index] ?? 0));
  const ordered = places.every((place, index) => place > (places[index - 1] ?? 0));
  const measured = calls.reduce((sum, call) => sum + tokens(call.usage), 0);
  const ratio = measured / wanted;
  return [
    {
      name: `sequential with ${team} members: input tokens beside the closed form (task and role each, and each note once per later member)`,
      wanted: "at most 1% apart, one call per member",
      measured: `${whole(measured)} tokens in ${calls.length} calls, ${percent(ratio - 1)} apart; ${notes.length} notes, each read by those after it alone`,
      met: Math.abs(ratio - 1) < 0.01 && calls.length === team && ordered,
    },
    perCall("sequential", orchestrationMs),
  ];
}

function isOwn(message: Ask["messages"][number]): boolean {
  return !message.text.startsWith("<note-");
}

/** Each prompt holds the task, its instruction and one line per member about earlier tasks, whatever the others do now. */
async function sharedMemoryOf256(): Promise<Figure[]> {
  const { asks, calls, orchestrationMs } = await teamRun("shared-memory", 3);
  const perTask = team + 1;
  const rounds = [0, 1, 2].map((task) => asks.slice(task * perTask, task * perTask + team));
  const sizes = rounds.map((round) => round.map(characters));
  // Names and seat numbers differ by a few characters; nothing else may.
  const flat = sizes.every((round) => Math.max(...round) - Math.min(...round) <= 16);
  const history = (rounds[2]?.[0]?.messages ?? []).map((message) => message.text).find((text) => text.startsWith("<history-")) ?? "";
  const lines = history.split("\n").length - 2;
  const [first = 0, , third = 0] = sizes.map((round) => round.reduce((sum, size) => sum + size, 0));
  const wanted = first + team * history.length;
  const ratio = third / wanted;
  return [
    {
      name: `shared-memory with ${team} members, third task: prompt characters beside the closed form (task and role each, and one line per member)`,
      wanted: "at most 2% apart, all prompts of a task alike",
      measured: `${whole(third)} characters, ${percent(ratio - 1)} apart; ${lines} lines of history; ${calls.length} calls in 3 tasks`,
      met: flat && Math.abs(ratio - 1) < 0.02 && lines <= team && calls.length === 3 * perTask,
    },
    perCall("shared-memory", orchestrationMs),
  ];
}

function perCall(topology: string, ms: number): Figure {
  return {
    name: `${topology} with ${team} members: CPU time per call beside the model's own`,
    wanted: "under 1 ms",
    measured: `${ms.toFixed(3)} ms`,
    met: ms < 1,
  };
}

/** Solo over a generated suite on one simulated member: desk, keys, holds, facts and chains; the ledger in memory. */
async function callsPerSecond(): Promise<Figure[]> {
  const suite = generate({ n: 400, seed: "speed", families: ["counting", "scheduling", "logic-grid", "coloring"] });
  const tasks = Array.from({ length: 20_000 }, (_, index) => ({
    ...(suite.tasks[index % suite.tasks.length] as Task),
    id: `task-${index}`,
  }));
  const model = simulatedWorld({ ...suite, tasks }, worldSettings.parse({}), "1").model("simulated/medium");
  const plan = planOf({ model, tasks, topology: "solo", outputCap: 6000 }, Infinity);
  const trials = trialsOf(plan);
  await solved(plan, trials.slice(0, 4000));
  const rates = [await solved(plan, trials), await solved(plan, trials), await solved(plan, trials)];
  const rate = rates.toSorted((a, b) => a - b)[1] ?? 0;
  const graded = await inMemory(plan, trials.slice(0, 4000));
  return [
    {
      name: "simulated calls through solo at its desk, ledger in memory, one core",
      wanted: "at least 20,000 per second",
      measured: `${whole(rate)} per second of CPU (median of 3 x ${whole(trials.length)}); graded and kept in SQLite in memory, ${whole((4000 / graded.cpuMs) * 1000)}`,
      met: rate >= 20_000,
    },
  ];
}

/** Solves trials at desks over a ledger that is a few maps; calls per second of processor time, garbage collection included. */
async function solved(plan: Plan, trials: readonly TrialSpec[]): Promise<number> {
  const ledger = { ...memoryLedger(), calls: () => [], elsewhere: () => undefined };
  const opened = openRunResources(plan, ledger, new AbortController().signal, { spent: 0 }, { tries: 1, callMs: 60_000 });
  const began = cpuMs();
  for (const spec of trials) {
    const trial = openPlanned(opened.services, spec, { events: [] });
    const { id, category, prompt } = spec.task;
    await spec.topology.topology.solve({ id, category, prompt }, openDesk(trial, openPlace(trial, spec)));
  }
  const ms = cpuMs() - began;
  await opened.close();
  return (trials.length / ms) * 1000;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}
