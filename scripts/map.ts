// Draws the maps of docs/map: text, SVG and JSON. node --conditions=catallaxy-source scripts/map.ts
import { simulateMap } from "../src/cli/simulate-map.ts";

const pictures = [
  { x: "coupling", y: "retry" },
  { x: "price", y: "judge" },
  { x: "correlation", y: "calibration" },
];
for (const axes of pictures) {
  await simulateMap({ ...axes, steps: 7, tasks: 480, worth: 1, seed: "1", between: ["market", "hub-spoke+retry"], write: "docs/map" });
}
