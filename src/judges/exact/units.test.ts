import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";
import { inUnit } from "./units.ts";

const rows: readonly Row[] = [
  ["5 µF", "5 microfarads", "pass"],
  // The micro sign and the Greek letter.
  ["5 \u03BCF", "5 \u00B5F", "pass"],
  ["5 \u00B5F", "5 \u03BCF", "pass"],
  ["5 µF", "5 uF", "pass"],
  ["5 µF", "5 micro farads", "pass"],
  ["5 µF", "5000 nF", "pass"],
  ["5 µF", "0.000005 F", "pass"],
  ["5 µF", "$5\\,\\mu\\text{F}$", "pass"],
  ["5 µF", "$5\\ \\mu F$", "pass"],
  ["5 µF", "5 mF", "fail"],
  ["5 µF", "5 farads", "fail"],
  ["5 µF", "5 nanofarads", "fail"],
  ["3 nC", "3 nanocoulombs", "pass"],
  ["3 C", "3 A s", "pass"],
  ["3 mH", "3 millihenries", "pass"],
  ["2 MΩ", "2 megaohms", "pass"],
  ["2 mT", "2 milliteslas", "pass"],
  ["7 GW", "7 gigawatts", "pass"],
  ["4 fs", "4 femtoseconds", "pass"],
  ["4 mA", "4 milliamperes", "pass"],
  ["4 µg", "4 mcg", "pass"],
  ["4 dL", "4 deciliters", "pass"],
  ["4 hPa", "4 hectopascals", "pass"],
  ["1 PB", "1000 terabytes", "pass"],
  ["1 MiB", "1 mebibyte", "pass"],
  ["6 MeV", "6 mega-electronvolts", "pass"],
  ["3 kWh", "3 kilowatt-hours", "pass"],
  ["3 kWh", "3 kilowatt hours", "pass"],
  ["5 mSv", "5 millisieverts", "pass"],
  ["5 kBq", "5 kilobecquerels", "pass"],
  ["5 Hz", "5 Bq", "fail"],
  ["5 Gy", "5 Sv", "fail"],
  ["5 lx", "5 lux", "pass"],
  ["5 mK", "5 millikelvin", "pass"],
  ["5 Å", "0.5 nm", "pass"],
  ["5 N/C", "5 newtons per coulomb", "pass"],
  ["5 N/C", "5 V/m", "pass"],
  ["5 W", "5 V A", "pass"],
  ["5 V", "5 A Ω", "pass"],
  ["5 J/(mol K)", "5 joules per mole kelvin", "pass"],
  ["5 J/(kg·K)", "5 J kg^{-1} K^{-1}", "pass"],
  ["5 J/(kg·K)", "5 J/kg", "fail"],
  ["5 S", "5 siemens", "pass"],
  ["5 S", "5 s", "fail"],
  ["98.6 F", "98.6 °F", "pass"],
  ["37 C", "37 °C", "pass"],
  ["37 C", "37 coulombs", "pass"],
  ["37 °C", "37 coulombs", "fail"],
  ["120 rpm", "2 Hz", "pass"],
  ["1 atm", "760 torr", "pass"],
  ["5 km/h", "5 KM/H", "pass"],
];

test("units are read with every prefix, as symbols and in words", () => checkRows(rows));

const one = { top: 1n, bottom: 1n };

/** "length1 time-1: 5/18": the dimension and how many of its base unit one of these is. */
function said(words: string, value = one): string {
  const read = inUnit(value, words);
  return read === undefined ? "none" : `${read.dimension}: ${read.value.top}/${read.value.bottom}`;
}

