import assert from "node:assert/strict";
import { test } from "node:test";
import type { Desk, Json, Task } from "../../types.ts";
import { exactJudge } from "./exact.ts";
import { exactOptions } from "./settings.ts";

const task: Task = { id: "t", category: "reasoning", prompt: "?", grader: { kind: "exact", answer: "18" } };
const noDesk = {} as unknown as Desk;
type Settings = { [name: string]: Json };
type Row = readonly [key: Json, answer: string, wanted: "pass" | "fail", settings?: Settings];

async function table(rows: readonly Row[]): Promise<void> {
  const wrong: string[] = [];
  for (const [answer, text, wanted, more] of rows) {
    const verdict = await exactJudge(exactOptions.parse({ kind: "exact", answer, ...more })).judge(task, { text, by: "a" }, noDesk);
    const got = !verdict.ok ? verdict.failure.code : verdict.passed ? "pass" : "fail";
    if (got !== wanted) wrong.push(`${JSON.stringify(answer)} against ${JSON.stringify(text)}: ${got}, wanted ${wanted}`);
  }
  assert.deepEqual(wrong, []);
}

test("symbols of units are read in their case, names in any", () =>
  table([
    ["5 mg", "Answer: 5 Mg", "fail"],
    ["5 mm", "Answer: 5 Mm", "fail"],
    ["5 MPa", "Answer: 5 mPa", "fail"],
    ["5 MHz", "Answer: 5 mHz", "fail"],
    ["5 Mb", "Answer: 5 MB", "fail"],
    ["5 nm", "Answer: 5 NM", "fail"],
    ["5 MB", "Answer: 5 MB", "pass"],
    ["5 mW", "Answer: 5 MW", "fail"],
    ["5 kN", "Answer: 5 kn", "fail"],
    ["5 km", "Answer: 5 KM", "pass"],
    ["5 MHz", "Answer: 5 MHZ", "pass"],
    ["5 mHz", "Answer: 5 MHZ", "fail"],
    ["5 MHz", "Answer: 5 mhz", "pass"],
    ["100 W", "Answer: 100 w", "pass"],
    ["5 s", "Answer: 5 S", "fail"],
    ["60 mph", "Answer: 60 MPH", "pass"],
    ["5 kWh", "Answer: 5 KWH", "pass"],
    ["5 kg", "Answer: 5 KG", "pass"],
    ["5 mL", "Answer: 5 ml", "pass"],
    ["5 MB", "Answer: 5 mb", "fail"],
    ["3 m", "Answer: 3 Meters", "pass"],
    ["8 Mb", "Answer: 8 megabits", "pass"],
    ["2 GHz", "Answer: 2000 MHz", "pass"],
    ["5 eV", "Answer: 0.005 keV", "pass"],
  ]));

test("quantities are read in several units, with angles, prefixes, powers and money", () =>
  table([
    ["90^\\circ", "\\boxed{90}", "pass"],
    ["90^\\circ", "\\boxed{91}", "fail"],
    ["90^\\circ", "Answer: 90 degrees", "pass"],
    ["5 ft 6 in", "Answer: 5 ft 6 in", "pass"],
    ["5 ft 6 in", "Answer: 66 inches", "pass"],
    ["5 ft 6 in", "Answer: 5'6\"", "pass"],
    ["5 ft 6 in", "Answer: 5 feet 7 inches", "fail"],
    ["5 ft 6 in", "Answer: 6 in", "fail"],
    ["5 kΩ", "Answer: 5 kΩ", "pass"],
    ["5 kΩ", "Answer: 5000 ohms", "pass"],
    ["5 kΩ", "Answer: 5 Ω", "fail"],
    ["10 Ω", "Answer: 10 ohms", "pass"],
    ["10 Ω", "Answer: $10\\ \\Omega$", "pass"],
    ["5 t", "Answer: 5 t", "pass"],
    ["5 t", "Answer: 5000 kg", "pass"],
    ["5", "Answer: 5t", "fail"],
    ["5", "Answer: 5 t", "fail"],
    ["5 years", "Answer: 60 months", "pass"],
    ["25¢", "Answer: $0.25", "pass"],
    ["$0.25", "Answer: 25¢", "pass"],
    ["25¢", "Answer: $25", "fail"],
    ["O(n log n)", "Answer: $O(n \\log n)$", "pass"],
    ["O(n log n)", "Answer: O(n)", "fail"],
    ["O(n log n)", "Answer: O(n \\log n)", "pass"],
    ["O(n log n)", "**Answer:** `O(n log n)`", "pass"],
    ["90 minutes", "Answer: 1 hour 30 minutes", "pass"],
    ["90 minutes", "Answer: 1 hour and 30 minutes", "pass"],
    ["90 minutes", "Answer: 1 h 20 min", "fail"],
    ["90 minutes", "Answer: 1.5 hours", "pass"],
    ["9.8 m/s^2", "Answer: 9.8 m s⁻²", "pass"],
    ["9.8 m/s^2", "\\boxed{9.8\\ \\mathrm{m\\,s^{-2}}}", "pass"],
    ["9.8 m/s^2", "Answer: 9.8 m/s", "fail"],
    ["9.8 m/s^2", "Answer: 9.8 m/s²", "pass"],
    ["2^{-2}", "Answer: 2⁻²", "pass"],
  ]));

