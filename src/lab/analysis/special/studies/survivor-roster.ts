import { equalVotes, type PairedStudy } from "../paired-study.ts";

/** Which personas are worth keeping: by record, by lot, by place, by the member's choice and by an operator's word. */
export const survivorRoster: PairedStudy = {
  title: "Which personas survive: kept by how often they changed an answer rightly, against rosters of the same size",
  baseOf: (arm) => (arm === "solo" ? undefined : "solo"),
  equal: { measure: "dollars", triesOf: () => ["solo", "tries-3", "tries-5", "tries-8"] },
  claims: [
    { a: "survivors", b: "random", sign: null, published: "of personas kept by record beside random ones no figure was found." },
    { a: "survivors", b: "chosen", sign: null, published: "of personas kept by record beside the model's own choice no figure was found." },
    {
      a: "chosen",
      b: "first",
      sign: -1,
      published: "personas chosen for each task .663, fixed ones .683 on logic grids, GPT-4 (arXiv 2307.05300, from its logs).",
    },
    {
      a: "first",
      b: "solo",
      sign: 1,
      published: "three experts of one model over the best baseline, TruthfulQA +8.69% and +5.27% (arXiv 2411.00492).",
    },
    {
      a: "survivors",
      b: equalVotes,
      sign: null,
      published: "of personas kept by record beside a vote of as many dollars no figure was found.",
    },
  ],
  construction:
    "how well a persona suits a category is `roles.fit`, the same in both halves, and where it is 0 nobody is worth keeping; how well a member chooses is `roles.insight`; the operator that stands in for a person takes every proposal. Whether an answer was changed rightly is the verifier's word, which errs.",
};
