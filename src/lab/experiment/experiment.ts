import { familyOptions } from "../../tasks/index.ts";
import { z } from "zod";
import { addressSetting, hostSetting, type MemberSettings, memberSettings } from "../../models/member-settings.ts";
import { priceSetting } from "../../models/prices.ts";
import { recordOf } from "../../util/record-of.ts";
import { durationMs } from "../../util/duration.ts";
import { isWholeNano, wholeNanoWords } from "../../util/money.ts";
import type { JudgeSpec } from "../../types.ts";
import { edgesEntry } from "./edges-entry.ts";
import { raceEntry, searchEntry } from "./search-entry.ts";
import { isMessageName, messageNameWords } from "../../util/message-name.ts";
import { visibleName, visibleNameWords } from "../../util/visible-name.ts";

/** A member as it is written in an experiment. A `firm` is a topology that sits where a model would. */
export interface MemberEntry {
  readonly name: string;
  readonly model?: string | undefined;
  readonly embedded?: string | undefined;
  readonly system?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly apiKeyEnv?: string | undefined;
  readonly sendKeyTo?: string | undefined;
  readonly price?: z.output<typeof priceSetting> | undefined;
  readonly cache?: string | undefined;
  readonly settings?: MemberSettings | undefined;
  readonly systemPlace?: "first" | "last" | undefined;
  readonly temperature?: number | undefined;
  readonly topP?: number | undefined;
  readonly stop?: string | readonly string[] | undefined;
  readonly seed?: number | undefined;
  readonly firm?:
    | {
        readonly topology: string;
        readonly options?: Readonly<Record<string, unknown>> | undefined;
        readonly members: readonly MemberEntry[];
      }
    | undefined;
}

const positive = z.number().positive();

export const memberEntry: z.ZodType<MemberEntry> = z.lazy(() => memberObject);
const memberObject = z.strictObject({
  name: z
    .string()
    .min(1)
    .regex(/^[^/\s]+$/, "a name without spaces or slashes")
    .refine(visibleName, visibleNameWords),
  /** `provider/model`, `compatible/<model>`, `recorded/<set>/<model>` or `simulated/<member>`. */
  model: z.string().min(1).optional(),
  /** The embedded model that stands in when the live one has no key. */
  embedded: z.string().min(1).optional(),
  system: z.string().optional(),
  /** Where the system text stands: `first`, a system message; `last`, after what members share, so that they share a cached prompt. */
  systemPlace: z.enum(["first", "last"]).optional(),
  /** How this member draws its words; `terms.temperature` is for members without a temperature of their own. */
  temperature: z.number().min(0).max(2).optional(),
  topP: z.number().gt(0).max(1).optional(),
  /** A text, or several, that end an answer. */
  stop: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional(),
  /** The provider's own seed, where it takes one; the experiment's `seed` is another. */
  seed: z.int().optional(),
  baseUrl: addressSetting.optional(),
  /** The variable that holds the key for that address. */
  apiKeyEnv: z.string().optional(),
  /** The host of `baseUrl`, where the provider's own key may go to it. */
  sendKeyTo: hostSetting.optional(),
  price: priceSetting.optional(),
  /** Prompt-cache rules by id (docs/reference/prices.md) instead of the provider's own: for the costs cold, ideal and warm, and for simulated bills. */
  cache: z.string().optional(),
  settings: memberSettings.optional(),
  firm: z
    .strictObject({ topology: z.string(), options: z.record(z.string(), z.unknown()).optional(), members: z.array(memberEntry).min(1) })
    .optional(),
});

export const judgeEntry = z.looseObject({ kind: z.string() }) as unknown as z.ZodType<JudgeSpec>;

/** Tasks come `batch` at a time in suite order, and each member named takes at most so many of them, whoever asks it for work. */
const capacityEntry = z.strictObject({ batch: z.int().min(1).max(1000), of: recordOf(z.int().min(0)) });

export const termsEntry = z.strictObject({
  attempts: z.int().positive().optional(),
  feedback: z.enum(["none", "verdict", "reason"]).optional(),
  outputCap: z.int().positive().optional(),
  temperature: z.number().min(0).max(2).optional(),
  visibility: z.enum(["author", "all"]).optional(),
  warmFirst: z.boolean().optional(),
  selfJudging: z.enum(["refused", "allowed"]).optional(),
  closer: z.string().min(1).optional(),
  showNames: z.boolean().optional(),
  capacity: z.union([z.literal("unlimited"), capacityEntry]).optional(),
  turns: z.enum(["each", "together"]).optional(),
});

