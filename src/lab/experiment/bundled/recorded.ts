import { UserError } from "../../../util/bug.ts";
import { didYouMean } from "../../../util/did-you-mean.ts";
import type { ExperimentInput, TopologyEntry } from "../experiment.ts";
import { own } from "../../../util/own.ts";
import { defined } from "../../../util/defined.ts";

/** Which models of a set are replayed, cheapest first, and what an attempt is assumed to cost where no cost was recorded. */
interface Replay {
  readonly members: Readonly<Record<string, string>>;
  /** Dollars per attempt by recorded model: list price x the tokens that the note says. */
  readonly prices?: Readonly<Record<string, number>>;
  readonly items?: number;
  /** Samples per model and item: more than one lets a model retry. */
  readonly retries: boolean;
  readonly confidence: boolean;
  readonly votes: boolean;
  readonly note: string;
}

const replays: Readonly<Record<string, Replay>> = {
  metr_runs: {
    members: { "gpt-4o": "GPT-4o", sonnet: "Claude 3.5 Sonnet (New)", o1: "o1" },
    prices: { "GPT-4o": 0.07, "Claude 3.5 Sonnet (New)": 0.09, o1: 0.42 },
    retries: true,
    confidence: false,
    votes: false,
    note: "Repeated agent runs (METR). Assumed: an attempt costs 20,000 input and 2,000 output tokens at list price.",
  },
  lifeeval_confidence: {
    members: { flash: "gemini-2.5-flash", deepseek: "deepseek-v3", "gpt-4o": "gpt-4o", sonnet: "claude-sonnet-4-20250514" },
    prices: { "gemini-2.5-flash": 0.00034, "deepseek-v3": 0.0002, "gpt-4o": 0.00175, "claude-sonnet-4-20250514": 0.0024 },
    items: 600,
    retries: false,
    confidence: true,
    votes: true,
    note: "Answers with stated confidence (LifeEval). Assumed: an attempt costs 300 input and 100 output tokens at list price.",
  },
  zeroeval: {
    members: { "4o-mini": "gpt-4o-mini-2024-07-18", "llama-405b": "Llama-3.1-405B-Inst@sambanova", "gpt-4o": "gpt-4o-2024-08-06" },
    prices: { "gpt-4o-mini-2024-07-18": 0.0003, "Llama-3.1-405B-Inst@sambanova": 0.0025, "gpt-4o-2024-08-06": 0.005 },
    items: 600,
    retries: false,
    confidence: false,
    votes: true,
    note: "Final answers of many models (ZeroEval). Assumed: an attempt costs 400 input and 400 output tokens at list price.",
  },
  livecodebench: {
    members: { "4o-mini": "GPT-4O-mini-2024-07-18", "gpt-4o": "GPT-4O-2024-08-06", sonnet: "Claude-3.5-Sonnet-20241022" },
    prices: { "GPT-4O-mini-2024-07-18": 0.0006, "GPT-4O-2024-08-06": 0.01, "Claude-3.5-Sonnet-20241022": 0.015 },
    items: 300,
    retries: true,
    confidence: false,
    votes: false,
    note: "Programming problems with repeats (LiveCodeBench). Assumed: an attempt costs 800 input and 800 output tokens at list price.",
  },
  strangeloopcanon: {
    members: {
      mini: "openai:gpt-5-mini-2025-08-07",
      sonnet: "anthropic:claude-sonnet-4-5-20250929",
      opus: "anthropic:claude-opus-4-5-20251101",
      "gpt-5.2": "openai:gpt-5.2-2025-12-11",
    },
    retries: false,
    confidence: true,
    votes: false,
    note: "The hard thirty of MarketBench: probabilities stated before the attempt, recorded dollars.",
  },
};

/** Every topology that can be replayed on a recorded set: chosen and learnt on one half of the items, scored on the other. */
export function recordedExperiment(set: string): ExperimentInput {
  const replay = own(replays, set);
  if (replay === undefined) throw new UserError(`Wanted a recorded set; got "${set}".${didYouMean(set, Object.keys(replays))}`);
  const world = {
    ...defined({ prices: replay.prices }),
    // A probability that was stated with the answer, or before it at a cost that nobody recorded.
    ...(replay.confidence ? { bidCost: 0 } : {}),
    ...defined({ items: replay.items }),
  };
  return {
    name: `recorded/${set}`,
    description: replay.note,
    suite: `recorded/${set}`,
    members: Object.entries(replay.members).map(([name, model]) => ({ name, model: `recorded/${set}/${model}` })),
    topologies: topologiesOf(replay),
    // The error rates of nine models as checkers of a shown answer, pooled (LifeEval, threshold .5): hit .962, false accept .352.
    verifier: { kind: "noisy", judge: { kind: "oracle" }, falseNegative: 0.038, falsePositive: 0.352 },
    terms: { attempts: 2, feedback: "none" },
    holdOut: true,
    world,
    baseline: `solo ${Object.keys(replay.members).at(-1)}`.replace(" ", "-"),
  };
}

function topologiesOf(replay: Replay): (TopologyEntry & object)[] {
  const names = Object.keys(replay.members);
  const best = names.at(-1) as string;
  const solo = (member: string, attempts: number, name: string): TopologyEntry & object => ({
    use: "solo",
    name,
    options: { member },
    terms: { attempts },
  });
  return [
    ...names.map((member) => solo(member, 1, `solo-${member}`)),
    ...(replay.retries ? [solo(best, 2, "retry-same")] : []),
    { use: "cascade", name: "retry-other", options: { order: [best, names.at(-2) as string] } },
    { use: "cascade", name: "cheap-first", options: { order: names }, terms: { attempts: names.length } },
    // Told how often the verifier errs, the index policy learns the rest from verdicts on the first half.
    {
      use: "index",
      options: { checker: { sensitivity: 0.962, specificity: 0.648 }, most: { attempts: names.length, ofOne: 1 } },
      terms: { attempts: names.length },
    },
    ...(replay.confidence
      ? [
          {
            use: "market",
            name: "market-stated",
            options: { bidding: "stated", information: "task", reputation: "none" },
            terms: { attempts: 1 },
          },
          { use: "market", name: "market-calibrated", options: { bidding: "calibrated", information: "task" }, terms: { attempts: 1 } },
        ]
      : []),
    { use: "market", name: "market-record", options: { bidding: "track-record" }, terms: { attempts: 1 } },
    { use: "market", name: "market-record+retry", options: { bidding: "track-record" } },
    ...(replay.votes
      ? [
          {
            use: "best-of",
            name: "vote",
            options: { n: names.length, choose: "majority", spread: true, ties: best },
            terms: { attempts: 1 },
          },
        ]
      : []),
    // A perfect verifier over all members: no arrangement of members that work alone can pass more.
    { use: "cascade", name: "oracle-bound", options: { order: names }, terms: { attempts: names.length }, verifier: { kind: "oracle" } },
  ];
}
