import { fromDecimal, plus, type Rational, rational, times } from "./rational.ts";

/** One unit: its dimension and how many of the dimension's base unit it holds, as an exact decimal or fraction. */
interface Unit {
  readonly dimension: string;
  readonly factor: string;
}

/** Names of units, in any case. Factors to the SI base by definition (BIPM SI brochure; international yard and pound of 1959; IEC 80000-13). */
const names: { readonly [dimension: string]: { readonly [factor: string]: string } } = {
  length: {
    "1": "meter meters metre metres",
    "1000": "kilometer kilometers kilometre kilometres",
    "0.01": "centimeter centimeters centimetre centimetres",
    "0.001": "millimeter millimeters millimetre millimetres",
    "0.000001": "micrometer micrometers micron microns",
    "0.000000001": "nanometer nanometers nanometre nanometres",
    "0.0254": "in inch inches",
    "0.3048": "ft foot feet",
    "0.9144": "yd yard yards",
    "1609.344": "mi mile miles",
    "1852": "nmi",
  },
  mass: {
    "1": "kilogram kilograms",
    "0.001": "gram grams",
    "0.000001": "milligram milligrams",
    "1000": "tonne tonnes",
    "0.45359237": "lb lbs pound pounds",
    "0.028349523125": "oz ounce ounces",
  },
  time: {
    "1": "sec secs second seconds",
    "0.001": "millisecond milliseconds",
    "0.000001": "microsecond microseconds",
    "0.000000001": "nanosecond nanoseconds",
    "60": "min mins minute minutes",
    "3600": "hr hrs hour hours",
    "86400": "day days",
    "604800": "wk week weeks",
    "2629800": "month months",
    "31557600": "yr yrs year years",
  },
  area: { "1": "sqm", "10000": "ha hectare hectares", "0.09290304": "sqft", "4046.8564224": "acre acres" },
  volume: { "0.001": "liter liters litre litres", "0.000001": "milliliter milliliters millilitre millilitres cc" },
  speed: { "1": "mps", "1000/3600": "kph kmh", "0.44704": "mph", "1852/3600": "kn knot knots" },
  energy: { "1": "joule joules", "1000": "kilojoule kilojoules", "4.184": "cal calorie calories", "4184": "kcal kilocalorie kilocalories" },
  power: { "1": "watt watts", "1000": "kilowatt kilowatts", "1000000": "megawatt megawatts" },
  force: { "1": "newton newtons" },
  pressure: { "1": "pascal pascals", "100000": "bar bars", "101325": "atm", "6894.757293168": "psi" },
  frequency: { "1": "hertz" },
  bytes: {
    "1": "byte bytes",
    "1000": "kilobyte kilobytes",
    "1000000": "megabyte megabytes",
    "1000000000": "gigabyte gigabytes",
    "1000000000000": "terabyte terabytes",
  },
  bits: { "1": "bit bits", "1000": "kilobit kilobits", "1000000": "megabit megabits", "1000000000": "gigabit gigabits" },
  voltage: { "1": "volt volts" },
  resistance: { "1": "ohm ohms", "1000": "kilohm kilohms", "1000000": "megohm megohms" },
  angle: { "1": "° deg degree degrees" },
  current: { "1": "amp amps ampere amperes" },
  amount: { "1": "mole moles" },
  level: { "1": "db decibel decibels" },
};
/** Symbols, whose case counts: mg is no Mg. Each with the prefixes that it takes, and its factor. */
const symbols: { readonly [dimension: string]: readonly (readonly [symbol: string, factor: string, prefixes: string])[] } = {
  length: [["m", "1", "n u µ μ m c d k M"]],
  mass: [
    ["g", "0.001", "n u µ μ m c k M"],
    ["t", "1000", "k M"],
  ],
  time: [
    ["s", "1", "p n u µ μ m"],
    ["h", "3600", ""],
    ["d", "86400", ""],
  ],
  area: [
    ["m2", "1", ""],
    ["km2", "1000000", ""],
    ["cm2", "0.0001", ""],
    ["mm2", "0.000001", ""],
  ],
  volume: [
    ["m3", "1", ""],
    ["cm3", "0.000001", ""],
    ["l", "0.001", "u µ μ m c d"],
    ["L", "0.001", "u µ μ m c d"],
  ],
  energy: [
    ["J", "1", "m k M G"],
    ["Wh", "3600", "k M G"],
    ["eV", "0.0000000000000000001602176634", "m k M G T"],
  ],
  power: [["W", "1", "u µ μ m k M G"]],
  force: [["N", "1", "u µ μ m k M"]],
  pressure: [["Pa", "1", "m h k M G"]],
  frequency: [["Hz", "1", "m k M G T"]],
  bytes: [
    ["B", "1", "k K M G T"],
    ["KiB", "1024", ""],
    ["MiB", "1048576", ""],
    ["GiB", "1073741824", ""],
  ],
  bits: [["b", "1", "k K M G T"]],
  bitRate: [["bps", "1", "k K M G T"]],
  byteRate: [["Bps", "1", "k K M G T"]],
  torque: [["Nm", "1", "k M"]],
  voltage: [["V", "1", "u µ μ m k M"]],
  current: [["A", "1", "n u µ μ m k"]],
  resistance: [["Ω", "1", "m k M G"]],
  amount: [["mol", "1", "n u µ μ m k"]],
};
const prefixes: ReadonlyMap<string, string> = new Map(
  Object.entries({ p: -12, n: -9, u: -6, µ: -6, μ: -6, m: -3, c: -2, d: -1, h: 2, k: 3, K: 3, M: 6, G: 9, T: 12 }).map(
    ([prefix, power]) => [prefix, `e${power}`],
  ),
);

