import { Command } from "commander";

/** `catallaxy prices`: what a model would be billed by, and from where that price is. */
export function pricesCommand(): Command {
  return new Command("prices")
    .description("Show what a model would be billed by, and where that price is from")
    .argument("[model]", "provider/model, exactly; without it the whole price book")
    .option("--provider <name>", "only the models of this provider")
    .option("--experiment <experiment>", "the members and judges of an experiment, its own prices included")
    .option("--json", "as JSON")
    .action(async (model: string | undefined, options: { provider?: string; experiment?: string; json?: boolean }) => {
      const { priceText } = await import("../price-text.ts");
      process.stdout.write(await priceText(model, options));
    });
}
