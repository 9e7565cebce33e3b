import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const doc = (name: string): string => readFileSync(join(import.meta.dirname, "../docs", name), "utf8").replace(/\s+/g, " ");

/** Of a map's points, those at which the market does not bring more than what is named, in the simulated world. */
function ahead(map: string, other: string): number {
  const text = readFileSync(join(import.meta.dirname, "../docs/map", `${map}.txt`), "utf8");
  return 25 - Number(new RegExp(`^ +${other.replaceAll(/[+.]/g, "\\$&")} +(\\d+) `, "m").exec(text)?.[1]);
}

test("where a manager with the same retries leads is told as the map counts it, on every page that says the law", () => {
  const [retried, fixed] = [ahead("coupling-retry", "hub-spoke+retry"), ahead("coupling-retry", "per-category")];
  assert.deepEqual([retried, fixed], [12, 25]);
  assert.ok(doc("map.md").includes(`the manager is ahead at ${retried} of 25 points: where parts fit together and tries are independent`));
  for (const page of ["why.md", "guide.md"]) {
    const words = doc(page);
    assert.match(
      words,
      /brings more than (that|the) market where parts solved apart mostly fit together and one member's tries are independent/,
    );
    assert.match(words, new RegExp(`${retried} of the 25 points`), page);
    assert.doesNotMatch(words, /where parts have to fit together/, page);
  }
  assert.ok(doc("why.md").includes(`leads at ${ahead("price-judge", "hub-spoke+retry")} of the 25 points of price against judge`));
  assert.equal(ahead("correlation-calibration", "hub-spoke+retry"), 0);
});

test("the break-even that is told is the one that the map computed", () => {
  const text = readFileSync(join(import.meta.dirname, "../docs/map/coupling-retry.txt"), "utf8");
  const at = (coupling: string): string | undefined => new RegExp(`^ +${coupling} +(\\S+) +\\S+$`, "m").exec(text)?.[1];
  assert.deepEqual([at("0\\.00"), at("0\\.75"), at("1\\.00")], ["0.22", "0.67", "-"]);
  assert.ok(doc("why.md").includes("At coupling 0 that is from an independence of about .22 on, at .75 from .67, at 1 nowhere."));
});
