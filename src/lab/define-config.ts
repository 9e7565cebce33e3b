import type { z } from "zod";
import type { KnownJudgeKind } from "../judges/index.ts";
import type { KnownTopologyKind } from "../topologies/index.ts";
import type { ExperimentInput, MemberEntry, TopologyEntry } from "./experiment.ts";

/** The kind of a topology with the options of that kind, for one field each: an editor completes both, and marks what does not fit. */
type WithOptions<Field extends string> = {
  [Kind in KnownTopologyKind as Kind["name"]]: { readonly [F in Field]: Kind["name"] } & {
    readonly options?: z.input<Kind["options"]> | undefined;
  };
}[KnownTopologyKind["name"]];

/** A judge by its kind, with the settings of that kind. */
export type JudgeInput = z.input<KnownJudgeKind["options"]>;

/** A topology of an experiment: a kind, or a kind with options and settings of its own. */
export type TopologyInput =
  | KnownTopologyKind["name"]
  | (WithOptions<"use"> &
      Omit<Exclude<TopologyEntry, string>, "use" | "options" | "verifier"> & { readonly verifier?: "none" | JudgeInput | undefined });

/** A member of an experiment: a model, or a firm, which is a topology that sits where a model would. */
export type MemberInput = Omit<MemberEntry, "firm"> & {
  readonly firm?: (WithOptions<"topology"> & { readonly members: readonly MemberInput[] }) | undefined;
};

/** An experiment as it is written in `lab.config.ts`. */
export type ConfigInput = Omit<ExperimentInput, "topologies" | "verifier" | "members" | "judges"> & {
  readonly members: readonly MemberInput[];
  readonly judges?: readonly MemberInput[] | undefined;
  readonly topologies: readonly TopologyInput[];
  readonly verifier?: "none" | JudgeInput | undefined;
};

/** Types an experiment in `lab.config.ts`; the file's default export. What the types let through is checked when it is loaded. */
export function defineConfig(experiment: ConfigInput): ConfigInput {
  return experiment;
}
