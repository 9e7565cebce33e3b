import assert from "node:assert/strict";
import { test } from "node:test";
import { date } from "./date.ts";
import { exactOptions } from "./settings.ts";
import { readTime } from "./time-of-day.ts";

const settings = exactOptions.parse({ kind: "exact", answer: "x" });

function time(text: string): string {
  const read = readTime(text);
  return read === undefined ? "none" : `${read.time}${read.zone === undefined ? "" : ` zone ${read.zone}`}`;
}

function moment(text: string, dateOrder?: "dmy" | "mdy"): string {
  const how = dateOrder === undefined ? settings : { ...settings, dateOrder };
  const [read] = date.readings(text, how);
  return read === undefined ? "none" : `${date.said?.(read)}${read.zone === undefined ? "" : ` zone ${read.zone}`}`;
}

function table(read: (text: string) => string, rows: readonly (readonly [text: string, wanted: string])[]): void {
  assert.deepEqual(
    rows.map(([text]) => [text, read(text)]),
    rows,
  );
}

test("times of day are read in many forms, and none that does not exist", () =>
  table(time, [
    ["", ""],
    ["14:30", "14:30"],
    ["4:05", "04:05"],
    ["14:30:05", "14:30:05"],
    ["14:30:00", "14:30"],
    ["14:30:60", "none"],
    ["14:60", "none"],
    ["14:59", "14:59"],
    ["23:59:59", "23:59:59"],
    ["24:00", "24:00"],
    ["24:00:00", "24:00"],
    ["24:01", "none"],
    ["24:00:01", "none"],
    ["25:00", "none"],
    ["0:00", "00:00"],
    ["14:30:05.25", "14:30:05"],
    ["2:30 pm", "14:30"],
    ["2:30 p.m.", "14:30"],
    ["2:30 am", "02:30"],
    ["12:30 am", "00:30"],
    ["12:30 pm", "12:30"],
    ["14:30 pm", "14:30"],
    ["14:30 am", "none"],
    ["0:30 pm", "none"],
    ["0:30 am", "none"],
    ["3 pm", "15:00"],
    ["3 am", "03:00"],
    ["12 am", "00:00"],
    ["12 pm", "12:00"],
    ["13 am", "none"],
    ["3 o'clock pm", "15:00"],
    ["3 o'clock", "none"],
    ["3", "none"],
    ["3 in the morning", "03:00"],
    ["3 o'clock in the afternoon", "15:00"],
    ["3:30 in the evening", "15:30"],
    ["9:15 in the morning", "09:15"],
    ["上午9时", "09:00"],
    ["下午 3:05", "15:05"],
    ["noon", "12:00"],
    ["12 noon", "12:00"],
    ["12:00 noon", "12:00"],
    ["midnight", "00:00"],
    ["12 midnight", "00:00"],
    ["mitternacht", "00:00"],
    ["14h30", "14:30"],
    ["14h", "14:00"],
    ["14 uhr", "14:00"],
    ["14 uhr 30", "14:30"],
    ["14.30 uhr", "14:30"],
    ["14.30", "none"],
    ["2.30 pm", "14:30"],
    ["14.30 h in the afternoon", "14:30"],
    ["1430 hours", "14:30"],
    ["1430h", "14:30"],
    ["1430", "none"],
    ["at 14:30", "14:30"],
    ["um 14:30", "14:30"],
    ["t14:30", "14:30"],
    ["eggs", "none"],
  ]));

test("zones are quarters of an hour within fourteen ahead and twelve behind; a later time behind a time is the end of a range", () =>
  table(time, [
    ["14:30z", "14:30 zone 0"],
    ["14:30 utc", "14:30 zone 0"],
    ["14:30 gmt", "14:30 zone 0"],
    ["14:30+02:00", "14:30 zone 120"],
    ["14:30+0530", "14:30 zone 330"],
    ["14:30-03:30", "14:30 zone -210"],
    ["14:30+14:00", "14:30 zone 840"],
    ["14:30+14:15", "none"],
    ["14:30:00-12:00", "14:30 zone -720"],
    ["14:30:05-12:15", "none"],
    ["14:30+02:10", "none"],
    ["04:30-05:00", "none"],
    ["05:00-05:00", "05:00 zone -300"],
    ["t04:30-05:00", "04:30 zone -300"],
    ["04:30:05-05:00", "04:30:05 zone -300"],
    ["04:30+05:00", "04:30 zone 300"],
    ["25:30z", "none"],
  ]));

