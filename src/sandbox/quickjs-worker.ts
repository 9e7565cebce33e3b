import { type Engine, engine } from "./engine.ts";
import { type Job, type JobReport, runQuickjs, stackKb } from "./run-quickjs.ts";

// The child process: takes one job at a time over its channel and answers each with a report. It ends with its parent.
process.env["TZ"] = "UTC";
process.on("disconnect", () => process.exit());
/** A module keeps the memory that a program made it grow to: one with more than this is replaced. */
const mostBytes = 32 * 1024 * 1024;
let place: Engine | undefined;
// Not awaited here for its value: the frame of a module's top level stays, and with it whatever it ever held.
await replace();

// One job at a time comes; a module that may be damaged or has grown is replaced before the parent hears that this child is free.
process.on("message", (job: Job) => void answer(job));
process.send?.("ready");

async function answer(job: Job): Promise<void> {
  const report = run(job);
  if (place === undefined) await replace();
  process.send?.(report);
}

function run(job: Job): Omit<JobReport, "spoilt"> {
  const at = place as Engine;
  const { spoilt, ...report } = runQuickjs(at, job);
  if (spoilt || at.size() > mostBytes) place = undefined;
  return report;
}

async function replace(): Promise<void> {
  place = undefined;
  // The memory of the old module goes only with it, and no frame may stand that still knows it.
  await new Promise((resolve) => setImmediate(resolve));
  globalThis.gc?.();
  place = await engine(stackKb);
}
