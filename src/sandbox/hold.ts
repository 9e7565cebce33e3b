import type { ChildProcess } from "node:child_process";

/** A child at work keeps its parent alive, an idle one does not. */
export function hold(child: ChildProcess, on: boolean): void {
  const { channel } = child;
  if (on) {
    child.ref();
    channel?.ref();
  } else {
    child.unref();
    channel?.unref();
  }
}
