import "../util/needs-node.ts";
export { type CacheCheck, cacheCheck } from "./cache-check.ts";
export { type CostedCall, sumOfCosts, threeCosts, type ThreeCosts } from "./cache-cost.ts";
export { type CacheRules, cacheRules, cacheRulesFor } from "./cache-rules.ts";
export {
  type Behavior,
  caseAsk,
  caseShape,
  caseWatch,
  type ModelCase,
  modelCases,
  type ModelSubject,
  type OpenedSubject,
} from "./cases.ts";
export { fake, type FakeSettings, fakePrice, type ScriptedAnswer } from "./fake.ts";
export { familyOf } from "./family.ts";
export type { CloudLocation, ProviderEnvironment } from "./opening.ts";
export type { MemberSettings } from "./member-settings.ts";
export {
  batchPrice,
  type BookEntry,
  bookVersion,
  type MatchKind,
  pricedModels,
  priceOf,
  priceSetting,
  type PriceSetting,
} from "./prices.ts";
export { type Block, blocksOf, firstDifference } from "./prompt-blocks.ts";
export { type CacheCall, cacheUsage, type InputUse, promptCache } from "./prompt-cache.ts";
export type { LiveModel, Unusable } from "./provider.ts";
export type { Limit as PaceLimit, Outcome as PaceOutcome } from "./aimd.ts";
export type { TimeLimits } from "./deadline.ts";
export type { KnownThinking } from "./known-thinking.ts";
export type { ServedAs } from "./served-as.ts";
export {
  type Admission,
  admission,
  type GatePatience,
  type RateClock,
  rateLimiter,
  type RateLimiter,
  rateSettings,
  type Refusal as RateRefusal,
  type Turn as RateTurn,
  type Wait,
} from "./rate-limit.ts";
export { type Kind as ProviderKind, providerRegistry } from "./kinds.ts";
export type { Opening } from "./opening.ts";
export { keysFound } from "./find-keys.ts";
export { type ModelSpec, modelSpec, openModel } from "./registry.ts";
export { type Dialect, rawUsage, usageOf, type UsageResult } from "./usage.ts";
export type { Fields as UsageFields } from "./usage-names.ts";
export type { Registry } from "../util/registry.ts";
