/** The nouns of Catallaxy. This file imports nothing and runs nothing. */

/** Money: whole nano-dollars (1 dollar = 1e9), so that sums are exact. */
export type Nano = number;
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonSchema = { readonly [key: string]: Json };

/** What can be expected to go wrong; anything else is a bug and throws. `setup`: the key, model, address, route, certificate or quota is wrong, and no retry helps until a person mends it. `unsupported`: the arrangement cannot do it. `unrecorded`: a replay was asked for what nobody recorded, so nobody knows. `refused`: the provider or the model declined the content. `function`: a function of the user's own threw, or gave back what it must not. */
export type FailureCode =
  | "budget"
  | "aborted"
  | "timeout"
  | "rate"
  | "setup"
  | "unsupported"
  | "refused"
  | "malformed"
  | "unrecorded"
  | "provider"
  | "function"
  | "unknown";
/** `message`: what was wanted, what was got, what to do; no stack, no secret. `overloaded`: the server is overloaded or failing, a reason to wait that is no limit of the caller's. */
export type Failure = Readonly<{ code: FailureCode; message: string; retryAfterMs?: number; overloaded?: boolean }>;
export type Result<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly failure: Failure };
/** A judge as data: its kind and its settings, so that a result can be made again from the ledger. */
export type JudgeSpec = { readonly kind: string; readonly [setting: string]: Json };

/** What a topology sees of a task. */
export interface Brief {
  /** Stable and unique in its suite; never derived from position. */
  readonly id: string;
  readonly category: string;
  readonly prompt: string;
  /** Long material that the prompt refers to; asks lay it before everything else. */
  readonly context?: string;
  /** What a right answer is worth to the buyer. */
  readonly value?: Nano;
  /** The turns before this one, oldest first, where the task has several; asks lay them before the task as messages. */
  readonly dialogue?: readonly Exchange[];
}
/** What the user asked in a turn, and the answer that was given to it. */
export type Exchange = Readonly<{ prompt: string; answer: string }>;
/** A turn of the user's behind the first; without a grader it is asked and not graded. */
export type Turn = Readonly<{ prompt: string; grader?: JudgeSpec; meta?: { readonly [key: string]: Json } }>;
/** A brief and the outside judge that no topology can see. `meta` holds references, simulation data, provenance. Of several turns the first is the task's own prompt, grader and meta, `turns` are the others. */
export interface Task extends Brief {
  readonly grader: JudgeSpec;
  readonly turns?: readonly Turn[];
  /** Words to pick tasks by; no member sees them. */
  readonly tags?: readonly string[];
  readonly meta?: { readonly [key: string]: Json };
}
export type Suite = { readonly name: string; readonly tasks: readonly Task[]; readonly description?: string };
/** `text` may be a program, a patch or prose; `by` is the member who wrote it. */
export type Answer = { readonly text: string; readonly by: string };

/** A partition of the input tokens, plus output; `reasoning` is part of `output`. Whole numbers, never negative. */
export type Usage = Readonly<Record<"uncached" | "cacheRead" | "cacheWrite5m" | "cacheWrite1h" | "output" | "reasoning", number>>;
/** Dollars per million tokens; `above` tiers replace the base rates when the whole input is longer than `above` tokens, `served` ones (or a multiple) when a provider serves a call by such a tier, speed or place. */
export type Rates = Readonly<Record<"input" | "output" | "cacheRead" | "cacheWrite5m" | "cacheWrite1h", number>>;
export interface Price extends Rates {
  /** The id that was matched exactly, where it was found, and since when it holds. */
  readonly id: string;
  readonly source: string;
  readonly date: string;
  readonly tiers?: readonly (Rates & { readonly above: number })[];
  readonly served?: readonly Readonly<{ name: string; rates: number | Rates }>[];
}

/** Where the money of a call went. */
export type Purpose =
  | "attempt"
  | "retry"
  | "bid"
  | "plan"
  | "route"
  | "verdict"
  | "critique"
  | "merge"
  | "message"
  | "vote"
  | "repair"
  | "grade"
  | "shadow"
  | "preflight";
