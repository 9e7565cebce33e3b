export { bundledNames } from "./experiment/bundled.ts";
export type { Progress } from "./trials/execute.ts";
export type { Wait } from "../models/rate-limit.ts";
export { type ConfigInput, defineConfig, type JudgeInput, type MemberInput, type TopologyInput } from "./experiment/define-config.ts";
export { type Experiment, type ExperimentInput, type NamedExperiment, experimentSchema, untilEntry } from "./experiment/experiment.ts";
export { type Inspection, inspectSuite } from "./run/inspect-suite.ts";
export { likePriced, type PriceCard, priceCard } from "./plan/price-card.ts";
export { usualExperiment } from "./experiment/find-experiment.ts";
export type { Agreement } from "./experiment/import-config.ts";
export { check, loadExperiment, loadNamedExperiment } from "./experiment/load-experiment.ts";
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
export { makePlan } from "./plan/make-plan.ts";
export type { Environment } from "./plan/open-members.ts";
export { pilotNoise } from "./analysis/pilot-noise.ts";
export { unpricedMembers } from "./plan/open-members.ts";
export { type Plan, type PlannedTopology, type TrialSpec, trialsOf } from "./plan/plan.ts";
export { type GradingEstimate } from "./estimate/rehearse-grading.ts";
export { type RawCall, rawTrial } from "./record/raw-trial.ts";
export { regrade, type Regrading } from "./run/regrade.ts";
export { estimateFrom, isPaid } from "./estimate/kept-estimate.ts";
export { type Pilot } from "./estimate/pilot.ts";
export { rehearse } from "./estimate/rehearse.ts";
export type { Decide } from "./trials/seat-operator.ts";
export { findRun } from "./record/find-run.ts";
export { intactAnalysis, intactRun } from "./audit/intact-run.ts";
export { extendRun, type Outcome, resumeRun, startRun, type RunEnvironment } from "./run/run.ts";
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
export { readPlan } from "./plan/stored-plan.ts";
export { whyNotStarted } from "./record/not-started.ts";
export { learningNote, moneyNotes } from "./analysis/run-notes.ts";
export { withMoney } from "./analysis/with-money.ts";
export { definePlugin, type Plugin, plugInPoints, registries } from "./experiment/plugin.ts";
export { loadPlugins, pluginNotes, pluginOf } from "./experiment/load-plugins.ts";
export { reportRegistry, type ReportSetting } from "../report/index.ts";
export { openLedger, schemeOf } from "../ledger/index.ts";
export { conform } from "./run/conformance/conform.ts";
