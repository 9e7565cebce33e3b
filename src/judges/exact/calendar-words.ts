/** The languages of Europe whose names of months and days are read. */
const languages = "en de fr es it pt nl pl cs sk hu ro hr sl sv da nb fi et lv lt el ru uk bg sr tr ca is".split(" ");

/** Lower case without accents and closing points: März, marz and MÄRZ are one word. */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC").toLowerCase();
}

type Name = "month" | "weekday";
const words = { month: new Map<string, ReadonlySet<number>>(), weekday: new Map<string, ReadonlySet<number>>() };

/** Names as the runtime's locale data has them, alone and beside a day: `Mai`, `мая`; each with all that it may mean. */
function namesOf(name: Name): ReadonlyMap<string, ReadonlySet<number>> {
  const found = words[name];
  if (found.size > 0) return found;
  const styles = [{}, { day: "numeric" }] as const;
  const formats = languages.flatMap((language) =>
    (["long", "short"] as const).flatMap((width) =>
      styles.map((style) => new Intl.DateTimeFormat(language, { ...style, [name]: width, timeZone: "UTC" })),
    ),
  );
  for (let at = 1; at <= (name === "month" ? 12 : 7); at++) {
    // January 4, 2026 is a Sunday.
    const day = new Date(name === "month" ? Date.UTC(2025, at - 1, 15) : Date.UTC(2026, 0, 3 + at));
    for (const format of formats) {
      const word = folded(format.formatToParts(day).find((part) => part.type === name)?.value ?? "").replace(/\.$/, "");
      if (/^\p{L}{2,}/u.test(word)) found.set(word, new Set([...(found.get(word) ?? []), at]));
    }
  }
  return found;
}

/** The month, from 1, that a word in lower case and without accents names; undefined for another word and for `listopada`, which is October or November. */
export function monthOf(word: string): number | undefined {
  const months = namesOf("month").get(word.replace(/\.$/, ""));
  const [only] = months ?? [];
  return months?.size === 1 ? only : word === "sept" ? 9 : undefined;
}

/** Whether a word in lower case and without accents names a day of the week. */
export function isWeekday(word: string): boolean {
  return namesOf("weekday").has(word.replace(/\.$/, ""));
}
