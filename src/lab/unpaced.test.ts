import assert from "node:assert/strict";
import { test } from "node:test";
import { fake } from "../models/fake.ts";
import type { Plan } from "./plan.ts";
import { UserError } from "../util/bug.ts";
import { refuseUnpaced } from "./unpaced.ts";

function planned(tokensPerMinute: number, outputCap: number): Pick<Plan, "topologies" | "judgeSeats"> {
  const seat = { name: "solo", model: { ...fake(["x"], { world: "live" }), pace: { lane: "m", tokensPerMinute } } };
  const terms = { attempts: 1, feedback: "none", outputCap, visibility: "all", warmFirst: false, selfJudging: "refused" } as const;
  const topology = { name: "one", seats: [seat], terms } as unknown as Plan["topologies"][number];
  return { topologies: [topology], judgeSeats: [] };
}

test("an answer that may take more tokens than a minute has is refused with both settings; one that may take as many is not", () => {
  assert.throws(
    () => refuseUnpaced(planned(199, 200)),
    (thrown) =>
      thrown instanceof UserError && /tokensPerMinute of solo is 199, and one answer in one may take 200 tokens/.test(thrown.message),
  );
  refuseUnpaced(planned(200, 200));
});
