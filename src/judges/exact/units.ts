import { fromDecimal, type Rational, rational, times } from "./rational.ts";

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
  current: { "1": "a amp amps ampere amperes", "0.001": "ma" },
};

const units = new Map<string, Unit>();
for (const [dimension, rows] of Object.entries(table)) {
  for (const [factor, names] of Object.entries(rows)) {
    for (const name of names.split(" ")) units.set(name, { dimension, factor });
  }
}

/** The unit's dimension and exact factor to its base; undefined for a name that is not in the table. */
export function unitOf(name: string): { readonly dimension: string; readonly factor: Rational } | undefined {
  const unit = units.get(name.trim().toLowerCase().replace(/²/g, "^2").replace(/³/g, "^3").replace(/\.$/, ""));
  if (unit === undefined) return undefined;
  const [top, bottom = "1"] = unit.factor.split("/");
  const upper = fromDecimal(top as string);
  const lower = fromDecimal(bottom);
  const inverse = lower === undefined ? undefined : rational(lower.bottom, lower.top);
  return upper === undefined || inverse === undefined ? undefined : { dimension: unit.dimension, factor: times(upper, inverse) };
}
