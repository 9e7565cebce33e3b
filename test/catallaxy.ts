import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { type Summary, summarySchema } from "../src/summary.ts";
import { inShared, mayShare } from "./warm.ts";

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}
interface Settings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Sees the process and what it has said on stderr so far, at every piece. */
  readonly onStderr?: (child: ChildProcess, said: string) => void;
  /** Sees the process as soon as it was started. */
  readonly onStart?: (child: ChildProcess) => void;
  /** A process of its own, where what is tested is how a process ends. */
  readonly alone?: boolean;
}

export const root = fileURLToPath(new URL("..", import.meta.url));
/** `npm test` joins the code into few files first (`scripts/bundle.ts`); a test file that is run by itself starts it as it stands. */
const joined = process.env["CATALLAXY_BUNDLE"];
const main = joined === undefined ? ["--conditions=catallaxy-source", join(root, "src", "cli", "main.ts")] : [joined];

/**
 * Runs the command line as a user without keys and without a terminal would; nothing is thrown for any exit code. In `npm test` the commands
 * of a file share a process where nothing tells them apart from a process of their own: what compiles once takes a fifth of the time.
 */
export function catallaxy(words: readonly string[], settings: Settings = {}): Promise<Finished> {
  const order = { words, cwd: settings.cwd ?? root, env: { ...bareEnvironment(), ...ownHome(), ...settings.env } };
  const alone = settings.onStart !== undefined || settings.onStderr !== undefined || settings.alone === true;
  if (joined !== undefined && !alone && mayShare(order, join(root, "examples"))) return inShared(order, join(dirname(joined), "start.js"));
  const child = spawn(process.execPath, [...main, ...words], { cwd: order.cwd, env: order.env, stdio: ["ignore", "pipe", "pipe"] });
  settings.onStart?.(child);
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (piece: string) => (out += piece));
  child.stderr.setEncoding("utf8").on("data", (piece: string) => {
    err += piece;
    settings.onStderr?.(child, err);
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, out, err })));
}

let home: string | undefined;
/** A home folder for the commands of one test file: what they keep for their user is none of whoever runs the tests. */
export function ownHome(): Record<string, string> {
  if (home === undefined) {
    const made = mkdtempSync(join(tmpdir(), "catallaxy-home-"));
    process.once("exit", () => rmSync(made, { recursive: true, force: true }));
    home = made;
  }
  return { HOME: home, USERPROFILE: home };
}

/** What a process needs to start, and no key of any provider; messages come unbroken, so that tests find their words. */
export function bareEnvironment(): Record<string, string> {
  const kept = ["PATH", "HOME", "TMPDIR", "USERPROFILE", "SystemRoot", "LANG", "NODE_COMPILE_CACHE", "NODE_V8_COVERAGE"].filter(
    (name) => process.env[name] !== undefined,
  );
  return { ...Object.fromEntries(kept.map((name) => [name, process.env[name] ?? ""])), COLUMNS: "100000" };
}

/** A folder that goes when the file's tests have ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "catallaxy-test-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The object on the last line of standard output, which must fit the contract. */
export function summaryOf(finished: Finished): Summary {
  const last = finished.out.trimEnd().split("\n").at(-1) ?? "";
  assert.ok(last.startsWith("{"), `no summary; exit ${finished.code}; ${finished.err}${finished.out}`);
  return summarySchema.parse(JSON.parse(last));
}

/** What two runs of one seed have in common: all but the name of the run and its time on the wall. */
export function lasting(summary: Summary): Omit<Summary, "run" | "wallMs"> {
  // Remarks may say what to type, and so name the run.
  const { run: _run, wallMs: _wallMs, ...rest } = JSON.parse(JSON.stringify(summary).replaceAll(summary.run, "a-run")) as Summary;
  return rest;
}
