export { sandboxCases } from "./cases.ts";
export { type Sandbox, sandbox, sandboxOptions } from "./sandbox.ts";
