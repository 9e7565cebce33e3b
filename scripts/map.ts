// Draws the maps of docs/map: text, SVG and JSON. node --conditions=catallaxy-source scripts/map.ts [<x>-<y>...]
import { simulateMap } from "../src/cli/simulate-map.ts";

const pictures = [
  { x: "coupling", y: "retry", between: ["market", "hub-spoke+retry"] },
  { x: "price", y: "judge", between: ["market", "hub-spoke+retry"] },
  { x: "correlation", y: "calibration", between: ["market", "solo+retry"] },
];
const wanted = process.argv.slice(2);
for (const picture of pictures) {
  if (wanted.length > 0 && !wanted.includes(`${picture.x}-${picture.y}`)) continue;
  await simulateMap({ ...picture, steps: 5, tasks: 240, worth: 1, seed: "1", write: "docs/map" });
}
