import "./util/needs-node.ts";
export * from "./types.ts";
export type { Summary } from "./summary.ts";
export { firm, openBudget, trialClock } from "./calls/index.ts";
export { defineConfig, definePlugin, loadExperiment, makePlan, regrade, rehearse, resumeRun, startRun } from "./lab/index.ts";
export { openLedger, openStore } from "./ledger/index.ts";
export type { Plugin } from "./lab/index.ts";
