import { randomSource, type Template } from "./program-template.ts";

/** Functions whose broken form is shown and must be mended. */
export const repairTemplates: readonly Template[] = [
  {
    name: "pages",
    numbers: { size: [4, 7], over: [1, 3] },
    demand:
      "`pages(items)` cuts an array into pages of $size items. Each page after the first begins with the last $over items of the page before. The last page may be shorter; once an item is the last one, no further page follows. No items give no pages. The array is not changed.",
    right: [
      `function pages(items) {
  const found = [];
  for (let start = 0; start < items.length; start += $size - $over) {
    found.push(items.slice(start, start + $size));
    if (start + $size >= items.length) break;
  }
  return found;
}`,
      `function pages(items) {
  if (items.length === 0) return [];
  const count = Math.max(1, Math.ceil((items.length - $over) / ($size - $over)));
  return Array.from({ length: count }, (_, page) => items.slice(page * ($size - $over), page * ($size - $over) + $size));
}`,
    ],
    mutants: [
      ["start += $size - $over", "start += $size"],
      [">= items.length) break", "> items.length) break"],
      ["start + $size));", "start + $size - 1));"],
      ["let start = 0", "let start = 1"],
      ["items.slice(start,", "items.splice(start,"],
    ],
    checks: [
      { name: "no items give no pages", code: `assertEqual(pages([]), [], "nothing to cut");` },
      {
        name: "pages overlap, cover everything and stop in time",
        code: `for (let length = 1; length < 40; length++) {
  const items = Array.from({ length }, (_, i) => i * 3);
  const before = JSON.stringify(items);
  const found = pages(items);
  assert(JSON.stringify(items) === before, "the items are as before");
  const wanted = [];
  let from = 0;
  for (;;) {
    wanted.push(items.filter((_, i) => i >= from && i < from + $size));
    if (from + $size >= length) break;
    from += $size - $over;
  }
  assertEqual(found, wanted, "pages of " + length + " items");
}`,
      },
    ],
  },
  {
    name: "shorten",
    numbers: { least: [3, 5] },
    demand:
      '`shorten(text)` replaces every run of $least or more equal characters by the character, "*" and the length of the run; shorter runs stay as they are. So a run of 12 letters x becomes "x*12".',
    right: [
      `function shorten(text) {
  let out = "";
  for (let at = 0; at < text.length; ) {
    let end = at;
    while (end < text.length && text[end] === text[at]) end++;
    const length = end - at;
    out += length >= $least ? text[at] + "*" + length : text[at].repeat(length);
    at = end;
  }
  return out;
}`,
      `function shorten(text) {
  return text.replace(/([\\s\\S])\\1*/g, (run) => (run.length < $least ? run : \`\${run[0]}*\${run.length}\`));
}`,
    ],
    mutants: [
      ["length >= $least", "length > $least"],
      ["text[at].repeat(length)", "text[at]"],
      ['"*" + length', '"*" + (length - 1)'],
      ["at = end;", "at = end; if (at === text.length - 1) break;"],
      ["text[end] === text[at]", "text[end].toLowerCase() === text[at].toLowerCase()"],
    ],
    checks: [
      { name: "an empty text stays empty", code: `assertEqual(shorten(""), "", "nothing to shorten");` },
      {
        name: "runs around the limit",
        code: `for (let length = 1; length < 15; length++) {
  const run = "q".repeat(length);
  const wanted = length >= $least ? "q*" + length : run;
  assertEqual(shorten(run), wanted, "a run of " + length);
  assertEqual(shorten("a" + run + "b"), "a" + wanted + "b", "the same run between others");
  assertEqual(shorten("Q" + run), "Q" + wanted, "capital letters are other characters");
}`,
      },
      {
        name: "random texts can be read back",
        code: `${randomSource}for (let round = 0; round < 200; round++) {
  let text = "";
  for (let i = next(8); i >= 0; i--) text += "abc"[next(3)].repeat(1 + next(7));
  const short = shorten(text);
  const long = short.replace(/([abc])\\*(\\d+)/g, (_, letter, length) => letter.repeat(Number(length)));
  assertEqual(long, text, "reading back " + short);
}`,
      },
    ],
  },
  {
    name: "recentMost",
    numbers: { span: [3, 6] },
    demand:
      "`recentMost(values)` returns an array of the same length: at each place the greatest of the value there and the up to $span values before it. Values may be negative.",
    right: [
      `function recentMost(values) {
  const out = [];
  for (let at = 0; at < values.length; at++) {
    let most = values[at];
    for (let back = Math.max(0, at - $span); back < at; back++) {
      if (values[back] > most) most = values[back];
    }
    out.push(most);
  }
  return out;
}`,
      `const recentMost = (values) => values.map((_, at) => Math.max(...values.slice(Math.max(0, at - $span), at + 1)));`,
    ],
    mutants: [
      ["at - $span)", "at - $span + 1)"],
      ["let most = values[at];", "let most = 0;"],
      ["Math.max(0, at - $span)", "Math.max(1, at - $span)"],
      ["values[back] > most", "values[back] < most"],
      ["let at = 0", "let at = $span"],
    ],
    checks: [
      { name: "an empty list", code: `assertEqual(recentMost([]), [], "nothing");` },
      {
        name: "random lists agree with a slow search",
        code: `${randomSource}for (let round = 0; round < 100; round++) {
  const values = Array.from({ length: 1 + next(20) }, () => next(41) - 30);
  const wanted = values.map((own, at) => {
    let most = own;
    for (let i = 0; i < at; i++) if (at - i <= $span && values[i] > most) most = values[i];
    return most;
  });
  assertEqual(recentMost(values), wanted, "values " + values);
}`,
      },
    ],
  },
  {
    name: "joinShifts",
    numbers: { gap: [2, 9] },
    demand:
      "`joinShifts(shifts)` takes `[start, end]` pairs of numbers in any order and joins those that overlap or lie at most $gap apart. It returns the joined pairs in ascending order and changes neither the array nor its pairs.",
    right: [
      `function joinShifts(shifts) {
  const sorted = shifts.map((shift) => [...shift]).sort((a, b) => a[0] - b[0]);
  const joined = [];
  for (const [start, end] of sorted) {
    const last = joined[joined.length - 1];
    if (last && start - last[1] <= $gap) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}`,
      `function joinShifts(shifts) {
  return [...shifts]
    .sort(([a], [b]) => a - b)
    .reduce((joined, [start, end]) => {
      const rest = joined.slice(0, -1);
      const last = joined.at(-1);
      return last && start <= last[1] + $gap ? [...rest, [last[0], Math.max(end, last[1])]] : [...joined, [start, end]];
    }, []);
}`,
    ],
    mutants: [
      ["<= $gap", "< $gap"],
      ["Math.max(last[1], end)", "end"],
      [".sort((a, b) => a[0] - b[0])", ".sort()"],
      ["shifts.map((shift) => [...shift]).sort", "shifts.sort"],
      ["start - last[1] <= $gap", "start <= last[1]"],
    ],
    checks: [
      {
        name: "the gap decides",
        code: `assertEqual(joinShifts([[0, 5], [5 + $gap, 30]]), [[0, 30]], "just near enough");
assertEqual(joinShifts([[0, 5], [6 + $gap, 30]]), [[0, 5], [6 + $gap, 30]], "just too far");
assertEqual(joinShifts([[0, 90], [10, 20]]), [[0, 90]], "one inside another");
assertEqual(joinShifts([]), [], "none");`,
      },
      {
        name: "random shifts agree with minutes ticked off, and are not changed",
        code: `${randomSource}for (let round = 0; round < 100; round++) {
  const shifts = Array.from({ length: 1 + next(6) }, () => {
    const start = next(150);
    return [start, start + 1 + next(12)];
  });
  const before = JSON.stringify(shifts);
  const ticked = new Set();
  for (const [start, end] of shifts) for (let t = 2 * start; t <= 2 * end; t++) ticked.add(t);
  const wanted = [];
  for (const t of [...ticked].sort((a, b) => a - b)) {
    const last = wanted.at(-1);
    if (last && t / 2 - last[1] <= $gap) last[1] = t / 2;
    else wanted.push([t / 2, t / 2]);
  }
  assertEqual(joinShifts(shifts), wanted, "shifts " + before);
  assert(JSON.stringify(shifts) === before, "the shifts are as before");
}`,
      },
    ],
  },
];
