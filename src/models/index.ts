export { fake, type FakeSettings, fakePrice, type Scripted } from "./fake.ts";
export { familyOf } from "./family.ts";
export type { Surroundings } from "./opening.ts";
export { bookVersion, type MatchKind, pricedModels, priceOf, priceSetting, type PriceSetting } from "./prices.ts";
export { keysFound, type ModelSpec, modelSpec, openModel } from "./registry.ts";
export { type Dialect, rawUsage, usageOf } from "./usage.ts";
