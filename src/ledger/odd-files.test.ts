import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { UserError } from "../util/bug.ts";
import { openStore } from "./open-store.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-odd-"));
after(() => rmSync(folder, { recursive: true }));

function ledger(name: string): string {
  const file = join(folder, name);
  openStore(file).close();
  return file;
}

test("a pipe, a device and links in a circle are refused, also in the place of a ledger's log; nothing waits for them", () => {
  const [pipe, device, loop] = [join(folder, "pipe"), join(folder, "device"), join(folder, "loop")];
  const [withPipe, withLoop] = [ledger("with-pipe"), ledger("with-loop")];
  execFileSync("mkfifo", [pipe, `${withPipe}-wal`]);
  for (const [to, from] of [
    ["/dev/zero", device],
    [loop, loop],
    [`${withLoop}-journal`, `${withLoop}-journal`],
  ] as const)
    symlinkSync(to, from);
  const wanted: readonly (readonly [string, RegExp])[] = [
    [pipe, /is a pipe; a file is wanted/],
    [device, /is a device; a file is wanted/],
    [withPipe, /-wal is a pipe; a file is wanted/],
    [withLoop, /-journal cannot be read: its links lead in a circle/],
    [loop, /There is no ledger|cannot be/],
  ];
  for (const [file, words] of wanted)
    for (const mode of ["read", "write"] as const)
      assert.throws(
        () => openStore(file, mode),
        (thrown) => thrown instanceof UserError && (words.test(thrown.message) || (file === loop && mode === "write")),
        `${file} ${mode}`,
      );
});
