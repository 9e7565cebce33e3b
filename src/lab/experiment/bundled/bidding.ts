import type { ExperimentInput, TopologyEntry } from "../experiment.ts";

/** Which ways of bidding make sense under which rule: a posted price and a lottery ask nobody for a price. */
const arms: Readonly<Record<string, readonly string[]>> = {
  "first-price": ["stated", "calibrated", "track-record", "learned", "learned-asked", "random"],
  "second-score": ["stated", "calibrated", "track-record", "learned", "learned-asked", "random"],
  "execution-contingent": ["stated", "calibrated", "track-record", "learned", "learned-asked", "random"],
  posted: ["stated", "track-record", "posted"],
  lottery: ["random"],
};

/** Mechanism x bidding: the same members, tasks and verifier; only how work is allotted and paid differs. One try per task. */
export const experiment: ExperimentInput = {
  description: "Mechanism x bidding: who gets the work, what it costs all in, and what a lie in a bid would gain.",
  suite: "generated",
  generate: {
    n: 200,
    families: ["counting", "list-programs", "scheduling", "data-structures", "coloring", "program-repair"],
    worth: 0.05,
  },
  members: [
    { name: "large", model: "anthropic/claude-opus-4-6", embedded: "simulated/large" },
    { name: "medium", model: "openai/gpt-5.2", embedded: "simulated/medium" },
    { name: "small", model: "openai/gpt-5-mini", embedded: "simulated/small" },
  ],
  judges: [{ name: "judge", model: "google/gemini-3-pro-preview", embedded: "simulated/judge" }],
  topologies: [
    ...["large", "medium", "small"].map((member) => ({ use: "solo", name: `solo-${member}`, options: { member } })),
    ...Object.entries(arms).flatMap(([mechanism, biddings]) => biddings.map((bidding) => arm(mechanism, bidding))),
  ],
  verifier: { kind: "rubric", member: "judge" },
  terms: { attempts: 1, feedback: "none", outputCap: 4000 },
  limits: { cap: 200 },
  repetitions: 2,
  shadow: 0.25,
  table: "bidding",
};

/** What members say is believed as it is (`stated`), corrected by their record, or one feature of what is learnt (`learned-asked`); without a call the record itself bids. */
function arm(mechanism: string, bidding: string): TopologyEntry {
  const reputation = bidding === "calibrated" ? "scoring" : "none";
  const options = bidding === "learned-asked" ? { bidding: "learned", learned: { asked: true } } : { bidding };
  return { use: "market", name: `${mechanism}:${bidding}`, options: { mechanism, ...options, reputation } };
}
