import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { test, type TestContext } from "node:test";
import { bubblewrap, bubblewrapKind, type Needs } from "./bubblewrap.ts";
import { keptFolder } from "./kept-folder.ts";
import { runPython } from "./run-python.ts";
import { sandbox } from "./sandbox.ts";

const needs: Needs = { language: "a shell", files: ["/usr/bin/sh"], packages: "bubblewrap", trial: ["/usr/bin/sh", "-c", "echo 42"] };
const elsewhere = process.platform !== "linux" && "bubblewrap is made of Linux";

/** Puts a file of this text first on the PATH as `bwrap`, for the test. */
function withBubblewrap(t: TestContext, text: string, mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), "bwrap-"));
  // Sandboxes are started as an unprivileged user.
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, "bwrap"), text, { mode });
  const before = process.env["PATH"] ?? "";
  process.env["PATH"] = `${folder}${delimiter}${before}`;
  t.after(() => {
    process.env["PATH"] = before;
  });
  return join(folder, "bwrap");
}

test("a bubblewrap that fails, hangs or lies is no sandbox, in words that say which", { skip: elsewhere }, (t) => {
  const failing = withBubblewrap(t, "#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n");
  assert.equal(bubblewrap(), failing);
  assert.match(bubblewrapKind(needs).why, /could not make a sandbox here \(bwrap: No permissions to create new namespace\)/);
  const hanging = withBubblewrap(t, "#!/bin/bash\ntrap '' TERM INT HUP\nwhile :; do /usr/bin/sleep 1; done\n");
  assert.match(
    bubblewrapKind(needs, 300).why,
    new RegExp(`^${hanging} was tried and had made no sandbox after 0.3 s\\. Install bubblewrap`),
  );
  withBubblewrap(t, "#!/bin/sh\necho 43\n");
  assert.match(bubblewrapKind(needs).why, /could not make a sandbox here \(no answer\)/);
  withBubblewrap(t, "no program\n");
  assert.equal(bubblewrapKind(needs).available, false);
});

test("a system that allows sandboxes but none within another is told so by the trial of that", { skip: elsewhere }, (t) => {
  const real = bubblewrap();
  const nested = { ...needs, around: keptFolder, options: ["--bind", "/kept", "/tmp"] };
  const able = bubblewrapKind(needs).available;
  assert.equal(bubblewrapKind(nested).available, able);
  const refuses = `case " $* " in *" /bwrap "*) echo 'bwrap: Creating new namespace failed' >&2; exit 1 ;; esac`;
  withBubblewrap(t, `#!/bin/sh\n${refuses}\nexec ${real} "$@"\n`);
  assert.equal(bubblewrapKind(needs).available, able);
  assert.match(
    bubblewrapKind(nested).why,
    /could not make a sandbox within another here \(bwrap: Creating new namespace failed\)|could not make a sandbox here/,
  );
  // One that prints what is wanted and lists no folder compares no files.
  withBubblewrap(t, "#!/bin/sh\necho 42\n");
  assert.equal(bubblewrapKind(nested).available, false);
});

test("what may not be executed is passed over for the next on the PATH", { skip: elsewhere }, (t) => {
  const next = withBubblewrap(t, "#!/bin/sh\necho 42\n");
  withBubblewrap(t, "#!/bin/sh\n", 0o644);
  const folder = mkdtempSync(join(tmpdir(), "bwrap-"));
  mkdirSync(join(folder, "bwrap"));
  process.env["PATH"] = `${folder}${delimiter}${process.env["PATH"]}`;
  assert.equal(bubblewrap(), next);
  assert.deepEqual(bubblewrapKind(needs), { available: true, why: "" });
});

test("a sandbox that starts on trial and not for a program gives no verdict", { skip: elsewhere }, async (t) => {
  const able = sandbox()
    .kinds()
    .find(({ language }) => language === "python")?.available;
  withBubblewrap(t, "#!/bin/sh\necho 'bwrap: No space left on device' >&2\nexit 1\n");
  const job = { code: "def f(): return 1", checks: [{ name: "c", code: "assert f() == 1" }], globals: "{}", ms: 500, memoryMb: 64 };
  const report = await runPython(job, new Set());
  assert.equal(report.ok ? "a verdict" : report.failure.code, "setup");
  assert.match(report.ok ? "" : report.failure.message, able ? /sandbox did not start/ : /in a sandbox or not at all/);
});
