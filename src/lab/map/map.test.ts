import assert from "node:assert/strict";
import { test } from "node:test";
import { UserError } from "../../util/bug.ts";
import { axisNamed, stepsOf, usual } from "./axes.ts";
import { contestantNamed, drawMap, type MapSettings } from "./draw-map.ts";
import { foreseenAt } from "./foreseen.ts";
import { mapSvg } from "./map-svg.ts";
import { mapText } from "./map-text.ts";
import { playAt } from "./play.ts";
import { contestants } from "./stage.ts";

const small: MapSettings = {
  x: "coupling",
  y: "retry",
  steps: 2,
  between: ["market", "hub-spoke+retry"],
  tasks: 6,
  worth: 1,
  seed: "1",
};

test("every topology comes out of the real code as the closed forms foresee, within four standard errors and a bias of three points", async () => {
  const tasks = 120;
  for (const change of [{}, { coupling: 1, judge: 0.7, retry: 0.8, price: 2 }]) {
    const point = { ...usual, ...change };
    const { played, tokens } = await playAt(point, { tasks, worth: 1, seed: "closed" });
    const foreseen = foreseenAt(point, { tokens, worth: 1 });
    for (const { name } of contestants) {
      const { right, cost } = foreseen[name];
      const error = Math.sqrt((right * (1 - right)) / tasks);
      assert.ok(
        Math.abs(played[name].right - right) < 4 * error + 0.03,
        `${name} ${JSON.stringify(change)}: ${played[name].right} against ${right}`,
      );
      assert.ok(Math.abs(played[name].cost / cost - 1) < 0.15, `${name} ${JSON.stringify(change)}: $${played[name].cost} against $${cost}`);
    }
  }
});

test("the closed forms meet their limits", () => {
  const given = { tokens: new Map([["attempt", { input: 0, output: 1000 }]] as const), worth: 1 };
  const at = (change: object) => foreseenAt({ ...usual, ...change }, given);
  // A judge that is a coin passes whatever comes: retrying leaves one try's chance.
  assert.ok(Math.abs(at({ judge: 0.5, retry: 0.999999 })["solo+retry"].right - at({}).solo.right) < 5e-4);
  // Fresh dice and a perfect judge: three tries fail together with the cube of one try's failure.
  const fresh = at({ retry: 0.999999, judge: 0.9999999, correlation: 0 });
  const third = (skill: number) => 1 - (1 - skill) ** 3;
  const mean = [0.788145, 0.691462, 0.539828].map(third).reduce((sum, p) => sum + p / 3, 0);
  assert.ok(Math.abs(fresh["solo+retry"].right - mean) < 1e-3, `${fresh["solo+retry"].right} against ${mean}`);
  // The most expensive member's attempt: 1,000 tokens at 5 x $0.25 x the ratio per million.
  assert.ok(Math.abs(at({ price: 20 }).solo.cost - 0.025) < 1e-12);
  assert.ok(at({ coupling: 1 })["hub-spoke"].right < at({ coupling: 0 })["hub-spoke"].right - 0.15);
});

test("a map is the same each time, and says who wins, where two break even and how far law and world are apart", async () => {
  const [one, again] = [await drawMap(small), await drawMap(small)];
  assert.deepEqual(one, again);
  assert.deepEqual(one.x, [0, 1]);
  assert.equal(one.cells.length, 4);
  const text = mapText(one);
  for (const words of [/\[SIMULATED\]/, /computed +derived/, /World against closed forms/, /of 4 points/]) assert.match(text, words);
  const svg = mapSvg(one);
  assert.equal(svg.match(/<rect x="\d+" y="\d+" width="56"/g)?.length, 4);
  assert.ok(svg.startsWith("<svg") && svg.trimEnd().endsWith("</svg>"));
});

test("axes span their ranges, and unknown names are refused with the nearest", async () => {
  assert.deepEqual(
    stepsOf("price", 4).map((value) => Math.round(value * 1000) / 1000),
    [1, 4, 16, 64],
  );
  assert.throws(() => axisNamed("copling"), /Did you mean "coupling"/);
  assert.throws(() => contestantNamed("markt"), /Did you mean "market"/);
  await assert.rejects(drawMap({ ...small, y: "coupling" }), UserError);
});
