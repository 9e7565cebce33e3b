/** Whether there is somebody to ask: keys come from a terminal, and questions go to one. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/**
 * Asks a question that is answered by yes or no, on standard error like everything that is not the result. Whoever turns away (Ctrl-C,
 * Ctrl-D, Escape, a terminal that is closed) has not agreed; so it is where `signal` is aborted meanwhile.
 */
export async function confirmed(message: string, signal?: AbortSignal): Promise<boolean> {
  const { confirm } = await import("@clack/prompts");
  const ask = (own: AbortSignal) => confirm({ message, initialValue: false, output: process.stderr, signal: own });
  return (await answered(ask, signal)) === true;
}

/** The answer to a question; one that can get none any more is ended by the signal that it is given. */
export async function answered<T>(ask: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
  const { stdin } = process;
  const over = new AbortController();
  const end = (): void => over.abort();
  const heard = (_: unknown, key?: { readonly ctrl?: boolean; readonly name?: string }): void => {
    if (key?.ctrl === true && key.name === "d") end();
  };
  stdin.on("keypress", heard).once("end", end).once("close", end);
  try {
    return await ask(signal === undefined ? over.signal : AbortSignal.any([over.signal, signal]));
  } finally {
    stdin.off("keypress", heard).off("end", end).off("close", end);
  }
}
