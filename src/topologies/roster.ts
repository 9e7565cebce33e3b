import { z } from "zod";
import decisions from "./rosters/decisions.json" with { type: "json" };
import general from "./rosters/general.json" with { type: "json" };
import software from "./rosters/software.json" with { type: "json" };

/** A perspective: its name, and how it looks at a task, in one sentence. */
export const persona = z.strictObject({ name: z.string().min(1).max(80), view: z.string().min(1).max(600) });
export type Persona = z.output<typeof persona>;

const bundled = { general: general.personas, software: software.personas, decisions: decisions.personas };

/** A bundled roster by name, or one's own: the `personas` list of a roster file. */
export const roster = z.union([z.enum(["general", "software", "decisions"]), z.array(persona).min(1).max(64)]);

/** The perspectives of a roster, in its order. */
export function personasOf(wanted: z.output<typeof roster>): readonly Persona[] {
  return typeof wanted === "string" ? bundled[wanted] : wanted;
}

/** A roster as members and operators read it: one line per perspective. */
export function rosterLines(personas: readonly Persona[]): string {
  return personas.map(({ name, view }) => `- ${name}: ${view}`).join("\n");
}
