/** What the command line may say of a run. */
export interface RunOptions {
  /** What a run keeps of the plugins that were named: modules and addresses. */
  readonly plugin?: readonly string[];
  readonly suite?: string;
  readonly tag: readonly string[];
  readonly limit?: number;
  readonly sample?: number;
  readonly n?: number;
  readonly families?: readonly string[];
  readonly difficulty?: number;
  readonly parts?: number;
  readonly coupling?: number;
  readonly tokens?: number;
  readonly session?: "growing" | "fresh";
  readonly topology: readonly string[];
  readonly member: readonly string[];
  readonly verifier?: string;
  readonly repetitions?: number;
  readonly seed?: string;
  readonly budget?: number;
  readonly cap?: number;
  readonly attempts?: number;
  readonly draws?: "shared" | "independent";
  readonly until?: "decided";
  readonly value?: number;
  readonly margin?: number;
  readonly pilot?: number;
  /** How long the command may work on the run, as it is written. */
  readonly deadline?: string;
  readonly concurrency: number;
  /** Seconds that calls in flight get to end when the run is to stop. */
  readonly grace: number;
  readonly ledger?: string;
  readonly preflight: boolean;
  readonly reuse?: boolean;
  readonly into?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly allowPlugins?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** What it may say when a run goes on. */
export interface ResumeOptions {
  /** Agrees to where the run asks and with which keys, and to run a configuration that another user owns. */
  readonly yes?: boolean;
  readonly allowPlugins?: boolean;
  readonly config?: string;
  readonly cap?: number;
  /** New limits that trials share, by name, in dollars. */
  readonly raise?: Readonly<Partial<Record<"session" | "topology" | "day", number>>>;
  readonly acceptChanges?: boolean;
  readonly failed?: boolean;
  readonly giveUp?: boolean;
  readonly deadline?: string;
  /** As the run was begun where it is left out. */
  readonly preflight?: boolean;
  readonly concurrency: number;
  /** Seconds that calls in flight get to end when the run is to stop. */
  readonly grace: number;
  readonly ledger?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** What it may say of a grading of stored answers. */
export interface RegradeOptions {
  readonly config?: string;
  readonly grader?: string;
  /** Tasks whose answers are graded; all when left out. */
  readonly sample?: number;
  readonly cap?: number;
  /** How long the command may grade, as it is written. */
  readonly deadline?: string;
  readonly concurrency: number;
  readonly ledger?: string;
  readonly yes?: boolean;
  readonly allowPlugins?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** What it may say of a search. */
export interface SearchOptions
  extends Omit<RunOptions, "topology" | "into" | "pilot" | "until" | "draws" | "repetitions" | "attempts" | "margin"> {
  readonly strategy: "racing" | "thompson" | "mutation";
  readonly baselines?: boolean;
  readonly goal?: string;
  readonly write?: string;
}

/** What it may say of a study of edges. */
export interface EdgesOptions
  extends Omit<
    RunOptions,
    "topology" | "into" | "pilot" | "until" | "draws" | "repetitions" | "attempts" | "budget" | "value" | "difficulty"
  > {
  readonly topology?: string;
  readonly edge: readonly string[];
  readonly budget?: number;
  readonly from?: string;
}

/** What it may say of the calibration of a suite. */
export interface CalibrateSuiteOptions
  extends Omit<
    RunOptions,
    "topology" | "into" | "pilot" | "until" | "draws" | "repetitions" | "attempts" | "value" | "margin" | "verifier" | "suite" | "cap"
  > {
  readonly repeats: number;
  readonly keep: readonly [low: number, high: number];
  readonly match: "any" | "all";
  readonly write?: string;
  readonly force?: boolean;
  readonly from?: string;
  readonly judge?: string;
}
