import { Command } from "commander";

/** `catallaxy init`: a commented configuration and a small suite to start from. */
export function initCommand(): Command {
  return new Command("init")
    .description("Write a commented lab.config.ts and a small suite to start from")
    .argument("[folder]", "where to write them", ".")
    .action(async (folder: string) => {
      const { initialize } = await import("../initialize.ts");
      process.stdout.write(initialize(folder));
    });
}
