import "../util/needs-node.ts";
export { AbsentLedger } from "./absent-ledger.ts";
export { ChangedLedger } from "./changed-ledger.ts";
export { ledgerCases } from "./cases.ts";
export { exportEvents } from "./export.ts";
export { restartChain } from "./event-chains.ts";
export { settledLater } from "./settlements.ts";
export { type LedgerKind, ledgerRegistry, openLedger, schemeOf } from "./ledger-registry.ts";
export type { RunSize } from "./run-space.ts";
export { openStore } from "./open-store.ts";
export { openSharedBudget, type SharedBudgetTerms, type SharedBudget } from "./shared-budget.ts";
export type {
  CallLine,
  RunLedger,
  RunRecord,
  Settlement,
  Spending,
  RunChange,
  Store,
  StoreMode,
  TrialHead,
  Verification,
  Word,
} from "./store.ts";
export type { Registry } from "../util/registry.ts";
