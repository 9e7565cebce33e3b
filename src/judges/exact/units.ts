import { fromDecimal, plus, type Rational, rational, times } from "./rational.ts";
import { type SpelledUnit, type Unit, unitByName, unitBySymbol, unitsAlike, withPrefixesJoined } from "./unit-table.ts";

/** What a symbol in lower case stands for by custom, though another is spelled alike. */
const customary: ReadonlyMap<string, string> = new Map(
  ["MHz", "kbps", "Mbps", "Gbps", "Tbps"].map((symbol) => [symbol.toLowerCase(), symbol]),
);

/** A symbol as it is spelled, a name in any case, or a symbol in another case that can mean one unit alone: KM, Hz as HZ, and no MG. */
function unitOf(word: string, shouted = false): Unit | undefined {
  const known = unitBySymbol(word) ?? unitByName(word.toLowerCase()) ?? unitBySymbol(customary.get(word) ?? "");
  if (known !== undefined) return known;
  const alike = unitsAlike(word.toLowerCase()).filter((unit) => !isAnother(word, unit));
  // MHZ begins as MHz does; MM may be meant as either.
  const begun = word.length > 2 && /^[A-Z]/.test(word) ? alike.filter(({ symbol }) => symbol[0] === word[0]) : [];
  const [only, ...others] = begun.length > 0 ? begun : alike;
  const same = others.every((other) => other.dimension === only?.dimension && other.factor === only.factor);
  // One letter in another case is another unit or a variable; NM is a nautical mile.
  return (word.length > 1 || shouted || /^[jvw]$/.test(word)) && word !== "NM" && same ? only : undefined;
}

/** Whether a word in another case means a unit of its own that is not listed: Ms is no ms, Mmol no mmol, mS is siemens. Liters are written ML as well. */
function isAnother(word: string, { symbol, prefix, dimension }: SpelledUnit): boolean {
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
  voltage: "length2 mass1 time-3 current-1",
  resistance: "length2 mass1 time-3 current-2",
  conductance: "length-2 mass-1 time3 current2",
  charge: "time1 current1",
  capacitance: "length-2 mass-1 time4 current2",
  inductance: "length2 mass1 time-2 current-2",
  flux: "length2 mass1 time-2 current-1",
  fluxDensity: "mass1 time-2 current-1",
};

const kelvinPowers: ReadonlyMap<string, number> = new Map(
  Object.entries({ milli: -3, m: -3, micro: -6, µ: -6, μ: -6, u: -6, nano: -9, n: -9, kilo: 3, k: 3, mega: 6, M: 6 }),
);
/** "60 miles an hour" is a speed as "60 miles per hour" is. */
const everyTime =
  /(?<=\p{L}[²³]?)\s(?:an?|each|every|in\s(?:each|every))\s(seconds?|sec|minutes?|min|hours?|hr|days?|weeks?|months?|years?)(?!\p{L})/giu;
const celsius = fromDecimal("273.15") as Rational;

/**
 * The value of so much of a unit in the base of its dimension: "km/h", "m s^-2", "meters per second", "kg on average". Undefined when the
 * words begin with no known unit.
 */
export function inUnit(value: Rational, words: string): { readonly dimension: string; readonly value: Rational } | undefined {
  const plain = withPrefixesJoined(words.replace(/,.*$/, "").trim().replace(everyTime, " per $1").replace(/²/g, "^2").replace(/³/g, "^3"));
  if (/^(?:(?:°|degrees?)\s?c|(?:degrees?\s)?celsius)\b/i.test(plain)) return { dimension: "temperature", value: plus(value, celsius) };
  if (/^(?:°\s?f|(?:degrees?\s)?fahrenheit)\b/i.test(plain)) {
    const kelvin = plus(times(plus(value, { top: -32n, bottom: 1n }), { top: 5n, bottom: 9n }), celsius);
    return { dimension: "temperature", value: kelvin };
  }
  const kelvin = /^(?:(?:(milli|micro|nano|kilo|mega)?kelvins?)|([mµμunM]|k(?=K))?[Kk])$/i.exec(plain);
  if (kelvin !== null) {
    const power = kelvinPowers.get(kelvin[1]?.toLowerCase() ?? kelvin[2] ?? "");
    return { dimension: "temperature", value: times(value, fromDecimal(`1e${power ?? 0}`) as Rational) };
  }
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
  // In km/H and M/S the sign between the units says that the letters are units, and there S and H are seconds and hours.
  const shouted = /[a-z]\s?\/\s?[a-z]/i.test(text);
  for (const part of partsOf(text)) {
    if (part === "*" || part === "(" || part === ")") continue;
    if (part === "/" || part.toLowerCase() === "per") {
      sign = -1;
      continue;
    }
    const match = /^([a-zµμ°Ω]+)\.?\^?\{?\(?(-?[1-9])?\)?\}?$/i.exec(part);
    const late = sign < 0 ? part.replace(/^[SH](?![a-zΩ])/, (letter) => letter.toLowerCase()) : part;
    const whole = unitOf(late, shouted);
    const unit = whole ?? unitOf(late === part ? (match?.[1] ?? "") : late.charAt(0), shouted);
    const power = sign * (whole !== undefined ? 1 : Number(match?.[2] ?? 1));
    const scale = unit === undefined ? undefined : factorOf(unit.factor, power);
    if (unit === undefined || scale === undefined) return undefined;
    for (const [base, size] of powersOf(unit.dimension, power)) powers.set(base, (powers.get(base) ?? 0) + size);
    factor = times(factor, scale);
  }
  return powers.size === 0 ? undefined : { dimension: signature(powers), factor };
}

/** The units of a product and the signs between them. */
function partsOf(text: string): readonly string[] {
  return (
    text
      .replace(/\^\((-?\d)\)/g, "^{$1}")
      .replace(/(?<=[a-z])-(?=[a-z])/gi, " ")
      .replace(/(?:square|sq\.?)\s(\w+)/gi, "$1^2")
      .replace(/(?:cubic|cu\.?)\s(\w+)/gi, "$1^3")
      .replace(/(\w+)\ssquared/gi, "$1^2")
      .match(/\/|\*|[()]|[^\s/*()]+/g) ?? []
  );
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
