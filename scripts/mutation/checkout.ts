import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Mutation } from "./operators.ts";

export interface TestEnd {
  readonly end: "passed" | "failed" | "timed out";
  readonly ms: number;
}

/** A copy of the project's files in a folder of its own, in which one file at a time is changed and tests are run. */
export interface Checkout {
  readonly folder: string;
  /** Changes a file until it is called with `undefined`. */
  change(file: string, mutation: Mutation | undefined): void;
  /** Runs one test file; its processes are ended with it. */
  run(test: string, limitMs: number, environment: Readonly<Record<string, string>>): Promise<TestEnd>;
  remove(): void;
}

/** Copies what git knows or would add; the dependencies are linked. */
export function openCheckout(root: string): Checkout {
  const base = mkdtempSync(join(tmpdir(), "catallaxy-mutation-"));
  const [folder, scratch] = [join(base, "checkout"), join(base, "scratch")];
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], { cwd: root, encoding: "utf8" });
  for (const file of listed.split("\0").filter((name) => name !== "")) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file), { force: true, verbatimSymlinks: true, errorOnExist: false });
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const unchanged = new Map<string, string>();
  return {
    folder,
    change: (file, mutation) => {
      const source = unchanged.get(file) ?? readFileSync(join(folder, file), "utf8");
      unchanged.set(file, source);
      writeFileSync(join(folder, file), mutation === undefined ? source : mutated(source, mutation));
    },
    run: (test, limitMs, environment) => {
      rmSync(scratch, { recursive: true, force: true });
      mkdirSync(scratch, { recursive: true });
      return runTest(folder, test, limitMs, { ...environment, TMPDIR: scratch, HOME: scratch });
    },
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}

/** A source text with the change made. */
export function mutated(source: string, { start, end, text }: Mutation): string {
  return source.slice(0, start) + text + source.slice(end);
}

function runTest(cwd: string, test: string, limitMs: number, environment: Readonly<Record<string, string>>): Promise<TestEnd> {
  const began = performance.now();
  const child = spawn(process.execPath, ["--max-old-space-size=2048", test], {
    cwd,
    detached: true,
    stdio: "ignore",
    env: { ...process.env, NODE_OPTIONS: "", ...environment },
  });
  const endGroup = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    } catch {
      // The group has ended by itself.
    }
  };
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    endGroup();
  }, limitMs);
  return new Promise((resolve) => {
    child.once("exit", (code) => {
      clearTimeout(timer);
      endGroup();
      resolve({ end: late ? "timed out" : code === 0 ? "passed" : "failed", ms: performance.now() - began });
    });
  });
}
