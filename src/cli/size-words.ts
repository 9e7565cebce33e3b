/** A number of bytes in words, with three figures. */
export function sizeWords(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${step === 0 ? bytes : Number((bytes / 1000 ** step).toPrecision(3))} ${units[step]}`;
}
