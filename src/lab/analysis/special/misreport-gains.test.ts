import assert from "node:assert/strict";
import { test } from "node:test";
import { misreportGain, randomInstance } from "../../../market/misreport.ts";
import { stream } from "../../../util/random.ts";
import { misreportGains } from "./misreport-gains.ts";

test("the gain of the best lie is what a search finds: by price alone on a grid of 1000 asks, else on the grid of ten steps", () => {
  const draws = stream("misreport/posted");
  const gains = Array.from({ length: 2000 }, () => {
    const { value, p, cost, rivals } = randomInstance(draws);
    // The lowest ask whose p x value exceeds it wins and is paid its ask where the work passes; ties go against the bidder.
    const asks = rivals.filter((one) => one.p * value > one.cost).map((one) => one.cost);
    const gain = (claimed: number, ask: number) => (claimed * value > ask && asks.every((other) => ask < other) ? p * ask - cost : 0);
    const lies = Array.from({ length: 1000 }, (_, i) => gain(1, (value * i) / 1000));
    return (Math.max(...lies, 0) - Math.min(Math.max(...lies, 0), gain(p, cost))) / value;
  });
  const found = misreportGains("posted", "stated");
  assert.ok(Math.abs((found?.mean ?? 0) - gains.reduce((sum, one) => sum + one, 0) / 2000) < 4e-4, String(found?.mean));
  assert.ok(Math.abs((found?.most ?? 0) - Math.max(...gains)) < 1e-3, String(found?.most));
  assert.deepEqual(misreportGains("posted", "calibrated"), found);

  const again = stream("misreport/first-price");
  const searched = Array.from({ length: 2000 }, () => {
    const instance = randomInstance(again);
    return misreportGain("first-price", instance, 10, "stated").gain / instance.value;
  });
  const stated = misreportGains("first-price", "stated");
  assert.ok(Math.abs((stated?.mean ?? 0) - searched.reduce((sum, one) => sum + one, 0) / 2000) < 1e-12);
  assert.equal(stated?.most, Math.max(...searched));
  assert.equal(misreportGains("first-price", "derived"), undefined);
});
