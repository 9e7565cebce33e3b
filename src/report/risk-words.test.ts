import assert from "node:assert/strict";
import { test } from "node:test";
import { riskWords } from "./risk-words.ts";

test("from which aversion on each would be rather had than the market is told for both ways of counting spread, with what the tasks leave open", () => {
  const never: { kind: "never"; ci: [null, null] } = { kind: "never", ci: [null, null] };
  const [mean, worst] = riskWords({
    beside: "market",
    rows: [
      { topology: "hub", sd: { kind: "from", weight: 0.4217, ci: [0.1, null] }, cvar: { kind: "from", weight: 0.14, ci: [0, 0.5] } },
      { topology: "solo", sd: { kind: "until", weight: 2 }, cvar: never },
      { topology: "cascade", sd: { kind: "always", ci: [0, 0] }, cvar: { kind: "always", ci: [0, 0.2] } },
      { topology: "debate", sd: never, cvar: never },
    ],
  });
  assert.equal(
    mean,
    "A buyer who minds spread, and values a topology at the mean of its tries' net values less λ times their standard deviation, would rather have than market: cascade at any λ; hub from λ = 0.42 on (95% 0.1 to never); solo up to λ = 2; debate at no λ.",
  );
  assert.equal(
    worst,
    "One who values it at (1 - w) of that mean and w of the mean of the worst tenth of tries (CVaR) would rather have than market: cascade (not shown) at any w; hub from w = 0.14 on (95% 0 to 0.5); solo and debate at no w.",
  );
  assert.deepEqual(riskWords(undefined), []);
});
