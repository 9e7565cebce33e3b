import { commandLine, type Whereabouts } from "../util/command-line.ts";
import { inert } from "../util/inert.ts";
import { blockedWords, whenBlocked } from "../util/watchdog.ts";
import { say } from "./say.ts";
import { wrappedWords } from "./wrapped-words.ts";

/** How long calls that are cut off get to be booked with what their providers had named by then. */
const bookingMs = 500;

/** What a person has asked for: no new calls, then no more waiting for those in flight. */
export interface Interruption {
  readonly signal: AbortSignal;
  readonly cut: AbortSignal;
}

/**
 * The first Ctrl-C, SIGTERM or SIGHUP aborts `signal`, which lets calls in flight end; a second one says `goOn`, how to go on, aborts
 * `cut` and ends the process as soon as what was cut off is booked. A closed terminal may say more than once that it is gone, so a
 * second SIGHUP ends nothing.
 */
export function interruptible(graceSeconds: number, goOn: () => string): Interruption {
  const controller = new AbortController();
  const cut = new AbortController();
  const stop = (signal: NodeJS.Signals): void => {
    if (cut.signal.aborted) process.exit(130);
    if (controller.signal.aborted) {
      if (signal === "SIGHUP") return;
      say(`\nEnded at once; calls that were in flight count at the most they can have cost. ${goOn()}`);
      cut.abort();
      setTimeout(() => process.exit(130), bookingMs);
      return;
    }
    controller.abort();
    say(
      `\nStopping after the calls in flight, which get up to ${graceSeconds} s to end and are booked at what they cost. What is settled is kept. ${signal === "SIGINT" ? "Ctrl-C again" : "A second SIGTERM, or Ctrl-C,"} ends at once.`,
    );
  };
  const said = (blocked: Parameters<typeof blockedWords>[0]): string =>
    wrappedWords(
      inert(
        `catallaxy: ${blockedWords(blocked)} The process is ended; what was paid for is kept. Fix the function; \`functions.blockedMs\` of the configuration allows more. ${goOn()}`,
        "terminal",
      ),
    );
  whenBlocked(said, goOn);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  return { signal: controller.signal, cut: cut.signal };
}

/** The command that goes on with a run. */
export function goOn(command: string, run: string, at: Whereabouts): string {
  return `Go on with: \`${commandLine([command, run], { ledger: at.ledger, config: at.config })}\``;
}
