import { currencyCodes, currencyMarks, currencySigns, hundredths } from "./currency.ts";
import { normalize } from "./normalize.ts";
import { fractionInDigits, inDigits, withDigits } from "./number-words.ts";
import type { ExactSettings } from "./settings.ts";
import { signedFall } from "./signed-fall.ts";

/**
 * One spelling for the forms of an amount: digits without end as `\overline{3}`, fractions in words, no brackets around the whole, no `#`
 * before it, dollars and cents as one number, scales as powers of ten. With `symbols` a letter behind a number without a currency is a
 * unit (5 M), else a scale.
 */
export function plainAmount(span: string, settings: Pick<ExactSettings, "numberWords">, symbols: boolean): string {
  const plain = signedFall(normalize(withRepetends(span)));
  const parts = fractionInDigits(plain);
  const bare = unbracketed(settings.numberWords === true && parts === plain ? withDigits(plain) : parts);
  const written = bare
    .replace(/(?<=\d)[.,]-{1,2}$/, "")
    .replace(/(?<=\d)\s?(?:percent|per\scent|pct\.?)(?![\p{L}])(?!\spoints?\b)/giu, "%")
    .replace(/(?<![\d.,/])(\d{1,9})\sout\sof\s(?:every\s)?(\d{1,9})$/i, (all, part: string, of: string) =>
      Number(part) <= Number(of) ? `${part}/${of}` : all,
    )
    .replace(/(?<![\d.,/])1\sin\s(?:every\s)?(\d{1,9})$/i, "1/$1")
    .replace(/`(?=[-$\d])|(?<=[\d%])`/g, "")
    .replace(/\s?(?:÷|\\div(?![a-z]))\s?/g, "/")
    .replace(/(?<=\d)!=(?=\s?\d)/g, "! =");
  return withoutScales(withCoins(withoutLoss(written), settings.numberWords === true), symbols);
}

/** `0.333...`, `0.3̅`, `0.\dot{1}4\dot{2}` and "0.3 repeating" with what repeats, or with `\ldots` where that is not told. */
export function withRepetends(span: string): string {
  if (!/\.\.|…|dots|[\u0305\u0307]|\\dot|repeat|recurr/.test(span)) return span;
  return span
    .replace(/(?:\d\u0305){1,60}/g, (run) => `\\overline{${run.replace(/\u0305/g, "")}}`)
    .replace(/(\d)\u0307(?:(\d{0,60})(\d)\u0307)?/g, (_all, first: string, rest = "", last = "") => `\\overline{${first}${rest}${last}}`)
    .replace(/\\dot\s?\{?(\d)\}?(\d{0,60})\\dot\s?\{?(\d)\}?/g, "\\overline{$1$2$3}")
    .replace(/((?:\d[.,]|(?<![\p{L}\d])\.)\d{1,200})\s?(?:\.{3,4}|…|\\[lc]?dots(?![a-z]))/gu, "$1\\ldots ")
    .replace(
      /(\d[.,])(\d{1,200})\s?(?:\\ldots\s?)?[,(]?\s?(?:repeating|recurring)(?:\sdecimal)?\)?/gi,
      (_all, whole: string, rest: string) => (/^(\d)\1*$/.test(rest) ? `${whole}\\overline{${rest[0]}}` : `${whole}${rest}\\ldots `),
    );
}

/** Without one or two pairs of brackets around the whole, `#18`, and a formula around words: `{18}`, `[[18]]`. */
function unbracketed(plain: string): string {
  let bare = plain.replace(/\\([{}])/g, "$1").replace(/^(?:#\s?|no\.?\s(?=\d))(?=[+-]?[\d.])/i, "");
  for (let round = 0; round < 2; round++)
    bare =
      /^(?:\[([^[\],;]{1,200}|\[[^[\],;]{1,200}\])\]|\{([^{},;]{1,200})\}|<([^<>,;]{1,200})>)$/
        .exec(bare)
        ?.slice(1)
        .find((part) => part !== undefined)
        ?.trim() ?? bare;
  return bare;
}

const loss = new RegExp(`^\\(\\s?(${currencyMarks}\\s?[\\d.,]{1,60})\\s?\\)$`);

/** `($18)` is how accounts write -$18. */
function withoutLoss(plain: string): string {
  return plain.replace(loss, "-$1");
}

const coins = new RegExp(
  `^(.{0,200}?)(?:(${currencySigns})\\s?(\\d[\\d,]{0,30})|(?<![\\d.,])(\\d[\\d,]{0,30})\\s(dollars?|bucks|euros?|pounds?|rupees?|${currencyCodes}))(?:,?\\s(?:and\\s)?)(\\d{1,2}|[a-z]{3,9}(?:[\\s-][a-z]{3,5})?)\\s?${hundredths}(?!\\p{L})(.{0,200})$`,
  "iu",
);

/** "12 dollars and 50 cents" as `12.50 dollars`. */
function withCoins(plain: string, words: boolean): string {
  const match = coins.exec(plain);
  if (match === null) return plain;
  const [, before = "", sign, behindSign, whole, name = "", part = "", after = ""] = match;
  const cents = words ? inDigits(part) : part;
  if (!/^\d{1,2}$/.test(cents)) return plain;
  const value = `${behindSign ?? whole ?? ""}.${cents.padStart(2, "0")}`;
  return sign === undefined ? `${before}${value} ${name}${after}` : `${before}${sign}${value}${after}`;
}

const powers: ReadonlyMap<string, number> = new Map(
  Object.entries({
    k: 3,
    thousand: 3,
    m: 6,
    mn: 6,
    mln: 6,
    mio: 6,
    mm: 6,
    b: 9,
    bn: 9,
    bln: 9,
    mrd: 9,
    t: 12,
    tn: 12,
    trn: 12,
    万: 4,
    萬: 4,
    만: 4,
    亿: 8,
    億: 8,
    억: 8,
  }),
);
const letters = "(k|thousand|mn|mln|mio|mm|m|bn|bln|mrd|b|trn|tn|t)(?![\\w/^'])";
const withSign = new RegExp(`(${currencyMarks}\\s?[+-]?\\d[\\d.,]{0,30})\\s?${letters}`, "giu");
const beforeName = new RegExp(
  `(?<![\\w.])(\\d[\\d.,]{0,30})\\s?${letters}\\.?(?=\\s?(?:${currencyCodes}|dollars|euros|pounds|yen|rupees|[€£¥₹])(?!\\p{L}))`,
  "giu",
);

/** `1.5M`, `$70k` and `15万` in digits; a K without a currency may be kelvin. */
function withoutScales(plain: string, symbols: boolean): string {
  const power = (scale: string): string => `*10^${powers.get(scale.toLowerCase())}`;
  const scaled = plain
    .replace(/(?<=\d)\s?\*\*\s?(?=\d)/g, "^")
    .replace(withSign, (_all, amount: string, scale: string) => `${amount}${power(scale)}`)
    .replace(beforeName, (_all, amount: string, scale: string) => `${amount}${power(scale)} `)
    .replace(/(?<=\d)\s?([万萬만亿億억])/g, (_all, scale: string) => `${power(scale)} `)
    .replace(/(?<=\d)\s?‰/g, "*10^{-3}");
  if (symbols) return scaled.trim();
  return scaled
    .replace(/(?<=\d)k(?![\w/^])/g, "*10^3")
    .replace(/(?<=\d)(?:M|mn|mln|\s?Mio\.?)(?![\w/^])/g, "*10^6")
    .replace(/(?<=\d)(?:bn|bln|\s?Mrd\.?)(?![\w/^])/g, "*10^9")
    .trim();
}
