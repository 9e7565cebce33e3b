import { z } from "zod";
import type { Purpose, Terms, Topology } from "../types.ts";
import { issueFaults } from "../util/issue-words.ts";
import { PartError } from "../util/part-error.ts";
import { madeFrom } from "../util/source-of.ts";
import { defined } from "../util/defined.ts";

/** A topology that tells what its options make of its members. */
export interface CrewedTopology extends Topology {
  /** The options that it was made with, defaults filled in; none of a function. */
  settings?: unknown;
  /** What it does with these options, in one line of everyday words; its kind's line holds where it does not say. */
  gist?: string;
  /** Who of these members it can ask at all where `closer` closes; all of them where it does not say. */
  asks?(members: readonly string[], closer: string): readonly string[];
  /** In words, which of these members no failed check leads to under these terms, with or without a verifier. */
  unreached?(members: readonly string[], terms: Terms, verified: boolean): readonly string[];
  /** True where it goes by what a right answer is worth, and its options leave that to the task. */
  weighsWorth?: boolean;
}

/** Calls to members for one task, the verifier's excluded. */
export interface CallRange {
  readonly least: number;
  readonly most: number;
}

/** What a kind of topology says of itself. `calls` and `make` see options that fit the schema, defaults filled in. */
export interface KindDefinition<S extends z.ZodType> {
  readonly name: string;
  /** One line in everyday words, for a reader who does not know the name. */
  readonly gist: string;
  /** The same of these options, where that line does not hold for all. */
  gistOf?(options: z.output<S>): string;
  /** One paragraph: how many calls, who sees what, and whose mechanism it is. */
  readonly description: string;
  /** A strict object of at most five fields, beside named parts of at most five. */
  readonly options: S;
  /** The options, by name and at whatever depth, that hold names of members: who is not there is told before anything is spent, and left out where a member is. */
  readonly memberOptions?: readonly string[];
  /** Options that it is tried with, where it has some that must be given; the members of the cases are m0, m1, m2 and so on, m0 in all that have any. */
  readonly example?: z.input<S>;
  /** The call count in words of n (members), attempts and the options. */
  readonly formula: string;
  readonly sees: string;
  /** Axes that it cannot use. */
  readonly ignores: readonly (keyof Terms)[];
  /** True where all its asks that show a task lay the task's `dialogue` before it, so that it answers a task of several turns turn by turn. */
  readonly turns?: true;
  /** True where it has a use for more attempts without a verifier, since it compares their answers. */
  readonly compares?: true;
  /** For dialogues, which failure detectors watch: the purposes under which members speak short of a whole answer. */
  readonly talk?: readonly Purpose[];
  calls(members: number, terms: Terms, options: z.output<S>): CallRange;
  /** Who of these members it can ask at all where `closer` closes; left out where that may be any of them. */
  asks?(members: readonly string[], options: z.output<S>, closer: string): readonly string[];
  /** What to say where the terms keep it from members that the options name. */
  unreached?(
    crew: { readonly members: readonly string[]; readonly terms: Terms; readonly verified: boolean },
    options: z.output<S>,
  ): readonly string[];
  /** Whether it goes by what a right answer is worth, and these options leave that to the task; left out where it never does. */
  weighsWorth?(options: z.output<S>): boolean;
  make(options: z.output<S>): Topology;
}

/** A kind of topology behind one face: options come as unknown and are checked. Contract: only `UserError` is thrown. */
export interface TopologyKind {
  readonly name: string;
  readonly gist: string;
  readonly description: string;
  readonly options: z.ZodType;
  readonly memberOptions?: readonly string[];
  readonly example?: unknown;
  readonly formula: string;
  readonly sees: string;
  readonly ignores: readonly (keyof Terms)[];
  /** True where all its asks that show a task lay the task's `dialogue` before it, so that it answers a task of several turns turn by turn. */
  readonly turns?: true;
  readonly compares?: true;
  /** For dialogues, which failure detectors watch: the purposes under which members speak short of a whole answer. */
  readonly talk?: readonly Purpose[];
  calls(members: number, terms: Terms, options?: unknown): CallRange;
  make(options?: unknown): CrewedTopology;
}

const terms = [
  "attempts",
  "feedback",
  "outputCap",
  "temperature",
  "visibility",
  "warmFirst",
  "selfJudging",
  "closer",
  "showNames",
  "capacity",
  "turns",
];
const entry = ["use", "name", "choose", "terms", "verifier", "members"];

/** Where a field belongs that stands among the options of a topology and is its own, or one of its terms. */
function besideOptions(path: readonly PropertyKey[], field: string): string | undefined {
  if (path.length > 0) return undefined;
  if (entry.includes(field)) return 'it belongs beside "options"';
  return terms.includes(field) ? 'it belongs under "terms", beside "options"' : undefined;
}

/** Closes a definition over its options schema. Contract: options that do not fit throw a `UserError` that names the field. */
export function defineKind<const N extends string, S extends z.ZodType>(
  definition: KindDefinition<S> & { readonly name: N },
): TopologyKind & { readonly name: N; readonly options: S } {
  const checked = (options: unknown): z.output<S> => {
    const parsed = definition.options.safeParse(options ?? {});
    if (parsed.success) return parsed.data;
    throw new PartError(
      issueFaults(parsed.error, definition.options, besideOptions),
      `The options of topology "${definition.name}" do not fit:`,
    );
  };
  const kind = {
    name: definition.name,
    gist: definition.gist,
    description: definition.description,
    options: definition.options,
    formula: definition.formula,
    sees: definition.sees,
    ignores: definition.ignores,
    ...defined({
      talk: definition.talk,
      turns: definition.turns,
      compares: definition.compares,
      memberOptions: definition.memberOptions,
      example: definition.example,
    }),
    calls: (members: number, terms: Terms, options?: unknown) => definition.calls(members, terms, checked(options)),
    make: (options?: unknown) => made(definition, checked(options)),
  };
  return madeFrom(kind, definition);
}

/** A topology that knows whom its options let it ask. */
function made<S extends z.ZodType>(definition: KindDefinition<S>, options: z.output<S>): CrewedTopology {
  const topology: CrewedTopology = definition.make(options);
  topology.settings = options;
  if (definition.gistOf !== undefined) topology.gist = definition.gistOf(options);
  if (definition.asks !== undefined) topology.asks = (members, closer) => definition.asks?.(members, options, closer) ?? members;
  if (definition.unreached !== undefined)
    topology.unreached = (members, terms, verified) => definition.unreached?.({ members, terms, verified }, options) ?? [];
  if (definition.weighsWorth?.(options) === true) topology.weighsWorth = true;
  return topology;
}
