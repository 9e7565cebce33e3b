import assert from "node:assert/strict";
import { test } from "node:test";
import { inBand } from "./in-band.ts";

test("the chance that a rate is in a band is that of the polynomial of its posterior", () => {
  const band = [0.2, 0.8] as const;
  const near = (found: number, wanted: number): void => assert.ok(Math.abs(found - wanted) < 1e-9, `${found}`);
  // Beta(2, 3) is 6x^2 - 8x^3 + 3x^4 up to x; Beta(4, 1) is x^4; Beta(1, 1), without a try, is x.
  near(inBand(1, 3, band), 0.9728 - 0.1808);
  near(inBand(2, 3, band), 0.9728 - 0.1808);
  near(inBand(3, 3, band), 0.4096 - 0.0016);
  near(inBand(0, 0, band), 0.6);
  near(inBand(3, 3, [0, 1]), 1);
});
