import type { z } from "zod";
import type { JudgeFunction, JudgeKind, KnownJudgeKind } from "../../judges/index.ts";
import type { MemberFunction } from "../../models/function-model.ts";
import type { ProviderKind } from "../../models/index.ts";
import type { Family, suiteSchema } from "../../tasks/index.ts";
import type { KnownTopologyKind, TopologyFunction, TopologyKind } from "../../topologies/index.ts";
import type { ExperimentInput, MemberEntry, TopologyEntry } from "./experiment.ts";
import type { Plugin } from "./plugin.ts";

/** Plugins: packages by name, files by path, or the objects themselves. */
export type Plugins = readonly (string | Plugin)[] | undefined;

/** The kind of a topology with the options of that kind, for one field each: an editor completes both, and marks what does not fit. */
type WithOptions<Field extends string> = {
  [Kind in KnownTopologyKind as Kind["name"]]: { readonly [F in Field]: Kind["name"] } & {
    readonly options?: z.input<Kind["options"]> | undefined;
  };
}[KnownTopologyKind["name"]];

/** A kind of topology that stands here as an object; its options are checked when the file is loaded. */
type OwnKind<Field extends string> = { readonly [F in Field]: TopologyKind } & {
  readonly options?: { readonly [name: string]: unknown } | undefined;
};

/** A function or a text where an object with this field may stand too: a compiler then looks into the object, and marks the line that is wrong in it. */
type Without<T, Field extends string> = T & { readonly [F in Field]?: undefined };

/** A judge by its kind, with the settings of that kind; beside plugins the kind may be one of theirs, and what it does not know is told when the file is loaded. */
export type JudgeInput<Brought extends Plugins = undefined> = z.input<KnownJudgeKind["options"]> | OwnJudge | PluginJudge<Brought>;
/** A kind of judge that stands here as an object. */
type OwnJudge = { readonly kind: JudgeKind } & { readonly [setting: string]: unknown };

/** A judge that a plugin brings, by its name. */
type PluginJudge<Brought extends Plugins> = [Brought] extends [undefined]
  ? never
  : { readonly kind: string } & { readonly [setting: string]: unknown };

type TaskFields = z.input<typeof suiteSchema>["tasks"][number];

/** A task that stands in the configuration; its grader may be a function, and where it has none `exact` compares with its answer. */
export type TaskInput<Brought extends Plugins = undefined> = Omit<TaskFields, "grader" | "answer" | "turns"> &
  (
    | { readonly grader: GraderInput<Brought>; readonly answer?: TaskFields["answer"]; readonly turns?: readonly TurnInput<Brought>[] }
    | { readonly grader?: undefined; readonly answer: NonNullable<TaskFields["answer"]>; readonly turns?: readonly TurnInput<Brought>[] }
    | { readonly grader?: undefined; readonly answer?: undefined; readonly turns: readonly TurnInput<Brought>[] }
  );
type GraderInput<Brought extends Plugins> = JudgeInput<Brought> | Without<JudgeFunction, "kind">;

/** A turn behind a task's first, graded as a task is, or not at all. */
type TurnInput<Brought extends Plugins> = Omit<NonNullable<TaskFields["turns"]>[number], "grader"> & {
  readonly grader?: GraderInput<Brought> | undefined;
};

type Verifier<Brought extends Plugins> = "none" | JudgeInput<Brought> | Without<JudgeFunction, "kind"> | undefined;

/** What stands beside the kind of a topology. */
type TopologySettings<Brought extends Plugins> = Omit<Exclude<TopologyEntry, string>, "use" | "options" | "verifier"> & {
  readonly verifier?: Verifier<Brought>;
};

/** A topology of an experiment: a kind, a function, or a kind with options and settings of its own. */
export type TopologyInput<Brought extends Plugins = undefined> =
  | Without<KnownTopologyKind["name"], "use">
  | Without<TopologyFunction, "use">
  | ((WithOptions<"use"> | OwnKind<"use"> | { readonly use: TopologyFunction }) & TopologySettings<Brought>);

/** A kind that a plugin brings, by its name; its options are checked when the file is loaded. */
type PluginTopology<Brought extends Plugins> = {
  readonly use: string;
  readonly options?: { readonly [name: string]: unknown } | undefined;
} & TopologySettings<Brought>;

/** A name that is computed is checked when the file is loaded, and so is any name beside plugins; another one must be that of a known kind. */
type NamedTopology<Name extends string, Brought extends Plugins> =
  | (string extends Name ? Without<Name, "use"> : never)
  | ([Brought] extends [undefined] ? never : Without<Name, "use"> | PluginTopology<Brought>);

/** A provider of models as an object: alone for the model of the member's name, or with the name of one. */
export type ModelInput = OwnProvider | { readonly provider: OwnProvider; readonly name?: string };
type OwnProvider = ProviderKind & { readonly name: string };

/** Generated tasks: of families by name, or that stand here as objects. */
type GenerateInput = Omit<NonNullable<ExperimentInput["generate"]>, "families"> & {
  readonly families?: readonly (string | Family)[] | undefined;
};

/** A member of an experiment: a model, a function that answers, or a firm, which is a topology that sits where a model would. */
export type MemberInput = Omit<MemberEntry, "firm" | "model"> & {
  readonly model?: string | MemberFunction | ModelInput | undefined;
  readonly firm?:
    | ((WithOptions<"topology"> | OwnKind<"topology"> | { readonly topology: TopologyFunction }) & {
        readonly members: readonly MemberInput[];
      })
    | undefined;
};

/** An experiment as it is written in `lab.config.ts`; `Name` are its topologies that are names alone, `Brought` its plugins. */
export type ConfigInput<Name extends string = never, Brought extends Plugins = undefined> = Omit<
  ExperimentInput,
  "suite" | "tasks" | "generate" | "plugins" | "topologies" | "verifier" | "members" | "judges"
> & {
  readonly suite: string | readonly TaskInput<Brought>[];
  readonly generate?: GenerateInput | undefined;
  readonly members: readonly MemberInput[];
  readonly judges?: readonly MemberInput[] | undefined;
  readonly topologies: readonly (
    | TopologyInput<Brought>
    | (Name & NamedTopology<Name, Brought>)
    | Extract<NamedTopology<Name, Brought>, object>
  )[];
  readonly verifier?: Verifier<Brought>;
  readonly plugins?: Brought;
};

/** Types an experiment in `lab.config.ts`; the file's default export. What the types let through is checked when it is loaded. */
export function defineConfig<Name extends string = never, Brought extends Plugins = undefined>(
  experiment: ConfigInput<Name, Brought>,
): ConfigInput<Name, Brought> {
  return experiment;
}
