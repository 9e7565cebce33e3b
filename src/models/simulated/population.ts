import { type Profile, profileSchema } from "./settings.ts";

/**
 * The default members: three workers of three families at the price tiers of late 2026, one judge of a fourth, one near-perfect reader.
 * Skills overlap as they do in MarketBench (pass .75 to .81), and no worker is best everywhere.
 */
export const defaultPopulation: readonly Profile[] = [
  {
    id: "simulated/large",
    family: "simulated-north",
    skill: { coding: 1, reasoning: 0.75, synthesis: 0.9 },
    rates: { input: 5, output: 25, cacheRead: 0.5, cacheWrite5m: 6.25, cacheWrite1h: 10 },
    traits: { gullible: false, bias: 0.3, pace: { reasoning: 500, tokensPerSecond: 55 } },
  },
  {
    id: "simulated/medium",
    family: "simulated-south",
    skill: { coding: 0.7, reasoning: 0.85, synthesis: 0.6 },
    rates: { input: 1.25, output: 10, cacheRead: 0.125, cacheWrite5m: 1.25, cacheWrite1h: 1.25 },
    traits: { gullible: false, pace: { reasoning: 650, tokensPerSecond: 80 } },
  },
  {
    id: "simulated/small",
    family: "simulated-west",
    skill: { coding: 0.3, reasoning: 0.25, synthesis: 0.2 },
    rates: { input: 0.25, output: 2, cacheRead: 0.025, cacheWrite5m: 0.25, cacheWrite1h: 0.25 },
    traits: { gullible: false, bias: 0.6, pace: { reasoning: 450, tokensPerSecond: 140 } },
  },
  {
    id: "simulated/judge",
    family: "simulated-east",
    skill: 0.6,
    rates: { input: 1.25, output: 10, cacheRead: 0.125, cacheWrite5m: 1.25, cacheWrite1h: 1.25 },
    traits: { sensitivity: 0.95, specificity: 0.8, gullible: false, pace: { reasoning: 300, tokensPerSecond: 80 } },
  },
  {
    id: "simulated/grader",
    family: "simulated-center",
    skill: 1,
    rates: { input: 5, output: 25, cacheRead: 0.5, cacheWrite5m: 6.25, cacheWrite1h: 10 },
    traits: { sensitivity: 0.998, specificity: 0.998, gullible: false, pace: { reasoning: 400, tokensPerSecond: 60 } },
  },
].map((profile) => profileSchema.parse(profile));
