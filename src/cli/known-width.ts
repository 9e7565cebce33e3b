/**
 * A terminal that reports no width (0 columns, as one without a window size does) gets that of COLUMNS, else 80; everything that draws
 * on it, prompts included, goes by `columns`. What is no terminal stays as it is.
 */
export function knownWidth(stream: NodeJS.WriteStream, environment: NodeJS.ProcessEnv = process.env): void {
  if (stream.isTTY !== true) return;
  const mend = (): void => {
    if (stream.columns > 0) return;
    const told = Number(environment["COLUMNS"]);
    stream.columns = Number.isSafeInteger(told) && told > 0 ? told : 80;
  };
  mend();
  stream.prependListener("resize", mend);
}
