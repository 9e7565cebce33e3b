import { fromDecimal, plus, type Rational, rational, times } from "./rational.ts";

/** One unit: its dimension and how many of the dimension's base unit it holds, as an exact decimal or fraction. */
interface Unit {
  readonly dimension: string;
  readonly factor: string;
}

/** Factors to the SI base by definition (BIPM SI brochure; international yard and pound of 1959; IEC 80000-13). */
const table: { readonly [dimension: string]: { readonly [factor: string]: string } } = {
  length: {
    "1": "m meter meters metre metres",
    "1000": "km kilometer kilometers kilometre kilometres",
    "0.01": "cm centimeter centimeters centimetre centimetres",
    "0.001": "mm millimeter millimeters millimetre millimetres",
    "0.000001": "um µm μm micrometer micrometers micron microns",
    "0.000000001": "nm nanometer nanometers",
    "0.0254": "in inch inches",
    "0.3048": "ft foot feet",
    "0.9144": "yd yard yards",
    "1609.344": "mi mile miles",
  },
  mass: {
    "1": "kg kilogram kilograms",
    "0.001": "g gram grams",
    "0.000001": "mg milligram milligrams",
    "1000": "t tonne tonnes",
    "0.45359237": "lb lbs pound pounds",
    "0.028349523125": "oz ounce ounces",
  },
  time: {
    "1": "s sec secs second seconds",
    "0.001": "ms millisecond milliseconds",
    "0.000001": "us µs μs microsecond microseconds",
    "0.000000001": "ns nanosecond nanoseconds",
    "60": "min mins minute minutes",
    "3600": "h hr hrs hour hours",
    "86400": "d day days",
    "604800": "wk week weeks",
    "31557600": "yr yrs year years",
  },
  area: { "1": "m^2 m2 sqm", "1000000": "km^2 km2", "0.0001": "cm^2 cm2", "10000": "ha hectare hectares", "0.09290304": "ft^2 sqft" },
  volume: { "1": "m^3 m3", "0.001": "l liter liters litre litres dm^3", "0.000001": "ml milliliter milliliters cm^3 cc" },
  speed: { "1": "m/s mps", "1000/3600": "km/h kph kmh", "0.44704": "mph mi/h", "1852/3600": "kn knot knots" },
  energy: { "1": "j joule joules", "1000": "kj", "3600000": "kwh", "4.184": "cal", "4184": "kcal", "0.0000000000000000001602176634": "ev" },
  power: { "1": "w watt watts", "1000": "kw", "1000000": "megawatt megawatts" },
  force: { "1": "n newton newtons" },
  pressure: { "1": "pa pascal pascals", "1000": "kpa", "100000": "bar bars", "101325": "atm" },
  frequency: { "1": "hz hertz", "1000": "khz", "1000000": "mhz", "1000000000": "ghz" },
  bytes: {
    "1": "b byte bytes",
    "1000": "kb kilobyte kilobytes",
    "1000000": "mb megabyte megabytes",
    "1000000000": "gb gigabyte gigabytes",
    "1000000000000": "tb terabyte terabytes",
    "1024": "kib",
    "1048576": "mib",
    "1073741824": "gib",
  },
  voltage: { "1": "v volt volts", "0.001": "mv" },
  angle: { "1": "° deg degree degrees" },
  current: { "1": "a amp amps ampere amperes", "0.001": "ma" },
};

const units = new Map<string, Unit>();
for (const [dimension, rows] of Object.entries(table)) {
  for (const [factor, names] of Object.entries(rows)) {
    for (const name of names.split(" ")) units.set(name, { dimension, factor });
  }
}

const dimensions: Readonly<Record<string, string>> = {
  area: "length2",
  volume: "length3",
  speed: "length1 time-1",
  force: "length1 mass1 time-2",
  energy: "length2 mass1 time-2",
  power: "length2 mass1 time-3",
  pressure: "length-1 mass1 time-2",
  frequency: "time-1",
};