/** Dollars that are counted: a finer amount than a nano-dollar is refused rather than rounded. */
const amount = z.number().nonnegative().refine(isWholeNano, wholeNanoWords);
const spendable = positive.refine(isWholeNano, wholeNanoWords);
/** Dollars: `budget` per trial (a list runs every topology at each), `cap` per run, `day` over all runs of the ledger file. */
const limitsEntry = z.strictObject({
  budget: z.union([spendable, z.array(spendable).min(1)]).optional(),
  call: amount.optional(),
  session: amount.optional(),
  topology: amount.optional(),
  cap: amount.optional(),
  day: amount.optional(),
});

export const topologyEntry = z.union([
  z.string(),
  z.strictObject({
    /** The kind of topology. */
    use: z.string(),
    /** Its name in this experiment; the kind's name when left out. */
    name: z
      .string()
      .regex(/^[^/\s]+$/, "a name without spaces or slashes")
      // The run's own chains are called so: "@preflight", "@shadow".
      .regex(/^[^@]/, 'a name that does not begin with "@"')
      .refine(visibleName, visibleNameWords)
      .optional(),
    options: z.record(z.string(), z.unknown()).optional(),
    /** Options by name, each with the values to try: with `holdOut` the best configuration on one half of the tasks is scored on the other. */
    choose: recordOf(z.array(z.unknown()).min(1)).optional(),
    terms: termsEntry.optional(),
    /** Another verifier for this topology alone: for ablations of the judge, said in the report. */
    verifier: z.union([z.literal("none"), judgeEntry]).optional(),
    /** Some of the experiment's members, by name; all of them when left out. */
    members: z.array(z.string()).min(1).optional(),
    /** Kinds of messages that reach nobody, as `tag > purpose`: `feedback > retry` asks again without telling why. `catallaxy edges` lists a topology's. */
    without: z.array(z.string().refine(isMessageName, messageNameWords)).min(1).optional(),
  }),
]);

/** What a run that stops when it is decided is to find out. Money in dollars. */
export const untilEntry = z.strictObject({
  /** The topology that gives the buyer most, or whether one topology passes more than another. */
  question: z.union([z.literal("best"), z.strictObject({ better: z.string(), than: z.string() })]).default("best"),
  /** What a pass is worth to the buyer; the tasks' own worth when left out, and passes alone where they state none. */
  value: positive.optional(),
  /** The difference in pass rates that does not matter, and what makes up for it: .05 unless told; 0 looks for any difference. */
  delta: z.number().min(0).max(1).default(0.05),
  /** The cost of a trial counts up to this: a loss that you bound yourself. Costs count in full when left out. */
  ceiling: positive.optional(),
  /** The chance that the best is dropped, however often one looks. */
  alpha: z.number().min(0.0001).max(0.5).default(0.05),
  /** What the trials may cost in all. */
  money: spendable.optional(),
});

/** What to choose for: the passes of the best single model at the least cost; most passes at so many dollars per task; most net value, a right answer being worth so many. */
const goalEntry = z.union([
  z.literal("match"),
  z
    .strictObject({ budget: positive.optional(), value: positive.optional() })
    .refine(({ budget, value }) => (budget === undefined) !== (value === undefined), "one of budget and value"),
]);

/** A fifth of a second at least: less is the pause of a busy machine. */
const functionLimits = z.strictObject({
  timeoutMs: z.int().positive().max(86_400_000).optional(),
  blockedMs: z.int().min(200).max(86_400_000).optional(),
});

