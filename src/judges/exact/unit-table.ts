/** One unit: its dimension and how many of the dimension's base unit it holds, as an exact decimal or fraction. */
export interface Unit {
  readonly dimension: string;
  readonly factor: string;
}
type Names = { readonly [dimension: string]: { readonly [factor: string]: string } };

/** Names of units, in any case. Factors to the SI base by definition (BIPM SI brochure; international yard and pound of 1959; IEC 80000-13; IAU 2012). */
const names: Names = {
  length: {
    "1000": "kms",
    "0.01": "cms",
    "0.000001": "micron microns",
    "0.0000000001": "å angstrom angstroms ångström ångströms",
    "0.0254": "in inch inches",
    "0.3048": "ft foot feet",
    "0.9144": "yd yard yards",
    "1609.344": "mi mile miles",
    "1852": "nmi",
    "149597870700": "au",
    "9460730472580800": "ly light-year light-years lightyear lightyears",
  },
  mass: {
    "0.001": "gm gms",
    "0.000000001": "mcg",
    "1": "kgs kilo kilos",
    "0.45359237": "lb lbs pound pounds",
    "0.028349523125": "oz ounce ounces",
  },
  time: {
    "1": "sec secs",
    "60": "min mins minute minutes",
    "3600": "hr hrs hour hours",
    "86400": "day days",
    "604800": "wk week weeks",
    "2629800": "month months",
    "31557600": "yr yrs year years",
  },
  area: { "1": "sqm", "10000": "ha hectare hectares", "0.09290304": "sqft", "4046.8564224": "acre acres" },
  volume: {
    "0.000001": "cc",
    "0.0002365882365": "cup cups",
    "0.00001478676478125": "tbsp tablespoon tablespoons",
    "0.00000492892159375": "tsp teaspoon teaspoons",
  },
  speed: { "1": "mps", "1000/3600": "kph kmh kmph", "0.44704": "mph", "1852/3600": "kn knot knots" },
  energy: { "4.184": "cal", "4184": "kcal", "1055.05585262": "btu btus", "0.0000001": "erg ergs" },
  power: { "745.69987158227022": "hp horsepower" },
  pressure: { "101325": "atm atmosphere atmospheres", "6894.757293168": "psi", "101325/760": "torr", "133.322387415": "mmhg" },
  frequency: { "1/60": "rpm" },
  resistance: { "1000": "kilohm kilohms", "1000000": "megohm megohms" },
  angle: {
    "1": "° deg degree degrees",
    "1/60": "arcmin arcminute arcminutes",
    "1/3600": "arcsec arcsecond arcseconds",
    "360": "rev revolution revolutions",
  },
  level: { "1": "db decibel decibels" },
};

/** Names that take the prefixes of the SI in words, each with its plural. */
const prefixed: Names = {
  length: { "1": "meter meters metre metres" },
  mass: { "0.001": "gram grams gramme grammes", "1000": "tonne tonnes" },
  time: { "1": "second seconds" },
  volume: { "0.001": "liter liters litre litres" },
  energy: {
    "1": "joule joules",
    "3600": "watt-hour watt-hours watthour watthours",
    "4.184": "calorie calories",
    "0.0000000000000000001602176634": "electronvolt electronvolts electron-volt electron-volts",
  },
  power: { "1": "watt watts" },
  force: { "1": "newton newtons" },
  pressure: { "1": "pascal pascals", "100000": "bar bars" },
  frequency: { "1": "hertz" },
  bytes: { "1": "byte bytes" },
  bits: { "1": "bit bits" },
  voltage: { "1": "volt volts" },
  resistance: { "1": "ohm ohms" },
  current: { "1": "amp amps ampere amperes" },
  amount: { "1": "mole moles" },
  capacitance: { "1": "farad farads" },
  charge: { "1": "coulomb coulombs" },
  fluxDensity: { "1": "tesla teslas" },
  flux: { "1": "weber webers" },
  inductance: { "1": "henry henrys henries" },
  conductance: { "1": "siemens" },
  luminousFlux: { "1": "lumen lumens" },
  illuminance: { "1": "lux" },
  luminousIntensity: { "1": "candela candelas" },
  activity: { "1": "becquerel becquerels" },
  absorbedDose: { "1": "gray grays" },
  equivalentDose: { "1": "sievert sieverts" },
  catalysis: { "1": "katal katals" },
  kelvin: { "1": "kelvin kelvins" },
  // 180 over pi, to 40 digits: no product of it with a fraction is a whole number of degrees.
  angle: { "57.2957795130823208767981548141051703324055": "radian radians" },
};

/**
 * Symbols, whose case counts: mg is no Mg. Each with its factor, the prefixes that it takes, and those that it takes in this case alone, so
 * that pA leaves the `pa` of pascals as it is.
 */