const celsius = fromDecimal("273.15") as Rational;

/**
 * The value of so much of a unit in the base of its dimension: "km/h", "m s^-2", "meters per second", "kg on average". Undefined when the
 * words begin with no known unit.
 */
export function inUnit(value: Rational, words: string): { readonly dimension: string; readonly value: Rational } | undefined {
  const plain = words.trim().replace(/²/g, "^2").replace(/³/g, "^3");
  if (/^(?:°\s?c|(?:degrees?\s)?celsius)\b/i.test(plain)) return { dimension: "temperature", value: plus(value, celsius) };
  if (/^(?:°\s?f|(?:degrees?\s)?fahrenheit)\b/i.test(plain)) {
    const kelvin = plus(times(plus(value, { top: -32n, bottom: 1n }), { top: 5n, bottom: 9n }), celsius);
    return { dimension: "temperature", value: kelvin };
  }
  if (/^(?:k|kelvins?)$/i.test(plain)) return { dimension: "temperature", value };
  const tokens = plain.toLowerCase().split(/\s+/, 8);
  for (let count = tokens.length; count > 0; count--) {
    const found = compound(tokens.slice(0, count).join(" "));
    if (found !== undefined) return { dimension: found.dimension, value: times(value, found.factor) };
  }
  return undefined;
}

/** A product of units with whole powers, each after `/` or `per` in the denominator. */
function compound(text: string): { readonly dimension: string; readonly factor: Rational } | undefined {
  const single = units.get(text.replace(/\.$/, ""));
  if (single !== undefined) return { dimension: signature(powersOf(single.dimension, 1)), factor: factorOf(single.factor, 1) as Rational };
  const powers = new Map<string, number>();
  let factor: Rational = { top: 1n, bottom: 1n };
  let sign = 1;
  for (const part of text
    .replace(/square\s(\w+)/g, "$1^2")
    .replace(/cubic\s(\w+)/g, "$1^3")
    .match(/\/|\*|[^\s/*]+/g) ?? []) {
    if (part === "*") continue;
    if (part === "/" || part === "per") {
      sign = -1;
      continue;
    }
    const match = /^([a-zµμ°]+)\.?\^?\{?\(?(-?[1-9])?\)?\}?$/.exec(part);
    const unit = units.get(part) ?? units.get(match?.[1] ?? "");
    const power = sign * (units.has(part) ? 1 : Number(match?.[2] ?? 1));
    const scale = unit === undefined ? undefined : factorOf(unit.factor, power);
    if (unit === undefined || scale === undefined) return undefined;
    for (const [base, size] of powersOf(unit.dimension, power)) powers.set(base, (powers.get(base) ?? 0) + size);
    factor = times(factor, scale);
  }
  return powers.size === 0 ? undefined : { dimension: signature(powers), factor };
}

function powersOf(dimension: string, power: number): Map<string, number> {
  const parts = (dimensions[dimension] ?? `${dimension}1`).split(" ");
  return new Map(parts.map((part) => [part.replace(/-?\d$/, ""), power * Number(/-?\d$/.exec(part)?.[0])]));
}

function signature(powers: ReadonlyMap<string, number>): string {
  return [...powers]
    .filter(([, size]) => size !== 0)
    .map(([base, size]) => `${base}${size}`)
    .sort()
    .join(" ");
}

function factorOf(factor: string, power: number): Rational | undefined {
  const [top = "", bottom = "1"] = factor.split("/");
  const [upper, lower] = [fromDecimal(top), fromDecimal(bottom)];
  const one = upper === undefined || lower === undefined ? undefined : rational(upper.top * lower.bottom, upper.bottom * lower.top);
  const turned = one === undefined || power > 0 ? one : rational(one.bottom, one.top);
  return turned === undefined ? undefined : rational(turned.top ** BigInt(Math.abs(power)), turned.bottom ** BigInt(Math.abs(power)));
}
