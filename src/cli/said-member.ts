import type { Experiment } from "../lab/index.ts";
import { memberWords } from "./member-words.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What belongs to a member's provider, and goes to no other: its key above all. */
const ofProvider = new Set(["apiKeyEnv", "sendKeyTo", "baseUrl", "settings", "price", "cache"]);

/**
 * A member of the command line; where the experiment has one of the name, that one with what is said changed. What belongs to its
 * provider goes when the provider does.
 */
export function saidMember(text: string, members: Experiment["members"]): Fields {
  const said = memberWords(text);
  const { embedded: _embedded, firm: _firm, ...known }: Fields = { ...members.find(({ name }) => name === said["name"]) };
  const stays = providerOf(known["model"]) === providerOf(said["model"]);
  const kept = Object.entries(known).filter(([field]) => stays || !ofProvider.has(field));
  return { ...Object.fromEntries(kept), ...said };
}

function providerOf(model: unknown): string {
  return typeof model === "string" ? (model.split("/")[0] ?? "") : "";
}
