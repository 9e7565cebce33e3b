import "../util/needs-node.ts";
export { type CrossTable, cohenKappa, crossTable, type Kappa, krippendorffAlpha, type Level, weightedKappa } from "./agreement.ts";
export { type Canary, type CanaryOutcome, canaries, runCanaries } from "./canaries.ts";
export { faultsOf, type JudgeCase, type JudgeSubject, judgeCases, type JudgeBehavior } from "./cases.ts";
export {
  breakEvenFalsePositive,
  correctedRate,
  type ErrorRates,
  fromMoments,
  type Moments,
  predictionPowered,
  reportedRate,
  retryUntilPass,
  trustOfPass,
} from "./fallible.ts";
export { type ReadKey, readKeys } from "./exact/read-keys.ts";
export { graderKinds } from "./grader-kinds.ts";
export { type Injection, injections } from "./injections.ts";

export { judgeKind } from "./judge-kind.ts";
export type { JudgeContext, JudgeExample, JudgeKind, JudgeNeed, JudgePurpose, JudgeSetting } from "./judge-kind.ts";
export {
  errorCorrelation,
  errorShares,
  type JudgedCase,
  lengthSlope,
  selfPreference,
  type Share,
  shareOf,
  type Swap,
  swapConsistency,
} from "./judge-quality.ts";
export { type JudgeFigures, judgeFigures, type PanelFigures } from "./judge-figures.ts";
export { type Observation, type ObservationSetting, observationsIn } from "./observations.ts";
export type { JudgeFunction } from "./function-judge.ts";
export { judgeKinds, judgeRegistry, type KnownJudgeKind, openJudge } from "./open-judge.ts";
export { type PairComparison, comparePair, type PairSetting } from "./pairwise.ts";
export type { AnswerKind } from "./exact/settings.ts";
export type { Relation as ConstraintRelation, Rule as ConstraintRule, Value as ConstraintValue } from "./constraints/rule.ts";
export type { RubricSettings } from "./rubric.ts";
export { rubricFaults } from "./rubric-lint.ts";
export type { Registry } from "../util/registry.ts";
