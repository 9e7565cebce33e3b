import { stream } from "../../src/util/random.ts";

/** A worked solution in the form of GSM8K, and the number that it ends with. */
export interface Solution {
  readonly text: string;
  readonly final: string;
}

/** Seeded solutions: calculator annotations, dollars, percents and fractions on the way, and a last line of every form that the set has. */
export function solutions(count: number): Solution[] {
  const next = stream("solutions in the form of GSM8K");
  const whole = (most: number): number => 1 + Math.floor(next() * most);
  const forms: readonly (() => string)[] = [
    () => String(whole(100)),
    () => String(whole(5000)),
    () => whole(9_999_999).toLocaleString("en-US"),
    () => String(1000 * whole(900)),
    () => `-${whole(500)}`,
    () => `-${(1000 + whole(90_000)).toLocaleString("en-US")}`,
    () => (whole(9999) / 100).toFixed(2),
    () => (whole(999) / 10).toFixed(1),
    () => `${whole(50)}.00`,
    () => `.${whole(9)}`,
    () => "0",
  ];
  const units = ["eggs", "dollars", "hours", "miles", "students", "boxes per day", "percent"];
  return Array.from({ length: count }, (_, index) => {
    const [a, b, unit] = [whole(60), whole(40), units[index % units.length]];
    const final = (forms[index % forms.length] as () => string)();
    const steps = [
      `She has ${a}+${b} = <<${a}+${b}=${a + b}>>${a + b} ${unit} at first.`,
      `Half of them is ${a + b}/2 = <<${a + b}/2=${(a + b) / 2}>>${(a + b) / 2} ${unit}.`,
      `At $${b}.50 each that costs $${a} * ${b}.5 = $<<${a}*${b}.5=${a * (b + 0.5)}>>${a * (b + 0.5)}.`,
      `That is ${a}% of 1/${b} of the whole, i.e. 1,${100 + b} ${unit}.`,
      `So the answer is ${final} ${unit}.`,
    ];
    const shown = steps.slice(index % 3, 2 + (index % 4));
    return { text: `${shown.join("\n")}\n#### ${final}`, final };
  });
}