/** An experiment: the same tasks, members, verifier, terms and budget for every topology. Money in dollars. */
export const experimentSchema = z.strictObject({
  $schema: z.string().optional().describe("Where the schema of this file is, for editors."),
  name: z.string().refine(visibleName, visibleNameWords).optional(),
  description: z.string().optional(),
  /** A bundled name, a file, `recorded/<set>`, `{ recorded: <file of outcomes> }`, or `generated`. */
  suite: z.union([z.string(), z.strictObject({ recorded: z.string().min(1) }).transform(({ recorded }) => `recorded/${recorded}`)]),
  /** The tasks of the suite `inline`, as in a suite file; in `lab.config.ts` give them as `suite`. */
  tasks: z.array(z.unknown()).min(1).optional(),
  /** The tasks of the suite `generated`: how many, of which families, at which difficulty (probit scale; -3 to what a family reaches), worth how many dollars. */
  generate: z
    .strictObject({
      n: z.int().positive().optional(),
      families: z.array(z.string()).min(1).optional(),
      seed: z.string().optional(),
      difficulty: z.number().min(-3).max(20).optional(),
      ...familyOptions,
      worth: positive.optional(),
    })
    .optional(),
  /** Categories or ids to keep; all tasks when left out. */
  only: z.array(z.string()).min(1).optional(),
  /** Tags of which a task must have one; all tasks when left out. */
  tags: z.array(z.string()).min(1).optional(),
  /** The first so many tasks only, of those that are kept. */
  limit: z.int().positive().optional(),
  /** So many tasks by seed, every category with its share, of those that are kept. */
  sample: z.int().positive().optional(),
  members: z.array(memberEntry).min(1),
  /** A file of certificates (PEM) that every member trusts beside the usual ones. */
  ca: z.string().min(1).optional(),
  /** A file of environment variables, such as keys; `.env` beside the experiment when left out. */
  envFile: z.string().min(1).optional(),
  /** The models that verifiers and graders may ask; no topology sees them. */
  judges: z.array(memberEntry).default([]),
  topologies: z.array(topologyEntry).min(1),
  /** The judge that topologies may consult; `none` leaves them without one. */
  verifier: z.union([z.literal("none"), judgeEntry]).default({ kind: "rubric" }),
  terms: termsEntry.default({}),
  limits: limitsEntry.default({}),
  /** How long a command may work on the run, such as `90s`, `30m` or `1h30m`: then no new call leaves, and the run can be resumed. */
  deadline: z
    .string()
    .refine((text) => durationMs(text) !== undefined, "a time such as 90s, 30m, 2h or 1h30m")
    .optional(),
  /** 1 when left out; on a recorded set, where it is the most of any task, as often as brings every recorded try to the front. */
  repetitions: z.int().positive().optional(),
  seed: z.union([z.string(), z.int()]).default("1").transform(String),
  draws: z.enum(["shared", "independent"]).default("shared"),
  /** Choose on one half of the tasks and score on the other: the first half is run, remembered and not scored. Its `goal` says what is chosen for. */
  holdOut: z.union([z.boolean(), z.strictObject({ goal: goalEntry })]).default(false),
  /** Stop once the question is answered, instead of running every trial: `decided` asks for the best topology. */
  until: z.union([z.literal("decided"), untilEntry]).optional(),
  /** What `catallaxy search` looks through. */
  search: searchEntry.optional(),
  /** A search as it is run; `catallaxy search` writes it. */
  race: raceEntry.optional(),
  /** Which of a topology's members and messages its topologies leave out; `catallaxy edges` writes it. */
  edges: edgesEntry.optional(),
  /** Shadow runs: the share of tasks that every member answers twice beside all topologies, for counterfactuals. Costs are said apart. */
  shadow: z.number().min(0).max(1).default(0),
  /** The topology that the others are compared with; the first when left out. */
  baseline: z.string().optional(),
  /** How much lower a pass rate or a score is still no worse, as a share: .03, which is 3 points, unless told. */
  margin: z.number().min(0.001).max(0.5).default(0.03),
  /** What a right answer is worth to you, in dollars: net values (worth of passes less cost) are compared, too. The tasks' own worth when left out. */
  value: positive.optional(),
  /** Modules that bring kinds of their own: packages by name, files by path. In `lab.config.ts` plugins may stand here as objects. */
  plugins: z.array(z.string().min(1)).optional(),
  /** How long one call of a function of this file may take, and how long it may keep everything else from running, in milliseconds. */
  functions: functionLimits.optional(),
  /** Settings of the simulated or the recorded world. */
  world: z.record(z.string(), z.unknown()).default({}),
  /** A file of such settings, as `catallaxy fit --write` makes it; `world` goes before what it says. */
  worldFile: z.string().optional(),
  /** A table of the experiment's own beside the usual report. */
  table: z.string().optional(),
  /** Experiments whose result is shown before this one's. */
  before: z.array(z.string()).default([]),
});

export type Experiment = z.output<typeof experimentSchema>;
/** An experiment under the name that its runs have. */
export type NamedExperiment = Experiment & { readonly name: string };
export type ExperimentInput = z.input<typeof experimentSchema>;
export type UntilEntry = z.output<typeof untilEntry>;
export type TopologyEntry = z.output<typeof topologyEntry>;
