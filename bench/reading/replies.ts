import { stream } from "../../src/util/random.ts";

/** A reply to a question of ten options, the question's key, the option that the reply means (undefined for none), and its style. */
export interface ChoiceReply {
  readonly text: string;
  readonly key: string;
  readonly meant: string | undefined;
  readonly style: string;
}
type Draw = <T>(from: readonly T[]) => T;
interface Scene {
  readonly letter: string;
  readonly other: string;
  readonly option: string;
  readonly draw: Draw;
}
interface Style {
  readonly name: string;
  /** Of ten thousand replies, how many are written so: after the published replies of some forty models. */
  readonly weight: number;
  /** The published extraction is known to read these wrongly. */
  readonly trap?: true;
  write(scene: Scene): { readonly end: string; readonly meant?: string | undefined; readonly bare?: true };
}

const letters = "ABCDEFGHIJ".split("");
const options = [
  "the mitochondria",
  "42",
  "$1,200",
  "3.6 m/s",
  "A decrease in demand",
  "Type B cells",
  "2x + 3",
  "None of the above",
  "Broca's area",
  "16π",
];
const steps = [
  "Let's think step by step.",
  "We need to find the value that satisfies both conditions.",
  "I will go through the options one by one.",
  "Option {O} can be ruled out, because it ignores friction.",
  "({O}) is too small, and so it is not plausible.",
  "By Newton's second law F = ma, so a = F / m = 12 / 4 = 3.",
  "Using E = hc / λ we get about 3.1 eV.",
  "A quick check with C = 5 confirms this.",
  "The vitamin C content does not matter here.",
  "First, convert 37 °C to kelvin: 310 K.",
  "Then P(A and B) = P(A) P(B) = 0.12.",
  "- {O}. This describes the opposite effect.",
  "**Step 2:** compare the remaining candidates.",
  "Statement I is true while statement II is false.",
  "This leaves two candidates, {O} and {L}.",
  "Wait, I should double-check the sign.",
  "So the result is about 42.7, which is closest to option {L}.",
  "The question asks which of these is NOT a property of acids.",
];

const styles: readonly Style[] = [
  plain("The answer is (X).", 6200, ({ letter }) => `The answer is (${letter}).`),
  plain(
    "Therefore, the answer is (X).",
    1200,
    ({ letter, draw }) => `${draw(["Therefore", "Thus", "So", "Hence"])}, the answer is (${letter}).`,
  ),
  plain("The answer is X.", 300, ({ letter }) => `The answer is ${letter}.`),
  plain("the correct answer is (X) with its text", 500, ({ letter, option }) => `The correct answer is (${letter}) ${option}.`),
  plain("bold sentence", 300, ({ letter }) => `**The answer is (${letter}).**`),
  plain("bold letter", 250, ({ letter }) => `The answer is **(${letter})**.`),
  plain("Answer: X", 250, ({ letter }) => `Answer: ${letter}`),
  plain("Answer: X with its text", 100, ({ letter, option }) => `Answer: ${letter}. ${option.replace(/\b[A-J]\b/g, "one")}`),
  plain("**Answer: X**", 120, ({ letter }) => `**Answer: ${letter}**`),
  plain("Answer: (X)", 80, ({ letter }) => `Answer: (${letter})`),
  plain("Answer: **X**", 60, ({ letter }) => `**Answer:** **${letter}**`),
  plain("answer is: (X)", 80, ({ letter }) => `The answer is: (${letter})`),
  plain("boxed", 120, ({ letter, draw }) =>
    draw([`$\\boxed{${letter}}$`, `\\[\\boxed{\\text{(${letter})}}\\]`, `The final answer is $\\boxed{${letter}}$.`]),
  ),
  plain("dollar", 30, ({ letter }) => `Hence the answer is $${letter}$.`),
  plain("heading", 40, ({ letter }) => `### Final Answer\n\n(${letter})`),
  plain("tag", 20, ({ letter }) => `<answer>${letter}</answer>`),
  plain("JSON", 20, ({ letter }) => `\`\`\`json\n{"answer": "${letter}"}\n\`\`\``),
  plain(
    "I choose option X",
    40,
    ({ letter, draw }) => `${draw(["I choose", "I would select", "So I pick", "We go with"])} option ${letter}.`,
  ),
  plain("option X is correct", 40, ({ letter }) => `So option ${letter} is correct.`),
  plain("because the others are wrong", 40, ({ letter, other }) => `The answer is (${letter}) because (${other}) does not hold.`),
  plain("not A but B", 10, ({ letter, other }) => `The answer is not (${other}) but (${letter}).`),
  plain(
    "few-shot goes on",
    15,
    ({ letter, other }) =>
      `The answer is (${letter}).\n\nQuestion: What is the capital of France?\nAnswer: Let's think. The answer is (${other}).`,
  ),
  {
    name: "letter alone",
    weight: 80,
    write: ({ letter, draw }) => ({ end: draw([letter, `(${letter})`, `${letter}.`, `**${letter}**`]), bare: true }),
  },
  { name: "letter and text alone", weight: 40, write: ({ letter }) => ({ end: `${letter}. the mitochondria`, bare: true }) },
  {
    name: "cut off",
    weight: 120,
    write: ({ draw, other }) => ({
      end: draw(["Now we have to", "Next, for option", `Then (${other}) would mean that`, "which gives us"]),
      meant: undefined,
    }),
  },
  { name: "refusal", weight: 10, write: () => ({ end: "there is not enough information.", meant: undefined, bare: true }) },
  trap("revised", 10, ({ letter, other }) => `The answer is (${other}).\n\nWait, that ignores the sign. The answer is (${letter}).`),
  trap("a word that begins with A to J", 5, ({ letter }) => `The answer is Broca's area, so I choose (${letter}).`),
  trap("an option's text with letters", 10, ({ letter }) => `The answer is: (${letter}) type B cells, as in figure C.`),
];

/** Styles that the published extraction reads wrongly: to differ there is meant. */
export const traps: ReadonlySet<string> = new Set(styles.filter((style) => style.trap === true).map((style) => style.name));

/** Seeded replies in the styles that models write, each after reasoning that names options and holds letters that are none. */
export function choiceReplies(count: number): ChoiceReply[] {
  const next = stream("replies to questions of ten options");
  const draw: Draw = (from) => from[Math.floor(next() * from.length)] as (typeof from)[number];
  const bag = styles.flatMap((style) => Array.from({ length: style.weight }, () => style));
  return Array.from({ length: count }, (_, index) => {
    // Each style comes up, whatever its weight.
    const style = index < 20 * styles.length ? (styles[index % styles.length] as Style) : draw(bag);
    const letter = draw(letters);
    const scene = { letter, other: draw(letters.filter((one) => one !== letter)), option: draw(options), draw };
    const { end, bare, ...told } = style.write(scene);
    const body = Array.from({ length: 1 + Math.floor(next() * 5) }, () =>
      draw(steps).replaceAll("{O}", scene.other).replaceAll("{L}", letter),
    );
    const text = bare === true ? end : `${body.join(draw([" ", "\n", "\n\n"]))}${draw([" ", "\n", "\n\n"])}${end}`;
    // Two of three replies are right, as published ones are.
    const key = next() < 0.65 ? letter : draw(letters);
    return { text, key, meant: "meant" in told ? told.meant : letter, style: style.name };
  });
}

function plain(name: string, weight: number, end: (scene: Scene) => string): Style {
  return { name, weight, write: (scene) => ({ end: end(scene) }) };
}

function trap(name: string, weight: number, end: (scene: Scene) => string): Style {
  return { ...plain(name, weight, end), trap: true };
}
