import { CommanderError } from "commander";
import { inert } from "../util/inert.ts";
import { withoutSecrets } from "../util/secret-address.ts";
import { wrappedWords } from "./wrapped-words.ts";

/** Turns whatever was thrown into words for the user and the exit code: 2 for wrong use, 1 for a bug. */
export function exitWith(thrown: unknown): never {
  if (thrown instanceof CommanderError) process.exit(thrown.exitCode === 0 ? 0 : 2);
  const known = thrown as { catallaxy?: string; exitCode?: number; message?: string };
  if (known.catallaxy === "user") {
    process.stderr.write(`${said(`catallaxy: ${known.message ?? ""}`)}\n`);
    process.exit(known.exitCode ?? 2);
  }
  process.stderr.write(`${said(`catallaxy: this is a fault of the program, not of yours: ${known.message ?? String(thrown)}`)}\n`);
  process.stderr.write(
    `${said("Please report it with the command you typed. Nothing that was paid for is lost: `catallaxy runs` lists what was kept.")}\n`,
  );
  if (process.env["CATALLAXY_DEBUG"] !== undefined && thrown instanceof Error) process.stderr.write(`${said(thrown.stack ?? "")}\n`);
  process.exit(1);
}

/** Messages carry names of files, words of providers and texts of experiments. */
function said(text: string): string {
  return wrappedWords(inert(withoutSecrets(text), "terminal"));
}