const symbols: { readonly [dimension: string]: readonly (readonly [symbol: string, factor: string, prefixes: string, exact?: string])[] } =
  {
    length: [["m", "1", "n u µ μ m c d k M", "f p h G"]],
    mass: [
      ["g", "0.001", "n u µ μ m c k M", "f p d h G T"],
      ["t", "1000", "k M"],
    ],
    time: [
      ["s", "1", "p n u µ μ m", "f"],
      ["sec", "1", "", "n u µ μ m"],
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
      ["l", "0.001", "u µ μ m c d", "p n h k"],
      ["L", "0.001", "u µ μ m c d", "p n h k"],
    ],
    energy: [
      ["J", "1", "m k M G", "n u µ μ T P"],
      ["Wh", "3600", "k M G", "m T"],
      ["eV", "0.0000000000000000001602176634", "m k M G T", "n u µ μ P"],
    ],
    power: [["W", "1", "u µ μ m k M G", "p n T"]],
    force: [["N", "1", "u µ μ m k M", "p n G"]],
    pressure: [
      ["Pa", "1", "m h k M G", "n u µ μ T"],
      ["bar", "100000", "", "m k u µ μ"],
    ],
    frequency: [["Hz", "1", "m k M G T", "n u µ μ P"]],
    bytes: [
      ["B", "1", "k K M G T", "P"],
      ["KiB", "1024", ""],
      ["MiB", "1048576", ""],
      ["GiB", "1073741824", ""],
    ],
    bits: [["b", "1", "k K M G T"]],
    bitRate: [["bps", "1", "k K M G T"]],
    byteRate: [["Bps", "1", "k K M G T"]],
    torque: [["Nm", "1", "k M", "m u µ μ"]],
    voltage: [["V", "1", "u µ μ m k M", "n p G"]],
    current: [["A", "1", "n u µ μ m k", "f p M"]],
    resistance: [
      ["Ω", "1", "m k M G", "u µ μ n T"],
      ["ohm", "1", "", "m k M G"],
      ["ohms", "1", "", "m k M G"],
    ],
    amount: [["mol", "1", "n u µ μ m k", "f p"]],
    capacitance: [["F", "1", "p n u µ μ m", "f k M"]],
    charge: [
      ["C", "1", "n u µ μ m k", "f p M"],
      ["Ah", "3600", "m k"],
    ],
    fluxDensity: [["T", "1", "n u µ μ", "p m"]],
    flux: [["Wb", "1", "n u µ μ m"]],
    inductance: [["H", "1", "p n u µ μ m"]],
    conductance: [["S", "1", "", "p n u µ μ m k"]],
    luminousFlux: [["lm", "1", "k", "m M"]],
    illuminance: [["lx", "1", "k", "m"]],
    luminousIntensity: [["cd", "1", "k", "m"]],
    activity: [["Bq", "1", "k M G T", "m"]],
    absorbedDose: [["Gy", "1", "u µ μ m", "k"]],
    equivalentDose: [["Sv", "1", "u µ μ m"]],
    catalysis: [["kat", "1", "n u µ μ m"]],
    angle: [["rad", "57.2957795130823208767981548141051703324055", "", "m u µ μ n"]],
    solidAngle: [["sr", "1", "", "m"]],
    // Within a product alone: by itself K is a temperature.
    kelvin: [["K", "1", ""]],
  };
const powers = { f: -15, p: -12, n: -9, u: -6, µ: -6, μ: -6, m: -3, c: -2, d: -1, h: 2, k: 3, K: 3, M: 6, G: 9, T: 12, P: 15 };
const prefixes: ReadonlyMap<string, string> = new Map(Object.entries(powers).map(([prefix, power]) => [prefix, `e${power}`]));

/** The prefixes of the SI in words. */
const prefixWords: ReadonlyMap<string, number> = new Map(
  Object.entries({
    atto: -18,
    femto: -15,
    pico: -12,
    nano: -9,
    micro: -6,
    milli: -3,
    centi: -2,
    deci: -1,
    deca: 1,
    deka: 1,
    hecto: 2,
    kilo: 3,
    mega: 6,
    giga: 9,
    tera: 12,
    peta: 15,
    exa: 18,
  }),
);
const binary = { kibi: "1024", mebi: "1048576", gibi: "1073741824", tebi: "1099511627776" };
const prefixWord = [...prefixWords.keys()].join("|");

/** Joins a prefix in words with its unit: "micro farads", "mega-electronvolts". */
export function withPrefixesJoined(words: string): string {
  return words.replace(new RegExp(`\\b(${prefixWord})[-\\s](?=[a-z]{3})`, "gi"), "$1");
}

const byName = new Map<string, Unit>();
for (const table of [names, prefixed]) {
  for (const [dimension, rows] of Object.entries(table)) {
    for (const [factor, words] of Object.entries(rows)) {
      for (const name of words.split(" ")) {
        byName.set(name, { dimension, factor });
        if (table === names) continue;
        for (const [prefix, power] of prefixWords) byName.set(prefix + name, { dimension, factor: withPower(factor, power) });
        if (!/^b(?:it|yte)s?$/.test(name)) continue;
        for (const [prefix, size] of Object.entries(binary)) byName.set(prefix + name, { dimension, factor: size });
      }
    }
  }
}

function withPower(factor: string, power: number): string {
  return `${factor}e${power}`;
}

const bySymbol = new Map<string, Unit>();
/** The units that a symbol in another case may mean. */
const folded = new Map<string, SpelledUnit[]>();
for (const [dimension, rows] of Object.entries(symbols)) {
  for (const [symbol, factor, taken, exact = ""] of rows) {
    const own = ["", ...taken.split(" ").filter((one) => one !== "")];
    for (const prefix of [...own, ...exact.split(" ").filter((one) => one !== "")]) {
      const unit = { dimension, factor: `${factor}${prefixes.get(prefix) ?? ""}` };
      bySymbol.set(prefix + symbol, unit);
      const lower = (prefix + symbol).toLowerCase();
      if (own.includes(prefix)) folded.set(lower, [...(folded.get(lower) ?? []), { ...unit, symbol: prefix + symbol, prefix }]);
    }
  }
}

/** A unit and the symbol that it has. */
export interface SpelledUnit extends Unit {
  readonly symbol: string;
  readonly prefix: string;
}

/** The unit of a name in lower case. */
export function unitByName(name: string): Unit | undefined {
  return byName.get(name);
}

/** The unit of a symbol as it is spelled. */
export function unitBySymbol(symbol: string): Unit | undefined {
  return bySymbol.get(symbol);
}

/** The units that a symbol in lower case may mean. */
export function unitsAlike(symbol: string): readonly SpelledUnit[] {
  return folded.get(symbol) ?? [];
}
