import { z } from "zod";
import type { Program, RunReport, ScriptProgram } from "../types.ts";
import { type Pool, pool } from "./pool.ts";
import type { Job } from "./run-quickjs.ts";
import { pythonKind, runPython } from "./run-python.ts";
import { runSql } from "./run-sql.ts";
import { runShell, shellKind } from "./run-shell.ts";
import { sqlChildren } from "./sql-children.ts";
import { turns } from "./turns.ts";

/** `processes`: programs of a language at work at once; `ms`: work per program with its checks, by count and not by the clock; `memoryMb`: per program. */
export const sandboxOptions = z.strictObject({
  processes: z.int().positive().default(2),
  ms: z.int().positive().default(2000),
  memoryMb: z.int().min(8).default(64),
});

export interface Sandbox {
  /**
   * Runs untrusted code. Contract: never rejects; a program that hangs, throws, exits, eats memory or tampers fails its own checks; a
   * failure (code `refused`) means that no sandbox could run it. Code is never run bare.
   */
  run(program: Program): Promise<RunReport>;
  /** Ends every child process; programs under way fail. Idle children never keep the process alive, so forgetting this is harmless. */
  close(): Promise<void>;
  kinds(): readonly Kind[];
}

interface Kind {
  readonly language: Program["language"];
  readonly kind: string;
  readonly available: boolean;
  readonly why: string;
  /** Of sh: whether files that programs leave can be compared. */
  readonly wrote?: { readonly available: boolean; readonly why: string };
}

/** JavaScript in QuickJS and SQL in SQLite, in child processes; Python and sh in bubblewrap where that is present. */
export function sandbox(options: z.input<typeof sandboxOptions> = {}): Sandbox {
  const settings = sandboxOptions.parse(options);
  const children = new Set<() => void>();
  const databases = sqlChildren();
  const inTurn = turns(settings.processes);
  let workers: Pool | undefined;
  return {
    run: (program) => {
      const limits = limitsOf(program, settings);
      if (program.language === "sh") return inTurn(() => runShell(program, limits, children));
      if (program.language === "sql") return inTurn(() => runSql(program, limits, databases));
      const job = jobOf(program, limits);
      if (program.language === "python") return inTurn(() => runPython(job, children));
      workers ??= pool(settings.processes);
      return workers.run(job);
    },
    close: async () => {
      for (const kill of children) kill();
      databases.close();
      await workers?.close();
    },
    kinds: () => [
      { language: "javascript", kind: "quickjs", available: true, why: "" },
      { language: "python", kind: "bubblewrap", ...pythonKind() },
      { language: "sh", kind: "bubblewrap", ...shellKind() },
      { language: "sql", kind: "sqlite", available: true, why: "" },
    ],
  };
}

type Limits = Pick<Job, "ms" | "memoryMb">;

function limitsOf({ limits = {} }: Program, settings: z.output<typeof sandboxOptions>): Limits {
  return { ms: limits.ms ?? settings.ms, memoryMb: limits.memoryMb ?? settings.memoryMb };
}

function jobOf({ code, checks, globals = {} }: ScriptProgram, limits: Limits): Job {
  return { code, checks, globals: JSON.stringify(globals), ...limits };
}
