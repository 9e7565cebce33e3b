import { count } from "../../../../util/count.ts";
import { dollars, toNano } from "../../../../util/money.ts";
import { type HelpAsked, type HelpBought, helpBought } from "../../help-bought.ts";
import type { NamedStudy } from "../named-figures.ts";

/** Help at a price: who asks, who answers and whether it pays; and whether lessons carry. */
export const pricedHelp: NamedStudy = {
  title: "Help at a price, and lessons that carry or do not",
  claims: [
    {
      a: "help-priced",
      b: "alone",
      sign: 1,
      published:
        "members who own parts of the data answer calls for help on a board: 13 to 57% more tasks, relative to the baselines (arXiv 2510.01285).",
    },
    {
      a: "help-always",
      b: "alone",
      sign: -1,
      published: "two coding agents that work together succeed about 30% less often than one (CooperBench, arXiv 2601.13295).",
    },
    {
      a: "help-any-price",
      b: "help-priced",
      sign: 1,
      published:
        "where messages cost nothing, matches in a simulated matching market are .126, and .059 where they have a price; net welfare -.654 and -.152 (llm-central-matching).",
    },
    { a: "lessons-on", b: "lessons-shuffled", sign: null, published: "of lessons beside as many shuffled ones no figure was found." },
    { a: "lessons-on", b: "lessons-off", sign: null, published: "of lessons in words beside none no figure was found." },
  ],
  notes: ({ events, rows, summary }) => {
    const { asked, bought } = helpBought(events, rows, "alone");
    const worth = toNano(summary.value ?? 0);
    const priced = ({ topology }: { readonly topology: string }) => topology === "help-priced";
    return [
      ...asked.filter(priced).map(askedWords),
      ...bought.filter(priced).map((one) => boughtWords(one, worth)),
      "`catallaxy learnt <run>` has the other arms, and what members learnt in words.",
    ];
  },
  construction:
    "a helper's luck is its own (`errors.shared` against `retry`), stated chances hardly tell one task from another (`bidding.insight`), and whoever reads two answers tells them apart by `reading`. Members learn nothing but what a lesson says: sound lessons of a task's own category add `work.lessonGain`, unsound ones take it, those of other categories do nothing. Where that is 0 the three arms of lessons pass the same tasks, and with no luck and one skill for all help changes nothing.",
};

function askedWords({ owner, tasks, asked, hired, p }: HelpAsked): string {
  const at = p === null ? "" : `, at a stated chance of ${p.toFixed(2)} in the mean`;
  return `Who asks: ${owner} on ${asked} of ${count(tasks, "task")}${at}; it hired on ${hired}.`;
}

function boughtWords({ owner, helper, bought, price, changed, passed, alone, extra }: HelpBought, worth: number): string {
  const said = `Who answers: ${helper} for ${owner} ${count(bought, "time")} at ${dollars(toNano(price))}`;
  const moved = changed === null ? "" : `, ${count(changed, "answer")} changed`;
  if (alone === null || extra === null) return `${said}${moved}; ${passed} passed.`;
  const net = Math.round(((passed - alone) * worth) / bought) - toNano(extra);
  const paid = `with ${dollars(toNano(extra))} more spent a time, at ${dollars(worth)} a right answer it ${net > 0 ? "brought" : "lost"} ${dollars(Math.abs(net))}`;
  return `${said}${moved}; ${passed} passed, ${alone} where ${owner} works alone: ${paid}.`;
}
