// Runs one command line after another in one process, whose code is compiled by then: `test/catallaxy.ts` starts it and hands it the words.
// Each command has its own output, environment, folder and exit code, and leaves no listeners behind; what it had still running when it
// ended is heard no more.
import { AsyncLocalStorage } from "node:async_hooks";
import { pathToFileURL } from "node:url";

/** A command line to run. */
export interface Order {
  readonly words: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

type Listener = (...values: unknown[]) => void;
const caught = ["uncaughtException", "unhandledRejection"] as const;
const signals = ["SIGINT", "SIGTERM", "SIGHUP", "SIGPIPE"] as const;

/** Thrown where a command ends its process, so that nothing behind that place runs. */
class Ended extends Error {}

/** A command that runs. */
class Command {
  out = "";
  err = "";
  over = false;
  readonly listeners = new Map<string, Listener[]>();
  readonly end: (code: number) => void;

  constructor(end: (code: number) => void) {
    this.end = end;
  }

  finish(code: number): void {
    if (this.over) return;
    let last = code;
    for (const listener of this.listeners.get("exit") ?? []) {
      process.exitCode = undefined;
      listener(code);
      last = process.exitCode ?? last;
    }
    this.over = true;
    this.end(last);
  }
}

const running = new AsyncLocalStorage<Command>();
let current: Command | undefined;
const own = { on: process.on.bind(process), exit: process.exit.bind(process), env: process.env };
const { start } = (await import(pathToFileURL(process.argv[2] ?? "").href)) as { start: () => Promise<void> };

process.exit = (code?: number | string | null): never => {
  const command = running.getStore() ?? current;
  command?.finish(Number(code ?? process.exitCode ?? 0));
  throw new Ended();
};
// Kept by the command: the process itself lives on.
for (const name of ["on", "once", "addListener"] as const) {
  process[name] = ((event: string, listener: Listener): NodeJS.Process => {
    const command = running.getStore();
    if (command === undefined || (event !== "exit" && !caught.includes(event as (typeof caught)[number]))) return own.on(event, listener);
    command.listeners.set(event, [...(command.listeners.get(event) ?? []), listener]);
    return process;
  }) as never;
}
for (const event of caught) {
  own.on(event, (thrown: unknown) => {
    const command = running.getStore() ?? current;
    if (thrown instanceof Ended || command === undefined || command.over) return;
    try {
      for (const listener of command.listeners.get(event) ?? []) listener(thrown);
    } catch (again) {
      if (!(again instanceof Ended)) throw again;
    }
  });
}

process.on("message", (order: Order) => {
  const code = Promise.withResolvers<number>();
  const command = new Command(code.resolve);
  current = command;
  prepare(order);
  void running.run(command, () => start().catch((thrown: unknown) => (thrown instanceof Ended ? undefined : Promise.reject(thrown))));
  void code.promise.then((exit) => {
    for (const signal of signals) process.removeAllListeners(signal);
    for (const stream of [process.stdout, process.stderr]) stream.removeAllListeners("error");
    process.send?.({ code: exit, out: command.out, err: command.err });
  });
});

function prepare({ words, cwd, env }: Order): void {
  process.chdir(cwd);
  for (const name of Object.keys(own.env)) delete own.env[name];
  Object.assign(own.env, env);
  process.argv = [process.execPath, "catallaxy", ...words];
  process.exitCode = undefined;
  process.stdout.write = written("out");
  process.stderr.write = written("err");
}

/** Keeps what is written for the command that writes it. */
function written(where: "out" | "err"): (chunk: string | Uint8Array, ...rest: unknown[]) => boolean {
  return (chunk, ...rest) => {
    const command = running.getStore() ?? current;
    if (command?.over === false) command[where] += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
    const done = rest.find((each) => typeof each === "function") as (() => void) | undefined;
    done?.();
    return true;
  };
}

// The tests of the file have ended.
process.on("disconnect", () => own.exit(0));
process.send?.({ ready: true });
