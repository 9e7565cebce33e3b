export { bundledNames } from "./bundled.ts";
export type { Progress } from "./execute.ts";
export type { Wait } from "../models/rate-limit.ts";
export { type ConfigInput, defineConfig, type JudgeInput, type MemberInput, type TopologyInput } from "./define-config.ts";
export { type Experiment, type ExperimentInput, experimentSchema, untilEntry } from "./experiment.ts";
export { type Inspection, inspectSuite } from "./inspect-suite.ts";
export { likePriced, type PriceCard, priceCard } from "./price-card.ts";
export { usualExperiment } from "./find-experiment.ts";
export type { Agreement } from "./import-config.ts";
export { check, loadExperiment } from "./load-experiment.ts";
export {
  type CalibrationReport,
  calibrationDiagrams,
  calibrationHtml,
  calibrationMaps,
  calibrationReport,
  calibrationTable,
} from "./calibration-report.ts";
export { checkFigures } from "./check-figures.ts";
export { type JudgeReport, judgeReport, judgeReportTable } from "./judge-report.ts";
export { type FittedOutcomes, fitOutcomes, fittedWorld } from "./fit-outcomes.ts";
export * from "./map/index.ts";
export { makePlan } from "./make-plan.ts";
export type { Environment } from "./open-members.ts";
export { pilotNoise } from "./pilot-noise.ts";
export { unpricedMembers } from "./open-members.ts";
export { type Plan, type PlannedTopology, type TrialSpec, trialsOf } from "./plan.ts";
export { type GradingEstimate } from "./rehearse-grading.ts";
export { type RawCall, rawTrial } from "./raw-trial.ts";
export { regrade, type Regrading } from "./regrade.ts";
export { estimateFrom, isPaid } from "./kept-estimate.ts";
export { type Pilot } from "./pilot.ts";
export { rehearse } from "./rehearse.ts";
export type { Decide } from "./seat-operator.ts";
export { findRun } from "./find-run.ts";
export { intactRun } from "./intact-run.ts";
export { shownRun } from "./shown-run.ts";
export { extendRun, type Outcome, readPlan, resumeRun, startRun, type Surroundings } from "./run.ts";
export { callNamed, callNames } from "./call-names.ts";
export { settleByProvider, settleCalls, statedCalls, type Told, unknownCalls } from "./settle.ts";
export { settledEvents } from "./settled-events.ts";
export { type Analysis, analyzeRun } from "./summarize-run.ts";
export { judgeKinds } from "../judges/index.ts";
export { ChangedLedger, exportEvents, openStore, type RunLedger, type RunRecord, type Store, type StoreMode } from "../ledger/index.ts";
export { bookVersion, pricedModels } from "../models/prices.ts";
export { recordedSets } from "../models/recorded/index.ts";
export { keysFound } from "../models/find-keys.ts";
export { environmentOf, keysFromFiles, type Surrounding } from "./environment-of.ts";
export {
  conversation,
  csv,
  dryRun,
  estimateRemarks,
  mostWords,
  unpricedWords,
  estimateWords,
  firstScreen,
  html,
  json,
  isUnfinished,
  markdown,
  nextCommand,
  sentence,
  table,
  shorten,
  tables,
  terminal,
  wrap,
} from "../report/index.ts";
export { sandbox } from "../sandbox/index.ts";
export { sourceOf, withSource } from "./sources.ts";
export { refuseUnpaced } from "./unpaced.ts";
export { refuseUnrunnable, sandboxNotes } from "./unrunnable.ts";
export { type Noise, planPower } from "../statistics/plan-power.ts";
export { isLostTrial, lossWords } from "./loss-words.ts";
export { foldTrials } from "../statistics/index.ts";
export { bundledSuites } from "../tasks/index.ts";
export { topologyKinds } from "../topologies/index.ts";
export { type SpecialTable, tableNames } from "./tables/index.ts";
export { widen } from "./widen.ts";
export { wholeBody } from "./whole-body.ts";
export { gradersOf } from "./graders-of.ts";
export { endedTrials } from "./sessions.ts";
export { isPreflight } from "./preflight.ts";
export { whyNotStarted } from "./not-started.ts";
export { learningNote, moneyNotes } from "./run-notes.ts";
export { withMoney } from "./with-money.ts";
