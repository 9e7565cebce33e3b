import { commandLine, type Whereabouts } from "../util/command-line.ts";
import { inert } from "../util/inert.ts";
import { blockedWords, whenBlocked } from "../util/watchdog.ts";
import { wrappedWords } from "./wrapped-words.ts";

/** A signal that the first Ctrl-C aborts, which lets calls in flight end; the second one says `goOn`, how to go on, and ends the process at once. */
export function interruptible(graceSeconds: number, goOn: string): AbortController {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) {
      process.stderr.write(`\nEnded at once; calls that were in flight count at the most they can have cost. ${goOn}\n`);
      process.exit(130);
    }
    controller.abort();
    process.stderr.write(
      `\nStopping after the calls in flight, which get up to ${graceSeconds} s to end and are booked at what they cost. What is settled is kept. Ctrl-C again ends at once.\n`,
    );
  };
  whenBlocked((blocked) =>
    wrappedWords(
      inert(
        `catallaxy: ${blockedWords(blocked)} The process is ended; what was paid for is kept. Mend the function; \`functions.blockedMs\` of the configuration allows more. ${goOn}`,
        "terminal",
      ),
    ),
  );
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return controller;
}

/** The command that goes on with a run. */
export function goOn(command: string, run: string, at: Whereabouts): string {
  return `Go on with: ${commandLine([command, run], { ledger: at.ledger, config: at.config })}`;
}
