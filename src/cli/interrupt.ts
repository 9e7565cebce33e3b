/** A signal that the first Ctrl-C aborts, which lets calls in flight end; the second one ends the process at once. */
export function interruptible(graceSeconds: number): AbortController {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
    process.stderr.write(
      `\nStopping after the calls in flight, which get up to ${graceSeconds} s to end and are booked at what they cost. What is settled is kept. Ctrl-C again ends at once.\n`,
    );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return controller;
}
