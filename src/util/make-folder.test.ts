import assert from "node:assert/strict";
import { mkdtempSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { UserError } from "./bug.ts";
import { makeFolder } from "./make-folder.ts";

const home = mkdtempSync(join(tmpdir(), "catallaxy-folder-"));
const refused = (folder: string, why: RegExp): void =>
  assert.throws(
    () => makeFolder(folder, { of: "the ledger", instead: "use another" }),
    (thrown) => thrown instanceof UserError && why.test(thrown.message) && thrown.message.endsWith("or use another."),
  );

test("a folder is made with those above it, and one that is there stays", () => {
  const deep = join(home, "a", "b", "c");
  for (let time = 0; time < 2; time++) makeFolder(deep);
  assert.equal(statSync(deep).isDirectory(), true);
});

test("a folder under a file, under a link to nothing or with a file's name is refused with words that name it", () => {
  writeFileSync(join(home, "file"), "");
  symlinkSync(join(home, "nowhere"), join(home, "link"));
  refused(join(home, "file"), /file could not be made: something that is no folder has its name/);
  refused(join(home, "file", "inside"), /could not be made/);
  refused(join(home, "link", "inside"), /link could not be made/);
});

test("where the system makes no folders, it is said instead of tried for ever", { skip: process.platform !== "linux" }, () => {
  refused("/proc/x/deep", /^The folder of the ledger \/proc\/x could not be made: the system makes none there\./);
});
