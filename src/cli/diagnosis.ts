import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { bookVersion } from "../lab/index.ts";
import { commandLine } from "../util/command-line.ts";
import { keysFound, sandbox, wrap, keysFromFiles } from "../lab/index.ts";
import { defaultLedger } from "./home.ts";
import { nextStep } from "./next-step.ts";
import { terminalWidth } from "./terminal-width.ts";
import { surrounding } from "./surrounding.ts";
import { version } from "./version.ts";
import { wrappedWords } from "./wrapped-words.ts";

/** One line per thing that Catallaxy can use: here or not, and what to do about it. Keys are named, never shown. */
export async function diagnosis(options: { readonly ledger?: string; readonly json?: boolean } = {}): Promise<string> {
  const box = sandbox();
  const sandboxes = box
    .kinds()
    .flatMap(({ language, kind, available, why, wrote }) => [
      thing(available, `sandbox for ${language} (${kind})`, why),
      ...(wrote ? [thing(wrote.available, `files that ${language} programs leave (checks with wrote)`, wrote.why)] : []),
    ]);
  await box.close();
  const major = Number(process.versions.node.split(".")[0]);
  const variables = surrounding();
  const files = keysFromFiles(variables);
  const keys = keysFound(variables.environment).map((key) =>
    thing(key.present, `key for ${key.provider}`, key.present ? key.variable : `set ${key.variable} to call ${key.provider}/... models`),
  );
  const file = options.ledger ?? defaultLedger;
  const kept = existsSync(resolve(file));
  const things = [
    thing(major >= 24, `Node ${process.versions.node}`, major >= 24 ? "" : "Node 24 or newer is needed"),
    ...sandboxes,
    ...keys,
    ...files.map((file) => thing(true, "keys from a file", file)),
    thing(true, `price book of ${bookVersion}`, "`catallaxy prices <model>` shows what would be used"),
    thing(kept, `ledger ${file}`, kept ? `\`${commandLine(["runs"], { ledger: options.ledger })}\` lists it` : "the first run makes it"),
  ];
  if (options.json === true) return `${JSON.stringify({ version: version(), things })}\n`;
  return [`catallaxy ${version()}`, ...things.map(line), "", wrappedWords(await nextStep(), process.stdout), ""].join("\n");
}

interface Thing {
  readonly present: boolean;
  readonly what: string;
  readonly more: string;
}

function thing(present: boolean, what: string, more: string): Thing {
  return { present, what, more };
}

function line({ present, what, more }: Thing): string {
  const lines = wrap(`${what}${more === "" ? "" : `: ${more}`}`, terminalWidth() - 11);
  return lines.map((text, i) => `  ${i > 0 ? "       " : present ? "ok     " : "missing"}  ${text}`).join("\n");
}
