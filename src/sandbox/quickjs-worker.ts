import variant from "@jitl/quickjs-wasmfile-release-sync";
import { newQuickJSWASMModuleFromVariant, type QuickJSSyncVariant } from "quickjs-emscripten-core";
import { type Engine, engine } from "./engine.ts";
import { type Job, runQuickjs, stackKb } from "./run-quickjs.ts";

// The child process: takes one job at a time over its channel and answers each with a report. It ends with its parent.
process.env["TZ"] = "UTC";
process.on("disconnect", () => process.exit());
/** A module keeps the memory that a program made it grow to. */
const mostBytes = 256 * 1024 * 1024;
// The package describes its default export as if it were a CommonJS module.
const fresh = async (): Promise<Engine> => engine(await newQuickJSWASMModuleFromVariant(variant as unknown as QuickJSSyncVariant), stackKb);
let place = await fresh();

// One job at a time comes; a module that may be damaged or bloated is replaced before the parent hears that this child is free.
process.on("message", (job: Job) => void answer(job));
process.send?.("ready");

async function answer(job: Job): Promise<void> {
  const { spoilt, ...report } = runQuickjs(place, job);
  if (spoilt || place.size() > mostBytes) place = await fresh();
  process.send?.(report);
}
