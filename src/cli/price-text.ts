import { bookVersion, likePriced, loadExperiment, type PriceCard, priceCard, pricedModels, table, tables, wrap } from "../lab/index.ts";
import { terminalWidth } from "./terminal-width.ts";
import type { Rates } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { didYouMean } from "../util/did-you-mean.ts";

interface PriceFilter extends Agreeing {
  readonly provider?: string;
  readonly experiment?: string;
  readonly json?: boolean;
}
import { type Agreeing, agreement } from "./agreement.ts";
import { count } from "../util/count.ts";
import { defined } from "../util/defined.ts";
type Member = Awaited<ReturnType<typeof loadExperiment>>["members"][number];

/** One model's card, the cards of an experiment's members, or the list of the book. Throws `UserError` for a model without a price. */
export async function priceText(model: string | undefined, { provider, experiment, json, ...agreeing }: PriceFilter): Promise<string> {
  if (experiment !== undefined) return cards(await membersOf(experiment, agreeing), json === true);
  if (model !== undefined) return cards([{ name: "", model }], json === true);
  return list(provider, json === true);
}

/** Every live model that an experiment names, firms' own included; the same model under the same terms once. */
async function membersOf(experiment: string, agreeing: Agreeing): Promise<Member[]> {
  const { members, judges } = await loadExperiment(experiment, agreement(agreeing));
  const leaves = (some: readonly Member[]): Member[] => some.flatMap((one) => (one.firm === undefined ? [one] : leaves(one.firm.members)));
  const live = leaves([...members, ...judges]).filter(({ model }) => model !== undefined && !/^(simulated|recorded)\//.test(model));
  if (live.length === 0) throw new UserError(`The experiment "${experiment}" names no live model, so no price is used.`);
  const seen = new Map(live.map((one) => [JSON.stringify([one.model, one.price, one.cache]), one]));
  return [...seen.values()];
}

function cards(members: readonly Member[], json: boolean): string {
  const found = members.map(({ model = "", price, cache }) => {
    const priced = priceCard(model, { ...defined({ price }), cache });
    if (priced.ok) return priced.card;
    const like = likePriced(model);
    throw new UserError(`${priced.failure.message}${like.length === 0 ? "" : `\nPriced ids that look like it: ${like.join(", ")}.`}`);
  });
  if (json) return `${JSON.stringify(found.length === 1 ? found[0] : found)}\n`;
  return found.map(cardText).join("\n");
}

const kinds: Readonly<Record<PriceCard["matchKind"], string>> = {
  exact: "exact id",
  alias: "listed alias",
  user: "given in the experiment",
  provider: "stated by its provider",
  free: "free",
};
const columns = ["$ per million tokens", "input", "output", "cache read", "write 5 min", "write 1 h"].map((title, i) => ({
  title,
  right: i > 0,
  whole: i === 0,
}));

function cardText(card: PriceCard): string {
  const { price, batch } = card;
  const tiers = price.tiers?.map((tier) => line(`input over ${tier.above.toLocaleString("en-US")} tokens`, tier)) ?? [];
  const rows = [line("base", price), ...tiers, ...(batch === undefined ? [] : [line("batch", batch)])];
  const from = [
    card.matched === card.model ? kinds[card.matchKind] : `${kinds[card.matchKind]} of ${card.matched}`,
    ...(card.book === undefined
      ? []
      : [card.book.endsWith(price.date) ? `as of ${price.date}` : `in force since ${price.date}`, `price book ${card.book}`]),
  ];
  const sources = [price.source === "experiment" ? [] : [price.source], card.page === undefined ? [] : [card.page]].flat();
  return [
    card.model,
    ...wrap(`Price: ${from.join(", ")}.`, terminalWidth() - 2).map((text) => `  ${text}`),
    ...tables(columns, rows, terminalWidth() - 2).map((text) => `  ${text}`),
    ...wrap(`Weights: ${weightsWords(card)}`, terminalWidth() - 2).map((text) => `  ${text}`),
    ...wrap(`Prompt cache: ${cacheWords(card.cache)}`, terminalWidth() - 2).map((text) => `  ${text}`),
    ...(sources.length === 0 ? [] : wrap(`Source: ${sources.join(", ")}.`, terminalWidth() - 2).map((text) => `  ${text}`)),
    "",
  ].join("\n");
}

function weightsWords({ weights }: PriceCard): string {
  if (weights === undefined) return "unknown to the price book.";
  return `${weights.weights === "open" ? "published" : "not published"}, as of ${weights.date}.`;
}

function line(name: string, rates: Rates): string[] {
  return [name, ...[rates.input, rates.output, rates.cacheRead, rates.cacheWrite5m, rates.cacheWrite1h].map(perMillion)];
}

/** Cents at least, more digits where the price has them. */
function perMillion(rate: number): string {
  const exact = String(Number(rate.toPrecision(6)));
  return (exact.split(".")[1]?.length ?? 0) < 2 ? rate.toFixed(2) : exact;
}

function cacheWords(rules: PriceCard["cache"]): string {
  const name = `rules "${rules.id}" (${rules.date}, ${rules.certainty})`;
  if (rules.minimum === Infinity) return `${name}: nothing is cached.`;
  const how = rules.breakpoints === "explicit" ? `at most ${rules.mostBreakpoints} marked breakpoints` : "automatic";
  const step = rules.step === 1 ? "" : ` in steps of ${rules.step}`;
  const life = `${rules.lifetimeMs / 60_000} min${rules.write1h === rules.write5m ? "" : ` or ${rules.hourLifetimeMs / 60_000} min`}`;
  const rates = rules.write5m === 1 ? "writing costs no more than input" : `writing costs ${rules.write5m} times the input`;
  const crowd = rules.concurrentWrites ? "; cold calls sent at once each pay the write" : "";
  return `${name}: ${how}, from ${rules.minimum.toLocaleString("en-US")} tokens${step}, kept ${life}${rules.refresh ? ", refreshed on use" : ""}; ${rates}${crowd}.`;
}

function list(provider: string | undefined, json: boolean): string {
  const providers = [...new Set(pricedModels().map((entry) => providerOf(entry.id)))];
  if (provider !== undefined && !providers.includes(provider))
    throw new UserError(`Wanted a provider with prices; got "${provider}".${didYouMean(provider, providers)}`);
  const found = pricedModels().filter((entry) => provider === undefined || providerOf(entry.id) === provider);
  if (json) return `${JSON.stringify({ book: bookVersion, models: found })}\n`;
  const width = terminalWidth();
  // What matters least is left out first where an id needs the room; ids are typed again, so they stay whole.
  const titles = columns.slice(1).map((column, i) => (i < 2 ? column : { ...column, spare: i }));
  const blocks = [...Map.groupBy(found, ({ id }) => providerOf(id)).values()].map((models) => {
    const rows = models.map((entry) => [entry.id, entry.tiers === undefined ? "" : "*", ...line(entry.id, entry).slice(1)]);
    const head = [{ title: count(models.length, "model"), whole: true }, { title: "", spare: 1 }, ...titles];
    return [...table(head, rows, width), ""];
  });
  const foot = [
    `Price book ${bookVersion}, $ per million tokens. *: long inputs cost more.`,
    "A table leaves out the columns that do not fit beside its longest id; a wider terminal and --json have them.",
    "`catallaxy prices <model>` shows long inputs, batches and cache rules.",
  ];
  return `${[...blocks.flat(), ...foot.flatMap((words) => wrap(words, width))].join("\n")}\n`;
}

function providerOf(id: string): string {
  return id.slice(0, id.indexOf("/"));
}
