import { type Engine, engine } from "./engine.ts";
import { type Job, runQuickjs, stackKb } from "./run-quickjs.ts";

// The child process: takes one job at a time over its channel and answers each with a report. It ends with its parent.
process.env["TZ"] = "UTC";
process.on("disconnect", () => process.exit());
let place: Engine | undefined;
// Not awaited here for its value: the frame of a module's top level stays, and with it whatever it ever held.
await renew();

// One job at a time comes; a module that may be damaged or has grown is replaced before the parent hears that this child is free.
process.on("message", (job: Job) => void answer(job));
process.send?.("ready");

async function answer(job: Job): Promise<void> {
  process.send?.(await runQuickjs({ engine: () => place as Engine, renew }, job));
}

async function renew(): Promise<void> {
  place = undefined;
  // The memory of the old module goes only with it, and no frame may stand that still knows it.
  await new Promise((resolve) => setImmediate(resolve));
  globalThis.gc?.();
  place = await engine(stackKb);
}
