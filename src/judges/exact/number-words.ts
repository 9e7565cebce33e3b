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
    else if (word !== "and" || used === first) break;
  }
  if (used === first) return text;
  return [`${first === 1 ? "-" : ""}${total + part}`, ...words.slice(used)].join(" ");
}
