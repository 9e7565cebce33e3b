/** A signal that is aborted `ms` after `stop` is. */
export function grace(stop: AbortSignal, ms: number): { readonly cut: AbortSignal; readonly close: () => void } {
  const cut = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const begin = (): void => {
    // A timer that is longer than this would fire at once.
    timer = setTimeout(() => cut.abort(), Math.min(ms, 2 ** 31 - 1));
  };
  if (stop.aborted) begin();
  else stop.addEventListener("abort", begin, { once: true });
  const close = (): void => {
    stop.removeEventListener("abort", begin);
    clearTimeout(timer);
  };
  return { cut: cut.signal, close };
}
