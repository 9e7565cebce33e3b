export { axes, axisNamed } from "./axes.ts";
export { armNamed, drawMap, type MapSettings } from "./draw-map.ts";
export { placedRun, placeRun } from "./place-run.ts";
