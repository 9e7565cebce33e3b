/** A signal that the first Ctrl-C aborts gracefully; the second one ends the process at once. */
export function interruptible(onFirst: () => void): AbortController {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
    onFirst();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return controller;
}
