import type { Progress } from "../lab/index.ts";

/** A progress line on stderr: redrawn in place on a terminal, one line per tenth elsewhere, nothing when quiet. */
export function progressLine(
  label: string,
  quiet: boolean,
  stream: NodeJS.WriteStream = process.stderr,
  things = "trials",
): { show(progress: Progress): void; end(): void } {
  if (quiet) return { show: () => {}, end: () => {} };
  let tenth = -1;
  return {
    show({ done, total }) {
      if (stream.isTTY) {
        const width = 24;
        const filled = total === 0 ? width : Math.floor((done / total) * width);
        stream.write(`\r${label}  ${"█".repeat(filled)}${"░".repeat(width - filled)}  ${done}/${total} ${things}\u001B[K`);
      } else if (Math.floor((done / Math.max(1, total)) * 10) > tenth) {
        tenth = Math.floor((done / Math.max(1, total)) * 10);
        stream.write(`${label}  ${done}/${total} ${things}\n`);
      }
    },
    end() {
      if (stream.isTTY) stream.write("\r\u001B[K");
    },
  };
}
