import { placeOf } from "../util/own-function.ts";
import { wordsOf } from "../util/failure.ts";
import { withoutVariables } from "../util/without-variables.ts";
import { exitWith } from "./exit-with.ts";
import { say } from "./say.ts";

/** What Node exits with when it waits for a promise that nothing is left to settle. */
const unsettled = 13;

/**
 * Sees to it that the process never ends without a message. What the code of a configuration throws where nobody waits for it is
 * said and ends nothing; anything else that nobody caught is told as the fault that it is.
 */
export function giveLastWords(): void {
  const said = new Set<string>();
  const uncaught = (thrown: unknown): void => {
    const place = placeOf(thrown);
    if (place === "") exitWith(thrown);
    const words = `${withoutVariables(wordsOf(thrown))}${place}`;
    if (said.has(words)) return;
    said.add(words);
    say(`\ncatallaxy: code of the configuration threw where nothing waits for it: ${words}`);
  };
  process.on("uncaughtException", uncaught);
  process.on("unhandledRejection", uncaught);
  process.on("exit", (code) => {
    if (code !== unsettled) return;
    say(
      "\ncatallaxy: the work stopped, since it waits for something that can no longer come. Nothing that was paid for is lost: `catallaxy resume last` goes on with the run. Please report it with the command you typed.",
    );
  });
}
