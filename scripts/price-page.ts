import { readFileSync } from "node:fs";
import { type CacheRules, cacheRules } from "../src/models/cache-rules.ts";
import { batchPrice, bookVersion, bookWeights, pricedModels, pricePage, type PriceSetting, priceOf } from "../src/models/prices.ts";
import { type Dialect, usageOf } from "../src/models/usage.ts";
import type { Json, Price } from "../src/types.ts";
import { Bug } from "../src/util/bug.ts";
import { costOf } from "../src/util/money.ts";

/** The reference page of prices: the book, the cache rules, and each provider's worked examples with their cents, counted anew. */
export function pricesPage(): string {
  return [book(), rules(), examples()].join("\n");
}

function book(): string {
  const providers = [...new Set(pricedModels().map(({ id }) => id.slice(0, id.indexOf("/"))))];
  const rows = providers.map((provider) => {
    const models = pricedModels().filter(({ id }) => id.startsWith(`${provider}/`));
    const priced = priceOf(models[0]?.id ?? "");
    const batch = priced.ok ? batchPrice(priced.price) : undefined;
    const share = priced.ok && batch !== undefined ? `${(batch.output / priced.price.output) * 100}%` : "-";
    const tiers = models.some(({ tiers }) => tiers !== undefined) ? "yes" : "-";
    return `| ${provider} | ${pricePage(`${provider}/x`) ?? ""} | ${tiers} | ${share} |`;
  });
  return [
    "## The price book",
    "",
    `Version \`${bookVersion}\`. An id is matched exactly or as a listed alias, never as the beginning of another; a model without a price is refused before anything is spent. A run keeps the version and the prices that it began with. \`catallaxy prices <model>\` shows what would be used, \`catallaxy prices\` the whole book.`,
    "",
    "| provider | published at | costs more for long inputs | batch, of the plain price |",
    "| --- | --- | --- | ---: |",
    ...rows,
    "",
    `The book also says of families that it knows whether their weights are published (\`weights\`: \`open\` or \`closed\`, as of ${bookWeights("openai/gpt-5")?.date ?? ""}), for comparisons of [open with closed models](../named-experiments.md#open-closed); of the others it says that it does not know.`,
    "",
    "A member's own price stands in the experiment, in dollars per million tokens: `price: { input: 0.5, output: 1.5, cacheRead: 0.05 }`; a missing cache rate is the input rate. `price: free` says that nothing is billed. What a provider itself says it charged is kept beside our figure, and a difference above 1% is a warning of the report.",
    "",
  ].join("\n");
}

function rules(): string {
  const rows = Object.values(cacheRules).map(
    (rule) =>
      `| \`${rule.id}\` | ${rule.minimum === Infinity ? "nothing is cached" : rule.minimum} | ${rule.step} | ${lifetime(rule)} | ${rule.write5m}${rule.write1h === rule.write5m ? "" : `, ${rule.write1h}`} | ${rule.read} | ${rule.breakpoints} | ${rule.concurrentWrites ? "each writes" : "free"} | ${rule.date}, ${rule.certainty} |`,
  );
  return [
    "## Prompt-cache rules",
    "",
    "A member is held to the rules of its provider, or to those that it names: `cache: anthropic-1024`. Simulated members are billed by `openai-writes`. Writing and reading are multiples of the input price, for orientation: money is counted at the price's own rates. `certainty` says where the rule is from: the vendor's documents (primary), second hand (secondary), or neither (unconfirmed). Live runs hold these rules against their bills and say how far apart they were.",
    "",
    "| rules | shortest prefix, tokens | step | kept, refreshed on use | writing | reading | breakpoints | cold calls sent at once | as of |",
    "| --- | ---: | ---: | --- | --- | ---: | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

function lifetime({ lifetimeMs, hourLifetimeMs, write1h, write5m }: CacheRules): string {
  return write1h === write5m ? `${lifetimeMs / 60_000} min` : `${lifetimeMs / 60_000} or ${hourLifetimeMs / 60_000} min`;
}

interface WorkedExample {
  readonly provider: string;
  readonly model: string;
  readonly price?: PriceSetting;
  readonly raw: Json;
  readonly cents: number;
}

function examples(): string {
  const file = new URL("../src/models/fixtures/worked-examples.json", import.meta.url);
  const worked = JSON.parse(readFileSync(file, "utf8")) as WorkedExample[];
  const parts = [...Map.groupBy(worked, ({ provider }) => provider)].map(
    ([provider, some]) => `### ${provider}\n\n${header}\n${some.map(row).join("\n")}\n`,
  );
  return [
    "## Worked examples",
    "",
    "What a call costs, from the provider's own usage report: its tokens parted so that none is counted twice, each part at its rate, rounded once to a billionth of a dollar. Reasoning is part of the output. The expected cents stand beside the reports in `src/models/fixtures/worked-examples.json`; this page and a test count them anew.",
    "",
    ...parts,
  ].join("\n");
}

const header =
  "| model | fresh input | read from cache | written, 5 min | written, 1 h | output | cents |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |";

function row({ model, price, raw, cents }: WorkedExample): string {
  const priced = priceOf(model, price);
  const counted = usageOf(model.slice(0, model.indexOf("/")) as Dialect, raw);
  if (!priced.ok || !counted.ok) throw new Bug(`The worked example of ${model} can no longer be counted: ${JSON.stringify(raw)}`);
  const { uncached, cacheRead, cacheWrite5m, cacheWrite1h, output } = counted.usage;
  const cost = costOf(counted.usage, priced.price);
  if (cost !== Math.round(cents * 1e7))
    throw new Bug(`The worked example of ${model} was expected to cost ${cents} cents; it costs ${cost / 1e7}.`);
  const name = price === undefined ? model : `${model} (own price ${ratesWords(priced.price)})`;
  return `| ${name} | ${[uncached, cacheRead, cacheWrite5m, cacheWrite1h, output].join(" | ")} | ${cents} |`;
}

function ratesWords({ input, output, cacheRead }: Price): string {
  return `${input} in, ${output} out, ${cacheRead} read`;
}
