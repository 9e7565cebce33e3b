import assert from "node:assert/strict";
import { test } from "node:test";
import { htmlWords } from "./html-words.ts";

test("a page is read as its title and its prose, without marks, scripts, styles and comments", () => {
  const page =
    "<?xml version='1.0'?>\n<!-- top --><!-- and -->\n<!DOCTYPE html><html><HEAD><title>502 Bad\n Gateway</title></HEAD><body><script>var a = '<b>';</script>The <b>upstream</b> is <!-- not --> gone.<style>b {}</style></body></html>";
  assert.deepEqual(htmlWords(page), { title: "502 Bad Gateway", prose: "The upstream is gone." });
  assert.deepEqual(htmlWords("<html>504"), { title: "", prose: "504" });
  assert.deepEqual(htmlWords("<h1>Bad İ <script>x"), { title: "", prose: "Bad İ x" });
});

test("plain text and XML of another kind are no page", () => {
  for (const text of ["", "gateway <html>", "<Error><Code>NoSuchKey</Code></Error>", "<!-- never closed", "<htmlx>"])
    assert.equal(htmlWords(text), undefined, text);
});

test("what never closes costs one look: a megabyte of it is read", () => {
  for (const unit of ["<", "<title>", "<script", "<!--", "<!-- -->", "<style><head>", "</a "])
    assert.ok((htmlWords(`<html>${unit.repeat(1_000_000 / unit.length)}`)?.prose.length ?? -1) >= 0, unit);
});
