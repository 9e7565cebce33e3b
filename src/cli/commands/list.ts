import { Argument, Command } from "commander";

/** `catallaxy list`: what an experiment may name. */
export function listCommand(): Command {
  return new Command("list")
    .description("List what an experiment may name")
    .addArgument(new Argument("<what>", "what to list").choices(["topologies", "suites", "models", "judges", "experiments"]))
    .option("--json", "as one JSON array")
    .action(async (what: "topologies" | "suites" | "models" | "judges" | "experiments", options: { json?: boolean }) => {
      const { listed } = await import("../listed.ts");
      process.stdout.write(await listed(what, options.json === true));
    });
}
