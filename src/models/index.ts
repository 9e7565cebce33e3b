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
export type { ProviderEnvironment } from "./opening.ts";
export { batchPrice, bookVersion, type MatchKind, pricedModels, priceOf, priceSetting, type PriceSetting } from "./prices.ts";
export { type Block, blocksOf, firstDifference } from "./prompt-blocks.ts";
export { type CacheCall, cacheUsage, type InputUse, promptCache } from "./prompt-cache.ts";
export type { Unusable } from "./provider.ts";
export { admission, type RateClock, rateLimiter, type RateLimiter, rateSettings } from "./rate-limit.ts";
export { type Kind as ProviderKind, providerRegistry } from "./kinds.ts";
export type { Opening } from "./opening.ts";
export { keysFound } from "./find-keys.ts";
export { type ModelSpec, modelSpec, openModel } from "./registry.ts";
export { type Dialect, rawUsage, usageOf } from "./usage.ts";
