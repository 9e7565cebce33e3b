/** A simulated member far below the usual ones, as the weak models of the publications are: it solves little, and tells little of what is right. */
export const weak = {
  id: "simulated/weak",
  family: "simulated-far",
  skill: -0.4,
  rates: { input: 0.05, output: 0.4 },
  traits: { bias: 0.8, sensitivity: 0.8, specificity: 0.4, gullible: false, pace: { reasoning: 300, tokensPerSecond: 180 } },
};

/** The simulated world in which a role is more than words: what docs/named-experiments.md says of it. */
export const rolesWorld = { roles: { fit: 0.3, insight: 0.8, view: 0.4, converge: 0.5, load: 0.5, ease: 0.5 } };
