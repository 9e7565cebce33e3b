import { shuffled } from "../../util/random.ts";
import type { Family, TaskDraft } from "./family.ts";
import { between, grown, oneOf, some } from "./chance.ts";

interface Offer {
  readonly name: string;
  readonly price: number;
  readonly weeks: number;
  readonly load: number;
}
const names = ["Arvo", "Belmont", "Corvin", "Dunne", "Esker", "Farrow", "Galt", "Hollis", "Imber", "Jarrow"];
/** With more offers than these names: the same bidders' sites. */
const sites = ["North", "South", "East", "West", "Harbor", "Hill"];
const works = ["a footbridge", "a cooling plant", "a data hall", "a ferry landing", "a pump station", "a grain silo"];

/** Multi-part synthesis: a briefing on offers, graded by claims that follow from the numbers and can be checked in the text. */
export const briefing: Family = {
  name: "briefing",
  category: "synthesis",
  reach: 15,
  make(next, difficulty): TaskDraft {
    for (;;) {
      const made = briefed(next, difficulty);
      if (made) return made;
    }
  },
};

function briefed(next: () => number, difficulty: number): TaskDraft | undefined {
  const count = grown(difficulty, 4, 9, 4);
  const bidders = count <= names.length ? names : names.flatMap((name) => sites.map((site) => `${name} ${site}`));
  const offers = some(next, bidders, count).map((name) => ({
    name,
    price: between(next, 40, 160),
    weeks: between(next, 10, 60),
    load: between(next, 50, 120),
  }));
  const limits = { price: between(next, 90, 130), weeks: between(next, 30, 45), load: between(next, 65, 90) };
  const fits = (offer: Offer) => offer.price <= limits.price && offer.weeks <= limits.weeks && offer.load >= limits.load;
  const [best, second] = offers.filter(fits).toSorted((a, b) => a.price - b.price);
  const cheapest = offers.toSorted((a, b) => a.price - b.price)[0];
  if (!best || !second || !cheapest || best.price === second.price || fits(cheapest)) return undefined;
  if (offers.filter((offer) => offer.price === cheapest.price).length > 1) return undefined;
  return made(next, offers, { best, second, cheapest, limits });
}

interface Finding {
  readonly best: Offer;
  readonly second: Offer;
  readonly cheapest: Offer;
  readonly limits: { readonly price: number; readonly weeks: number; readonly load: number };
}

function made(next: () => number, offers: readonly Offer[], finding: Finding): TaskDraft {
  const work = oneOf(next, works);
  const claims = claimsOf(finding, offers.length);
  const criteria = criteriaOf(finding);
  const padding = [
    "Every project of this kind has its own challenges.",
    "All bidders have made a serious effort.",
    "Good cooperation between all parties will be decisive.",
    "The market has changed a lot in recent years.",
    "Quality should always come first.",
  ];
  const all = Object.values(claims);
  const prose = (which: number, skip = -1) =>
    all.flatMap((sentences, index) => (index === skip ? [] : [sentences[which] ?? ""])).join("\n\n");
  return {
    prompt: promptFor(work, shuffled(offers, next), finding.limits),
    grader: { kind: "rubric", pass: 0.7, criteria },
    right: [prose(0), prose(1), prose(0, all.length - 1)],
    wrong: [padding.join("\n\n"), prose(0, 0), `${all[0]?.[0]}\n\n${padding.join("\n\n")}`],
    parts: [
      { id: "award", brief: "Which offer should win, and by how much." },
      { id: "refusal", brief: "Why the cheapest offer of all cannot win." },
      { id: "risk", brief: "What slack the winner has in time and load, and who is next." },
    ],
    coupling: 0.4,
    recipe: { offers: offers.map((offer) => ({ ...offer })), limits: finding.limits },
    claims,
    padding,
  };
}

function broken({ cheapest, limits }: Finding): string {
  if (cheapest.weeks > limits.weeks) return `it needs ${cheapest.weeks} weeks and ${limits.weeks} are allowed`;
  return `it bears ${cheapest.load} tons and ${limits.load} are needed`;
}

function claimsOf(finding: Finding, count: number): { readonly [criterion: string]: readonly string[] } {
  const { best, second, cheapest, limits } = finding;
  const slack = limits.weeks - best.weeks;
  const saved = second.price - best.price;
  return {
    award: [
      `The contract should go to ${best.name} at ${best.price} thousand.`,
      `We recommend ${best.name}, whose price is ${best.price} thousand.`,
    ],
    refusal: [
      `${cheapest.name} is the cheapest but is out, because ${broken(finding)}.`,
      `The lowest price is that of ${cheapest.name}, yet ${broken(finding)}.`,
    ],
    runner: [`If ${best.name} falls through, ${second.name} comes next.`, `The second choice among the ${count} offers is ${second.name}.`],
    saving: [`The award saves ${saved} thousand against the next fitting offer.`, `The next fitting offer costs ${saved} thousand more.`],
    slack: [`The winner leaves ${slack} weeks before the limit.`, `There are ${slack} weeks to spare in the winner's schedule.`],
    load: [
      `The winner bears ${best.load - limits.load} tons more than is needed.`,
      `In load the winner has a reserve of ${best.load - limits.load} tons.`,
    ],
  };
}

function criteriaOf(finding: Finding) {
  const { best, second, cheapest, limits } = finding;
  const rows = [
    ["award", `Recommends ${best.name} (${best.price} thousand).`, 3, true],
    ["refusal", `Says that ${cheapest.name} is the cheapest and names a limit that it breaks (such as: ${broken(finding)}).`, 2, false],
    ["runner", `Names ${second.name} as the second choice.`, 1, false],
    ["saving", `States the difference to the second choice: ${second.price - best.price} thousand.`, 1, false],
    ["slack", `States the winner's slack in time: ${limits.weeks - best.weeks} weeks.`, 2, false],
    ["load", `States the winner's reserve in load: ${best.load - limits.load} tons.`, 1, false],
  ] as const;
  return rows.map(([id, statement, points, must]) => ({ id, statement, points, must }));
}

function promptFor(work: string, offers: readonly Offer[], limits: Finding["limits"]): string {
  const table = offers.map(({ name, price, weeks, load }) => `- ${name}: ${price} thousand, ${weeks} weeks, bears ${load} tons`);
  return [
    `A town has asked for offers to build ${work}. The price may be at most ${limits.price} thousand, the time at most ${limits.weeks} weeks, and it has to bear at least ${limits.load} tons. Among the offers within all limits the cheapest wins.`,
    table.join("\n"),
    "Write a briefing for the council in three parts: the award and what it saves against the next fitting offer; why the cheapest offer of all is or is not chosen, with the limit and the number; the winner's slack in time and its reserve in load, and who comes next if it falls through. At most 200 words.",
  ].join("\n\n");
}
