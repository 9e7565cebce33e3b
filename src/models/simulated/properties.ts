import type { Json, JsonSchema } from "../../types.ts";
import { isRecord } from "./claims.ts";
import { codeOf } from "./codes.ts";
import { comparison } from "./comparisons.ts";
import { forecast, peerForecasts } from "./forecasts.ts";
import type { SimulatedCall } from "./latent-model.ts";
import { ledgerTasks } from "./ledger-tasks.ts";
import { worthOf } from "./perception.ts";
import { placeWords } from "./part-range.ts";
import { chosenMember, move, nextPart, plan } from "./plans.ts";
import { program } from "./programs.ts";
import { bestLooking, intendedRole, matter, namedRole } from "./roles.ts";
import { answer, partAnswer, type Piece } from "./solving.ts";
import { planScores, strategy } from "./strategies.ts";
import { opinion, preference, problems } from "./verdicts.ts";
import { type Workflow, workflow, workflowMembers } from "./workflows.ts";

/** What a property's writer knows: the moment, the property's schema, and the names beside it. */
export interface Slot {
  readonly moment: SimulatedCall;
  readonly schema: JsonSchema;
  readonly siblings: ReadonlySet<string>;
  /** Worked out once per reply, so that the properties of one object agree. */
  readonly once: <T extends Json | Piece>(name: string, make: () => T) => T;
}

/** The protocol's property names (docs/protocols.md), each with what a simulated member puts there. Undefined: the name says nothing here. */
export const writers: { readonly [name: string]: (slot: Slot) => Json | undefined } = {
  answer: (slot) => (["part", "decline"].includes(kindOf(slot) ?? "") ? "" : whole(slot).text),
  contribution: (slot) => (abstains(slot) ? "" : whole(slot).text),
  text: (slot) => whole(slot).text,
  p: (slot) => probability(slot),
  ask: ({ moment }) => forecast(moment).ask,
  tokens: ({ moment }) => forecast(moment).tokens,
  seconds: ({ moment }) => forecast(moment).seconds,
  schedule: ({ moment }) => schedule(moment),
  others: (slot) => others(slot),
  passed: (slot) => judged(slot).passed,
  score: (slot) => judged(slot).score,
  criteria: (slot) => judged(slot).criteria.map((criterion) => ({ ...criterion })),
  problems: ({ moment }) => problems(moment),
  consensus: (slot) => compared(slot, "consensus"),
  contradictions: (slot) => compared(slot, "contradictions"),
  partial: (slot) => compared(slot, "partial"),
  unique: (slot) => compared(slot, "unique"),
  blindSpots: (slot) => compared(slot, "blindSpots"),
  subtasks: (slot) => workflowOf(slot)?.subtasks,
  members: (slot) => membersOf(slot),
  access: (slot) => workflowOf(slot)?.access,
  winner: (slot) => winner(slot),
  ranking: (slot) => ranking(slot),
  member: ({ moment, schema }) => (Array.isArray(schema.enum) ? chosenMember(moment, schema.enum.filter(isText)) : undefined),
  parts: ({ moment, schema }) => plan(moment, numberOr(schema.minItems, 1), numberOr(schema.maxItems, 8)),
  plan: ({ moment, siblings }) => (siblings.has("p") ? strategy(moment) : undefined),
  scores: ({ moment }) => planScores(moment),
  tasks: ({ moment, schema }) => ledgerTasks(moment, numberOr(schema.maxItems, 8)),
  next: ({ moment }) => nextRole(moment),
  kind: (slot) => kindOf(slot),
  statement: ({ moment }) => `${placeWords(nextPart(moment).part)} of the task.`,
  remainder: ({ moment }) => remainder(moment),
  acceptance: () => "The result is stated in full and was checked once.",
  value: ({ moment }) => shareOfPart(moment),
  role: ({ moment }) => namedRole(moment),
  abstain: (slot) => abstains(slot),
  intention: ({ moment }) => `I will act as ${intendedRole(moment)}.`,
  entries: (slot) => entries(slot),
  help: () => "",
  done: ({ moment }) => moment.scene.candidates.length > 0 && opinion(moment).passed,
  personas: (slot) => personas(slot),
  branches: ({ moment }) => ways.slice(0, Math.max(1, moment.scene.voices)).map((way) => `${way}: followed to its end.`),
  lesson: ({ moment }) => lesson(moment),
  drafts: () => ["The result in short. | One step does not follow.", "The result with that step mended. | All are satisfied."],
  program: ({ moment }) => program(moment),
  why: (slot) => reason(slot),
};

function whole({ moment, once }: Slot): Piece {
  return once("answer", () => answer(moment));
}
function partPiece({ moment, once }: Slot): Piece {
  return once("part", () => partAnswer(moment, nextPart(moment).part));
}
function judged({ moment, siblings, schema }: Slot) {
  return opinion(moment, siblings.has("criteria") ? { ids: criterionIds(schema) } : undefined);
}

