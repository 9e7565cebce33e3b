import { z } from "zod";
import type { Desk, JsonSchema, Member, Result } from "../types.ts";
import { block, clip, nameOf, objectOf, shapedAsk, shapeOf } from "./asks.ts";
import type { Assignment } from "./attempt.ts";
import { byLot } from "./persona-record.ts";
import { type Persona, personasOf, type roster, rosterLines } from "./roster.ts";
import { noteFailure } from "./team.ts";

/** `none` takes the roster's first, `random` some by lot; `auto` lets the member choose for the task; `ask` puts its choice to the operator. */
export const curation = z.enum(["none", "random", "auto", "ask"]);

/** Everybody but the operator. */
export function workersAt({ members }: Desk): readonly Member[] {
  return members.filter(({ name }) => name !== operatorSeat);
}

export interface Casting {
  readonly roster: z.output<typeof roster>;
  readonly curation: z.output<typeof curation>;
  readonly size: number;
}

/** The seat that is asked when `curation` is `ask`: a person's, or whatever stands in for one. It never works on the task. */
export const operatorSeat = "operator";

const personasReply = z.object({ why: z.string(), personas: z.array(z.object({ name: z.string(), view: z.string() })).min(1) });
const decisionReply = z.object({ why: z.string(), personas: z.array(z.string()), kind: z.enum(["accept", "change", "reject"]) });

/**
 * The perspectives for a task, at most `size`; empty when the operator rejects all. Who chose, and what the operator did with
 * the proposal, is noted. Without an operator's seat, or with one that fails, the proposal stands and a fallback is noted.
 */
export async function cast(assignment: Assignment, member: string, casting: Casting): Promise<readonly Persona[]> {
  const { desk } = assignment;
  const whole = personasOf(casting.roster);
  if (casting.curation === "random") return recorded(desk, "lot", "random", byLot(desk, whole).slice(0, casting.size));
  if (casting.curation === "none") return recorded(desk, "roster", "none", whole.slice(0, casting.size));
  const proposed = await propose(assignment, member, whole, casting.size);
  if (!proposed.ok) {
    desk.note({ type: "fallback", from: "curation", to: "roster", why: clip(proposed.failure.message, 300) });
    return recorded(desk, "roster", "failed", whole.slice(0, casting.size));
  }
  if (casting.curation === "auto") return recorded(desk, member, "auto", proposed.personas);
  return consult(assignment, member, proposed.personas, casting);
}

type ProposalResult = Result<{ personas: readonly Persona[] }>;

async function propose({ task, desk }: Assignment, member: string, whole: readonly Persona[], size: number): Promise<ProposalResult> {
  const shared = [block("note", rosterLines(whole), { by: "roster" })];
  const instruction = `Choose from the roster above up to ${size} perspectives that would see different things in this task; where none fits, name one of your own. Give each "name" and, in "view", how it should look at this task. In "why" say what the choice rests on. Do not solve the task yet.`;
  const ask = shapedAsk(task, desk.terms, { purpose: "plan", shared, instruction, shape: shapeOf(personasReply) });
  const object = noteFailure(desk, member, objectOf(await desk.ask(member, ask), personasReply));
  return object.ok ? { ok: true, personas: fitted(object.value.personas).slice(0, size) } : object;
}

/** Personas as a member named them: short names, clipped views, no name twice. */
export function fitted(named: readonly Persona[]): Persona[] {
  const byName = new Map(named.map(({ name, view }) => [nameOf(name), clip(view.trim(), 600)]));
  return [...byName].flatMap(([name, view]) => (name === "" ? [] : [{ name, view }]));
}

async function consult(
  { task, desk }: Assignment,
  member: string,
  proposed: readonly Persona[],
  { roster, size }: Casting,
): Promise<readonly Persona[]> {
  const whole = personasOf(roster);
  const known = new Map([...whole, ...proposed].map((persona) => [persona.name, persona]));
  const shared = [block("note", rosterLines(proposed), { by: "proposal" }), block("note", rosterLines(whole), { by: "roster" })];
  const instruction = `The first list above is the proposed set of perspectives for this task, the second the whole roster. Accept the proposal, change it, or reject it ("kind"); "personas" lists the names to use.`;
  const shape = decisionShape(
    [...known.keys()],
    proposed.map(({ name }) => name),
  );
  const ask = shapedAsk(task, desk.terms, { purpose: "plan", shared, instruction, shape });
  const object = objectOf(await desk.ask(operatorSeat, ask), decisionReply);
  if (!object.ok) {
    desk.note({ type: "fallback", from: "ask", to: "auto", why: clip(object.failure.message, 300) });
    return recorded(desk, member, "unattended", proposed);
  }
  const { kind, personas } = object.value;
  if (kind === "accept") return recorded(desk, operatorSeat, kind, proposed);
  if (kind === "reject") return recorded(desk, operatorSeat, kind, []);
  const chosen = [...new Set(personas)].flatMap((name) => known.get(name) ?? []).slice(0, size);
  return recorded(desk, operatorSeat, kind, chosen);
}

/** The names that may be chosen, with the proposal as the default, so that a terminal can show both. */
function decisionShape(known: string[], proposed: string[]): JsonSchema {
  const shape = shapeOf(decisionReply.extend({ personas: z.array(z.enum(known)) }));
  const properties = shape.properties as { readonly [name: string]: JsonSchema };
  return { ...shape, properties: { ...properties, personas: { ...properties.personas, default: proposed } } };
}

/** Takes note of who chose which perspectives. */
export function recorded(desk: Desk, by: string, decision: string, personas: readonly Persona[]): readonly Persona[] {
  desk.note({ type: "own", name: "curation", value: { by, decision, personas: personas.map(({ name }) => name) } });
  return personas;
}
