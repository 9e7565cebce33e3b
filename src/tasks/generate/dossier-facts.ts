import { between, oneOf, some } from "./chance.ts";
import { dayOf, person } from "./dossier-text.ts";

const firms = [
  "Arvo & Sons",
  "Belmont Works",
  "Corvin Brothers",
  "Dunne Engineering",
  "Esker Company",
  "Farrow Limited",
  "Galt Partners",
  "Imber Foundry",
];

/** A field of a site: how it is asked for, how papers state it, and a value of its kind. */
interface Field {
  readonly name: string;
  readonly asked: (site: string) => string;
  readonly said: readonly ((site: string, value: string) => string)[];
  draw(next: () => number): string;
}
const fields: readonly Field[] = [
  {
    name: "price",
    asked: (site) => `the price of the ${site}, in crowns (digits only)`,
    said: [
      (site, value) => `The price of the ${site} was put at ${value} crowns.`,
      (site, value) => `For the ${site} a sum of ${value} crowns stands in the books.`,
      (site, value) => `It was settled that the ${site} costs ${value} crowns.`,
    ],
    draw: (next) => String(between(next, 1100, 9899) * 10),
  },
  {
    name: "builder",
    asked: (site) => `the firm that builds the ${site}`,
    said: [
      (site, value) => `The ${site} is being built by ${value}.`,
      (site, value) => `${value} will do the work on the ${site}.`,
      (site, value) => `The contract for the ${site} lies with ${value}.`,
    ],
    draw: (next) => oneOf(next, firms),
  },
  {
    name: "opening",
    asked: (site) => `the day on which the ${site} is to open (as in 4 May 2031)`,
    said: [
      (site, value) => `The ${site} is to open on ${value}.`,
      (site, value) => `${value} has been named as the opening day of the ${site}.`,
      (site, value) => `The doors of the ${site} open on ${value}.`,
    ],
    draw: (next) => dayOf(between(next, 700, 1300)),
  },
  {
    name: "warden",
    asked: (site) => `the person who answers for the ${site}`,
    said: [
      (site, value) => `${value} answers for the ${site}.`,
      (site, value) => `The person in charge of the ${site} is ${value}.`,
      (site, value) => `All questions on the ${site} go to ${value}.`,
    ],
    draw: person,
  },
  {
    name: "crew",
    asked: (site) => `the number of workers on the ${site} (digits only)`,
    said: [
      (site, value) => `The crew of the ${site} numbers ${value}.`,
      (site, value) => `${value} workers are on the list of the ${site}.`,
      (site, value) => `On the ${site} there are ${value} workers.`,
    ],
    draw: (next) => String(between(next, 101, 499)),
  },
];
/** Things that never happened, and that a question takes for granted. */
const premises = [
  (site: string) => `the person who signed the order to stop work on the ${site}`,
  (site: string) => `the day on which the license of the ${site} was revoked`,
  (site: string) => `the fine, in crowns, that was paid for the ${site}`,
];

/** How a fact stands in the papers, and so what makes it hard. */
export type Trap = "plain" | "superseded" | "contradicted" | "premise";
/** A sentence with the kind of paper that it stands in and its place in time, 0 to 1. */
interface Planted {
  readonly paper: "minutes" | "letter" | "register";
  readonly at: number;
  readonly text: string;
}
/** A question with its only right answer, what the papers tempt to say instead, and the sentences that they must hold. */
export interface PlantedFact {
  readonly trap: Trap;
  readonly asked: string;
  readonly answer: string;
  readonly refuted?: string;
  readonly sentences: readonly Planted[];
}

/** One fact of a site, in the way that the trap says. */
export function plantedFact(next: () => number, site: string, trap: Trap): PlantedFact {
  const field = oneOf(next, fields);
  const answer = field.draw(next);
  let other = field.draw(next);
  while (other === answer) other = field.draw(next);
  const say = (value: string) => oneOf(next, field.said)(site, value);
  // What changes stands in the first half of the time and, changed, in the second.
  const [early, late] = [next() * 0.45, 0.55 + next() * 0.45];
  const asked = field.asked(site);
  if (trap === "premise") return falsePremise(next, site, { paper: "letter", at: early, text: say(answer) });
  if (trap === "superseded") {
    const changed = oneOf(next, [
      "This has changed since: ",
      "Correction to what was written before. ",
      "The earlier decision is withdrawn. ",
    ]);
    const before: Planted = { paper: "minutes", at: early, text: say(other) };
    return { trap, asked, answer, refuted: other, sentences: [before, { paper: "minutes", at: late, text: `${changed}${say(answer)}` }] };
  }
  if (trap === "contradicted") {
    // The register holds, whichever paper is the later one.
    const [a = early, b = late] = some(next, [early, late], 2);
    const register: Planted = { paper: "register", at: a, text: say(answer) };
    return { trap, asked, answer, refuted: other, sentences: [register, { paper: "letter", at: b, text: say(other) }] };
  }
  const paper = oneOf(next, ["minutes", "letter", "register"] as const);
  return { trap, asked, answer, sentences: [{ paper, at: next(), text: say(answer) }] };
}

/** A question about what never happened, beside the paper that says so and one that speaks of the site otherwise. */
function falsePremise(next: () => number, site: string, beside: Planted): PlantedFact {
  const text = `It was asked whether anything stands against the ${site}. Nothing does: no order to stop, no fine, and its license is in force.`;
  const denial: Planted = { paper: "minutes", at: next(), text };
  return { trap: "premise", asked: oneOf(next, premises)(site), answer: "none", sentences: [denial, beside] };
}
