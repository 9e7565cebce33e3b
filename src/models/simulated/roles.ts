import type { SimulatedCall } from "./latent-model.ts";
import { normalCdf } from "./normal-law.ts";
import { roleSuits } from "./role-effect.ts";
import { skillOf } from "./skill-of.ts";

/** The roles that a member thinks of by itself. */
const ownRoles = ["solver", "checker", "skeptic", "editor", "planner", "domain expert"];

/** The role in which this try is made: the one that the ask states, else the one that the member takes; undefined where roles are no matter. */
export function roleNow(moment: SimulatedCall): string | undefined {
  const { role, choosesRole } = moment.scene;
  return role ?? (choosesRole && matter(moment) ? chosenRole(moment) : undefined);
}

/** The role that a member names: the one it is told to have, else one of its own choice. */
export function namedRole(moment: SimulatedCall): string {
  if (moment.scene.role !== undefined) return moment.scene.role;
  return matter(moment) ? chosenRole(moment) : (ownRoles[moment.scene.candidates.length % ownRoles.length] ?? "");
}

/** The role that a member means to take before anybody works. */
export function intendedRole(moment: SimulatedCall): string {
  return matter(moment) ? chosenRole(moment) : (ownRoles[Math.floor(moment.chance.unit("role") * ownRoles.length)] ?? "");
}

/** The role of each try of one reply in which several perspectives speak: the chosen ones, or the first of the roster. */
export function voiceRoles(moment: SimulatedCall): (string | undefined)[] {
  const { roster, voices, instruction } = moment.scene;
  const names = roster.map(({ name }) => name);
  const held = /\bChoose from the roster\b/.test(instruction) && matter(moment) ? bestLooking(moment, names) : names;
  return Array.from({ length: voices }, (_, voice) => held[voice]);
}

/** Roles from the one that seems to suit the task best. A member sees how well one suits with correlation `insight` x Phi(its skill). */
export function bestLooking(moment: SimulatedCall, names: readonly string[]): string[] {
  const { nature, profile, scene, chance } = moment;
  const { truth } = scene;
  const sight = nature.settings.roles.insight * normalCdf(skillOf(profile, truth.category));
  const blind = Math.sqrt(1 - sight * sight);
  const seems = new Map(
    names.map((name) => [name, sight * roleSuits(nature.seed, name, truth.category) + blind * chance.gaussian(`role:${name}`)]),
  );
  return names.toSorted((a, b) => (seems.get(b) ?? 0) - (seems.get(a) ?? 0));
}

/** What choosing a role, or holding several in one reply, costs a member whose skill is short of what makes it easy. */
export function roleLoad({ nature, profile, scene }: SimulatedCall): number {
  const { load, ease } = nature.settings.roles;
  const burdened = scene.voices > 1 || (scene.choosesRole && scene.role === undefined);
  return burdened ? load * Math.max(0, ease - skillOf(profile, scene.truth.category)) : 0;
}

/** Nobody takes a role that another has, as long as there is one left. */
function chosenRole(moment: SimulatedCall): string {
  const { takenRoles, ownRole } = moment.scene;
  if (ownRole !== undefined && !takenRoles.has(ownRole)) return ownRole;
  const free = ownRoles.filter((role) => !takenRoles.has(role));
  return bestLooking(moment, free.length === 0 ? ownRoles : free)[0] ?? "";
}

/** Whether roles are more than words here. */
export function matter({ nature }: SimulatedCall): boolean {
  const { fit, view, load } = nature.settings.roles;
  return fit !== 0 || view !== 0 || load !== 0;
}
