import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const check = (
  key: string,
  passing: readonly string[],
  failing: readonly string[] = [],
  unreadable: readonly string[] = [],
): readonly Row[] => [
  ...passing.map((answer): Row => [key, answer, "pass"]),
  ...failing.map((answer): Row => [key, answer, "fail"]),
  ...unreadable.map((answer): Row => [key, answer, "unreadable"]),
];

test("sums of money are read with their scale, in keys and in answers", () =>
  checkRows([
    ...check("1250", ["Answer: $1.25k", "$1,250.00"]),
    ...check("$1.25k", ["$1,250", "1250 dollars", "1.25k USD", "USD 1250"], ["$1.25", "€1250"]),
    ...check("$5M", ["$5,000,000", "$5 million", "5 million dollars", "$5m", "$5MM"], ["$5", "$5k"]),
    ...check("18", ["$0.018k"], ["18k", "$18k", "$18K", "18M", "15万"]),
    ...check("$2.5B", ["2.5 billion dollars", "$2.5bn", "$2,500,000,000"]),
    ...check("$3T", ["$3 trillion"]),
    ...check("€1.2M", ["1.2 million euros", "1,200,000 EUR"]),
    ...check("70000", ["70k", "70K", "$70K", "7万"]),
    ...check("273 K", ["273K"]),
    // Kelvin or a thousand, bytes or a billion.
    ...check("18", [], [], ["18K", "18B"]),
    ...check("₹1,50,000", ["₹150000", "1.5 lakh rupees", "₹1.5 lakh", "Rs. 150,000", "INR 1,50,000"], ["₹1,50,001"]),
    ...check("150000", ["1,50,000", "1.5 lakh", "15万"]),
    ...check("20000000", ["2 crore", "2,00,00,000"]),
    ...check("1000000", [], [], ["1,00,0000"]),
    ["150000", "1,50,000", "unreadable", { thousands: false }],
    ...check("1,50,100", ["1, 50, 100"]),
  ]));

test("dollars and cents are one sum, and brackets around a sum a loss", () =>
  checkRows([
    ...check("$12.50", ["12 dollars and 50 cents", "$12 and 50 cents", "12 dollars, 50 cents"], ["12 dollars and 5 cents"]),
    ...check("12.5", ["12 dollars and 50 cents"]),
    ...check("12", [], ["12 dollars and 50 cents"]),
    ...check("€12.50", ["12 euros and 50 cents"]),
    ...check("€0.50", ["50 cents"]),
    ...check("£12.50", ["12 pounds and 50 pence"]),
    ...check("£0.50", ["50p", "50 pence"]),
    ["$12.50", "twelve dollars and fifty cents", "pass", { numberWords: true }],
    ...check("12 dollars and 50 cents", ["$12.50"]),
    ...check("-$18", ["($18)", "($18.00)"]),
    ...check("-18", ["($18)"]),
    ...check("18", ["(18)"], ["($18)", "(€18)"], ["$18 off", "18% off", "18 dollars off", "$18 in debt"]),
    ...check("$18", [], ["($18)"], ["$18 off"]),
  ]));

test("closed forms of digits are numbers by their exact value", () =>
  checkRows([
    ...check("2", ["\\sqrt{4}", "\\boxed{\\sqrt{4}}", "√4", "sqrt(4)", "\\sqrt[3]{8}", "(\\sqrt{2})^2"], [], ["2\\sqrt{3}", "\\sqrt{2}"]),
    ...check("18", ["-(-18)", "|18|", "|-18|", "+(18)", "2 \\cdot 3^2"], ["18^2", "1/18"]),
    ...check("-18", ["-|18|", "-(18)"]),
    ...check("72", ["2^3 \\cdot 3^2"]),
    ...check("4", ["8^{2/3}", "\\sqrt{2}\\cdot\\sqrt{8}"]),
    ...check("3", ["\\log_2 8"], ["\\sqrt{4}"], ["3\\pi"]),
    ...check("10", ["\\binom{5}{2}", "\\frac{5!}{3!2!}"]),
    ...check(
      "18",
      [],
      [],
      ["\\log 18", "ln 18", "sin 18", "cos 18°", "\\sqrt{18}", "√18", "e^18", "log_2 18", "lg 18", "f(18)", "P(X=18)", "18-20"],
    ),
    ["3.14", "π", "pass", { tolerance: 0.01 }],
    ["3.14", "π", "unreadable"],
    ["1.41", "\\sqrt{2}", "pass", { tolerance: 0.01 }],
    ["1.41", "\\sqrt{3}", "fail", { tolerance: 0.01 }],
  ]));

test("an exclamation mark behind a number is a factorial, unless the number itself is the key", () =>
  checkRows([
    ...check("120", ["5! = 120", "Answer: 5!", "120 = 5!"], ["6!"]),
    ...check("60", ["5!/2"]),
    ...check("1", ["0!"]),
    ...check("18", ["She makes $18!", "18 eggs!"], [], ["Answer: 18!", "The answer is 18!", "**18!**"]),
    ...check("1000", [], [], ["1000!"]),
  ]));

