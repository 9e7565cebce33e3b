import assert from "node:assert/strict";
import { test } from "node:test";
import { inert } from "./inert.ts";

test("a text of two million unseen signs is shown sign by sign in every medium", () => {
  for (const sign of ["\u{e0001}", "\u202e", "\u0000"]) {
    const text = sign.repeat(2_000_000);
    for (const medium of ["terminal", "markdown", "csv", "html"] as const)
      assert.equal(inert(text, medium).replaceAll("\u{fffd}", "").length, 0, `${medium} of ${JSON.stringify(sign)}`);
    assert.equal(inert(text, "json").length, text.length * 6);
  }
});

test("signs of HTML and Markdown are written as such between characters of any width", () => {
  assert.equal(inert(`漢<a href="x">é&'😀`, "html"), "漢&lt;a href=&quot;x&quot;&gt;é&amp;&#39;😀");
  assert.equal(inert("漢*é*😀 a\\b [c](d) & <e>", "markdown"), "漢\\*é\\*😀 a\\\\b \\[c\\](d) \\& \\<e\\>");
});

test("an address of mail is no link in Markdown, and what only looks like one is left as it is", () => {
  assert.equal(inert("write to a_b@mail-host.example", "markdown"), "write to a\\_b`@`mail-host.example");
  assert.equal(inert("pass@1, @user and gpt@home", "markdown"), "pass@1, @user and gpt@home");
});

test("no part of a CSV cell begins as a formula does where semicolons or tabs divide cells", () => {
  assert.equal(inert("a;=1+1;b", "csv"), '"a;\'=1+1;b"');
  assert.equal(inert("a\t @x\n-1", "csv"), "\"a\t '@x\n'-1\"");
  assert.equal(inert("a, -1; b", "csv"), '"a, -1; b"');
});

