import "../util/needs-node.ts";
export { ChangedLedger } from "./changed-ledger.ts";
export { ledgerCases } from "./cases.ts";
export { exportEvents } from "./export.ts";
export { restartChain } from "./event-chains.ts";
export { settledLater } from "./settlements.ts";
export { openStore } from "./open-store.ts";
export { openSharedPurse, type PurseTerms, type SharedPurse } from "./shared-purse.ts";
export type { CallLine, RunLedger, RunRecord, Settlement, Spending, Store, StoreMode, TrialHead, Word } from "./store.ts";
