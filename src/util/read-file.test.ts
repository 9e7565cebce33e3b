import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { UserError } from "./bug.ts";
import { leavesByLink, readBytes, refuseLinkOut } from "./read-file.ts";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "catallaxy-read-file-")));
const at = (name: string): string => join(folder, name);
const refusal = (words: RegExp) => (thrown: unknown) => thrown instanceof UserError && words.test(thrown.message);

test("a file is read whole, and its bytes are unchanged", () => {
  writeFileSync(at("plain"), Buffer.from([0, 255, 10, 13]));
  assert.deepEqual([...readBytes(at("plain"), 4)], [0, 255, 10, 13]);
});

test("pipes, devices, folders, missing and oversized files are refused at once, each in words", () => {
  execFileSync("mkfifo", [at("pipe")]);
  assert.throws(() => readBytes(at("pipe"), 10), refusal(/got a pipe/));
  symlinkSync("/dev/zero", at("zero"));
  assert.throws(() => readBytes(at("zero"), 10), refusal(/got a device/));
  assert.throws(() => readBytes(folder, 10), refusal(/got a folder/));
  assert.throws(() => readBytes(at("none"), 10), refusal(/cannot be read: it does not exist/));
  writeFileSync(at("big"), "");
  truncateSync(at("big"), 10_000_000_000);
  assert.throws(() => readBytes(at("big"), 10), refusal(/wanted at most 10 bytes in one file, got 10000000000/));
});

test("a symbolic link leads out only where its path looks as if it stayed inside", () => {
  mkdirSync(at("mine/deep"), { recursive: true });
  writeFileSync(at("outside"), "x");
  writeFileSync(at("mine/inside"), "x");
  symlinkSync(at("outside"), at("mine/out"));
  symlinkSync("inside", at("mine/in"));
  symlinkSync("../..", at("mine/deep/up"));
  const mine = at("mine");
  assert.deepEqual(
    ["out", "deep/up/outside", "in", "inside", "deep", "none", "../outside"].map((path) => leavesByLink(path, mine)),
    [true, true, false, false, false, false, false],
  );
  assert.throws(
    () => refuseLinkOut("out", at("mine/lab.yaml")),
    refusal(/"out" is a symbolic link out of the folder .*mine, to .*outside\. Write that path/),
  );
});
