import { inert } from "../util/inert.ts";
import { type Progress, shorten, type Wait, wrap } from "../lab/index.ts";
import { count } from "../util/count.ts";
import { wrappedWords } from "./wrapped-words.ts";

/** A progress line on stderr: redrawn in place on a terminal, one line per tenth elsewhere, nothing when quiet. */
export interface ProgressLine {
  show(progress: Progress): void;
  /** Says who waits for what and until when; short waits are said on a terminal alone. */
  wait(wait: Wait): void;
  /** Says on a terminal that models are being asked whether they answer, or no longer. */
  preflight(asking: boolean): void;
  end(): void;
}

/** What a line counts, and what it says of those that were worked on in vain. */
export interface Things {
  readonly counted: string;
  readonly missed: string;
}

/** A terminal is drawn anew at most so often: thousands of trials of recorded models end within a second. */
const drawMs = 50;
const askingWords = "each model is asked once whether it answers, before the trials begin";

export function progressLine(
  told: string,
  quiet: boolean,
  stream: NodeJS.WriteStream = process.stderr,
  things: Things = { counted: "trials", missed: "without a result" },
  now: () => number = Date.now,
): ProgressLine {
  if (quiet) return { show: () => {}, wait: () => {}, preflight: () => {}, end: () => {} };
  let [label, tenth, bar] = [shorten(told, 30), -1, ""];
  let [drawn, drawnAt, asking] = [0, Number.NEGATIVE_INFINITY, false];
  let waits = new Map<string, { readonly until: number; readonly words: string }>();
  const draw = (): void => {
    waits = new Map([...waits].filter(([, { until }]) => until > now()));
    const below = [...(asking ? [askingWords] : []), ...[...waits.values()].map(({ words }) => words)];
    const lines = linesOf(bar, below, (stream.columns ?? 80) - 1, (stream.rows ?? 24) - 2);
    stream.write(`${back(drawn)}${lines.join("\n")}\u001B[J`);
    [drawn, drawnAt] = [lines.length, now()];
  };
  return {
    show(progress) {
      const counts = labelOf(told, progress);
      if (counts !== label) [label, tenth] = [counts, -1];
      const counted = countWords(progress, things);
      bar = `${label}  ${barOf(progress, (stream.columns ?? 80) - 5 - label.length - counted.length)}  ${counted}`;
      const ended = progress.done + (progress.missed ?? 0);
      const worked = Math.floor((ended / Math.max(1, progress.total)) * 10);
      if (stream.isTTY && (ended >= progress.total || Math.abs(now() - drawnAt) >= drawMs)) draw();
      if (!stream.isTTY && worked > tenth) {
        tenth = worked;
        stream.write(`${wrappedWords(`${label}  ${counted}`, stream)}\n`);
      }
    },
    wait(wait) {
      const until = now() + wait.ms;
      const [before, words] = [waits.get(wait.lane)?.until ?? 0, wordsOf(wait, until)];
      if (until <= before) return;
      waits.set(wait.lane, { until, words });
      if (stream.isTTY) draw();
      // A log gets one line per wait that is worth one.
      else if (wait.ms >= 10_000 && until > before + 10_000) stream.write(`${wrappedWords(`${label}  ${words}`, stream)}\n`);
    },
    preflight(now) {
      asking = now;
      if (stream.isTTY) draw();
    },
    end() {
      if (stream.isTTY && drawn > 0) stream.write(`${back(drawn)}\u001B[J`);
      drawn = 0;
    },
  };
}

/** The pilot's trials are counted for themselves, and then the run's, which they are among. */
function labelOf(told: string, { pilot = false }: Progress): string {
  return `${pilot ? "pilot of " : ""}${shorten(told, 30)}`;
}

function barOf({ done, total }: Progress, room: number): string {
  const width = Math.max(4, Math.min(24, room));
  const filled = total === 0 ? width : Math.floor((done / total) * width);
  return `${"█".repeat(filled)}${"░".repeat(width - filled)}`;
}

/** How many have a result, how many were worked on in vain, and how many are to learn from. */
function countWords({ done, total, missed = 0, learning = 0 }: Progress, things: Things): string {
  const vain = missed === 0 ? "" : `, ${missed} ${things.missed}`;
  return `${done}/${total} ${things.counted}${vain}${learning === 0 ? "" : `, ${learning} to learn from`}`;
}

/** Who waits, until when and what for. */
function wordsOf({ model, members = [], waiting, why }: Wait, until: number): string {
  const more = members.length > 3 ? [`${members.length - 2} more`] : [];
  const names = [...members.slice(0, more.length === 0 ? 3 : 2).map((name) => shorten(name, longestName)), ...more];
  const list = names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0];
  const asked = shorten(model, longestName);
  const who = list === undefined ? asked : `${list} (${asked})`;
  const wait = names.length > 1 ? "wait" : "waits";
  const its = names.length > 1 ? "their" : "its";
  const at = `until ${new Date(until).toTimeString().slice(0, 8)}`;
  if (why === undefined) return `${who} ${wait} for ${its} rate limit ${at} (${count(waiting, "call")})`;
  const said = inert(why, "terminal").replaceAll(/\s+/g, " ");
  return `${who} ${wait} ${at} to be asked again: ${said.length > 100 ? `${said.slice(0, 100)}...` : said}`;
}

/** A name's columns here, and the lines of waits below a bar: whatever names are given, the bar stays in sight. */
const longestName = 60;
const mostWaitLines = 8;

/** The bar and what waits, in one line where it fits; else each wait below it, broken between words and never cut, as far as there is room: what is higher than the terminal cannot be taken back. */
function linesOf(bar: string, waits: readonly string[], width: number, room: number): string[] {
  const most = Math.max(1, Math.min(mostWaitLines, room));
  const one = [bar, ...waits].join("  ");
  if (one.length <= width && shorten(one, width) === one) return [one];
  const lines = [shorten(bar, width)];
  for (const [i, words] of waits.entries()) {
    const more = wrap(words, width - 2).map((line) => shorten(`  ${line}`, width));
    if (i > 0 && lines.length + more.length > most) return [...lines, shorten(`  and ${count(waits.length - i, "other")}`, width)];
    lines.push(...more.slice(0, most));
  }
  return lines;
}

/** To the start of what was drawn last. */
function back(lines: number): string {
  return lines > 1 ? `\r\u001B[${lines - 1}A` : "\r";
}
