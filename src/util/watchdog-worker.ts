import { writeSync } from "node:fs";
import { descendants } from "./descendants.ts";
import { Session } from "node:inspector";
import { workerData } from "node:worker_threads";

/** What the main thread shares: `beat` grows while its loop turns, `limitMs` is how long it may not, `label` what it began last. */
interface SharedState {
  readonly numbers: Int32Array<SharedArrayBuffer>;
  readonly label: Uint8Array<SharedArrayBuffer>;
  /** An expression that tells the main thread to say what blocked, and whether a command was ended for it, and to end; it gives back false where that was none of the user's code. */
  readonly end: string;
}
const { numbers, label, end } = workerData as SharedState;
const [beat, limitMs, labelSize] = [0, 1, 2] as const;
/** Looks per limit: a process that was suspended misses one look, not a whole limit. */
const looks = 20;
/** A thread that runs no code of its own, as one that waits for a command, cannot be asked where it is. Long enough for one that is only slow, on a busy machine. */
const deafMs = 8000;

let last = -1;
let missed = 0;
look();

function look(): void {
  const every = Math.max(10, Atomics.load(numbers, limitMs) / looks);
  setTimeout(() => {
    const now = Atomics.load(numbers, beat);
    missed = now === last ? missed + 1 : 0;
    last = now;
    if (missed < looks) look();
    else ask();
  }, every);
}

/** Stops the main thread where it is and has it say so; where that is our own work, it goes on. */
function ask(): void {
  const session = new Session();
  // What it waits for keeps no thread alive, and one that ended would take the session along, and with it the process (SIGABRT).
  const awake = setInterval(() => {}, 2 ** 30);
  let ended = 0;
  let deaf = setTimeout(() => {
    // A thread that waits for a process of its own runs on when that is gone, and then says where.
    ended = endCommands();
    deaf = setTimeout(endUnheard, ended === 0 ? 0 : deafMs);
  }, deafMs);
  const files = new Map<string, string>();
  session.connectToMainThread();
  session.on("Debugger.scriptParsed", ({ params: { scriptId, url } }) => void files.set(scriptId, url));
  session.once("Debugger.paused", ({ params }) => {
    clearTimeout(deaf);
    const frames = params.callFrames.map(
      ({ location: { scriptId, lineNumber, columnNumber = 0 } }) => `${files.get(scriptId) ?? ""}:${lineNumber + 1}:${columnNumber + 1}`,
    );
    const callFrameId = params.callFrames[0]?.callFrameId ?? "";
    session.post("Debugger.evaluateOnCallFrame", { callFrameId, expression: `${end}(${JSON.stringify(frames)}, ${ended > 0})` }, () => {
      session.post("Debugger.resume", () => {
        session.disconnect();
        clearInterval(awake);
        missed = 0;
        look();
      });
    });
  });
  session.post("Debugger.enable");
  session.post("Debugger.pause");
}

/** Ends what this process has started, and what that has: how many there were. */
function endCommands(): number {
  const found = descendants(process.pid);
  for (const pid of found)
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  return found.length;
}

function endUnheard(): void {
  const [what = "", next = ""] = new TextDecoder().decode(label.slice(0, Atomics.load(numbers, labelSize))).split("\n");
  const seconds = Number((Atomics.load(numbers, limitMs) / 1000).toFixed(1));
  writeSync(
    2,
    `\ncatallaxy: The process stood still for ${seconds} s, in a call that does not end (a file, a pipe, a lock)${what === "" ? "" : `;\nwhat began last is ${what}`}.\nThe process is killed, exit code 137: from within such a call it cannot end itself. What was paid for is kept.\n${next === "" ? "" : `${next}\n`}`,
  );
  process.kill(process.pid, "SIGKILL");
}