/** `cache` is an explicit prompt-cache breakpoint after this message, where the provider wants one. */
export type Message = Readonly<{ role: "system" | "user" | "assistant"; text: string; cache?: "5m" | "1h" }>;
/** How a model draws its words, left to the provider where absent; `stop` holds texts that end an answer, `seed` is the provider's own. */
export type Sampling = Readonly<{ temperature?: number; topP?: number; stop?: readonly string[]; seed?: number }>;
/** How much a model is to think before it answers, in the words of settings, and with how many hidden tokens at most, beside the answer's. */
export type Thinking = Readonly<{ effort?: string; maxThinking?: number }>;
/** The desk fills in the thinking, from the seat and the purpose: no topology and no judge says it. */
export interface Ask extends Sampling, Thinking {
  /** For attribution only: no model sees it, and it is no part of the call's key. */
  readonly purpose: Purpose;
  readonly messages: readonly Message[];
  /** Output tokens, hidden reasoning included, unless `maxThinking` allows for that. */
  readonly maxTokens: number;
  /** The JSON Schema that the answer must fit; the reply then carries `object`. Repairs alone show an `example` that fits. */
  readonly shape?: JsonSchema;
  readonly example?: Json;
  /** The same, where the reply is text with a block for each property, as its words say (`util/parse-blocks.ts`): no model is sent this. */
  readonly blocks?: JsonSchema;
}
/** What is known of how a reply was made and billed, kept with the call. */
export interface Receipt {
  /** The model id that the provider says answered. */
  readonly model?: string;
  readonly price?: string;
  /** The provider's own usage object; what it states that it charged, which is then the cost; what the price book makes of the usage. */
  readonly raw?: Json;
  readonly reported?: Nano;
  readonly computed?: Nano;
  readonly response?: string;
  readonly firstMs?: number;
  /** The run that paid for it, where this one took it over. */
  readonly from?: string;
  /** Oddities a reader must know: "no-usage", "overrun", "mended", "truncated", "reasoning=120", ... */
  readonly flags?: readonly string[];
}
/** `text` is all that came, reasoning included (`util/read-reply.ts` tells it apart). A failed reply carries what it cost, and the text that came and could not be used. `ms` is on the trial's clock. */
export type Reply = (
  | { readonly ok: true; readonly text: string; readonly object?: Json; readonly stop: "end" | "length" }
  | { readonly ok: false; readonly failure: Failure; readonly text?: string }
) & {
  readonly usage: Usage;
  readonly cost: Nano;
  readonly ms: number;
  readonly receipt?: Receipt;
};

