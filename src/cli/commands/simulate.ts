import { Command } from "commander";
import { list, positiveInteger, positiveNumber } from "../arguments.ts";
import type { MapOptions } from "../simulate-map.ts";

/** `catallaxy simulate map`: where each topology wins, in a world where the truth is known. */
export function simulateCommand(): Command {
  const map = new Command("map")
    .description("Draw where each topology wins in the simulated world, with the break-even line computed and derived")
    .option("--x <axis>", "retry, coupling, correlation, judge, price or calibration", "coupling")
    .option("--y <axis>", "another of them", "retry")
    .option("--steps <n>", "points along each axis", positiveInteger, 5)
    .option("--tasks <n>", "tasks per point", positiveInteger, 240)
    .option("--worth <dollars>", "what a right answer is worth", positiveNumber, 1)
    .option("--seed <seed>", "the seed of everything drawn by chance", "1")
    .option("--between <a,b>", "the two topologies of the break-even line", list, ["market", "hub-spoke+retry"])
    .option("--at <run>", "put this run on the map, by what its attempts tell")
    .option("--ledger <file>", "where runs are kept")
    .option("--write <folder>", "write the map as text, SVG and JSON")
    .option("--json", "print the map as one JSON object")
    .action(async (options: MapOptions) => {
      const { simulateMap } = await import("../simulate-map.ts");
      await simulateMap(options);
    });
  return new Command("simulate").description("Questions to the simulated world alone").addCommand(map);
}