/** The workflow that the three lists make; elsewhere these names say nothing. */
function workflowOf({ moment, schema, siblings }: Slot): Workflow | undefined {
  const asked = ["subtasks", "members", "access"].every((name) => siblings.has(name));
  return asked ? workflow(moment, numberOr(schema.maxItems, 5)) : undefined;
}

function membersOf(slot: Slot): string[] | undefined {
  const made = workflowOf(slot);
  const items = isRecord(slot.schema.items) ? slot.schema.items : {};
  const names = Array.isArray(items.enum) ? items.enum.filter(isText) : [];
  return made === undefined || names.length === 0 ? undefined : workflowMembers(slot.moment, made, names);
}

/** One of the five lists of a comparison; elsewhere these names say nothing. */
function compared({ moment, siblings, once }: Slot, list: string): Json | undefined {
  if (!siblings.has("blindSpots") || !siblings.has("contradictions")) return undefined;
  return new Map(Object.entries(once("comparison", () => comparison(moment)))).get(list);
}

/** An answer that looks right goes to its check; without one there is work to do. */
function nextRole(moment: SimulatedCall): string {
  const shown = moment.scene.candidates.at(-1);
  return shown !== undefined && shown.rejected === undefined && opinion(moment).passed ? "verifier" : "worker";
}

function kindOf({ moment, schema, siblings, once }: Slot): string | undefined {
  if (!siblings.has("kind")) return undefined;
  const offered = once("kinds", () => (Array.isArray(schema.enum) ? schema.enum.filter(isText) : ["whole", "part", "decline"]));
  return once("kind", () => move(moment, offered.map(String)));
}

/** Chances of the members that the shape names. */
function others({ moment, schema }: Slot): Json | undefined {
  const items = isRecord(schema.items) && isRecord(schema.items.properties) ? schema.items.properties : {};
  const labels = isRecord(items.member) && Array.isArray(items.member.enum) ? items.member.enum.filter(isText) : [];
  return labels.length === 0 ? undefined : peerForecasts(moment, labels).map((one) => ({ ...one }));
}

/** Chances by budget, from half to four times the tokens that it states: they rise to the p that it states. */
function schedule(moment: SimulatedCall): Json {
  const { p, tokens } = forecast(moment);
  const points = [0.5, 1, 2, 4].map((share) => ({ tokens: Math.max(1, Math.round(share * tokens)), share: 1 - Math.exp(-1.5 * share) }));
  const most = points.at(-1)?.share ?? 1;
  return points.map(({ tokens, share }) => ({ tokens, p: Math.round((100 * p * share) / most) / 100 }));
}

/** Of what is to be done, all of whose parts are worth the same. */
function shareOfPart(moment: SimulatedCall): number {
  const { rest } = nextPart(moment);
  return rest === undefined ? 1 : Math.round(100 / (rest.to - rest.from + 2)) / 100;
}

/** Of a shown answer where the reply judges one, of its own where it writes or offers one. */
function probability(slot: Slot): number {
  const { moment, siblings } = slot;
  if (siblings.has("answer") || siblings.has("contribution")) {
    return forecast(moment, kindOf(slot) === "part" ? partPiece(slot).latent : whole(slot).latent).p;
  }
  const shown = moment.scene.candidates.at(-1);
  const judging = siblings.has("passed") || (!siblings.has("ask") && shown !== undefined && shown.rejected === undefined);
  return judging ? Math.round(opinion(moment).p * 100) / 100 : forecast(moment).p;
}

function abstains({ moment, once, siblings }: Slot): boolean {
  if (!siblings.has("abstain")) return false;
  return once("abstain", () => {
    const best = preference(moment)[0];
    // A work that looks finished is left alone more often than not; else hardly anyone stays out (8.6% and 0.8% published).
    return moment.chance.flip("abstain", best !== undefined && best.looks > 1 ? 0.5 : 0.03);
  });
}

function winner({ moment, schema, siblings }: Slot): string | undefined {
  const offered = Array.isArray(schema.enum) ? schema.enum.filter(isText) : [];
  const merged = siblings.has("answer") ? offered.find((label) => label === "merged") : undefined;
  if (merged !== undefined) return merged;
  const order = labelsBy(moment, offered);
  const [first, second] = preference(moment);
  const level = first !== undefined && second !== undefined && first.looks - second.looks < 0.05;
  return level && offered.includes("tie") ? "tie" : (order[0] ?? offered[0]);
}

function ranking({ moment, schema }: Slot): string[] {
  const items = isRecord(schema.items) ? schema.items : {};
  const offered = Array.isArray(items.enum) ? items.enum.filter(isText) : [];
  return labelsBy(moment, offered);
}

