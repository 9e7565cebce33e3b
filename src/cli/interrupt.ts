import { commandLine, type Whereabouts } from "../util/command-line.ts";
import { inert } from "../util/inert.ts";
import { blockedWords, whenBlocked } from "../util/watchdog.ts";
import { say } from "./say.ts";
import { wrappedWords } from "./wrapped-words.ts";

/**
 * A signal that the first Ctrl-C, SIGTERM or SIGHUP aborts, which lets calls in flight end; a second one says `goOn`, how to go on, and
 * ends the process at once. A closed terminal may say more than once that it is gone, so a second SIGHUP ends nothing.
 */
export function interruptible(graceSeconds: number, goOn: () => string): AbortController {
  const controller = new AbortController();
  const stop = (signal: NodeJS.Signals): void => {
    if (controller.signal.aborted) {
      if (signal === "SIGHUP") return;
      say(`\nEnded at once; calls that were in flight count at the most they can have cost. ${goOn()}`);
      process.exit(130);
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
  return controller;
}

/** The command that goes on with a run. */
export function goOn(command: string, run: string, at: Whereabouts): string {
  return `Go on with: \`${commandLine([command, run], { ledger: at.ledger, config: at.config })}\``;
}
