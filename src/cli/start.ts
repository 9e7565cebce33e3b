import { buildProgram } from "./program.ts";
import { exitWith } from "./exit-with.ts";
import { guardStreams } from "./guard-streams.ts";
import { knownWidth } from "./known-width.ts";
import { giveLastWords } from "./last-words.ts";

/** Runs the command line on the words of `process.argv` and ends the process. */
export async function start(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) knownWidth(stream);
  guardStreams();
  giveLastWords();
  // A reader that closes the pipe early (`| head`) is no fault.
  process.stdout.on("error", (fault: NodeJS.ErrnoException) => {
    if (fault.code === "EPIPE") process.exit(0);
  });
  // A terminal that was closed reads no more: what is in flight is settled all the same.
  process.stderr.on("error", () => {});
  try {
    await buildProgram().parseAsync(process.argv);
    // What a function of a configuration has left open (a server, a timer) keeps no process from its end.
    process.stdout.write("", () => process.exit());
  } catch (thrown) {
    exitWith(thrown);
  }
}