test("one of a unit is an exact number of the base of its dimension", () => {
  const rows = [
    ["m", "length1: 1/1"],
    ["km", "length1: 1000/1"],
    ["feet", "length1: 381/1250"],
    ["inches", "length1: 127/5000"],
    ["miles", "length1: 201168/125"],
    ["kg", "mass1: 1/1"],
    ["mg", "mass1: 1/1000000"],
    ["tonnes", "mass1: 1000/1"],
    ["lbs", "mass1: 45359237/100000000"],
    ["min", "time1: 60/1"],
    ["weeks", "time1: 604800/1"],
    ["years", "time1: 31557600/1"],
    ["m^2", "length2: 1/1"],
    ["m²", "length2: 1/1"],
    ["square meters", "length2: 1/1"],
    ["sq. ft", "length2: 145161/1562500"],
    ["meters squared", "length2: 1/1"],
    ["hectares", "length2: 10000/1"],
    ["cubic centimeters", "length3: 1/1000000"],
    ["cu. m", "length3: 1/1"],
    ["L", "length3: 1/1000"],
    ["ml", "length3: 1/1000000"],
    ["km/h", "length1 time-1: 5/18"],
    ["km per hour", "length1 time-1: 5/18"],
    ["km an hour", "length1 time-1: 5/18"],
    ["miles each hour", "length1 time-1: 1397/3125"],
    ["mph", "length1 time-1: 1397/3125"],
    ["m/s^2", "length1 time-2: 1/1"],
    ["m s^-2", "length1 time-2: 1/1"],
    ["m s^{-2}", "length1 time-2: 1/1"],
    ["m s^(-2)", "length1 time-2: 1/1"],
    ["m/S", "length1 time-1: 1/1"],
    ["km/H", "length1 time-1: 5/18"],
    ["N", "length1 mass1 time-2: 1/1"],
    ["kg m/s^2", "length1 mass1 time-2: 1/1"],
    ["kWh", "length2 mass1 time-2: 3600000/1"],
    ["N m", "length2 mass1 time-2: 1/1"],
    ["N-m", "length2 mass1 time-2: 1/1"],
    ["Pa", "length-1 mass1 time-2: 1/1"],
    ["N/m^2", "length-1 mass1 time-2: 1/1"],
    ["Hz", "time-1: 1/1"],
    ["rpm", "time-1: 1/60"],
    ["m/m", ": 1/1"],
    ["J/(mol K)", "amount-1 kelvin-1 length2 mass1 time-2: 1/1"],
    ["Mbps", "bits1 time-1: 1000000/1"],
    ["mbps", "bits1 time-1: 1000000/1"],
    ["MHZ", "time-1: 1000000/1"],
    ["KM", "length1: 1000/1"],
    ["MG", "mass1: 1000/1"],
    ["NM", "none"],
    ["Ms", "none"],
    ["J", "length2 mass1 time-2: 1/1"],
    ["j", "length2 mass1 time-2: 1/1"],
    ["n", "none"],
    ["arcmin", "angle1: 1/60"],
    ["revolutions", "angle1: 360/1"],
    ["kg on average", "mass1: 1/1"],
    ["km/h, on average", "length1 time-1: 5/18"],
    ["kibibytes", "bytes1: 1024/1"],
    ["tebibits", "bits1: 1099511627776/1"],
    ["kilo meters", "length1: 1000/1"],
    ["eggs", "none"],
    ["eggs/h", "none"],
    ["", "none"],
    ["/", "none"],
  ];
  assert.deepEqual(
    rows.map(([words = ""]) => [words, said(words)]),
    rows,
  );
});

test("a temperature is one in kelvin, whatever scale it is read on", () => {
  const hundred = { top: 100n, bottom: 1n };
  for (const [words, wanted] of [
    ["°C", "temperature: 7463/20"],
    ["degrees C", "temperature: 7463/20"],
    ["celsius", "temperature: 7463/20"],
    ["degrees celsius", "temperature: 7463/20"],
    // (100 - 32) · 5/9 + 273.15.
    ["°F", "temperature: 55967/180"],
    ["degrees fahrenheit", "temperature: 55967/180"],
    ["K", "temperature: 100/1"],
    ["kelvin", "temperature: 100/1"],
    ["mK", "temperature: 1/10"],
    ["µK", "temperature: 1/10000"],
    ["nK", "temperature: 1/10000000"],
    ["kK", "temperature: 100000/1"],
    ["MK", "temperature: 100000000/1"],
    ["millikelvin", "temperature: 1/10"],
    ["megakelvin", "temperature: 100000000/1"],
  ] as const)
    assert.equal(said(words, hundred), wanted, words);
});