const byName = new Map<string, Unit>();
for (const [dimension, rows] of Object.entries(names)) {
  for (const [factor, words] of Object.entries(rows)) {
    for (const name of words.split(" ")) byName.set(name, { dimension, factor });
  }
}
const bySymbol = new Map<string, Unit>();
/** The units that a symbol in another case may mean. */
const folded = new Map<string, (Unit & { readonly symbol: string; readonly prefix: string })[]>();
for (const [dimension, rows] of Object.entries(symbols)) {
  for (const [symbol, factor, taken] of rows) {
    for (const prefix of ["", ...taken.split(" ").filter((one) => one !== "")]) {
      const unit = { dimension, factor: `${factor}${prefixes.get(prefix) ?? ""}` };
      bySymbol.set(prefix + symbol, unit);
      const lower = (prefix + symbol).toLowerCase();
      folded.set(lower, [...(folded.get(lower) ?? []), { ...unit, symbol: prefix + symbol, prefix }]);
    }
  }
}

/** What a symbol in lower case stands for by custom, though another is spelled alike. */
const customary: ReadonlyMap<string, string> = new Map(
  ["MHz", "kbps", "Mbps", "Gbps", "Tbps"].map((symbol) => [symbol.toLowerCase(), symbol]),
);

/** A symbol as it is spelled, a name in any case, or a symbol in another case that can mean one unit alone: KM, Hz as HZ, and no MG. */
function unitOf(word: string, shouted = false): Unit | undefined {
  const known = bySymbol.get(word) ?? byName.get(word.toLowerCase()) ?? bySymbol.get(customary.get(word) ?? "");
  if (known !== undefined) return known;
  const alike = (folded.get(word.toLowerCase()) ?? []).filter((unit) => !isAnother(word, unit));
  // MHZ begins as MHz does; MM may be meant as either.
  const begun = word.length > 2 && /^[A-Z]/.test(word) ? alike.filter(({ symbol }) => symbol[0] === word[0]) : [];
  const [only, ...others] = begun.length > 0 ? begun : alike;
  const same = others.every((other) => other.dimension === only?.dimension && other.factor === only.factor);
  // One letter in another case is another unit or a variable; NM is a nautical mile.
  return (word.length > 1 || shouted || /^[jvw]$/.test(word)) && word !== "NM" && same ? only : undefined;
}

/** Whether a word in another case means a unit of its own that is not listed: Ms is no ms, Mmol no mmol, mS is siemens. Liters are written ML as well. */
function isAnother(word: string, { symbol, prefix, dimension }: Unit & { readonly symbol: string; readonly prefix: string }): boolean {
  if (prefix !== "" && dimension === "time" && word.endsWith("S")) return true;
  return /^[mp]$/i.test(prefix) && word[0] !== prefix && dimension !== "volume" && word !== word.toLowerCase() && symbol !== "mm";
}

const dimensions: Readonly<Record<string, string>> = {
  area: "length2",
  volume: "length3",
  speed: "length1 time-1",
  force: "length1 mass1 time-2",
  energy: "length2 mass1 time-2",
  torque: "length2 mass1 time-2",
  bitRate: "bits1 time-1",
  byteRate: "bytes1 time-1",
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
  const tokens = plain.replace(/\u03A9|\u2126/g, "Ω").split(/\s+/, 8);
  for (let count = tokens.length; count > 0; count--) {
    const found = compound(tokens.slice(0, count).join(" "));
    if (found !== undefined) return { dimension: found.dimension, value: times(value, found.factor) };
  }
  return undefined;
}

/** A product of units with whole powers, each after `/` or `per` in the denominator. */
function compound(text: string): { readonly dimension: string; readonly factor: Rational } | undefined {
  const single = unitOf(text.replace(/\.$/, ""));
  if (single !== undefined) return { dimension: signature(powersOf(single.dimension, 1)), factor: factorOf(single.factor, 1) as Rational };
  const powers = new Map<string, number>();
  let factor: Rational = { top: 1n, bottom: 1n };
  let sign = 1;
  // In km/H and M/S the sign between the units says that the letters are units.
  const shouted = /[a-z]\s?\/\s?[a-z]/i.test(text);
  for (const part of text
    .replace(/(?:square|sq\.?)\s(\w+)/gi, "$1^2")
    .replace(/(?:cubic|cu\.?)\s(\w+)/gi, "$1^3")
    .replace(/(\w+)\ssquared/gi, "$1^2")
    .match(/\/|\*|[^\s/*]+/g) ?? []) {
    if (part === "*") continue;
    if (part === "/" || part.toLowerCase() === "per") {
      sign = -1;
      continue;
    }
    const match = /^([a-zµμ°Ω]+)\.?\^?\{?\(?(-?[1-9])?\)?\}?$/i.exec(part);
    const whole = unitOf(part, shouted);
    const unit = whole ?? unitOf(match?.[1] ?? "", shouted);
    const power = sign * (whole !== undefined ? 1 : Number(match?.[2] ?? 1));
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
