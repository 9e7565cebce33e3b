/** A fenced block of a text: `from` to `to` is its code, `end` is behind its closing line, or the text's end where it has none. */
export interface CodeRegion {
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly end: number;
  /** The first word behind the mark, in lower case, without attributes. */
  readonly label: string;
  /** How far in its opening line stands. */
  readonly indent: number;
  readonly closed: boolean;
  /** Where another labeled block begins inside: then the closing was probably forgotten. */
  readonly inner: number | undefined;
}
/** Finds fences from any place on, so that a fence left open in reasoning does not swallow the answer behind it. */
export interface Fences {
  /** The block that the first fence line at or behind `from` opens. */
  after(from: number): CodeRegion | undefined;
}

/** A line that opens or closes a fence; `info` is what stands behind the mark. */
interface FenceLine {
  readonly at: number;
  readonly end: number;
  readonly mark: string;
  readonly length: number;
  readonly indent: number;
  readonly info: string;
}

/** The fences of a text: three or more backticks or tildes that begin a line, at any depth. Found once, in linear time. */
export function fencesIn(text: string): Fences {
  const lines = fenceLines(text);
  const closing = closings(lines);
  const labeled = labeledFrom(lines);
  const region = (index: number): CodeRegion | undefined => {
    const line = lines[index];
    if (line === undefined) return undefined;
    const close = lines[closing[index] ?? -1];
    const end = close?.end ?? text.length;
    const inner = labeled[index];
    return {
      at: line.at,
      from: Math.min(text.length, line.end + 1),
      to: close === undefined ? text.length : Math.max(line.end, close.at - 1),
      end,
      label: labelOf(line.info),
      indent: line.indent,
      closed: close !== undefined,
      inner: inner !== undefined && inner < end ? inner : undefined,
    };
  };
  return {
    after: (from) => region(firstAt(lines, from)),
  };
}

/** The label in the words behind a fence's mark: "js" of "JS", "{.js}", "js title=x" and "language-js". */
export function labelOf(info: string): string {
  const word = /^[^\s,:;({}]*/.exec(info.replace(/^[{.\s]+/, ""))?.[0] ?? "";
  return word.toLowerCase().replace(/^language-/, "");
}

const longestMark = 16;
const longestInfo = 200;
/** No answer has so many fence lines: behind them only the text's end is read, so many characters of it. */
export const mostFenceLines = 5000;
export const fenceTail = 8192;

function fenceLines(text: string): FenceLine[] {
  const lines: FenceLine[] = [];
  const runs = /`{3,}|~{3,}/g;
  for (let match = runs.exec(text); match !== null; match = runs.exec(text)) {
    const indent = indentBefore(text, match.index);
    const newline = text.indexOf("\n", match.index);
    const end = newline < 0 ? text.length : newline;
    if (indent !== undefined) {
      const mark = match[0].charAt(0);
      const info = text.slice(match.index + match[0].length, Math.min(end, match.index + match[0].length + longestInfo)).trim();
      // Code between backticks on one line is inline code and no fence.
      if (mark !== "`" || !info.includes("`"))
        lines.push({ at: match.index - indent, end, mark, length: Math.min(match[0].length, longestMark), indent, info });
    }
    runs.lastIndex = lines.length === mostFenceLines ? Math.max(end, text.length - fenceTail) : end;
  }
  return lines;
}

/** How far in a mark stands on its line, white space and quote marks counted; undefined where words stand before it. */
function indentBefore(text: string, at: number): number | undefined {
  let from = at;
  while (from > 0 && at - from <= 40 && " \t>".includes(text.charAt(from - 1))) from--;
  return from === 0 || text.charAt(from - 1) === "\n" ? at - from : undefined;
}

/** For each fence line, the index of the first later line that would close it: as far in as it is, or at most three spaces. */
function closings(lines: readonly FenceLine[]): Int32Array {
  const next = new Map<string, number>();
  const found = new Int32Array(lines.length).fill(-1);
  for (let index = lines.length - 1; index >= 0; index--) {
    const { mark, length, info, indent } = lines[index] as FenceLine;
    const near = next.get(`${mark}${length}`) ?? lines.length;
    const level = next.get(`${mark}${length}/${indent}`) ?? lines.length;
    found[index] = Math.min(near, level);
    if (info !== "") continue;
    for (let shorter = 3; shorter <= length; shorter++) next.set(`${mark}${shorter}${indent > 3 ? `/${indent}` : ""}`, index);
  }
  return found;
}

/** For each fence line, where the next line with a label stands that is as good a fence: as long and not far in, so no content. */
function labeledFrom(lines: readonly FenceLine[]): (number | undefined)[] {
  const next = new Map<string, number>();
  const found: (number | undefined)[] = [];
  for (let index = lines.length - 1; index >= 0; index--) {
    const { mark, length, indent, info, at } = lines[index] as FenceLine;
    found[index] = next.get(`${mark}${length}`);
    if (info === "" || indent > 3) continue;
    for (let shorter = 3; shorter <= length; shorter++) next.set(`${mark}${shorter}`, at);
  }
  return found;
}

function firstAt(lines: readonly FenceLine[], from: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] as FenceLine).at < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** No line has so many runs of backticks; what stands behind them is not told apart. */
const mostRuns = 5000;

/** The stretches of inline code in one line: runs of backticks of one length. Linear in the line's length. */
export function inlineCode(line: string): { readonly at: number; readonly end: number }[] {
  const runs: { at: number; length: number }[] = [];
  for (let at = line.indexOf("`"); at >= 0; at = runs.length < mostRuns ? line.indexOf("`", at) : -1) {
    const start = at;
    while (line.charCodeAt(at) === 96) at++;
    runs.push({ at: start, length: at - start });
  }
  if (runs.length < 2) return [];
  const latest = new Map<number, number>();
  const partner = new Int32Array(runs.length).fill(-1);
  for (let index = runs.length - 1; index >= 0; index--) {
    const { length } = runs[index] as { length: number };
    partner[index] = latest.get(length) ?? -1;
    latest.set(length, index);
  }
  const found: { at: number; end: number }[] = [];
  for (let index = 0; index < runs.length; index++) {
    const close = runs[partner[index] ?? -1];
    if (close === undefined) continue;
    found.push({ at: (runs[index] as { at: number }).at, end: close.at + close.length });
    index = partner[index] as number;
  }
  return found;
}