export type World = "live" | "recorded" | "simulated";
/** What decides a reply beside the ask: the same draw gives a recorded or simulated model the same reply. */
export interface Draw {
  readonly seed: string;
  readonly repetition: number;
  /** How many times this same ask was made of this model earlier in the trial. */
  readonly occurrence: number;
  readonly task: string;
}
export interface CallContext {
  readonly draw: Draw;
  readonly signal?: AbortSignal;
  /** Called once, when the first token arrives. */
  readonly onFirst?: () => void;
  /** Runs `work` on `part` at a desk of other seats, within the asking trial's budget, clock and ledger: for models made of models. */
  readonly runNested?: <T>(
    part: NestedTask,
    work: (desk: Desk, brief: Brief) => Promise<T>,
  ) => Promise<Result<{ value: T; cost: Nano; usage: Usage; ms: number }>>;
}
/** Who is hired, and for what: the brief gets the category of the trial's task. */
export type NestedTask = Readonly<{ name: string; seats: readonly Seat[]; id: string; prompt: string }>;
/** Anything that can be asked and that bills. Contract: `call` never rejects; `quote` is the most that a call can cost; `sent` is what the provider gets for an ask. */
export interface Model {
  readonly id: string;
  /** The lineage of the weights: judges do not judge their own family. */
  readonly family: string;
  readonly world: World;
  /** Digest of all beside the ask that shapes a reply or its price: endpoint, headers, settings. Part of every call's key; the id alone when absent. */
  readonly identity?: string;
  /** The address of its server, where it is not the provider's own: models of one id are told apart by it. */
  readonly address?: string;
  readonly price?: Price;
  readonly meanCost?: number; // Dollars of an answer in the mean, by record: of a recorded model.
  readonly weights?: "open" | "closed"; // Whether its weights are published, where the model itself says so: a simulated one, by its world.
  /** The service tiers, speeds and places that its settings ask for, and which of them have no price but the standard one. */
  readonly asks?: Readonly<{ served: readonly string[]; unpriced: readonly string[] }>;
  /** The id of the prompt-cache rules that the experiment names for it; its provider's own when absent. */
  readonly cache?: string;
  /** The longest that a call may take by the model's own limits, in milliseconds: nobody gives it up before. */
  readonly longestMs?: number;
  /** Who shares its provider's limits, these per minute where they are known, and the longest wait for them. */
  readonly pace?: Readonly<{ lane: string; requestsPerMinute?: number; tokensPerMinute?: number; maxWaitMs?: number }>;
  /** How long its settings tell it to think before it answers, as an effort or in tokens; absent where they do not say. */
  readonly thinks?: string | number;
  /** What it is told of thinking in a call of this purpose: part of the ask, and so of the call's key. */
  readonly thinking?: (purpose: Purpose) => Thinking;
  /** True for a model made of models: its inner calls are booked, it has no row of its own. */
  readonly composite?: boolean;
  quote(ask: Ask): Nano;
  call(ask: Ask, watch: CallContext): Promise<Reply>;
  sent?(ask: Ask): Promise<Json | undefined>;
}
/** A model as it sits in a topology, behind the desk. */
export interface Seat {
  readonly name: string;
  readonly model: Model;
  readonly system?: string;
  /** First, as a system message, when absent; last, as a user message, it leaves members one prompt before it. */
  readonly systemPlace?: "first" | "last";
  readonly sampling?: Sampling;
}
/** What a topology sees of a seat; `maxThinking`: hidden tokens that an attempt of it may take beside the cap on its answer. */
export interface Member {
  readonly name: string;
  readonly model: string;
  readonly family: string;
  readonly price?: Price;
  readonly meanCost?: number;
  readonly system?: string;
  readonly maxThinking?: number;
}
/** What may still be used; Infinity where there is no limit. */
export type Limits = { readonly cost: Nano; readonly calls: number; readonly ms: number };
/** The axes that hold for every topology of an experiment. */
export interface Terms {
  /** Tries per task, the first one included. */
  readonly attempts: number;
  /** What the next try is told of a failed verdict. */
  readonly feedback: "none" | "verdict" | "reason";
  /** Output tokens per call. */
  readonly outputCap: number;
  readonly temperature?: number;
  /** Whether a failed try and its verdict are shown to its author only or to whoever tries next. */
  readonly visibility: "author" | "all";
  /** Send one call of a fan-out first, so that the others find its prompt cached. */
  readonly warmFirst: boolean;
  /** Whether a member's family may judge its own work. */
  readonly selfJudging: "refused" | "allowed";
  /** Who writes the final answer where no option names somebody: `first`, `last`, `chance`, `strongest` (when absent), or a member's name. */
  readonly closer?: string;
  readonly showNames?: boolean; // Whether prompts call members by their names; by neutral labels, in a drawn order, when absent.
  /** Tasks come so many together, of which each of these members can take so many; as many as come when absent. */
  readonly capacity?: Readonly<{ batch: number; of: ByName<number> }>;
  readonly turns?: "each" | "together"; // Whether a task of several turns is asked turn by turn (when absent), or all of it in one prompt.
}

/** A check is the body of an async function that throws when the program is wrong. */
export type Check = { readonly name: string; readonly code: string };
type ByName<V> = { readonly [name: string]: V };
/** One start of a shell program in a folder with these files, and what must come of it; null: no such file. What is left out is not compared. */
export type ShellCheck = { readonly name: string } & ShellInput & ShellOutcome;
export type ShellInput = { readonly args?: readonly string[]; readonly stdin?: string; readonly files?: ByName<string> };
export type ShellOutcome = { readonly stdout?: string; readonly exit?: number; readonly wrote?: ByName<string | null> };
/** A value of SQLite; objects state its storage class, integers beyond 2^53 as text and bytes in hexadecimal. */
export type SqlValue = null | number | string | { integer: string | number } | { real: number } | { blob: string };
/** Rows that must come of an SQL program, or of a `query` behind it; `setup` comes before it. Their order counts where `ordered` says so. */
export type RowsCheck = { readonly name: string; readonly setup?: string; readonly query?: string } & WantedRows;
export type WantedRows = {
  readonly rows: readonly (readonly SqlValue[])[];
  readonly columns?: readonly string[];
  readonly ordered?: boolean;
};
type Bounds = { readonly ms?: number; readonly memoryMb?: number };
type ProgramOf<L, C> = { readonly language: L; readonly code: string; readonly checks: readonly C[]; readonly limits?: Bounds };
/** `globals`: JSON values that the program finds as globals. */
export type ScriptProgram = ProgramOf<"javascript" | "python", Check> & { readonly globals?: ByName<Json> };
export type ShellProgram = ProgramOf<"sh", ShellCheck>;
/** `setup`: statements that make the tables and rows which the program finds. */
export type SqlProgram = ProgramOf<"sql", RowsCheck> & { readonly setup?: string };
export type Program = ScriptProgram | ShellProgram | SqlProgram;
/** A program that breaks a limit or never ends fails its checks; a failure here means that no sandbox could run it. */
export type RunReport = Result<{
  readonly checks: readonly { readonly name: string; readonly passed: boolean; readonly why: string }[];
  readonly output: string;
  readonly value?: Json;
}>;

