import { Command } from "commander";

/** `catallaxy conformance`: the cases that our own kinds hold, over what a plugin brings. */
export function conformanceCommand(): Command {
  return new Command("conformance")
    .description("Try everything that a plugin brings by the cases that our own topologies, judges, ... hold; asks no model")
    .argument("<module>", "the plugin: a file, or the name of an installed package")
    .option("--json", "print one JSON object")
    .option("--yes", "run the code of a file that another user owns")
    .action(async (named: string, options: { readonly json?: boolean; readonly yes?: boolean }) => {
      const { checkConformance } = await import("../check-conformance.ts");
      process.exitCode = await checkConformance(named, options);
    });
}
