import { count } from "../../../../util/count.ts";
import { dollars, toNano } from "../../../../util/money.ts";
import { type HelpBought, helpBought } from "../../help-bought.ts";
import type { NamedStudy } from "../named-figures.ts";
import type { TableSource } from "../table-source.ts";

const spliced = "hub-vs-spoke, its market with Fable 5 spliced in, 15 tasks";

/** A member hired from outside for one task at a price, by what the staff knows when it hires. */
export const outsideHire: NamedStudy = {
  title: "A member hired from outside for one task at a price",
  claims: [
    {
      a: "hire-unsure",
      b: "staff",
      sign: 1,
      published: `${spliced}: the 3 of which Fable forecast less than .75 sent to it, .756 to .778 passed at $.45 to $.75 a repeat; the 4 under .85, .800 at $.95.`,
    },
    {
      a: "hire-failed",
      b: "staff",
      sign: 1,
      published: `the same, the 7 on which the market had failed sent outside: .756 to .933 at $1.07, a ceiling, since the same runs chose and scored.`,
    },
    { a: "hire-unsure", b: "outsider", sign: -1, published: "the same beside the outsider for all 15: .778 and .867 at $1.19." },
    { a: "hire-failed", b: "outsider", sign: 1, published: "the same, hired after a failure beside the outsider for all: .933 and .867." },
  ],
  notes: paysWords,
  construction:
    "what the outsider adds is its skill above the staff's and luck of its own (`errors.shared` against `retry`); a stated chance hardly tells which task is hard (`bidding.insight`), a check tells it by the judge's rates. Where staff and outsider have one skill and share all luck, nobody who is hired passes another task.",
};

/** At which worth of a right answer each way of hiring pays beside the staff alone, and how much more the outsider could ask. */
function paysWords({ events, rows, summary }: TableSource): string[] {
  const worth = toNano(summary.value ?? 0);
  const hires = new Map(helpBought(events, rows, "staff").bought.map((pair) => [pair.topology, pair]));
  const exchange = (summary.exchange ?? []).filter(({ a, b }) => a === "staff" || b === "staff");
  return exchange.map(({ a, b, rate, ci }) => {
    const arm = a === "staff" ? b : a;
    const pair = hires.get(arm);
    const range = ci === null ? "" : ` (${dollars(toNano(ci[0]))} to ${ci[1] === null ? "any worth" : dollars(toNano(ci[1]))})`;
    const pays =
      a === "staff"
        ? "passes less and costs less: it pays where a right answer is worth less than"
        : "pays where a right answer is worth more than";
    return `${arm} ${pays} ${dollars(toNano(rate))}${range}${pair === undefined ? "" : `; ${boughtWords(pair, worth)}`}.`;
  });
}

function boughtWords({ bought, passed, alone, extra }: HelpBought, worth: number): string {
  if (alone === null || extra === null) return `hired ${count(bought, "time")}`;
  const room = Math.round(((passed - alone) * worth) / bought) - toNano(extra);
  const more = room > 0 ? `could ask ${dollars(room)} more a time` : `would have to ask ${dollars(-room)} less a time`;
  return `hired ${count(bought, "time")}, ${passed} passed where the staff alone passes ${alone}: at ${dollars(worth)} a right answer the outsider ${more}`;
}
