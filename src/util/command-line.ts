/** What a command must say to find a run again: its ledger where that is not the usual one, and the configuration that has its functions. */
export interface Whereabouts {
  readonly ledger?: string | undefined;
  readonly config?: string | undefined;
}

/** The commands that ask models or functions again, and so load the configuration of a run. */
const loading: ReadonlySet<string> = new Set(["resume", "regrade"]);

/**
 * A command as it can be typed, such as `catallaxy resume run-1 --ledger mine.sqlite`: each word as a shell reads it back. Every
 * command that is suggested with words of the user's in it is made here.
 */
export function commandLine(words: readonly string[], { ledger, config }: Whereabouts = {}): string {
  const [verb = ""] = words;
  return [
    "catallaxy",
    ...words.map(quoted),
    ...(config === undefined || !loading.has(verb) ? [] : ["--config", quoted(config)]),
    ...(ledger === undefined ? [] : ["--ledger", quoted(ledger)]),
  ].join(" ");
}

/** The command that runs a configuration again and takes over the answers that were paid for. */
export function runAgain({ ledger, config = "<lab.config.ts>" }: Whereabouts = {}): string {
  return commandLine(["run", config, "--reuse"], { ledger });
}

function quoted(word: string): string {
  // A place to fill in stays as it is.
  return /^(?:[\w./:@+,%=-]+|(?:\w+=)?<[\w. ]+>)$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
