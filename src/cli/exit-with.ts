import { CommanderError } from "commander";
import { withoutVariables } from "../util/without-variables.ts";
import { say } from "./say.ts";

/** Turns whatever was thrown into words for the user and the exit code: 2 for wrong use, 1 for a bug. */
export function exitWith(thrown: unknown): never {
  if (thrown instanceof CommanderError) process.exit(thrown.exitCode === 0 ? 0 : 2);
  const known = thrown as { catallaxy?: string; exitCode?: number; message?: string };
  if (known.catallaxy === "user") {
    tell(`catallaxy: ${known.message ?? ""}`);
    process.exit(known.exitCode ?? 2);
  }
  tell(`catallaxy: this is a fault of the program, not of yours: ${known.message ?? String(thrown)}`);
  tell("Please report it with the command you typed. Nothing that was paid for is lost: `catallaxy runs` lists what was kept.");
  if (process.env["CATALLAXY_DEBUG"] !== undefined && thrown instanceof Error) tell(thrown.stack ?? "");
  process.exit(1);
}

/** Messages carry names of files, words of providers and texts of experiments. */
function tell(text: string): void {
  say(withoutVariables(text));
}
