/** How a provider caches prompts: tokens, milliseconds, multiples of the fresh input rate. Data with its date; rules change. */
export interface CacheRules {
  readonly id: string;
  readonly date: string;
  /** Read in the vendor's documents, second-hand, or remembered. */
  readonly certainty: "primary" | "secondary" | "unconfirmed";
  /** Shorter prefixes are silently not cached. */
  readonly minimum: number;
  /** Cached prefixes grow in steps of so many tokens. */
  readonly step: number;
  readonly lifetimeMs: number;
  readonly hourLifetimeMs: number;
  /** Whether a read starts the lifetime anew. */
  readonly refresh: boolean;
  readonly write5m: number;
  readonly write1h: number;
  readonly read: number;
  /** "explicit": only prefixes that end at a marked message are kept. */
  readonly breakpoints: "explicit" | "automatic";
  readonly mostBreakpoints: number;
  /** Whether calls with one cold prefix that are sent at once each pay its write. */
  readonly concurrentWrites: boolean;
}

const minute = 60_000;
const hour = 60 * minute;
const anthropic: CacheRules = {
  id: "anthropic-1024",
  date: "2026-11-01",
  certainty: "secondary",
  minimum: 1024,
  step: 1,
  lifetimeMs: 5 * minute,
  hourLifetimeMs: hour,
  refresh: true,
  write5m: 1.25,
  write1h: 2,
  read: 0.1,
  breakpoints: "explicit",
  mostBreakpoints: 4,
  concurrentWrites: true,
};
const automatic = { breakpoints: "automatic", mostBreakpoints: 0, write5m: 1, write1h: 1, concurrentWrites: false } as const;
const openai: CacheRules = {
  ...automatic,
  id: "openai",
  date: "2026-11-01",
  certainty: "primary",
  minimum: 1024,
  step: 128,
  // Idle prefixes live five to ten minutes; the shorter is planned with.
  lifetimeMs: 5 * minute,
  hourLifetimeMs: hour,
  refresh: true,
  read: 0.1,
};
const google: CacheRules = { ...openai, id: "google-4096", minimum: 4096, step: 1, certainty: "primary" };

/** Every rule set, by id. Multiples are nominal: money is counted at the price's own rates. */
export const cacheRules: { readonly [id: string]: CacheRules } = byId([
  { ...anthropic, id: "anthropic-512", minimum: 512 },
  anthropic,
  { ...anthropic, id: "anthropic-2048", minimum: 2048 },
  { ...anthropic, id: "anthropic-4096", minimum: 4096 },
  openai,
  { ...openai, id: "openai-half", read: 0.5 },
  { ...openai, id: "openai-quarter", read: 0.25 },
  {
    ...openai,
    id: "openai-writes",
    write5m: 1.25,
    write1h: 1.25,
    lifetimeMs: 30 * minute,
    concurrentWrites: true,
    certainty: "unconfirmed",
  },
  // Google's surfaces disagree on the minimum (1,024 to 4,096): the larger is planned with.
  google,
  { ...google, id: "google-1024", minimum: 1024 },
  { ...google, id: "vertex", minimum: 2048 },
  { ...openai, id: "mistral", minimum: 1024, step: 1, certainty: "unconfirmed" },
  { ...openai, id: "none", minimum: Number.POSITIVE_INFINITY, read: 1 },
]);

function byId(rules: readonly CacheRules[]): { [id: string]: CacheRules } {
  return Object.fromEntries(rules.map((rule) => [rule.id, rule]));
}

/** Which rules hold for a model, by its name wherever it is hosted; the first that fits. */
const assigned: readonly [name: RegExp, id: string][] = [
  [/claude-(opus|fable|mythos)-5$/, "anthropic-512"],
  [/claude-(opus-4[-.]8|sonnet|opus-4-[01]|opus-4(-2025\d{4})?$)/, "anthropic-1024"],
  [/claude-(opus-4[-.]7|3-haiku|3-5-haiku)/, "anthropic-2048"],
  // The largest known minimum for every other Claude, Haiku 4.5 and Opus 4.5 and 4.6 among them.
  [/claude/, "anthropic-4096"],
  [/(gpt-5\.[6-9]|gpt-5-[6-9]|gpt-6)/, "openai-writes"],
  [/gpt-4o/, "openai-half"],
  [/(gpt-4\.1|\/o[134]\b)/, "openai-quarter"],
  [/^(openai|azure|openrouter\/openai)\//, "openai"],
  [/^vertex\/gemini/, "vertex"],
  [/gemini-(2\.5-flash|3-flash)/, "google-1024"],
  [/gemini/, "google-4096"],
  [/mistral|codestral|devstral|magistral/, "mistral"],
];

/** The rules for a model id. Names without rules, self-hosted ones among them, count as not cached at all. */
export function cacheRulesFor(modelId: string): CacheRules {
  const id = assigned.find(([name]) => name.test(modelId))?.[1] ?? "none";
  return cacheRules[id] as CacheRules;
}