/** Score in [0, 1]. A judge that cannot tell returns a failure: unscored is not zero. Flags: "unreadable", "overruled", "no-quote". */
export type Verdict = Result<{
  readonly passed: boolean;
  readonly score: number;
  readonly why: string;
  readonly flags?: readonly string[];
  readonly turns?: readonly TurnGrade[];
}>;
/** What became of one graded turn, counted from 1; one that was not answered is neither scored nor passed. */
export type TurnGrade = Readonly<{ turn: number; answered: boolean; passed: boolean; score: number; why: string }>;
export interface Judge {
  readonly name: string;
  /** `among`: the other answers that it stands among, for judges that compare. */
  judge(task: Task, answer: Answer, desk: Desk, among?: readonly Answer[]): Promise<Verdict>;
}
/** What a shape cannot say: the fault of an object that fits it, in one sentence, and a filled example for the repair. */
export type Form = { faultOf(object: Json): string | undefined; readonly example?: Json };
/** An ask as a desk takes it: left out, `purpose` is "attempt" and `maxTokens` is the cap of the terms. */
export type AskInput = Omit<Ask, "purpose" | "maxTokens" | keyof Thinking> & {
  readonly [K in "purpose" | "maxTokens"]?: Ask[K] | undefined;
};
/** The only thing a topology may touch. Contract: no method rejects for an expected failure. */
export interface Desk {
  readonly members: readonly Member[];
  readonly terms: Terms;
  readonly left: Limits;
  readonly batch?: readonly Brief[]; // The tasks that came with this one, itself included, where the terms have a capacity.
  readonly now: number; // Milliseconds on the trial's own clock.
  /** The most that this ask can cost at this member. */
  quote(member: string, ask: AskInput): Nano;
  /** Asks with the member's own system text and sampling. `onFirst` hears the first token, or the end without one; a fault by `form` is repaired once. */
  ask(member: string, ask: AskInput, onFirst?: () => void, form?: Form): Promise<Reply>;
  /** The run's verifier, the same for every topology; `part` when it is not the whole task that was answered, `among` the candidates beside it. */
  verify(answer: Answer, part?: Brief, among?: readonly Answer[]): Promise<Verdict>;
  run(program: Program): Promise<RunReport>;
  note(fact: DomainFact): void;
  /** The fold of `view` over this session's events so far, earlier tasks included. */
  view<S>(view: View<S>): S;
  /** Seeded, in [0, 1); `label` keeps streams apart. */
  chance(label?: string): number;
  /** Seeded, in [0, 1): one number for this label, task and repetition, however often it is asked for, and in whichever topology. */
  lot(label: string): number;
  /** A span with limits of its own inside this desk's. */
  within<T>(name: string, limits: Partial<Limits>, work: (desk: Desk) => Promise<T>): Promise<T>;
}
/** Contract: never rejects, keeps no state: what it must remember it notes, and reads back through a view. */
export interface Topology {
  readonly name: string;
  /** True when it reads a view of earlier tasks: its session then runs task after task. */
  readonly memory?: boolean;
  solve(task: Brief, desk: Desk): Promise<Result<Answer>>;
}