/** Offered labels, best candidate first; labels that name no candidate are matched by place. */
function labelsBy(moment: SimulatedCall, offered: readonly string[]): string[] {
  const { candidates } = moment.scene;
  const labels = offered.filter((label) => label !== "tie");
  const byPlace = candidates.map((candidate, place) =>
    labels.includes(candidate.label) ? candidate.label : (labels[place] ?? candidate.label),
  );
  const order = preference(moment).map(({ label }) => byPlace[candidates.findIndex((candidate) => candidate.label === label)] ?? label);
  const known = order.filter((label) => labels.length === 0 || labels.includes(label));
  return [...new Set([...known, ...labels])];
}

function entries(slot: Slot): Json {
  const { moment, schema } = slot;
  if (moment.scene.candidates.length > 1 && opinion(moment).passed) return [];
  const items = isRecord(schema.items) && isRecord(schema.items.properties) ? schema.items.properties : {};
  const kinds = isRecord(items.kind) && Array.isArray(items.kind.enum) ? items.kind.enum.filter(isText) : [];
  const kind = ["answer", "claim", "artefact"].find((wanted) => kinds.includes(wanted)) ?? kinds[0] ?? "claim";
  return [{ kind, text: whole(slot).text }];
}

/** Perspectives from the roster that the ask lists, else of the member's own. Where only names fit, names. */
function personas({ moment, schema }: Slot): Json {
  const items = isRecord(schema.items) ? schema.items : {};
  const names = Array.isArray(items.enum) ? items.enum.filter(isText) : undefined;
  const known = names?.map((name) => ({ name, view: "" })) ?? moment.scene.roster;
  const from = known.length > 0 ? known : ownViews;
  const count = Math.max(numberOr(schema.minItems, 1), Math.min(numberOr(schema.maxItems, moment.scene.choices), moment.scene.choices));
  const chosen = chosenPersonas(moment, from).slice(0, count);
  if (names !== undefined) return chosen.map(({ name }) => name);
  const seen = (view: string) => `${view} Seen from here, the result stands or falls with one step.`;
  if (items.type === "string") return chosen.map(({ name, view }) => `${name}: ${seen(view)}`);
  return chosen.map(({ name, view }) => ({ name, view: seen(view) }));
}
const ways = [
  "By cases",
  "Backward from the end",
  "By a count",
  "By a bound",
  "By exclusion",
  "By a smaller case",
  "By symmetry",
  "By a table",
];

/** By how well they seem to suit where that matters, else by lot; all that are listed, where none is to be chosen. */
function chosenPersonas(moment: SimulatedCall, from: readonly Perspective[]): Perspective[] {
  if (!matter(moment)) return from.toSorted((a, b) => moment.chance.unit(`persona:${a.name}`) - moment.chance.unit(`persona:${b.name}`));
  const order = bestLooking(
    moment,
    from.map(({ name }) => name),
  );
  return from.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}
type Perspective = SimulatedCall["scene"]["roster"][number];
const ownViews = [
  { name: "Builder", view: "Wants the shortest way to a result that works." },
  { name: "Skeptic", view: "Looks for the case in which the result is wrong." },
  { name: "Counter", view: "Checks each step and each count." },
  { name: "User", view: "Asks whether every demand of the task is met." },
  { name: "Historian", view: "Remembers how such work has failed before." },
];

/** What the shown answer taught: sound where it was right. To a member the code says nothing; only a try that reads it gains or loses. */
function lesson({ nature, scene }: SimulatedCall): string {
  const { truth, candidates } = scene;
  const sound = worthOf(nature.seed, scene, candidates.at(-1)?.text ?? "") >= 0.5;
  return `Lesson on ${truth.category}: check the step that decides before the result is written. [${codeOf(nature.seed, `lesson|${truth.key}`, sound)}]`;
}

function reason(slot: Slot): string {
  if (!slot.siblings.has("passed")) return "It looks the best to me for this task.";
  return judged(slot).passed ? "The result follows and nothing is missing." : "The result does not hold when checked.";
}

function remainder(moment: SimulatedCall): string {
  const { rest } = nextPart(moment);
  return rest === undefined ? "" : `${placeWords(rest)} of the task.`;
}

/** The ids that a `criteria` schema asks for, where it names them. */
export function criterionIds(schema: JsonSchema): string[] {
  const items = isRecord(schema.items) && isRecord(schema.items.properties) ? schema.items.properties : {};
  return isRecord(items.id) && Array.isArray(items.id.enum) ? items.id.enum.filter(isText) : [];
}
function isText(value: unknown): value is string {
  return typeof value === "string";
}
function numberOr(value: Json | undefined, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}
