const names: ReadonlyMap<string, string> = new Map(
  Object.entries({
    usd: "$ us$ dollar dollars buck bucks",
    eur: "€ euro euros",
    gbp: "£ pound pounds pence penny pennies p quid",
    jpy: "¥ yen 円",
    inr: "₹ rs rs. rupee rupees paise",
    aud: "a$ au$",
    cad: "c$ ca$",
    nzd: "nz$",
    hkd: "hk$",
    sgd: "s$",
    brl: "r$ reais",
    krw: "₩ won 원",
    rub: "₽ ruble rubles rouble roubles",
    try: "₺ lira",
    cny: "yuan rmb renminbi 元",
    chf: "franc francs",
    pln: "zł zloty zlotys",
  }).flatMap(([code, words]) => words.split(" ").map((word): [string, string] => [word, code])),
);
const codes = "USD|EUR|GBP|JPY|INR|CHF|CAD|AUD|NZD|HKD|SGD|CNY|RMB|KRW|RUB|TRY|SEK|NOK|DKK|PLN|BRL|MXN|ZAR";

/** Patterns of what names a currency beside a number: a sign alone, and a sign or a code before it. */
export const currencySigns = String.raw`(?:(?:US|AU|CA|NZ|HK|[ACSR])?\$|[€£¥₹₩₽₺])`;
export const currencyMarks = String.raw`(?:${currencySigns}|(?:${codes})\b|Rs\.?(?=\s?\d))`;
export const currencyCodes = `(?:${codes})`;

/** The currency that a sign, a code or a word in lower case names. */
export function currencyCode(word: string): string | undefined {
  const known = names.get(word) ?? names.get(word.replace(/\.$/, ""));
  return known ?? (new RegExp(`^${currencyCodes}$`, "i").test(word) ? word : undefined);
}

/** A word for the hundredth part of a currency. */
export const hundredths = String.raw`(?:cents?|¢|pence|penny|pennies|p|paise|centimes?)`;
