const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** What a time looks like as it is written in settings and options. */
export const durationPattern = /^(?:\d+(?:\.\d+)?[smhd])+$/;

/** A time such as `90s`, `30m`, `2h` or `1h30m`, in milliseconds; undefined for what is none or is zero. */
export function durationMs(text: string): number | undefined {
  if (!durationPattern.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)([smhd])/g)];
  const ms = parts.reduce((sum, [, amount = "0", unit = "s"]) => sum + Number(amount) * (units[unit] ?? 0), 0);
  return ms > 0 && Number.isFinite(ms) ? ms : undefined;
}
