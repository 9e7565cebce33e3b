import { regrade } from "../lab/index.ts";
import { json, terminal } from "../lab/index.ts";
import type { JudgeSpec } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { wordsOf } from "../util/failure.ts";
import { withStore } from "./home.ts";
import { interruptible } from "./interrupt.ts";

/** For calls in flight when a person stops the grading. */
const graceSeconds = 120;

/** Grades again and shows the new figures. */
export async function regradeStored(run: string, options: { grader?: string; ledger?: string; json?: boolean }): Promise<void> {
  const grader = options.grader === undefined ? undefined : specOf(options.grader);
  const stop = interruptible(graceSeconds);
  await withStore(options.ledger, "change", async (store) => {
    const surroundings = {
      store,
      environment: process.env,
      concurrency: 8,
      now: () => Date.now(),
      signal: stop.signal,
      graceMs: graceSeconds * 1000,
    };
    const summary = await regrade(run, surroundings, grader);
    process.stdout.write(options.json === true ? `${json(summary)}\n` : `${terminal(summary)}\n`);
  });
}

function specOf(text: string): JudgeSpec {
  if (!text.trimStart().startsWith("{")) return { kind: text };
  try {
    return JSON.parse(text) as JudgeSpec;
  } catch (thrown) {
    throw new UserError(`Wanted the grader as a kind or as JSON; the JSON does not parse: ${wordsOf(thrown)}`);
  }
}
