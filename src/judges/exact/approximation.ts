import { foundIn } from "./text-or-none.ts";
import { isLong } from "./reach.ts";
import { readFormula } from "./formula.ts";
import { readNumber } from "./number.ts";

const signs = String.raw`≈|≃|≅|~|\\approx(?![a-z])|\\simeq(?![a-z])`;
const words = String.raw`\b(?:approximately|approx\b\.?|about|roughly|around)(?=\s)`;
const roughly = new RegExp(
  String.raw`^(?<left>.*?),?\s?(?<open>\(?)\s?(?:\b(?:or|which\sis|that\sis|i\.e\.,?)\s)?(?:(?<sign>${signs})|${words})\s?(?<right>[^()]{1,60}?)(?<close>\)?)$`,
  "isu",
);
/** A decimal behind an exact value that has no last digit: `\sqrt{2} = 1.414`, `\pi = 3.14159\ldots`. */
const endless = /(?<=(?:√|π|\\sqrt|\\pi)[^=≈]{0,60})\s?=\s?([-+]?\d{1,40}\.\d{2,60})\s?(?:\.{2,3}|…|\\[lc]?dots(?![a-z]))?\s?$/;
const copula = /(?:[=:]|['’]s|\b(?:is|are|was|were|be|equals|costs?|makes?|earns?|gives?|weighs?|takes?|to))$/i;

/**
 * What a text states that says it is rounded: the exact side where a decimal beside it is its rounding (`\pi/4 ≈ 0.785`), the decimal
 * where only a name or a verb stands before it (`x ≈ 3.14`). Undefined where the decimal is no rounding of the exact side.
 */
export function withoutRounding(plain: string): string | undefined {
  const said = isLong(plain, "sentence") ? plain : plain.replace(endless, " ≈ $1");
  const { left = "", open = "", sign, right = "", close = "" } = isLong(plain, "sentence") ? {} : (roughly.exec(said)?.groups ?? {});
  if (right === "" || (open === "") !== (close === "")) return plain;
  if (left.trim() === "" || copula.test(left)) return `${left} ${right}`.trim();
  if (!/[\dπ√]|\\(?:pi|sqrt|frac)/.test(left)) return sign === undefined || open !== "" ? `${left} ${right}` : `${left} = ${right}`;
  const side = left.slice(left.lastIndexOf("=") + 1).replace(/(?<=[\d})π]|\\pi)\s(?:square\s|cubic\s)?\p{L}{2,}(?:\^\{?[23]\}?)?$/u, "");
  const formula = readFormula(side.replace(/,(?=\d{3}(?!\d))/g, ""));
  const decimal = readNumber(right);
  if (formula === undefined || formula.names.length > 0 || decimal === undefined || decimal.form === "percent") return plain;
  const { re, im } = formula.value(new Map());
  const places = decimal.places ?? -foundIn(right, /(?<=[1-9])0*$/).length;
  const gap = Math.abs(re - Number(decimal.value.top) / Number(decimal.value.bottom));
  // What goes on is cut off rather than rounded.
  return im === 0 && gap <= (said === plain ? 0.5 : 1) * 10 ** -places * (1 + 1e-9) ? left : said === plain ? undefined : plain;
}