test("a part of a CSV cell that begins as a formula does is none behind quotes and blanks of any kind and number", () => {
  const signs = ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\ufe66"];
  const blanks = ["", " ", "\u00a0", "\u1680", "\u2003", "\u2007", "\u202f", "\u205f", "\u3000", " ".repeat(120), '"', '""', ' " '];
  for (const sign of signs)
    for (const before of ["", "x;", "x\t", "x\n", "x;;"])
      for (const between of blanks) {
        const cell = inert(`${before}${between}${sign}1+1;z`, "csv");
        const value = cell.slice(1, -1).replaceAll('""', '"');
        // As one cell, as cells that semicolons, tabs or lines divide, and with the quotes of a row that is cut there.
        for (const part of [value, ...value.split(/[;\t\n]/), ...cell.split(/[;\t\n]/)])
          assert.doesNotMatch(part, /^(?:[\p{White_Space}"]|\u200c|\u200d)*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66]/u, JSON.stringify(cell));
        assert.ok(value.includes(`${between}'${sign}1+1;z`), JSON.stringify(cell));
      }
  assert.equal(inert("x;'=1", "csv"), '"x;\'=1"');
  assert.equal(inert("a = b; c - d; x@y", "csv"), '"a = b; c - d; x@y"');
  // Quadratic reading would take hours.
  const long = `x;${" ".repeat(500_000)}${'"'.repeat(500_000)}${"\n".repeat(500_000)}=1`;
  assert.ok(inert(long, "csv").endsWith("'=1\""));
});

/**
 * The texts of a paragraph as readers of Markdown look for addresses in them: parted by code, and only then with escapes resolved, so that
 * an escaped sign is the sign again.
 */
function texts(written: string): string[] {
  const parts = written.split(/(?<!\\)(?:(?:\\\\)*)(`)[^`]*`(?!`)/).filter((part) => part !== "`");
  return parts.map((part) => part.replaceAll(/\\([!-/:-@[-`{-~])/g, "$1"));
}
/** What reads as it was written: escapes and marks of code are no signs of a text. */
const read = (written: string): string =>
  written.replaceAll(/\\([!-/:-@[-`{-~])|`([^`]*)`/g, (_, sign?: string, code?: string) => sign ?? code ?? "");

/**
 * The extended autolinks of GFM (www, http, https, ftp, mail) and what linkify-it makes a link of by two slashes; more than their rules let
 * begin one, so that no reader's are forgotten.
 */
const linked = /www\.\S|(?:https?|ftp|mailto|xmpp):\/\/|\/\/[^\s/]|[\w.+-]@[\w-]+\.[\w-]/i;

test("no address is made a link in Markdown, whatever sign stands before or behind it", () => {
  const punctuation = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).filter((sign) => !/[A-Za-z0-9]/.test(sign));
  const addresses = [
    "www.evil.example",
    "WWW.evil.example",
    "http://evil.example",
    "https://evil.example",
    "ftp://evil.example",
    "me@evil.example",
    `me@${"a".repeat(300)}.example`,
    "//evil.example",
    "http:////evil.example",
    "http:\\/\\/evil.example",
    "www\\.evil.example",
    "me\\@evil.example",
    "www.//evil.example",
    "http://www.me@evil.example",
  ];
  for (const address of addresses)
    for (const before of ["", "x", "1", "\u00e9", "\u6f22", "\n", ...punctuation, ...punctuation.map((sign) => `x${sign}`)])
      for (const behind of ["", "/", "_", "*"]) {
        const written = inert(`${before}${address}${behind}`, "markdown");
        for (const part of texts(written)) assert.doesNotMatch(part, linked, written);
        assert.equal(read(written), `${before}${address}${behind}`.replace(/^[\n]/, " ").replace("  ", " "), written);
      }
  assert.equal(inert("_www.evil.example", "markdown"), "\\_www`.`evil.example");
  assert.equal(inert("http://evil.example www.//x ://y // a", "markdown"), "http`://`evil.example www`.//`x `://`y // a");
  assert.equal(inert("     code", "markdown"), " code");
});

test("whatever Unicode calls a format or ignorable is shown, and escaped in JSON, but for signs that are drawn, and variations where they vary", () => {
  const ignorable = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/u;
  const drawn = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]/u;
  for (let code = 0x80; code <= 0x10ffff; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const sign = String.fromCodePoint(code);
    if (!ignorable.test(sign)) continue;
    const seen = drawn.test(sign);
    if (sign !== "\u00ad") assert.equal(inert(`a${sign}b`, "terminal"), seen ? `a${sign}b` : "a\ufffdb", code.toString(16));
    const json = inert(JSON.stringify(`a${sign}b`), "json");
    assert.equal(JSON.parse(json), `a${sign}b`);
    assert.equal(json.includes(sign), seen, code.toString(16));
  }
  for (const code of [0xfe00, 0xfe0e, 0xfe0f, 0x115f, 0x1160, 0x2800, 0x1bca0, 0x13430, 0x1343f, 0x34f, 0x2065, 0x1d159, 0xfdd0, 0x1fffe])
    assert.equal(inert(`a${String.fromCodePoint(code)}b`, "html"), "a\ufffdb", code.toString(16));
  for (const kept of [
    "\u845b\ufe00",
    "\u845b\u{e0101}",
    "\u2764\ufe0e",
    "1\ufe0f\u20e3",
    "\u{1f575}\u{1f3fd}\u200d\u2642\ufe0f",
    "\u1820\u180b",
  ])
    assert.equal(inert(kept, "terminal"), kept);
  assert.equal(
    inert("\u845b\ufe00\ufe01 1\ufe0f \u2764\ufe03 \u2764\ufe0f\ufe0f", "terminal"),
    "\u845b\ufe00\ufffd 1\ufffd \u2764\ufffd \u2764\ufe0f\ufffd",
  );
});

test("variations of ideographs and emoji stay; variations of other signs, fillers and what no XML may hold are shown", () => {
  for (const kept of ["葛\u{e0100}", "❤\ufe0f", "👩\u200d🚀"]) assert.equal(inert(kept, "terminal"), kept);
  assert.equal(inert("a\u{e0100}b\u3164c\ufffed\uffffe\u{e0fff}", "html"), "a\ufffdb\ufffdc\ufffdd\ufffde\ufffd");
});

const inTags = (text: string) => Array.from(text, (sign) => String.fromCodePoint(0xe0000 + (sign.codePointAt(0) ?? 0))).join("");

test("flags of parts of countries stay, and whatever else is written in tags is shown sign by sign", () => {
  const flagOf = (id: string) => `\u{1f3f4}${inTags(id)}\u{e007f}`;
  for (const id of ["gbeng", "gbsct", "gbwls", "ustx"]) {
    const text = `a ${flagOf(id)}${flagOf(id)} b`;
    for (const medium of ["terminal", "markdown", "csv", "html"] as const) assert.equal(inert(text, medium), text, medium);
    assert.equal(inert(JSON.stringify(text), "json"), JSON.stringify(text));
    // Without its end, its beginning, or under another sign.
    assert.equal(inert(`\u{1f3f4}${inTags(id)}`, "terminal"), `\u{1f3f4}${"\ufffd".repeat(id.length)}`);
    assert.equal(inert(`${inTags(id)}\u{e007f}`, "terminal"), "\ufffd".repeat(id.length + 1));
    assert.equal(inert(`\u{1f600}${inTags(id)}\u{e007f}`, "terminal"), `\u{1f600}${"\ufffd".repeat(id.length + 1)}`);
  }
  // No ids of parts of countries: too long, too short, capitals, blanks.
  for (const id of ["ignoreall", "gb", "GBENG", "gb eng", "12345", ""])
    assert.equal(inert(flagOf(id), "terminal"), `\u{1f3f4}${"\ufffd".repeat(id.length + 1)}`, id);
});

test("a soft hyphen within a word is left out, and shown where it parts no word", () => {
  const word = "Donau\u00addampf\u00adschiff e\u0301\u00ade";
  assert.equal(inert(word, "terminal"), "Donaudampfschiff e\u0301e");
  assert.equal(JSON.parse(inert(JSON.stringify(word), "json")), word);
  assert.equal(inert("\u00ada b\u00ad c\u00ad\u00add 1\u00ad2 =\u00ad1", "html"), "\ufffda b\ufffd c\ufffd\ufffdd 1\ufffd2 =\ufffd1");
  assert.equal(inert("w\u00adww.evil.example", "markdown"), "www`.`evil.example");
});

test("joiners stay where scripts and emoji are written with them, one at a time, and are shown elsewhere", () => {
  for (const kept of [
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "\u0915\u094d\u200d\u0937 \u0dc1\u0dca\u200d\u0dbb\u0dd3 \u0d28\u0d4d\u200d",
    "\u{1f468}\u200d\u{1f469}\u200d\u{1f467} \u{1f469}\u{1f3fd}\u200d\u{1f680} \u{1f3f3}\ufe0f\u200d\u{1f308} \u{1f3f4}\u200d\u2620\ufe0f",
  ]) {
    assert.equal(inert(kept, "terminal"), kept);
    assert.equal(inert(JSON.stringify(kept), "json"), JSON.stringify(kept));
  }
  assert.equal(
    inert(
      "a\u200cb\u200dc 1\u200d \u6f22\u200d\u0439\u200c \u{1f469}\u200da \u{1f469}\u200c\u{1f680} \u0645\u200c\u200c\u200d",
      "terminal",
    ),
    "a\ufffdb\ufffdc 1\ufffd \u6f22\ufffd\u0439\ufffd \u{1f469}\ufffda \u{1f469}\ufffd\u{1f680} \u0645\u200c\ufffd\ufffd",
  );
});

test("no text makes a formula in Markdown, and amounts are left as they are", () => {
  assert.equal(inert("$5 and $0.20", "markdown"), "$5 and $0.20");
  assert.equal(inert("$x$ $$1$$ a$", "markdown"), "\\$x\\$ \\$$1\\$\\$ a\\$");
});
