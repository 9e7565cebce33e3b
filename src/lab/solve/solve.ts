import { openStore, type Store } from "../../ledger/index.ts";
import type { ConfigInput, TopologyInput } from "../experiment/define-config.ts";
import { experimentOf } from "../experiment/load-experiment.ts";
import type { Environment } from "../plan/open-members.ts";
import { UserError } from "../../util/bug.ts";
import { fail } from "../../util/failure.ts";
import { noUsage } from "../../util/money.ts";
import { answerRequest } from "./answer-request.ts";
import { asRequest, type Request } from "./as-request.ts";
import { refuseStandIns } from "./refuse-stand-ins.ts";
import type { Solved } from "./solved.ts";

/** Who answers, and on which terms: the fields of an experiment of the same names, and the one topology. Dollars in `limits` and `value`. */
export interface SolveSetup
  extends Pick<
    ConfigInput,
    "members" | "judges" | "verifier" | "terms" | "limits" | "value" | "seed" | "ca" | "functions" | "world" | "worldFile" | "plugins"
  > {
  readonly topology: TopologyInput;
  /** Where the record is kept, and whose `limits.day` counts; in memory, and gone with the answer, when left out. */
  readonly store?: Store;
  /** Where keys are looked for: `process.env` when left out. */
  readonly environment?: Environment;
  /** Lets the embedded stand-ins of members answer where keys are missing; what they say means nothing. */
  readonly embedded?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Puts one request to a topology and gives its answer, with what it cost and where its record stands. Calls live members without
 * asking anybody, within `limits`. Never rejects for what can be expected to go wrong: what the setup, a member or the money kept it
 * from is `{ ok: false, failure }`.
 */
export async function solve(
  request: string | Request,
  { topology, store, environment = process.env, embedded, signal, ...setup }: SolveSetup,
): Promise<Solved> {
  const own = store ?? openStore(":memory:");
  try {
    const wanted = typeof request === "string" ? { prompt: request } : request;
    const config = asRequest(wanted)({ verifier: "none", ...setup, topologies: [topology] });
    const experiment = { ...(await experimentOf(config, "solve")), name: "solve" };
    if (embedded !== true) refuseStandIns(experiment, environment, "set `embedded`");
    return await answerRequest(experiment, {
      store: own,
      environment,
      concurrency: 1,
      now: () => Date.now(),
      signal: signal ?? new AbortController().signal,
    });
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    return { ...nothing, ...fail("setup", thrown.message) };
  } finally {
    if (store === undefined) own.close();
  }
}

const nothing = {
  topology: "",
  world: "live",
  cost: 0,
  byPurpose: {},
  byMember: {},
  calls: 0,
  usage: noUsage,
  ms: 0,
  run: "",
  trial: "",
} as const;
