import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "csv-parse/sync";
import { csvFault } from "./csv-fault.ts";

const cases: readonly [title: string, text: string, line: number, words: RegExp][] = [
  ["a quote that opens a cell and is never closed", 'a,b\n1,"two\n3,4\n5,6\n', 2, /opens a cell here and is never closed\. Close it/],
  ["such a quote behind a quoted cell of several lines", 'a,b\n1,"x\ny"\n3,"four\n5,6\n', 4, /is never closed/],
  ["such a quote with escaped quotes behind it", 'a,b\n1,"two ""x""\n3,4\n""', 2, /is never closed/],
  ["a text behind a closing quote", 'a,b\n1,"two"x\n', 2, /something stands after the quote/],
  ["a quote inside a cell", 'a,b\n1,tw"o\n', 2, /stands inside a cell that does not begin with one/],
];
for (const [title, text, line, words] of cases) {
  test(`${title} is told in our words, with the line to look at`, () => {
    try {
      parse(text);
      assert.fail("the text parses");
    } catch (thrown) {
      const fault = csvFault(thrown, text);
      assert.equal(fault.line, line);
      assert.match(fault.words, words);
      assert.doesNotMatch(fault.words, /parsing|Invalid|Quote Not/);
    }
  });
}
