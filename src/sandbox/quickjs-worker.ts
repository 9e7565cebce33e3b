import variant from "@jitl/quickjs-wasmfile-release-sync";
import { newQuickJSWASMModuleFromVariant, type QuickJSSyncVariant } from "quickjs-emscripten-core";
import { type Job, runQuickjs } from "./run-quickjs.ts";

// The child process: takes one job at a time over its channel and answers each with a report. It ends with its parent.
process.env["TZ"] = "UTC";
process.on("disconnect", () => process.exit());
const mostPrograms = 50;
// The package describes its default export as if it were a CommonJS module.
const fresh = () => newQuickJSWASMModuleFromVariant(variant as unknown as QuickJSSyncVariant);
let module = await fresh();
let programs = 0;

// One job at a time comes; a module that may be damaged or bloated is replaced before the parent hears that this child is free.
process.on("message", (job: Job) => void answer(job));
process.send?.("ready");

async function answer(job: Job): Promise<void> {
  const { spoilt, ...report } = runQuickjs(module, job);
  programs += 1;
  if (spoilt || programs % mostPrograms === 0) module = await fresh();
  process.send?.(report);
}
