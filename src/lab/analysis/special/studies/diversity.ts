import { equalVotes, type PairedStudy } from "../paired-study.ts";
import { likeness } from "./persona-likeness.ts";

/** Personas, models and tries of one model under one debate, and how alike personas are as skill grows. */
export const diversity: PairedStudy = {
  title: "Where diversity comes from: personas, models, or tries of one model, under one debate",
  baseOf: (arm) => (/^s\d-p\d$/.test(arm) ? arm.slice(0, 2) : arm === "solo" || /^s\d$/.test(arm) ? undefined : "solo"),
  equal: {
    measure: "dollars",
    triesOf: (arm) => (/^s\d/.test(arm) ? [] : ["solo", "same-x2", "same-x3", "same-x4", "same-x6", "same-x8"]),
    by: {
      long: "one model in as many seats of the same debate as the same dollars allow",
      short: "one model in a debate of as many dollars",
    },
  },
  claims: [
    {
      a: "same-x4",
      b: "solo",
      sign: 1,
      published: "sampling: up to forty tries of one model and a vote, GSM8K +12 to +24%, MATH +6 to +10% (arXiv 2402.05120, second-hand).",
    },
    {
      a: "personas-x4",
      b: equalVotes,
      sign: 1,
      published: "personas: three experts of one model over the best baseline, TruthfulQA +8.69% and +5.27% (arXiv 2411.00492).",
    },
    {
      a: "models-x4",
      b: equalVotes,
      sign: 1,
      published: "models: three different models that discuss, up to +11.4%, their diversity being the critical part (arXiv 2309.13007).",
    },
    {
      a: "models-x4",
      b: equalVotes,
      sign: -1,
      published:
        "models: a panel of the best model alone is 6.6% above a mixed one, 3.8% on average over MMLU, CRUX and MATH (arXiv 2502.00674).",
    },
    {
      a: "models-x4",
      b: "personas-x4",
      sign: null,
      published: "of models beside personas of one model at equal dollars no figure was found.",
    },
    { a: "both-x4", b: "models-x4", sign: null, published: "of personas on top of models no figure was found." },
  ],
  construction:
    "models share `errors.shared` of a try's luck, tries of one model `errors.retry`, and its personas less than that by `roles.view`, which falls with skill by `roles.converge`; the four models are equally able and dear, so that nothing but diversity differs. Who reads others' answers tells right ones from wrong ones as `reading` says.",
  notes: likeness,
};
