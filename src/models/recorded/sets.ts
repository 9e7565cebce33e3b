/** A bundled set and what a replay of it has to assume. `samples` is the most that one model has of one item. */
export interface RecordedSet {
  readonly name: string;
  readonly models: number;
  readonly items: number;
  readonly samples: number;
  readonly license: string;
  readonly source: string;
  /** What a replay assumes beside that. */
  readonly assumptions: readonly string[];
}

const oneSample = "One sample per model and item: a model cannot be retried.";

/** The bundled sets, in the order in which they are listed. */
export const bundledSets: readonly RecordedSet[] = [
  {
    name: "strangeloopcanon",
    models: 6,
    items: 30,
    samples: 1,
    license: "figures with attribution",
    source: "MarketBench (arXiv 2604.23897), github.com/strangeloopcanon/multi-agent-scaling @71fee3a, first 30 SWE-bench Lite tasks",
    assumptions: [
      "Stated probability and attempt are of different runs: outcomes and dollars come from the public bash-only leaderboard.",
      "GPT-5.2-pro has the outcomes and dollars of GPT-5.2 (high), which stood in for it.",
      "Output tokens of the runs were not recorded; time was not recorded.",
      oneSample,
    ],
  },
  {
    name: "metr_runs",
    models: 10,
    items: 83,
    samples: 96,
    license: "MIT",
    source: "METR, github.com/METR/eval-analysis-public, all_runs.jsonl (blob b9a402ff08)",
    assumptions: [
      "The pre-publication version of the data. Human baseliners are left out unless they are named.",
      "Samples per model and item are uneven.",
    ],
  },
  {
    name: "livecodebench",
    models: 29,
    items: 1055,
    samples: 10,
    license: "CC BY-SA 4.0",
    source: "LiveCodeBench, github.com/LiveCodeBench/livecodebench.github.io @83b6481 and @33505c0",
    assumptions: [
      "Samples were drawn at temperature 0.2, so a retry is closer to the first try than at usual temperatures.",
      "Reasoning models have one sample; 880 items are common to all models.",
    ],
  },
  {
    name: "lifeeval_confidence",
    models: 11,
    items: 2408,
    samples: 1,
    license: "MIT",
    source: "LifeEval, github.com/NoamMichael/Comparing-Confidence-in-LLMs @560aae7",
    assumptions: ["Confidence was stated with the answer, not before it: better informed than a bid.", oneSample],
  },
  {
    name: "zeroeval",
    models: 29,
    items: 2840,
    samples: 1,
    license: "Apache-2.0",
    source: "ZeroEval, github.com/WildEval/ZeroEval @8c1485e, the models with every item",
    assumptions: ["Greedy decoding.", "Answers of CRUXEval are digests: they can be counted, not read.", oneSample],
  },
];
