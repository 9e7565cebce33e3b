import type { Purpose, Thinking } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { defined } from "../util/defined.ts";
import { own } from "../util/own.ts";
import type { KnownThinking } from "./known-thinking.ts";
import type { MemberSettings } from "./member-settings.ts";

/** From the least to the most. */
const order = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];

/** What a purpose goes by where nothing is said of it: another draw of a task thinks as the first did. */
const like: Partial<Record<Purpose, Purpose>> = { retry: "attempt", shadow: "attempt", grade: "verdict" };

interface Told {
  readonly model: string;
  readonly settings: Pick<MemberSettings, "effort" | "maxThinking">;
  readonly known: KnownThinking | undefined;
  /** Whether fields of the body tell it already: then nothing is told beside them that the member does not say. */
  readonly elsewhere: boolean;
}

/**
 * What a member's model is told of thinking, by purpose: what its settings say of the purpose, else its own. Of a model that is known,
 * bids and routes are low (or the member's own, where that is less), verdicts and grades high (or its own, where that is more).
 * Throws a UserError for what the model cannot be told.
 */
export function memberThinking(told: Told): (purpose: Purpose) => Thinking {
  check(told);
  return (purpose) => {
    const effort = effortOf(told, purpose);
    const maxThinking = effort === "none" ? undefined : hiddenOf(told, purpose, effort);
    return defined({ effort, maxThinking });
  };
}

function effortOf({ settings, known, elsewhere }: Told, purpose: Purpose): string | undefined {
  const { effort } = settings;
  const stated = typeof effort === "object" ? effort : { default: effort };
  const said = own(stated, purpose) ?? own(stated, like[purpose] ?? purpose);
  if (said !== undefined) return said;
  const usual = stated.default;
  if (known === undefined || elsewhere) return usual;
  if (purpose === "bid" || purpose === "route") return within(known, usual, "low", (own, set) => own < set);
  if (purpose === "verdict" || purpose === "grade") return within(known, usual, "high", (own, set) => own > set);
  return usual;
}

/** The set effort where the model has it, unless the member's own goes further in this direction. */
function within(
  { efforts }: KnownThinking,
  usual: string | undefined,
  set: string,
  further: (own: number, set: number) => boolean,
): string | undefined {
  if (!efforts.includes(set)) return usual;
  return usual !== undefined && further(order.indexOf(usual), order.indexOf(set)) ? usual : set;
}

/** Hidden tokens at most: as stated, and of a model that is told tokens no more than its effort has. */
function hiddenOf({ settings, known }: Told, purpose: Purpose, effort: string | undefined): number | undefined {
  const { maxThinking } = settings;
  const stated = typeof maxThinking === "object" ? maxThinking : { default: maxThinking };
  const most = own(stated, purpose) ?? own(stated, like[purpose] ?? purpose) ?? stated.default;
  const budget = effort === undefined || known?.budgets === undefined ? undefined : own(known.budgets, effort);
  if (most === undefined || budget === undefined) return most ?? budget;
  return Math.min(most, budget);
}

function check({ model, settings, known }: Told): void {
  if (known === undefined) return;
  const { least = 1, most = Number.POSITIVE_INFINITY, date, page, efforts } = known;
  for (const [where, effort] of placesOf("effort", settings.effort)) {
    if (efforts.includes(String(effort))) continue;
    throw new UserError(`"${model}": ${where} is ${effort}; it has ${efforts.join(", ")} (as of ${date}, ${page}). Take one of these.`);
  }
  for (const [where, tokens] of placesOf("maxThinking", settings.maxThinking)) {
    if (Number(tokens) >= least && Number(tokens) <= most) continue;
    const bound = Number(tokens) < least ? `at least ${least}` : `at most ${most}`;
    const none = Number(tokens) < least && efforts.includes("none") ? " For no thinking at all set settings.effort: none." : "";
    throw new UserError(`"${model}": ${where} is ${tokens}; the model takes ${bound} hidden tokens (as of ${date}, ${page}).${none}`);
  }
}

/** Each place of a setting that is one value or a map by purpose. */
function placesOf(name: string, value: unknown): (readonly [where: string, value: string | number])[] {
  if (typeof value !== "object" || value === null) return value === undefined ? [] : [[`settings.${name}`, value as string | number]];
  return Object.entries(value as Readonly<Record<string, string | number>>).map(([of, one]) => [`settings.${name}.${of}`, one] as const);
}
