import type { Experiment } from "../lab/index.ts";
import { saidMember } from "./said-member.ts";

type Members = readonly (Experiment["members"][number] | Readonly<Record<string, unknown>>)[];

/**
 * The members of an experiment with those of the command line: where the experiment has each of the names, these are changed and the
 * others stay as they are; where one name is new, the members that are said take the place of all.
 */
export function saidMembers(texts: readonly string[], members: Experiment["members"]): { members: Members; replaced: boolean } {
  const said = texts.map((text) => saidMember(text, members));
  const names = new Set(said.map(({ name }) => name));
  const known = names.size === said.length && [...names].every((name) => members.some((member) => member.name === name));
  if (!known) return { members: said, replaced: true };
  return { members: members.map((member) => said.find(({ name }) => name === member.name) ?? member), replaced: false };
}