/** What a topology notes. Amounts of credit are the market's own money, never dollars. */
export type DomainFact = Readonly<
  | { type: "bid"; member: string; p: number; ask: Nano; tokens?: number; ms?: number; stated?: number; valid: boolean; why?: string }
  | { type: "commit"; member: string; digest: string }
  | { type: "award"; member: string; attempt: number; score: number; payment?: Nano; rule: string; reason?: string }
  | { type: "unfilled"; reason: "no-bid" | "no-positive-score" | "budget" | "insolvent" | "capacity" }
  /** `answer` is the content address of what was judged, so that any verdict can be held against the truth later. */
  | { type: "verdict"; member: string; passed: boolean; score: number; why: string; part?: string; answer?: string; turn?: number }
  | { type: "unverified"; member: string; why: string; answer?: string; code?: FailureCode; turn?: number }
  | { type: "transfer"; from: string; to: string; amount: Nano; reason: string }
  | { type: "outcome"; member: string; p: number; passed: boolean; attempt: number; tokens?: number; statedTokens?: number }
  | { type: "route"; member: string; by: string; why: string }
  | { type: "role"; member: string; role: string; abstained: boolean; why?: string }
  | { type: "split"; parts: string[]; by: string }
  | { type: "fallback"; from: string; to: string; why: string }
  | { type: "guard"; guard: string; member?: string; stopped: boolean; tokens: number }
  | { type: "knowledge"; member: string; kind: string; text: string; verified: boolean }
  | { type: "choice"; member: string; how: string; scores?: { [candidate: string]: number } }
  | { type: "own"; name: string; value: Json }
>;

/** How a trial ended: states that are not failures are counted apart. */
export type TrialState = "answered" | "unfilled" | "budget" | "failed" | "censored";
/** One settled or failed call, as the trial that asked it counts it: what it would have paid alone. */
export interface CallFact {
  readonly type: "call";
  readonly key: string;
  readonly member: string;
  readonly model: string;
  readonly purpose: Purpose;
  readonly ok: boolean;
  readonly failure?: Failure;
  readonly usage: Usage;
  readonly cost: Nano;
  /** When it left and how long it took, on the trial's clock. */
  readonly start: number;
  readonly ms: number;
  /** Content addresses of the canonical ask, of the reply, and of the wanted shape as text, its properties in their own order. */
  readonly ask: string;
  readonly reply: string;
  readonly shape?: string;
  readonly stop?: "end" | "length";
  readonly flags?: readonly string[];
  /** What the price book makes of the usage, where that is more than 1% away from `cost`, which the provider states. */
  readonly computed?: Nano;
}
type GradeFields = { scored: boolean; passed: boolean; score: number; why: string; flags?: string[]; turns?: readonly TurnGrade[] };
export type Fact = Readonly<
  | DomainFact
  | CallFact
  | { type: "trial-start"; topology: string; task: string; category: string; repetition: number }
  | { type: "span-start" | "span-end"; name: string }
  /** The end of a turn, with what was answered (its content address) or why nothing was: the turns behind it are not asked then. */
  | { type: "turn"; turn: number; of: number; answer?: string; by?: string; failure?: Failure }
  | { type: "trial-end"; state: TrialState; answer?: string; by?: string; cost: Nano; ms: number; failure?: Failure }
  | ({ type: "grade"; grader: string; mark?: string; cost: Nano; round?: number; code?: FailureCode } & GradeFields)
  /** After the end of a trial that infrastructure lost, however often it was asked: by a person's word it is a result without a score. */
  | { type: "given-up" }
>;

export type Where = { readonly trial: string; readonly span: string; readonly at: number };
/** `seq` is stamped by the ledger; `hash` covers the trial's earlier events, span, clock and fact. */
export interface Event extends Where {
  readonly seq: number;
  readonly fact: Fact;
  readonly hash: string;
}
export type View<S> = { readonly start: S; step(state: S, event: Event): S };

export type CallState = "open" | "settled" | "failed" | "unknown";
/** The write-ahead row of one call. `hold` stays spent while the outcome is unknown. */
export type CallRow = Readonly<{ key: string; state: CallState; model: string; trial: string; hold: Nano; reply?: Reply }>;
/** Append-only. One writer, many readers; every implementation runs the same conformance cases. */
export interface Ledger {
  append(where: Where, fact: Fact): Event;
  read(filter?: { readonly trial?: string; readonly after?: number }): AsyncIterable<Event>;
  /** The events of one trial at once; without it long sessions hold all of theirs in memory. `call`: the newest row of a key, if any. */
  recall?(trial: string): Iterable<Event>;
  call(key: string): CallRow | undefined;
  open(row: Omit<CallRow, "state" | "reply"> & { readonly ask: string; readonly member?: string; readonly purpose?: Purpose }): void;
  /** Settled when an answer came, usable or not; unknown when nobody can tell what it cost; failed otherwise. */
  close(key: string, reply: Reply): void;
  /** Stores a body once and returns its content address. */
  put(body: Json): string;
  body(address: string): Json | undefined;
  durable(): Promise<void>; // Resolves when all that was written before is on disk.
}
