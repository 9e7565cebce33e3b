import { costOf, noUsage } from "../../util/money.ts";
import { priceOf } from "./billing.ts";
import type { SimulatedCall } from "./latent-model.ts";
import { meanNow } from "./mean-now.ts";
import { skillOf } from "./skill-of.ts";
import { normalCdf } from "./normal-law.ts";
import { tokensFor } from "./output-length.ts";

/** What a member says of work that it would do. Money in dollars. */
export interface Forecast {
  readonly p: number;
  readonly ask: number;
  readonly tokens: number;
  readonly seconds: number;
}

/**
 * A bid. Stated p = Phi(typical + bias + insight x (latent - typical) + noise), rounded to 2 digits as models do; `latent` is the
 * try's own when the answer comes with it. The ask is expected cost times the markup; tokens are understated by the world's ratio.
 */
export function forecast(moment: SimulatedCall, latent?: number): Forecast {
  const { nature, profile, chance, scene } = moment;
  const { bidding } = nature.settings;
  const typical = skillOf(profile, scene.truth.category);
  const known = latent ?? meanNow(moment);
  const said = typical + (profile.traits.bias ?? bidding.bias) + bidding.insight * (known - typical) + bidding.noise * chance.gaussian("p");
  const output = tokensFor(profile, visibleTokens(moment));
  const usage = { ...noUsage, uncached: scene.inputTokens, output: Math.round(output) };
  const cost = costOf(usage, priceOf(profile)) / 1e9;
  const guess = output * bidding.tokenRatio * Math.exp(0.5 * chance.gaussian("tokens"));
  const tokens = Math.max(1, Math.round(reminded(scene.text, guess)));
  return {
    p: stated(corrected(scene.text, normalCdf(said))),
    ask: Number((cost * bidding.markup * Math.exp(0.1 * chance.gaussian("ask"))).toPrecision(6)),
    tokens,
    seconds: Math.max(1, Math.round(tokens / profile.traits.pace.tokensPerSecond)),
  };
}

/**
 * What a member states of others, by their labels: as of itself, with the same bias, insight and noise, but of the average skill, since it does
 * not know whom it speaks of; what it is told of their records moves that as its own record moves its own statement.
 */
export function peerForecasts(moment: SimulatedCall, labels: readonly string[]): { member: string; p: number }[] {
  const { nature, profile, chance, scene } = moment;
  const { insight, noise, ...common } = nature.settings.bidding;
  const bias = profile.traits.bias ?? common.bias;
  const seen = insight * (meanNow(moment) - skillOf(profile, scene.truth.category));
  return labels.map((member) => {
    const p = normalCdf(bias + seen + noise * chance.gaussian(`p:${member}`));
    return { member, p: stated(p + recordShift(scene.text, member, normalCdf(bias))) };
  });
}

function recordShift(text: string, label: string, usual: number): number {
  const line = text.split("\n").find((one) => one.startsWith(`- ${label}: `)) ?? "";
  const told = /: (\d+) of (\d+) answers/.exec(line);
  const [passed, tried] = [Number(told?.[1] ?? 0), Number(told?.[2] ?? 0)];
  return tried === 0 ? 0 : 0.8 * (tried / (tried + 4)) * (passed / tried - usual);
}

/** Two digits, as models say it. */
function stated(p: number): number {
  return Math.min(0.99, Math.max(0.01, Math.round(100 * p) / 100));
}

/**
 * A member that is told its record moves its statement by most of the gap it is told, the more the longer the record
 * (MarketBench's history card: mean p .727 to .806 at a pass rate of .790).
 */
function corrected(text: string, p: number): number {
  const told = /passed (\d+) of (\d+); you had stated p = (\d?\.\d+|[01])/.exec(text);
  if (told === null) return p;
  const [passed, tried, stated] = [Number(told[1]), Number(told[2]), Number(told[3])];
  return tried === 0 ? p : p + 0.8 * (tried / (tried + 4)) * (passed / tried - stated);
}

/**
 * A member that is told what its work usually takes moves its statement by about a sixth of the logarithm of the gap, the more the longer the
 * record (MarketBench's history card: median of stated over real tokens .193 to .250, and ln(.250/.193) / ln(1/.193) = .157).
 */
function reminded(text: string, tokens: number): number {
  const told = /took (\d+) output tokens, hidden reasoning included, in the mean of (\d+)/.exec(text);
  if (told === null) return tokens;
  const [usual, n] = [Number(told[1]), Number(told[2])];
  return usual <= 0 ? tokens : tokens * (usual / tokens) ** (0.157 * (n / (n + 4)));
}

function visibleTokens({ scene }: SimulatedCall): number {
  const { right, rubric } = scene.truth;
  const sentences = rubric?.claims.reduce((sum, claim) => sum + (claim.sentences[0]?.length ?? 0), 0);
  return Math.ceil((sentences ?? right[0]?.length ?? 400) / 4);
}
