/** An exact fraction in lowest terms with a positive denominator. */
export interface Rational {
  readonly top: bigint;
  readonly bottom: bigint;
}

/** The fraction in lowest terms, sign folded into the top; undefined for a zero denominator. */
export function rational(top: bigint, bottom: bigint): Rational | undefined {
  if (bottom === 0n) return undefined;
  const sign = bottom < 0n ? -1n : 1n;
  const divisor = gcd(top < 0n ? -top : top, bottom < 0n ? -bottom : bottom);
  return { top: (sign * top) / divisor, bottom: (sign * bottom) / divisor };
}

/** A rational as a decimal number where that is exact and short, else as a fraction. */
export function rationalText({ top, bottom }: Rational): string {
  if (bottom === 1n) return String(top);
  for (let scale = 1n, digits = 0; digits <= 12; scale *= 10n, digits++) {
    if ((top * scale) % bottom !== 0n) continue;
    const whole = String(((top < 0n ? -top : top) * scale) / bottom).padStart(digits + 1, "0");
    return `${top < 0n ? "-" : ""}${whole.slice(0, -digits)}.${whole.slice(-digits)}`;
  }
  return `${top}/${bottom}`;
}

export function sameRational(a: Rational, b: Rational): boolean {
  return a.top === b.top && a.bottom === b.bottom;
}

export function times(a: Rational, b: Rational): Rational {
  return rational(a.top * b.top, a.bottom * b.bottom) ?? a;
}

export function plus(a: Rational, b: Rational): Rational {
  return rational(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom) ?? a;
}

/** |a - b| <= tolerance, decided without rounding of a or b. */
export function within(a: Rational, b: Rational, tolerance: Rational): boolean {
  const gap = plus(a, { top: -b.top, bottom: b.bottom });
  const size = gap.top < 0n ? -gap.top : gap.top;
  return size * tolerance.bottom <= tolerance.top * gap.bottom;
}

/** A finite JavaScript number by its shortest decimal form, so that 0.1 is one tenth. */
export function fromNumber(value: number): Rational | undefined {
  return fromDecimal(String(value));
}

/** `12`, `-1.25`, `.5`, `3.`, `1.2e-3`; undefined for anything else or for exponents beyond 400. */
export function fromDecimal(text: string): Rational | undefined {
  const match = /^([+-]?)(\d{0,400})(?:\.(\d{0,400}))?(?:e([+-]?\d{1,3}))?$/i.exec(text);
  const whole = match?.[2] ?? "";
  const digits = match?.[3] ?? "";
  const exponent = Number(match?.[4] ?? 0);
  if (match === null || whole + digits === "" || Math.abs(exponent) > 400) return undefined;
  const top = BigInt(whole + digits) * (match[1] === "-" ? -1n : 1n);
  const shift = exponent - digits.length;
  return shift >= 0 ? rational(top * 10n ** BigInt(shift), 1n) : rational(top, 10n ** BigInt(-shift));
}

function gcd(a: bigint, b: bigint): bigint {
  let [left, right] = [a, b];
  while (right !== 0n) [left, right] = [right, left % right];
  return left;
}
