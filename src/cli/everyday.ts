import { type Command, Option } from "commander";
import { didYouMean } from "../util/did-you-mean.ts";
import { inert } from "../util/inert.ts";
import { helpLayout } from "./help-layout.ts";
import { messageWidth } from "./message-width.ts";
import { terminalWidth } from "./terminal-width.ts";
import { wrappedWords } from "./wrapped-words.ts";

/**
 * The manners that every command has: -y, -q and -j for --yes, --quiet and --json; these and --ledger are taken by every command,
 * also where there is nothing to ask or to leave out, so that a script may say the same to all; faults open with our name and say what was nearest.
 */
export function everyday(command: Command): Command {
  for (const inner of command.commands) everyday(inner);
  if (command.commands.length > 0) return withOwnFaults(command);
  for (const { long, short, words } of common) {
    const own = command.options.find((option) => option.long === long);
    if (own === undefined) command.addOption(new Option(words).hideHelp());
    else if (short !== undefined && own.short === undefined) {
      own.short = short;
      own.flags = `${short}, ${own.flags}`;
    }
  }
  return withOwnFaults(command);
}

const common: readonly { readonly long: string; readonly short?: string; readonly words: string }[] = [
  { long: "--yes", short: "-y", words: "-y, --yes" },
  { long: "--quiet", short: "-q", words: "-q, --quiet" },
  { long: "--json", short: "-j", words: "-j, --json" },
  { long: "--ledger", words: "--ledger <file>" },
  { long: "--plugin", words: "--plugin <module...>" },
  { long: "--allow-plugins", words: "--allow-plugins" },
];

/** Faults of the command line in our words, with the nearest name of an option, a command or a choice. */
export function withOwnFaults(command: Command): Command {
  return command
    .exitOverride()
    .showHelpAfterError("(add --help for what is possible)")
    .showSuggestionAfterError(false)
    .configureHelp(helpLayout)
    .configureOutput({
      getOutHelpWidth: () => terminalWidth(),
      getErrHelpWidth: () => messageWidth(process.stderr),
      outputError: (text, write) =>
        write(`${wrappedWords(inert(`catallaxy: ${mended(text.replace(/^error: /, "").trimEnd(), command)}`, "terminal"))}\n`),
    });
}

/** What other tools call what we have under another name. */
const others: Readonly<{ [option: string]: string }> = {
  "--format": "--json",
  "--output": "--json",
  "--output-format": "--json",
  "--db": "--ledger <file>",
  "--database": "--ledger <file>",
  "--force": "--yes",
  "--no-input": "--yes",
  "--silent": "--quiet",
  "--max-cost": "--cap <dollars>",
  "--model": "--member <name=model>",
  "--models": "--member <name=model>",
  "--members": "--member <name=model>",
  "--tasks": "--suite <suite>",
  "--dataset": "--suite <suite>",
  "--repeat": "--repetitions <n>",
  "--reps": "--repetitions <n>",
  "--parallel": "--concurrency <n>",
  "--judge": "--verifier <judge>",
};

function mended(text: string, command: Command): string {
  const option = /^unknown option '([^'=]+)/.exec(text)?.[1];
  if (option !== undefined) return `${text}.${optionLike(option, command)}`;
  const named = /^unknown command '([^']+)'/.exec(text)?.[1];
  if (named !== undefined)
    return `${text}.${didYouMean(
      named,
      command.commands.map((one) => one.name()),
    )}`;
  const choice = /(?:argument|value) '([^']*)' is invalid(?: for argument '[^']*')?\. Allowed choices are (.*)\.$/.exec(text);
  if (choice !== null) return `${text}${near(choice[1] ?? "", (choice[2] ?? "").split(", "))}`;
  const missing = /^missing required argument '([^']+)'/.exec(text)?.[1];
  const about = command.registeredArguments.find((argument) => argument.name() === missing)?.description;
  return about === undefined || about === "" ? text : `${text}: ${about}`;
}

function optionLike(option: string, command: Command): string {
  const known = command.options.filter(({ long }) => long !== undefined).map(({ long }) => long ?? "");
  const other = Object.hasOwn(others, option) ? (others[option] ?? "") : "";
  const has = known.includes(other.split(" ")[0] ?? "");
  return has ? ` Did you mean "${other}"?` : near(option, [...known, "--help"]);
}

function near(wanted: string, known: readonly string[]): string {
  const hint = didYouMean(wanted, known);
  return hint.startsWith(" Did") ? hint : "";
}
