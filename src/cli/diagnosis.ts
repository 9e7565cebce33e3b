import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { bookVersion } from "../lab/index.ts";
import { keysFound, sandbox, wrap, keysFromFiles } from "../lab/index.ts";
import { defaultLedger } from "./home.ts";
import { terminalWidth } from "./terminal-width.ts";
import { surrounding } from "./surrounding.ts";
import { version } from "./version.ts";

/** One line per thing that Catallaxy can use: here or not, and what to do about it. Keys are named, never shown. */
export async function diagnosis(): Promise<string> {
  const box = sandbox();
  const sandboxes = box.kinds().map((kind) => line(kind.available, `sandbox for ${kind.language} (${kind.kind})`, kind.why));
  await box.close();
  const major = Number(process.versions.node.split(".")[0]);
  const variables = surrounding();
  const files = keysFromFiles(variables);
  const keys = keysFound(variables.environment).map((key) =>
    line(key.present, `key for ${key.provider}`, key.present ? key.variable : `set ${key.variable} to call ${key.provider}/... models`),
  );
  const ledger = resolve(defaultLedger);
  const live = keysFound(variables.environment).some((key) => key.present);
  return [
    `catallaxy ${version()}`,
    line(major >= 24, `Node ${process.versions.node}`, major >= 24 ? "" : "Node 24 or newer is wanted"),
    ...sandboxes,
    ...keys,
    ...files.map((file) => line(true, "keys from a file", file)),
    line(true, `price book of ${bookVersion}`, "`catallaxy prices <model>` shows what would be used"),
    line(existsSync(ledger), `ledger ${defaultLedger}`, existsSync(ledger) ? "`catallaxy runs` lists it" : "the first run makes it"),
    "",
    live ? "Next: catallaxy run --dry-run" : "Next: catallaxy run (embedded models: no key, no network, no cost)",
    "",
  ].join("\n");
}

function line(present: boolean, what: string, more: string): string {
  const lines = wrap(`${what}${more === "" ? "" : `: ${more}`}`, terminalWidth() - 11);
  return lines.map((text, i) => `  ${i > 0 ? "       " : present ? "ok     " : "missing"}  ${text}`).join("\n");
}
