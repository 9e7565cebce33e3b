import { equalVotes, type PairedStudy } from "../paired-study.ts";

const tries = ["solo", "tries-2", "tries-3", "tries-5", "tries-9", "tries-13"];

/** A council of role personas against one prompt with the same personas, beside what is published of either. */
export const roleCouncil: PairedStudy = {
  title: "Role personas: a council that discusses, one prompt, and one model at equal dollars",
  baseOf: (arm) => (arm === "solo" || arm === "weak-solo" ? undefined : arm.startsWith("weak-") ? "weak-solo" : "solo"),
  equal: { measure: "dollars", triesOf: (arm) => (arm.startsWith("weak-") ? [] : tries) },
  claims: [
    { a: "role-council", b: "one-prompt", sign: null, published: "of the council beside the one prompt no figure was found." },
    {
      a: "one-prompt",
      b: "solo",
      sign: 1,
      published: "personas in one prompt, GPT-4: Trivia .767 to .844, logic grids .570 to .663 (arXiv 2307.05300, from its logs).",
    },
    {
      a: "weak-one-prompt",
      b: "weak-solo",
      sign: -1,
      published: "the same with a weak model, GPT-3.5: Trivia .669 to .349 (arXiv 2307.05300, from its logs).",
    },
    {
      a: "plain-debate",
      b: equalVotes,
      sign: 0,
      published: "over seven benchmarks a vote gives most of a debate's gain, talk alone none (arXiv 2508.17536).",
    },
    {
      a: "role-council",
      b: equalVotes,
      sign: -1,
      published: "a sequential team .379, one agent .418 at 1,000 thinking tokens each (arXiv 2604.02460).",
    },
    { a: "role-council", b: "plain-council", sign: null, published: "of personas in a council beside none no figure was found." },
  ],
  construction:
    "roles suit tasks, give other eyes and burden weak members as `world.roles` says, and are words alone where these are 0; who reads others' answers tells right ones from wrong ones as `reading` says.",
};
