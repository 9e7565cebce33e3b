import { asksForBids, type MarketSettings, mechanismIn } from "./options.ts";

/** What a market of these settings does, in one line: whether anybody is asked, what bids come from, and who does the task. */
export function marketGist(settings: MarketSettings): string {
  return `${source(settings)}; ${winner(settings)}`;
}

function source(settings: MarketSettings): string {
  if (asksForBids(settings)) return "models bid for the task";
  if (settings.bidding === "random") return "no bid is asked for";
  return `no bid is asked for, the ${settings.bidding === "posted" ? "category's record" : "record"} makes the offers`;
}

function winner(settings: MarketSettings): string {
  const { clearing, house, bidding } = settings;
  const lots = mechanismIn(settings).byLot === true || (bidding === "random" && !asksForBids(settings));
  if (clearing.batch !== "none")
    return clearing.batch === "lot" || lots ? "tasks that come together are dealt by lot" : "tasks that come together go out at once";
  if (lots) return "who does it is drawn by lot";
  return house.awards === 1 ? "the best offer does it" : `the ${house.awards} best offers do it`;
}
