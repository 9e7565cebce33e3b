import { Command } from "commander";

/** `catallaxy init`: a commented configuration and a small suite to start from. */
export function initCommand(): Command {
  return new Command("init")
    .description("Write a commented lab.config.ts and a small suite to start from")
    .argument("[folder]", "where to write them", ".")
    .option("--json", "print one JSON object")
    .action(async (folder: string, options: { json?: boolean }) => {
      const { initialize } = await import("../initialize.ts");
      const { wrote, words } = initialize(folder);
      const { answer } = await import("../answer.ts");
      if (options.json === true) process.stdout.write(`${JSON.stringify({ wrote })}\n`);
      else answer(words);
    });
}
