import { variablesIn } from "./fill-in.ts";
import type { Kind } from "./kinds.ts";
import type { MemberSettings } from "./member-settings.ts";

/** A variable that something of every request is filled from, and where it stands in it. */
export interface FilledPlace {
  readonly variable: string;
  /** The name of the header or of the parameter. */
  readonly name: string;
  /** The same for people: `the header "x-lab"`. */
  readonly words: string;
}

/** Whatever a member's settings fill from the environment, in the order in which it is sent. */
export function filledPlaces(settings: MemberSettings, kind: Pick<Kind, "takes">): FilledPlace[] {
  const ids = kind.takes.includes("organization")
    ? { "openai-organization": settings.organization ?? "", "openai-project": settings.project ?? "" }
    : {};
  const within = (what: string, texts: Readonly<Record<string, unknown>>): FilledPlace[] =>
    Object.entries(texts).flatMap(([name, text]) =>
      variablesIn(String(text)).map((variable) => ({ variable, name, words: `the ${what} ${JSON.stringify(name.slice(0, 60))}` })),
    );
  return [...within("header", { ...ids, ...settings.headers }), ...within("parameter", settings.query ?? {})];
}