test("decimals without end are the fractions that they come to", () =>
  checkRows([
    ...check(
      "1/3",
      ["0.333...", "0.333…", "0.333\\ldots", "0.\\overline{3}", "0.(3)", "0.3\u0305", "0.3 repeating", "0.3 recurring"],
      ["0.333"],
    ),
    ...check("1/3", ["0.333... (repeating)", "1/3 = 0.333...", "0,333..."]),
    ...check("-1/3", ["-0.333..."]),
    ...check("1/6", ["0.1666..."]),
    ...check("1/7", ["0.142857142857...", "0.\\dot{1}4285\\dot{7}"], [], ["0.142857..."]),
    ...check("0.333...", ["1/3"], ["0.333"]),
    ...check("3.14", [], [], ["3.14159..."]),
    ...check("18", ["18..."]),
  ]));

test("fractions in words and a percent beside its equal are one value", () =>
  checkRows([
    ...check("1/2", ["one half", "a half", "half", "1/2 = 50%", "50% = 1/2", "1/2 (50%)", "1/2, or 50%", "0.5 = 50%"], ["one third"]),
    ...check("50%", ["1/2 = 50%"]),
    ...check("50", ["1/2 = 50%"]),
    ...check("3/4", ["three quarters", "three-quarters", "three fourths"]),
    ...check("3/2", ["one and a half", "three halves"]),
    ...check("2/3", ["two-thirds of the cake"]),
    ...check("-1/2", ["negative one half"]),
    ...check("1/2 cup", ["half a cup"]),
    ...check("30 minutes", ["half an hour"]),
    ...check("1/2", [], [], ["half of 18", "half past two"]),
    ["1/2", "1/2 = 60%", "unknown"],
  ]));

test("a number is read within brackets, behind a number sign and as a residue", () =>
  checkRows([
    ...check("18", ["{18}", "[18]", "\\{18\\}", "[[18]]", "<18>", "#18", "# 18", "No. 18"], [], ["[18, 19]", "{17, 18}"]),
    ...check("18", ["18 (mod 20)", "18 \\pmod{20}", "x \\equiv 18 \\pmod{20}", "x ≡ 18 (mod 20)", "38 mod 20"], [], ["38 (mod 20)"]),
    ...check("20", [], ["18 (mod 20)"]),
    ...check("18 (mod 20)", ["18", "-2 (mod 20)", "x \\equiv 18 \\pmod{20}"], ["18 (mod 21)", "19", "38"]),
    ...check("18", ["18_{10}", "18 (base 10)", "18 in decimal"], [], ["18 (binary)", "18 in hex", "hex 18", "0x18"]),
    ...check("10", [], [], ["10 (binary)", "10_2", "octal 10"]),
    ...check("8", ['{"answer":{"value":8}}', '{"answer":{"value":"8","confidence":0.9}}', '{"answer":[8]}'], ['{"answer":{"value":9}}']),
    ...check("8 km", ['{"answer":{"value":8,"unit":"km"}}']),
    ...check("$8", ['{"answer":{"amount":8,"currency":"USD"}}']),
    ...check("18", ["18%", "18 percent"]),
  ]));

test("sums, units and signs are read as other countries and packages write them", () =>
  checkRows([
    ...check("5 Mio. €", ["5,000,000 €", "€5M"]),
    ...check("$5000", ["**$5k**", "5000$", "\\boxed{\\$5\\text{k}}"]),
    ...check("1234.5", ["١٬٢٣٤٫٥"]),
    ...check("18", [
      "18.-",
      "CHF 18.-",
      "36 ÷ 2",
      "\\lfloor 18.5 \\rfloor",
      "abs(-18)",
      "<answer><u>18</u></answer>",
      '{"answer": {"value": 18}}',
    ]),
    ...check("18", [], [], ["18 factorial", "18 and above", "18 or more", "exceeds 18", "18!!", "18 cubed", "\\pm 18"]),
    ...check("18", ["18 eggs (9 × 2)", "18 dollars ($18)", "Eighteen dollars ($18)"], [], ["18 eggs (9 × 3)"]),
    ...check("$18", ["18 dollars ($18.00)"]),
    ...check("120", ["5!=120", "There are 5! = 120 ways"]),
    ...check("5 µF", ["\\SI{5}{\\micro\\farad}", "\\qty{5}{\\micro\\farad}"]),
    ...check("9.8 m/s^2", ["\\SI{9.8}{\\meter\\per\\second\\squared}"]),
    ...check("5 kΩ", ["5 kohm", "5 kilo-ohms"]),
    ...check("5 N m", ["5 newton-meters"]),
    ...check("A$5", ["5 AUD"], ["$5"]),
    ...check("one half", ["1/2", "0.5", "One half."]),
    ...check("0x1F", ["0x1F = 31", "0x1F (hexadecimal)", "0x1F (31 in decimal)", "0x1F = 11111_2"]),
    ...check("Dec 25", ["Dec 25"], ["25"]),
  ]));
