import "../util/needs-node.ts";
export { ledgerCases } from "./cases.ts";
export { exportEvents } from "./export.ts";
export { settledLater, type Settlement, type Word } from "./settlements.ts";
export { openStore } from "./open-store.ts";
export { openSharedPurse, type PurseTerms, type SharedPurse } from "./shared-purse.ts";
export type { CallLine, RunLedger, RunRecord, Spending, Store, StoreMode, TrialHead } from "./store.ts";
