import type { NamedStudy } from "../named-figures.ts";

/** A prompt that branches against members that debate, at equal calls, with a plain vote of as many calls beside both. */
export const branchingDebate: NamedStudy = {
  title: "A branching prompt against a debate, at equal calls",
  claims: [
    {
      a: "debate",
      b: "solo",
      sign: 1,
      published:
        "three members in two rounds beside one call, GSM8K 77 to 85, MMLU 63.9 to 71.1 (arXiv 2305.14325; these figures unconfirmed).",
    },
    {
      a: "debate",
      b: "vote-6",
      sign: 0,
      published: "over seven benchmarks a vote gives most of a debate's gain; by a Bayesian model talk alone adds none (arXiv 2508.17536).",
    },
    {
      a: "branching",
      b: "solo",
      sign: 1,
      published:
        "the nearest figure of one prompt with several lines of thought, personas on GPT-4: Trivia .767 to .844, logic grids .570 to .663; a weak model is hurt, GPT-3.5 .669 to .349 (arXiv 2307.05300, from its logs).",
    },
    {
      a: "branching-6",
      b: "debate",
      sign: null,
      published: "of a branching prompt beside a debate at equal calls no figure was found.",
    },
  ],
  construction:
    "branches of one reply share `errors.persona` of a try's luck and are compared by the member's own eye (`reading`); members of a debate are moved by `reading.conformity` and `selfTrust`. With no luck in a try (`errors.retry` = 1) all arms pass the same tasks.",
};
