import { inert } from "../util/inert.ts";
import type { Progress, Wait } from "../lab/index.ts";

/** A progress line on stderr: redrawn in place on a terminal, one line per tenth elsewhere, nothing when quiet. */
export interface ProgressLine {
  show(progress: Progress): void;
  /** Says who waits for what and until when; short waits are said on a terminal alone. */
  wait(wait: Wait): void;
  end(): void;
}

export function progressLine(
  told: string,
  quiet: boolean,
  stream: NodeJS.WriteStream = process.stderr,
  things = "trials",
  now: () => number = Date.now,
): ProgressLine {
  if (quiet) return { show: () => {}, wait: () => {}, end: () => {} };
  const label = inert(told, "terminal").replaceAll("\n", " ");
  let tenth = -1;
  let bar = "";
  let waits = new Map<string, { readonly until: number; readonly words: string }>();
  const draw = (): void => {
    waits = new Map([...waits].filter(([, { until }]) => until > now()));
    const words = [...waits.values()].map((one) => `  ${one.words}`).join("");
    stream.write(`\r${bar}${words.slice(0, Math.max(0, (stream.columns ?? 80) - bar.length - 1))}\u001B[K`);
  };
  return {
    show({ done, total }) {
      const width = 24;
      const filled = total === 0 ? width : Math.floor((done / total) * width);
      bar = `${label}  ${"█".repeat(filled)}${"░".repeat(width - filled)}  ${done}/${total} ${things}`;
      if (stream.isTTY) draw();
      else if (Math.floor((done / Math.max(1, total)) * 10) > tenth) {
        tenth = Math.floor((done / Math.max(1, total)) * 10);
        stream.write(`${label}  ${done}/${total} ${things}\n`);
      }
    },
    wait({ model, ms, waiting }) {
      const until = now() + ms;
      const before = waits.get(model)?.until ?? 0;
      const words = `${inert(model, "terminal")} waits for its rate limit until ${new Date(until).toTimeString().slice(0, 8)} (${waiting} ${waiting === 1 ? "call" : "calls"})`;
      waits.set(model, { until, words });
      if (stream.isTTY) draw();
      // A log gets one line per wait that is worth one.
      else if (ms >= 5000 && until > before + 5000) stream.write(`${label}  ${words}\n`);
    },
    end() {
      if (stream.isTTY) stream.write("\r\u001B[K");
    },
  };
}