test("days are read in the forms of many languages", () =>
  table(moment, [
    ["2025-03-04", "2025-03-04"],
    ["2025/3/4", "2025-03-04"],
    ["2025.03.04", "2025-03-04"],
    ["2025-03/04", "none"],
    ["20250304", "2025-03-04"],
    ["20250304T1430 hours", "2025-03-04T14:30"],
    ["March 4, 2025", "2025-03-04"],
    ["March 4th, 2025", "2025-03-04"],
    ["4 March 2025", "2025-03-04"],
    ["the 4th of March, 2025", "2025-03-04"],
    ["Tuesday, March 4, 2025", "2025-03-04"],
    ["Dienstag, den 4. März 2025", "2025-03-04"],
    ["mar 4 marzo 2025", "2025-03-04"],
    ["Mar 4, 2025", "2025-03-04"],
    ["4 de marzo de 2025", "2025-03-04"],
    ["2025 March 4", "2025-03-04"],
    ["2025年3月4日", "2025-03-04"],
    ["Sept 4, 2025", "2025-09-04"],
    ["4 listopada 2025", "none"],
    ["4 Foo 2025", "none"],
    ["February 29, 2024", "2024-02-29"],
    ["February 29, 2025", "none"],
    ["April 31, 2025", "none"],
    ["2025-13-01", "none"],
    ["2025-12-31", "2025-12-31"],
    ["2025-00-10", "none"],
    ["2025-01-00", "none"],
    ["(2025-03-04)", "2025-03-04"],
    ["March 4, 2025 (a Tuesday)", "2025-03-04"],
    ["March 4, 2025, because it says so", "2025-03-04"],
    ["March 4, 2025 at 2:30 pm", "2025-03-04T14:30"],
    ["2:30 pm on March 4, 2025", "2025-03-04T14:30"],
    ["2:30 pm on the 4th of March, 2025", "2025-03-04T14:30"],
    ["2:30 pm on Tuesday, March 4, 2025", "2025-03-04T14:30"],
    ["14:30, March 4, 2025", "2025-03-04T14:30"],
    ["14:30 Uhr am 4. März 2025", "2025-03-04T14:30"],
    ["14:30 Uhr am Dienstag, den 4. März 2025", "2025-03-04T14:30"],
    ["3 am, March 4, 2025", "2025-03-04T03:00"],
    ["noon on 2025-03-04", "2025-03-04T12:00"],
    ["2:30 pm before March 4, 2025", "none"],
    ["2:30 pm on", "none"],
    ["2025-03-04T14:30+02:00", "2025-03-04T14:30 zone 120"],
    ["2025-03-04T24:00", "2025-03-05T00:00"],
    ["2025-12-31T24:00", "2026-01-01T00:00"],
    ["24:00", "00:00"],
    ["14:30", "14:30"],
    ["14:30 (15:30 in summer)", "none"],
    ["14:30 (14:30 in summer)", "14:30"],
    ["14:30 (15:30 UTC)", "14:30"],
    ["14:30 utc (15:30 in Berlin)", "14:30 zone 0"],
    ["March 4, 2025 or so", "none"],
    ["", "none"],
  ]));

test("numbers alone are a day where they show their order, or where it is set", () => {
  table(moment, [
    ["25/12/2025", "2025-12-25"],
    ["12/25/2025", "2025-12-25"],
    ["13/12/2025", "2025-12-13"],
    ["12/13/2025", "2025-12-13"],
    ["5/5/2025", "2025-05-05"],
    ["4/3/2025", "none"],
    ["12/11/2025", "none"],
    ["13/13/2025", "none"],
  ]);
  table(
    (text) => moment(text, "dmy"),
    [
      ["4/3/2025", "2025-03-04"],
      ["4.3.2025", "2025-03-04"],
    ],
  );
  table((text) => moment(text, "mdy"), [["4/3/2025", "2025-04-03"]]);
});

test("moments are the same by day and time, or as instants where both have a zone", () => {
  const same = (answer: string, key: string): boolean => {
    const [one, other] = [date.readings(answer, settings)[0], date.readings(key, settings)[0]];
    assert.ok(one !== undefined && other !== undefined, `${answer}, ${key}`);
    return date.matches(one, other, settings);
  };
  for (const [answer, key, wanted] of [
    ["March 4, 2025", "2025-03-04", true],
    ["March 5, 2025", "2025-03-04", false],
    ["2025-03-04T00:00", "2025-03-04", true],
    ["2025-03-04", "2025-03-04T00:00", true],
    ["2025-03-04T14:30", "2025-03-04", false],
    ["2025-03-04", "2025-03-04T14:30", false],
    ["2:30 pm", "14:30", true],
    ["2:30 am", "14:30", false],
    ["00:00", "2025-03-04", false],
    ["14:30Z", "16:30+02:00", true],
    ["14:30Z", "14:30+02:00", false],
    ["14:30Z", "14:30", true],
    ["23:30Z", "01:30+02:00", true],
    ["01:30+02:00", "23:30Z", true],
    ["22:30-02:00", "00:30Z", true],
    ["2025-03-04T23:30Z", "2025-03-05T01:30+02:00", true],
    ["2025-03-04T23:30Z", "2025-03-04T01:30+02:00", false],
    ["14:30:15Z", "14:30Z", false],
    ["14:30:15Z", "16:30:15+02:00", true],
    ["14:30:15Z", "16:30:16+02:00", false],
  ] as const)
    assert.equal(same(answer, key), wanted, `${answer} for ${key}`);
});
