export { openBudget, type Purse } from "./budget.ts";
export { type TrialClock, trialClock } from "./clock.ts";
export type { Gate, Patience, Place, RunContext, TrialContext } from "./context.ts";
export { deepest, openDesk } from "./desk.ts";
export { firm } from "./firm.ts";
export { flights } from "./flights.ts";
export { memoryLedger } from "./memory-ledger.ts";
export { jointBudget } from "./joint-budget.ts";
export { type Memory, openSession } from "./session.ts";
