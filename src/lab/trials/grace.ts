/** A signal that is aborted `ms` after `stop` is, or with `now`. */
export function grace(stop: AbortSignal, ms: number, now?: AbortSignal): { readonly cut: AbortSignal; readonly close: () => void } {
  const cut = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const begin = (): void => {
    // A timer that is longer than this would fire at once.
    timer = setTimeout(() => cut.abort(), Math.min(ms, 2 ** 31 - 1));
  };
  const end = (): void => cut.abort();
  if (now?.aborted === true) end();
  else now?.addEventListener("abort", end, { once: true });
  if (stop.aborted) begin();
  else stop.addEventListener("abort", begin, { once: true });
  const close = (): void => {
    stop.removeEventListener("abort", begin);
    now?.removeEventListener("abort", end);
    clearTimeout(timer);
  };
  return { cut: cut.signal, close };
}
