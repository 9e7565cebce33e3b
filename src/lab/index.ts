export { bundledNames } from "./experiment/bundled.ts";
export type { Progress } from "./trials/execute.ts";
export type { Wait } from "../models/rate-limit.ts";
export {
  type ConfigInput,
  defineConfig,
  type JudgeInput,
  type MemberInput,
  type ModelInput,
  type Plugins,
  type TaskInput,
  type TopologyInput,
} from "./experiment/define-config.ts";
export { type Experiment, type ExperimentInput, type NamedExperiment, experimentSchema, untilEntry } from "./experiment/experiment.ts";
export { type Inspection, inspectSuite } from "./run/inspect-suite.ts";
export { likePriced, type PriceCard, priceCard } from "./plan/price-card.ts";
export { usualExperiment } from "./experiment/find-experiment.ts";
export type { Agreement } from "./experiment/import-config.ts";
export { check, type Fill, loadExperiment, loadNamedExperiment } from "./experiment/load-experiment.ts";
export {
  calibrationMaps,
  calibrationReport,
} from "./analysis/calibration-report.ts";
export { decide } from "./decide/decide.ts";
export { decidedExperiments } from "./decide/decided-experiments.ts";
export type { AssumedCosts, CheckerSetting, DecideGoal, DecideSettings } from "./decide/decide-settings.ts";
export { tableOf } from "./decide/table-of.ts";
export { checkFigures } from "./audit/check-figures.ts";
export { type JudgeReport, judgeReport } from "./analysis/judge-report.ts";
export { recordedJudgeReport, recordedVerdictsAt } from "./analysis/recorded-verdicts.ts";
export type { Ask } from "./run/foreign/ask.ts";
export type { Band } from "./run/calibrate/band.ts";
export { type CalibratedTask, calibrateTasks } from "./run/calibrate/calibrate-tasks.ts";
export { calibratedSuite } from "./run/calibrate/calibrated-suite.ts";
export { soloPass } from "./run/calibrate/solo-pass.ts";
export { type SoloRows, soloRows } from "./run/calibrate/solo-rows.ts";
export { suiteNow } from "./run/calibrate/suite-now.ts";
export { isExperiment } from "./experiment/find-experiment.ts";
export { type Imported, importForeign } from "./run/foreign/import-foreign.ts";
export { suiteText } from "./run/foreign/suite-text.ts";
export { type ImportedOutcomes, importRun, importTable, outcomesOf } from "./run/import-outcomes.ts";
export { type FittedOutcomes, fitOutcomes, fittedWorld } from "./run/fit-outcomes.ts";
export * from "./map/index.ts";
export { makePlan, type StoredStart } from "./plan/make-plan.ts";
export type { Environment } from "./plan/open-members.ts";
export { pilotNoise } from "./analysis/pilot-noise.ts";
export { unpricedMembers } from "./plan/open-members.ts";
export { type Plan, type PlannedTopology, type TrialSpec, trialsOf } from "./plan/plan.ts";
export { type GradingEstimate } from "./estimate/rehearse-grading.ts";
export { type RawCall, rawTrial } from "./record/raw-trial.ts";
export { regrade, type RegradeWish, type Regrading } from "./run/regrade.ts";
export { estimateFrom, isPaid } from "./estimate/kept-estimate.ts";
export type { PastReplies } from "./estimate/past-replies.ts";
export { type Pilot } from "./estimate/pilot.ts";
export { rehearse, type Remaining } from "./estimate/rehearse.ts";
export type { Decide } from "./trials/seat-operator.ts";
export { findRun } from "./record/find-run.ts";
export { intactAnalysis, intactRun } from "./audit/intact-run.ts";
export { type AgreedPlan, extendRun, type Outcome, resumeRun, startRun, type RunEnvironment } from "./run/run.ts";
export { callNamed, callNames } from "./record/call-names.ts";
export { settleByProvider, settleCalls, statedCalls, type SettledCall, unknownCalls } from "./run/settle.ts";
export { settledEvents } from "./trials/settled-events.ts";
export { type Analysis, analyzeRun } from "./analysis/summarize-run.ts";
export { judgeKinds } from "../judges/index.ts";
export {
  AbsentLedger,
  ChangedLedger,
  exportEvents,
  openStore,
  type RunLedger,
  type RunRecord,
  type Store,
  type StoreMode,
} from "../ledger/index.ts";
export { bookVersion, pricedModels } from "../models/prices.ts";
export { openTable, recordedSets } from "../models/recorded/index.ts";
export { openOutcomes } from "./decide/open-outcomes.ts";
export { keysFound } from "../models/find-keys.ts";
export { environmentOf, keysFromFiles, type Surrounding, variableNotes } from "./plan/environment-of.ts";
export {
  calibrationPage,
  calibrationTable,
  callTree,
  conversation,
  csv,
  decideText,
  dryRun,
  type EdgesFigures,
  edgesTable,
  type Estimate,
  estimateRemarks,
  mostWords,
  unpricedWords,
  estimateWords,
  firstScreen,
  html,
  json,
  judgeReportTable,
  isUnfinished,
  learntTables,
  mapSvg,
  mapText,
  markdown,
  nextCommand,
  type OwnTable,
  ownTableText,
  type PlacedRun,
  reliabilityDiagrams,
  sentence,
  type SearchFigures,
  searchTable,
  table,
  shorten,
  specialTable,
  tables,
  terminal,
  wrap,
} from "../report/index.ts";
export { learntOf } from "./analysis/learnt-of.ts";
export { sandbox } from "../sandbox/index.ts";
export { sourceOf, withReplaced, withSource } from "./experiment/sources.ts";
export { refuseUnpaced } from "./estimate/unpaced.ts";
export { refuseUnrunnable, sandboxNotes } from "./plan/unrunnable.ts";
export { fewestForCosts } from "../statistics/cost-difference.ts";
export { type Noise, planPower, type Power } from "../statistics/plan-power.ts";
export { isLostTrial, lossWords } from "./analysis/loss-words.ts";
export { foldTrials, givenUp } from "../statistics/index.ts";
export { bundledSuites } from "../tasks/index.ts";
export { tasksAfforded } from "./edges/tasks-afforded.ts";
export { type EdgeStudy, edgeStudy } from "./edges/edge-study.ts";
export { searchExperiment } from "./search/search-experiment.ts";
export { writtenSearch } from "./search/written-search.ts";
export { strategyNames } from "./experiment/search-entry.ts";
export { topologyKinds } from "../topologies/index.ts";
export { tableNames } from "./analysis/special/index.ts";
export { widen } from "./run/widen.ts";
export { wholeBody } from "./trials/whole-body.ts";
export { gradersOf } from "./plan/graders-of.ts";
export { endedTrials } from "./trials/sessions.ts";
export { type RaisedLimits, readPlan } from "./plan/stored-plan.ts";
export { whyNotStarted } from "./record/not-started.ts";
export { learningNote, moneyNotes } from "./analysis/run-notes.ts";
export { withMoney } from "./analysis/with-money.ts";
export { definePlugin, type Plugin, plugInPoints, registries } from "./experiment/plugin.ts";
export { loadPlugins, pluginNotes, pluginOf } from "./experiment/load-plugins.ts";
export { type ReportFormat, reportRegistry, type ReportSetting } from "../report/index.ts";
export { openLedger, schemeOf } from "../ledger/index.ts";
export { conform } from "./run/conformance/conform.ts";
export { answerRequest } from "./solve/answer-request.ts";
export { asRequest, type Request } from "./solve/as-request.ts";
export { oneTopology } from "./solve/one-topology.ts";
export { refuseStandIns } from "./solve/refuse-stand-ins.ts";
export { solve, type SolveSetup } from "./solve/solve.ts";
export type { LastVerdict, RequestBill, Solved } from "./solve/solved.ts";
export { storedArrangement } from "./solve/stored-arrangement.ts";
// Named by what is public, and so importable.
export type { AnsweredBefore } from "./estimate/answered-before.ts";
export type { EdgesEntry } from "./experiment/edges-entry.ts";
export type { MemberEntry, TopologyEntry } from "./experiment/experiment.ts";
export type { SentAsk } from "./plan/destinations.ts";
export type { KeptOutcomes } from "./plan/open-recorded.ts";
export type { PinnedPrices } from "./plan/pinned-prices.ts";
export type { RaceEntry } from "./experiment/search-entry.ts";
export type { RacePlan } from "./plan/race-plan.ts";
export type { PlannedRace } from "./plan/race-plan.ts";
export type { RepeatCounts } from "./plan/repeats.ts";
export type { GradingRound, UngradedTrial } from "./run/grading-rounds.ts";
export type { FunctionAsk, FunctionReply, MemberFunction } from "../models/function-model.ts";
export type { Column } from "../report/table.ts";
export type { Whereabouts } from "../util/command-line.ts";
export type { RecordedOutcome } from "../models/recorded/outcome-of.ts";
export type { SpecialFigures } from "../report/tables/special-table.ts";
export type { Spending } from "./record/spending-of.ts";
export type { AblationFigures } from "../report/tables/ablation-table.ts";
export type { BiddingFigures } from "../report/tables/bidding-table.ts";
export type { CachingFigures } from "../report/tables/caching-table.ts";
export type { CallCounts } from "./record/call-counts.ts";
export type { FairnessFigures, FairnessRow } from "../report/tables/fairness-table.ts";
export type { GoodAtRow, HelpRow, LearntFigures, LessonsRow, TransferRow } from "../report/tables/learnt-tables.ts";
export type { NamedClaim, NamedFigures, NamedRow } from "../report/tables/named-table.ts";
export type { JudgesFigures } from "../report/tables/judges-table.ts";
export type { Outcome as RecordedRow } from "../models/recorded/outcome.ts";
export type { RaceArm } from "./plan/race-plan.ts";
export type { ShadowFigures } from "../report/tables/shadow-table.ts";
export type { StatedUsage } from "../models/stated-usage.ts";
export type { AblationRow } from "../report/tables/ablation-table.ts";
export type { BidWorth } from "../report/tables/bid-worth-words.ts";
export type { FiatLoss, ScarcityFigures, ScarcityRow } from "../report/tables/scarcity-table.ts";
export type { BiddingRow } from "../report/tables/bidding-table.ts";
export type { CacheState } from "../report/tables/caching-table.ts";
export type { CachingRow } from "../report/tables/caching-table.ts";
export type { EdgeRow } from "../report/edges/edges-figures.ts";
export type { JudgesRow } from "../report/tables/judges-table.ts";
export type { Overtaking } from "../report/tables/caching-table.ts";
export type { PolicyRow } from "../report/tables/shadow-table.ts";
export type { RescueRow } from "../report/tables/shadow-table.ts";
export type { RetryBreakEven } from "../report/tables/judges-table.ts";
export type { SearchRow } from "../report/search/search-figures.ts";
export type { SmallerRow } from "../report/edges/edges-figures.ts";
export type { RetryGain } from "../report/tables/judges-table.ts";
export type { ScoreWorth } from "../report/tables/bid-worth-words.ts";
