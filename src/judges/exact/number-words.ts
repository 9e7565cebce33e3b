import { beginningOf, isLong } from "./reach.ts";

const small =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const scales = new Map([
  ["thousand", 1000n],
  ["million", 1_000_000n],
  ["billion", 1_000_000_000n],
  ["trillion", 1_000_000_000_000n],
]);

/** A text whose leading English number words stand in digits: "twenty-one eggs" is "21 eggs"; unchanged when it starts with none. */
export function inDigits(text: string): string {
  const words = text.trim().split(/[\s-]+/, 60);
  const first = words[0]?.toLowerCase() === "minus" || words[0]?.toLowerCase() === "negative" ? 1 : 0;
  let [total, part, used] = [0n, 0n, first];
  for (; used < words.length; used++) {
    const word = (words[used] ?? "").toLowerCase().replace(/[.,;:]$/, "");
    const unit = small.indexOf(word);
    const ten = tens.indexOf(word);
    const scale = scales.get(word);
    if (unit >= 0) part += BigInt(unit);
    else if (ten >= 0) part += BigInt(ten + 2) * 10n;
    else if (word === "hundred" && part > 0n) part *= 100n;
    else if (scale !== undefined && part > 0n) [total, part] = [total + part * scale, 0n];
    else if (word === "a" && /^(?:hundred|thousand|million|billion)$/i.test(words[used + 1] ?? "")) part += 1n;
    else if (word !== "and" || used === first) break;
  }
  if (used === first) return text;
  return [`${first === 1 ? "-" : ""}${total + part}`, ...words.slice(used)].join(" ");
}

/** "A dozen" as "1 dozen"; more of the same as a number of dozens. */
function inDozens(text: string): string {
  return text
    .replace(/(?<![\w-])(?:an?|one)\sdozen\sand\sa\shalf\b|(?<![\w-])(?:one|a)\sand\sa\shalf\sdozen\b/i, "1.5 dozen")
    .replace(/(?<![\w-])half[\s-](?:of\s)?(?:an?\s)?dozen\b|(?<![\w-])an?\shalf[\s-]dozen\b/i, "0.5 dozen")
    .replace(/(?<![\w-])an?\s(?:full\s|whole\s)?dozen\b/i, "1 dozen");
}

const numberWord = `(?:${[...small, ...tens].join("|")})`;
const run = new RegExp(
  `(?<![\\p{L}\\d-])(?:(?:minus|negative)\\s)?(?!one(?![\\s-](?:${numberWord}|hundred|thousand|million|billion|trillion))(?!\\W{0,4}$))${numberWord}(?:[\\s-](?:and\\s)?(?:${numberWord}|hundred|thousand|million|billion|trillion)(?!\\p{L}))*(?![\\p{L}]|-\\p{L})`,
  "giu",
);
/** "One of them", "one could", "one day": no number of things. */
const someone = /^one\s(?:of|could|might|can|cannot|must|should|would|may|has|more|another|day|way|gets|finds|sees|needs)\b/i;

const nothing =
  /^(?:(?:there|it)\s(?:is|are|was|were|will\sbe|would\sbe)\s)?(?:none|nothing|nil|no\s(?!(?:way|answer|solution|information|one)\b)\p{L}{2,20}(?:\s\p{L}{2,20}){0,2}(?=\s(?:(?:is|are|was|were|will\sbe|would\sbe)\s)?(?:left|remaining|remain)\b))(?:\s(?:at\sall|of\s(?:them|it|these|those)|(?:(?:is|are|was|were|will\sbe|would\sbe)\s)?(?:left|remaining|remain|over)(?:\sover)?)){0,2}[.!]?$/iu;

/** A text whose English number words stand in digits: leading ones, and all of them where it has no digits. "There are none" is 0. */
export function withDigits(text: string): string {
  if (someone.test(text)) return text;
  if (nothing.test(beginningOf(text, "words"))) return "0";
  const led = inDigits(inDozens(text));
  const whole = /\d/.test(text) || isLong(text, "sentence") || /\b(?:half|quarter)\s(?:past|to)\b/i.test(text);
  return whole ? led : led.replace(run, (words) => inDigits(words));
}

const parts: ReadonlyMap<string, number> = new Map(
  Object.entries({
    half: 2,
    third: 3,
    quarter: 4,
    fourth: 4,
    fifth: 5,
    sixth: 6,
    seventh: 7,
    eighth: 8,
    ninth: 9,
    tenth: 10,
    twelfth: 12,
    hundredth: 100,
  }),
);
const ones = small.slice(1).join("|");
const fraction = new RegExp(
  `^(minus |negative )?(?:(${ones}|a) and )?(?:(?:(${ones}|an?)[ -])?(half)(?! (?:past|to) | of (?:\\d|[$€£]))|(${ones}|an?)[ -](halves|(?:third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twelfth|hundredth)s?)(?! (?:past|to|of (?:\\d|[$€£]))))(?![\\w-])(?:,? of (?:an?|the|one) |,? (?:an?|of) )?`,
  "i",
);

/** A text that begins with a fraction in words, with that in digits: "three quarters of a cup" is "3/4 cup"; unchanged otherwise. */
export function fractionInDigits(text: string): string {
  const match = fraction.exec(beginningOf(text, "clause"));
  if (match === null) return text;
  const [all, minus, whole, halves, half, count = "", name = ""] = match;
  const size = (word: string): number => Math.max(1, small.indexOf(word.toLowerCase()));
  const bottom =
    half === undefined
      ? (parts.get(
          name
            .toLowerCase()
            .replace(/^halves$/, "half")
            .replace(/s$/, ""),
        ) ?? 1)
      : 2;
  const top = size(half === undefined ? count : (halves ?? "one")) + (whole === undefined ? 0 : size(whole) * bottom);
  return `${minus === undefined ? "" : "-"}${top}/${bottom} ${text.slice(all.length).trimStart()}`.trim();
}
