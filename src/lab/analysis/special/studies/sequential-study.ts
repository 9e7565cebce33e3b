import { equalVotes, type PairedStudy } from "../paired-study.ts";

const ableOf = (arm: string): string => arm.split("-").at(-1) ?? "";
const dochkina = (figure: string): string => `${figure} (arXiv 2603.28990).`;

/** The protocols of the self-organization study, beside one model that tries as often as the same tokens allow. */
export const sequentialStudy: PairedStudy = {
  title: "The self-organization study: four members, four protocols and one model at equal tokens, three levels of ability",
  baseOf: (arm) => (arm.startsWith("solo-") ? undefined : `solo-${ableOf(arm)}`),
  equal: { measure: "tokens", triesOf: (arm) => ["solo", "tries-3", "tries-6", "tries-11"].map((name) => `${name}-${ableOf(arm)}`) },
  claims: [
    { a: "sequential-strong", b: "coordinator-strong", sign: 1, published: dochkina("Claude Sonnet 4.6 .875 against .767, +14.1%") },
    { a: "sequential-middle", b: "coordinator-middle", sign: 1, published: dochkina("DeepSeek v3.2 .829 against .738, +12.4%") },
    { a: "sequential-weak", b: "coordinator-weak", sign: 1, published: dochkina("GLM-5 .800 against .713, +12.2%") },
    { a: "sequential-strong", b: "broadcast-strong", sign: 1, published: dochkina("pilot, .724 against .510") },
    { a: "sequential-strong", b: "shared-strong", sign: 1, published: dochkina("pilot, .724 against .503, +44%") },
    { a: "sequential-strong", b: "fixed-strong", sign: 1, published: dochkina("free roles, a strong model .594, fixed ones .574, +3.5%") },
    { a: "sequential-weak", b: "fixed-weak", sign: -1, published: dochkina("free roles, a weaker model .519, fixed ones .574, -9.6%") },
    { a: "sequential-strong", b: "mission-strong", sign: null, published: "of roles beside none no figure was found." },
    { a: "sequential-weak", b: "mission-weak", sign: null, published: "of roles beside none no figure was found." },
    ...["strong", "middle", "weak"].map((able) => ({
      a: `sequential-${able}`,
      b: equalVotes,
      sign: -1 as const,
      published: "a sequential team .379, one agent .418 at 1,000 thinking tokens each; not in the study itself (arXiv 2604.02460).",
    })),
  ],
  construction:
    "how well free roles are chosen, what choosing costs a weak member and that other roles have other eyes is `world.roles`; free, fixed and no roles are alike where it is 0. Parts that depend on one another are lost to a coordinator by their `coupling`.",
  notes: [
    "Contributions are composed by one more call, where the study handed them side by side to a judge of prose; sequential: the last completes.",
  ],
};
