import type { DrawnMap, MapCell, PointCounts } from "../../report/index.ts";
import { netOf } from "./break-even.ts";
import type { Arm } from "./setup.ts";

/**
 * The law in words against both worlds: does the market bring more than the manager exactly where the retry adds more to one member
 * alone than the manager adds to it?
 */
export function lawCheck(cells: readonly MapCell[], worth: number): DrawnMap["law"] {
  const against = (manager: Arm) => ({
    holds: countBoth(cells, (results) => {
      const net = (arm: Arm) => netOf(results, arm, worth);
      const foretold = net("solo+retry") - net("solo") > net("hub-spoke") - net("solo");
      return foretold === net("market") > net(manager);
    }),
    marketAhead: ahead(cells, "market", manager, worth),
  });
  return { once: against("hub-spoke"), retried: against("hub-spoke+retry") };
}

/** Points at which one arm brings more than another. */
export function ahead(cells: readonly MapCell[], one: Arm, other: Arm, worth: number): PointCounts {
  return countBoth(cells, (results) => netOf(results, one, worth) > netOf(results, other, worth));
}

function countBoth(cells: readonly MapCell[], holds: (results: MapCell["simulated"]) => boolean): PointCounts {
  return {
    simulated: cells.filter(({ simulated }) => holds(simulated)).length,
    predicted: cells.filter(({ predicted }) => holds(predicted)).length,
  };
}
