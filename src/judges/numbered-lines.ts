/** Code whose every line carries its number (`1  def add(a, b):`, `2 | return a`), without the numbers; any other code as it is. */
export function withoutLineNumbers(code: string): string {
  const lines = code.split("\n");
  const read = lines.filter((line) => line.trim() !== "").map(numbered);
  const [first] = read;
  if (first === undefined || read.length < 2) return code;
  const follows = (line: NumberedLine | undefined, at: number): line is NumberedLine => line?.number === first.number + at;
  if (!read.every(follows)) return code;
  const filled = read.filter(({ rest }) => rest !== "");
  const gap = filled[0]?.gap ?? 0;
  if (filled.some((line) => line.gap === 0 && !line.marked)) return code;
  const column = columnOf(filled);
  return lines
    .map((line) => {
      const one = numbered(line);
      return one === undefined
        ? ""
        : " ".repeat(Math.max(0, column === undefined ? one.gap - gap : one.width + one.gap - column)) + one.rest;
    })
    .join("\n");
}

/** The column in which all code begins, where longer numbers have less space behind them; undefined where all have the same. */
function columnOf([first, ...lines]: readonly NumberedLine[]): number | undefined {
  if (first === undefined) return undefined;
  const unit = lines.filter(({ width }) => width === first.width).reduce((most, { gap }) => divisor(most, Math.abs(gap - first.gap)), 0);
  const fits = ({ gap }: NumberedLine): boolean => gap >= first.gap && (unit === 0 || (gap - first.gap) % unit === 0);
  return lines.every(fits) ? undefined : first.width + first.gap;
}

function divisor(one: number, other: number): number {
  return other === 0 ? one : divisor(other, one % other);
}

interface NumberedLine {
  readonly number: number;
  /** Whether a sign stands behind the number. */
  readonly marked: boolean;
  /** How many characters the number and its sign take, with what precedes them. */
  readonly width: number;
  readonly gap: number;
  readonly rest: string;
}
function numbered(line: string): NumberedLine | undefined {
  const [, before = "", digits = "", sign = "", gap = "", rest = ""] =
    /^([ \t]{0,9}L?)(\d{1,5})([ \t]?[:|.)\u2502])?([ \t]*)(.*)$/.exec(line) ?? [];
  if (digits === "") return undefined;
  // A tab behind the number ends it; those behind that are the code's own.
  const own = gap.startsWith("\t") ? gap.slice(1) : undefined;
  const width = before.length + digits.length + sign.length;
  const marked = sign !== "" || own !== undefined;
  return { number: Number(digits), marked, width, gap: own === undefined ? gap.length : 0, rest: (own ?? "") + rest };
}
