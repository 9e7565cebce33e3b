import { AbsentLedger, bookVersion } from "../lab/index.ts";
import { UserError } from "../util/bug.ts";
import { commandLine } from "../util/command-line.ts";
import { keysFound, sandbox, wrap, keysFromFiles } from "../lab/index.ts";
import { defaultLedger, withStore } from "./home.ts";
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
  const things = [
    thing(major >= 24, `Node ${process.versions.node}`, major >= 24 ? "" : "Node 24 or newer is needed"),
    ...sandboxes,
    ...keys,
    ...files.map((file) => thing(true, "keys from a file", file)),
    thing(true, `price book of ${bookVersion}`, "`catallaxy prices <model>` shows what would be used"),
    await triedLedger(options.ledger),
  ];
  if (options.json === true) return `${JSON.stringify({ version: version(), things })}\n`;
  return [`catallaxy ${version()}`, ...things.map(line), "", wrappedWords(await nextStep(), process.stdout), ""].join("\n");
}

/** The ledger, opened as commands that show runs open it. */
async function triedLedger(ledger: string | undefined): Promise<Thing> {
  const what = `ledger ${ledger ?? defaultLedger}`;
  try {
    await withStore(ledger, "read", async () => {});
    return thing(true, what, `\`${commandLine(["runs"], { ledger })}\` lists it`);
  } catch (thrown) {
    if (thrown instanceof AbsentLedger) return thing(false, what, "the first run makes it");
    if (!(thrown instanceof UserError)) throw thrown;
    return thing(false, what, thrown.message);
  }
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
