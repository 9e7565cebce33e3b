import { unit } from "../../util/random.ts";

/** Which half of a recorded set an item is in, to choose on or to score on: by the item alone, so that no seed moves it from one to the other. */
export function halfOf(set: string, item: string): "choose" | "score" {
  return unit(`half|${set}|${item}`) < 0.5 ? "choose" : "score";
}
