export { axes, axisNamed } from "./axes.ts";
export { contestantNamed, type DrawnMap, drawMap, type MapSettings } from "./draw-map.ts";
export { mapSvg } from "./map-svg.ts";
export { mapText } from "./map-text.ts";
export { type PlacedRun, placedRun, placeRun } from "./place-run.ts";