test("emphasis within a sentence is no sign of multiplication", () =>
  table([
    ["18", "The total is **18**.", "pass"],
    ["18", "Answer: **18** eggs are left.", "pass"],
    ["70000", "Josh made a profit of **$70,000**.", "pass"],
    ["18", "#### **18**", "pass"],
    ["18", "The total is *18*.", "pass"],
    ["18", "The total is __18__.", "pass"],
    ["1024", "Answer: 2**10", "pass"],
    ["18", "Answer: 9 ** 2 = 81", "fail"],
    ["54", "Answer: 9 * 6 = 54", "pass"],
    ["18", "**Total: 18**", "pass"],
    ["dict.__len__", "Answer: dict.len", "fail"],
    ["dict.__len__", "Answer: `dict.__len__`", "pass"],
    ["18", "The total is __18__.", "pass"],
    ["print(**a)", "Answer: print(a)", "fail"],
    ["a**b", "Answer: a*b", "fail"],
    ["x^2", "Answer: x**2", "pass"],
  ]));

test("what stands beside a number is passed over, a scale is not", () =>
  table([
    ["3", "Answer: 3 bolts (2 blue, 1 white)", "pass"],
    ["160", "Answer: 160 minutes (2 hours and 40 minutes)", "pass"],
    ["160 minutes", "Answer: 160 minutes (2 hours and 40 minutes)", "pass"],
    ["18", "Answer: 18 ($9 × 2$)", "pass"],
    ["18", "Answer: $18/day", "pass"],
    ["$64", "Answer: $64/week", "pass"],
    ["$64", "Answer: $64 for 16 glasses", "pass"],
    ["64", "Answer: $64 for 16 glasses", "pass"],
    ["40", "In 7 years she is 40.", "pass"],
    ["7", "In 7 years she is 40.", "fail"],
    ["1500000", "Answer: 1.5M", "pass"],
    ["70000", "Answer: $70k", "pass"],
    ["70000", "Answer: 70k", "pass"],
    ["273", "Answer: 273 K", "pass"],
    ["273 K", "Answer: 273K", "pass"],
    ["1.5", "Answer: 1.5M", "fail"],
    ["10", "Answer: 10 (5*2*3)", "fail"],
    ["18", "Answer: 18 (or 19)", "fail"],
    ["5 km", "Answer: 5km", "pass"],
  ]));

test("an option in angle brackets is no tag of HTML", () =>
  table([
    ["B", "ANSWER: <B>", "pass", { answerKind: "choice" }],
    ["C", "ANSWER: <C>", "pass", { answerKind: "choice" }],
    ["B", "Answer: <b>B</b>", "pass", { answerKind: "choice" }],
    ["18", "Answer: <b>18</b>", "pass"],
    ["I", "ANSWER: <I>", "pass", { answerKind: "choice" }],
  ]));

test("a chemical formula is read with its subscripts", () =>
  table([
    ["H2O", "Answer: H₂O", "pass"],
    ["H2O", "\\boxed{\\mathrm{H_2O}}", "pass"],
    ["CO2", "\\boxed{\\text{CO}_2}", "pass"],
    ["CO2", "Answer: CO", "fail"],
    ["CH3OH", "Answer: CH₃OH", "pass"],
    ["CH3OH", "\\boxed{\\text{CH}_3\\text{OH}}", "pass"],
    ["Fe2O3", "$\\mathrm{Fe_{2}O_{3}}$", "pass"],
    ["H2O", "Answer: H2O2", "fail"],
    ["Ca(OH)2", "Answer: Ca(OH)₂", "pass"],
    ["CO2", "Answer: **CO₂**", "pass"],
    ["H_2O", "Answer: H2O", "pass"],
    ["H_2O", "\\boxed{\\mathrm{H_2O}}", "pass"],
    ["\\mathrm{CO_2}", "Answer: CO₂", "pass"],
    ["P_1V_1", "Answer: V_1P_1", "pass"],
    ["CO", "Answer: CO", "pass"],
    ["SO_4^{2-}", "Answer: SO₄²⁻", "pass"],
    ["x_2", "Answer: x_2", "pass"],
  ]));
