import "../util/needs-node.ts";
export { type AscendingClearing, ascending } from "./ascending.ts";
export { type Award, awarded, ranked, type ScoredBid } from "./award.ts";
export { balanceView } from "./balance-view.ts";
export { type Batch, type BatchAssignment, bestBatch } from "./batch.ts";
export { type BatchVcg, batchVcg } from "./batch-vcg.ts";
export { type Bid, readBid } from "./bid.ts";
export { type BidBox, bidBox, commit, counted, reveal } from "./bid-box.ts";
export { type Bundle, type BundleVcg, bundleVcg } from "./bundle-vcg.ts";
export { byLot } from "./by-lot.ts";
export { type Calibration, calibration } from "./calibrate.ts";
export { betaMap, type CalibrationMap, fitBeta, fitPlatt, isotonicMap, type PlattFit, plattMap, shrinkMap } from "./calibration-maps.ts";
export { commitment, nonceFrom, opens, type Commitment } from "./commitment.ts";
export { type FalseSignal, falseSignal } from "./false-signal.ts";
export {
  type Forecaster,
  type ForecastTrade,
  judgedForecaster,
  newForecaster,
  type Pool,
  pooledChance,
  type PooledChance,
  type StatedChance,
  type Valuation,
  valuations,
} from "./forecast-pool.ts";
export { lmsrCost, lmsrGain, lmsrPrices, lmsrSharesTo, lmsrSubsidy, lmsrTrade } from "./lmsr.ts";
export { type Mechanism, mechanismOf, mechanismRegistry, scoreUnder } from "./mechanism.ts";
export { type BeliefIn, expectedGain, type Instance, misreportGain, type Report, randomInstance, type SearchedRule } from "./misreport.ts";
export { type Deal, type Payment, type PaymentRule, payment, paymentRules } from "./payment.ts";
export { baseBrier, brier, type Forecast, logScore, murphy, skill, trustWeight } from "./proper-scores.ts";
export { type MemberRecord, poolOf, poolRate, pricesOf, type Records, recordOf, recordView } from "./record-view.ts";
export { anchored, type Counts, poolPrior, posterior, scored } from "./reputation.ts";
export { underReserve, withinReserve } from "./reserve.ts";
export { bestPoint, readSchedule, type SchedulePoint } from "./schedule.ts";
export {
  anchorPenalty,
  anchorScore,
  breakevenBid,
  directPenalty,
  directScore,
  expectedSurplus,
  type Offer,
  raisedBounty,
} from "./score.ts";
export {
  buyer,
  decayTransfers,
  depositTransfers,
  type Ending,
  escrow,
  house,
  inCredits,
  post,
  type Recovery,
  recoveries,
  recoveryTransfers,
  settlementTransfers,
  solvent,
  stipendTransfers,
  type Transfer,
} from "./settlement.ts";
export { betaDraw, thompson } from "./thompson.ts";
export { fitTokens, forecastTokens, pinball, type TokenFit, type TokenPair } from "./token-forecast.ts";
export { type Assignment, bestAssignment, type VcgResult, vcg, type Worth } from "./vcg.ts";
export type { Registry } from "../util/registry.ts";
