import { between, oneOf } from "./chance.ts";

const first = [
  "Ada",
  "Bruno",
  "Carla",
  "Denis",
  "Edda",
  "Finn",
  "Greta",
  "Hugo",
  "Iris",
  "Jonas",
  "Klara",
  "Leo",
  "Mira",
  "Nils",
  "Olga",
  "Paul",
  "Rosa",
  "Sven",
  "Tilda",
  "Uwe",
];
const last = [
  "Abel",
  "Brandt",
  "Corvin",
  "Dahl",
  "Engel",
  "Falk",
  "Gruber",
  "Hollis",
  "Imhof",
  "Jarrow",
  "Keller",
  "Lindt",
  "Moser",
  "Nord",
  "Ostrow",
  "Pohl",
  "Quist",
  "Ritter",
  "Sander",
  "Thorn",
];
const works = [
  "footbridge",
  "pumping station",
  "grain silo",
  "ferry landing",
  "cooling plant",
  "tram depot",
  "signal tower",
  "boiler house",
  "market hall",
  "weir",
  "lock gate",
  "reading room",
];
const towns = [
  "Norrby",
  "Sudhafen",
  "Westend",
  "Ostmark",
  "Altdorf",
  "Birkau",
  "Celin",
  "Dorn",
  "Elmau",
  "Fahren",
  "Gerau",
  "Hagen",
  "Illing",
  "Jever",
  "Kappel",
  "Lauen",
  "Mehring",
  "Nieder",
  "Ober",
  "Prien",
  "Quell",
  "Rosen",
  "Sielow",
  "Tarn",
];
const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** A name of a person, of thousands. */
export function person(next: () => number): string {
  return `${oneOf(next, first)} ${oneOf(next, last)}`;
}

/** Works to be built, each with a name of its own. */
export function siteName(index: number): string {
  const round = Math.floor(index / (towns.length * works.length));
  const name = `${towns[index % towns.length]} ${works[(index + Math.floor(index / towns.length)) % works.length]}`;
  return round === 0 ? name : `${name} ${round + 1}`;
}

/** The day with this number, 1 being the first of January 2031; months have 28 days here, so that no date is doubtful. */
export function dayOf(day: number): string {
  const month = Math.floor((day - 1) / 28);
  return `${((day - 1) % 28) + 1} ${months[month % 12]} ${2031 + Math.floor(month / 12)}`;
}

type Sentence = (next: () => number, site: string) => string;
const hundred = (next: () => number) => between(next, 2, 98);
/** Sentences that state nothing that is asked for: what such papers are full of. */
const idle: readonly Sentence[] = [
  (next, site) =>
    `${person(next)} visited the ${site} on a wet morning and found ${between(next, 3, 40)} people at work, most of them on the drainage.`,
  (next, site) =>
    `The neighbors of the ${site} have sent ${between(next, 2, 19)} letters about noise; ${person(next)} has answered all but ${oneOf(next, ["one", "two", "three"])}.`,
  (next) => `A delivery of ${hundred(next)} sacks of lime came without papers and was sent back by ${person(next)}.`,
  (_, site) => `For the ${site} a second access road was discussed and put off until the ground has dried.`,
  (next) => `${person(next)} asked whether the canteen might open half an hour earlier; nobody objected.`,
  (next, site) =>
    `The survey of the ${site} shows clay down to ${between(next, 2, 9)} meters, then gravel, which is what the older maps say too.`,
  (next) =>
    `The crane was idle for ${between(next, 2, 9)} hours because its certificate lay in another office, a thing that ${person(next)} wants never to see again.`,
  (_, site) => `At the ${site} the night watch has been given a stove and a dog, in that order.`,
  (next) =>
    `${person(next)} reported that ${hundred(next)} of the bolts in the last crate were of the wrong thread and had them counted once more.`,
  (_, site) => `A school class drew the ${site}; three of the drawings hang in the corridor.`,
  (next) => `The typewriter ribbon ran out in the middle of the minutes, for which ${person(next)} apologizes.`,
  (next, site) =>
    `Between the ${site} and the road lies a strip of land whose owner, ${person(next)}, would sell it for a fair price and a bench with a view.`,
  (next) => `Frost was measured on ${between(next, 3, 25)} nights, which is about what the almanac has for this valley.`,
  (next, site) => `The foreman of the ${site} keeps a list of tools that were lent and did not come back; it has ${hundred(next)} lines.`,
  (next) => `It was remarked that the minutes of the last meeting were too long, and ${person(next)} promised shorter ones.`,
  (next, site) => `A fox has been seen at the ${site} ${between(next, 2, 9)} times. No action.`,
];

/** A paragraph of so many sentences on a site that nobody will ask about. */
export function idleParagraph(next: () => number, site: string, sentences: number): string {
  return Array.from({ length: sentences }, () => oneOf(next, idle)(next, site)).join(" ");
}
