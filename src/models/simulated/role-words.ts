/** What of an ask may say something of roles. */
interface RoleSource {
  /** What its last message says outside of all fences, and the member's system text. */
  readonly last: string;
  readonly system: string;
  readonly blocks: readonly { readonly tag: string; readonly name: string; readonly role?: string }[];
  /** Records of earlier tasks. */
  readonly records: readonly string[];
}
/** What an ask says of roles. */
export interface RoleWords {
  /** The role that the ask, or else the member's system text, gives the member. */
  readonly role?: string;
  /** Whether it is its turn to speak as one, rather than to answer. */
  readonly speaks: boolean;
  /** Whether it is to name one itself. */
  readonly choosesRole: boolean;
  /** Roles that others have taken, announced or played before; the role that it has announced itself. */
  readonly takenRoles: ReadonlySet<string>;
  readonly ownRole?: string;
}

/** Reads what an ask says of roles; its last message goes before a system text. */
export function roleWords({ last, system, blocks, records }: RoleSource): RoleWords {
  const given = stated(last) ?? stated(system);
  const label = /\bYou are "([^"]+)"/.exec(last)?.[1];
  const announced = blocks.filter(({ role, tag }) => role !== undefined && role !== "" && tag === "note");
  const ownRole = announced.find(({ name }) => name === label)?.role;
  const others = announced.filter(({ name }) => name !== label);
  // Of two who announced the same, the first by label keeps it.
  const taken = others.filter(({ name, role }) => role !== ownRole || (label !== undefined && name < label)).map(({ role }) => role ?? "");
  const before = records.flatMap((body) => played(body, label));
  return {
    ...(given === undefined ? {} : { role: given }),
    speaks: /\bspeak now as\b/i.test(last),
    choosesRole: /\bname the role you take\b/.test(last),
    takenRoles: new Set([...taken, ...before]),
    ...(ownRole === undefined ? {} : { ownRole }),
  };
}

function stated(words: string): string | undefined {
  const quoted = /\b(?:[Ss]peak now as|[Aa]nswer as) "([^"]+)"/.exec(words)?.[1];
  const fixed = /\bYour role is fixed: ([^\n]{1,80}?)\. Repeat it\b/.exec(words)?.[1];
  return quoted ?? fixed ?? /\bYou are the ([A-Z][\w '-]{1,60})[:.,]/.exec(words)?.[1];
}

/** What each of the others played most, by a record of earlier tasks: "member A: solver (2 times), checker". */
function played(record: string, label: string | undefined): string[] {
  const lines = [...record.matchAll(/^([^:\n]+): ([^,(\n]+?)(?: \(\d+ times\))?(?:, .*)?$/gm)];
  return lines.flatMap(([, who, role]) => (who === label || role === undefined ? [] : [role.trim()]));
}
