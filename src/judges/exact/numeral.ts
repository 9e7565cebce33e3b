import { isLong } from "./reach.ts";

/** How digits are grouped and where decimals begin. */
export interface NumeralStyle {
  readonly thousands: boolean;
  readonly decimal: "." | ",";
}
export const plainStyle: NumeralStyle = { thousands: true, decimal: "." };

/**
 * A numeral in digits with at most one point, whatever groups its digits; undefined when it is none. Only a sign followed by exactly
 * three digits is in doubt, as in `1,234`: there the style decides. `1,23`, `1.234.567` and the lakhs of `1,50,000` can be read in one way.
 */
export function plainNumeral(text: string, style: NumeralStyle): string | undefined {
  if (isLong(text, "paragraph") || !/^[+-]?[\d.,]/.test(text)) return undefined;
  const joined = /^[+-]?\d{1,3}(?:[ '_]\d{3})+(?:[.,]\d+)?$/.test(text) ? ungrouped(text, style) : text;
  if (joined === undefined || !/^[+-]?[\d.,]+$/.test(joined)) return undefined;
  const points = joined.split(".").length - 1;
  const commas = joined.split(",").length - 1;
  if (points > 0 && commas > 0) return mixed(joined, style);
  const mark = commas > 0 ? "," : ".";
  if (points + commas > 1) return grouped(joined, mark, style);
  if (points + commas === 0) return joined;
  // One mark: a group of three where the style says so, else the decimal sign.
  if (mark !== style.decimal && /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(joined)) return grouped(joined, mark, style);
  return mark === "," && !/\d,\d/.test(joined) ? undefined : joined.replace(",", ".");
}

function ungrouped(text: string, { thousands }: NumeralStyle): string | undefined {
  return thousands ? text.replace(/[ '_]/g, "") : undefined;
}

/** Both marks: the last one is the decimal sign, the other groups. */
function mixed(text: string, { thousands }: NumeralStyle): string | undefined {
  const point = text.lastIndexOf(".") > text.lastIndexOf(",") ? "." : ",";
  const shape = point === "." ? /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})\.\d*$/ : /^[+-]?\d{1,3}(?:\.\d{3})+,\d+$/;
  if (!thousands || !shape.test(text)) return undefined;
  return text.replaceAll(point === "." ? "," : ".", "").replace(",", ".");
}

function grouped(text: string, mark: string, { thousands }: NumeralStyle): string | undefined {
  const shape = mark === "," ? /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})$/ : /^[+-]?\d{1,3}(?:\.\d{3})+$/;
  return thousands && shape.test(text) ? text.replaceAll(mark, "") : undefined;
}
