import { readFileSync } from "node:fs";

const everyMs = 1000;

/**
 * Looks each second at the process that counts the work of a sandbox (bubblewrap's own first child has it as its first), until the
 * function it gives back is called. `stop` is called where it stands still at two looks in a row, by a signal or a debugger: its
 * program did that, to be watched by nobody.
 */
export function watchRelay(bubblewrap: number | undefined, stop: () => void): () => void {
  let still = 0;
  const timer = setInterval(() => {
    const relay = firstChildOf(firstChildOf(bubblewrap));
    still = relay !== undefined && /[Tt]/.test(stateOf(relay)) ? still + 1 : 0;
    if (still >= 2) stop();
  }, everyMs);
  return () => clearInterval(timer);
}

function firstChildOf(pid: number | undefined): number | undefined {
  const children = pid === undefined ? "" : kernelText(`/proc/${pid}/task/${pid}/children`);
  return children === "" ? undefined : Math.min(...children.split(" ").map(Number));
}

function stateOf(pid: number): string {
  const stat = kernelText(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[0] ?? "";
}

function kernelText(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return "";
  }
}
