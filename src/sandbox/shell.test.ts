import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, test } from "node:test";
import type { RunReport, ShellCheck, ShellProgram } from "../types.ts";
import { sandbox } from "./sandbox.ts";

const box = sandbox();
after(() => box.close());
const here = box.kinds().find(({ language }) => language === "sh");

type CheckOutcome = { readonly passed: boolean; readonly why: string };
type Start = Omit<ShellCheck, "name"> & { readonly wanted: true | RegExp };
const cases: readonly (readonly [name: string, code: string, starts: readonly Start[], limits?: ShellProgram["limits"]])[] = [
  [
    "arguments, standard input, output and exit code are compared",
    'echo "$1 $(cat)"; exit "$2"',
    [
      { args: ["a b", "0"], stdin: "c\n", stdout: "a b c", exit: 0, wanted: true },
      { args: ["a", "3"], stdin: "c", stdout: "a c\n\n", exit: 3, wanted: true },
      { args: ["a", "3"], stdin: "c", stdout: "a c", wanted: true },
      { args: ["a", "3"], stdin: "c", exit: 0, wanted: /ended with 3, wanted 0/ },
      { args: ["a", "0"], stdin: "c", stdout: "a  c", wanted: /printed "a c", wanted "a {2}c"/ },
      { args: ["a", "0"], stdin: "c", stdout: "\na c", wanted: /printed "a c", wanted "\\na c"/ },
    ],
  ],
  [
    "devices that stand for pipes can be opened",
    "cat /dev/stdin > /dev/stdout; echo seen > /dev/stderr; awk 'BEGIN { print 6 * 7 }'",
    [{ stdin: "in\n", stdout: "in\n42", exit: 0, wanted: true }],
  ],
  [
    "files are there, and what was made of them is compared",
    'mv a.txt "b c.txt"; mkdir -p out; sort in/numbers > out/sorted; ls',
    [
      {
        files: { "a.txt": "A\n", "in/numbers": "2\n1\n" },
        wrote: { "b c.txt": "A", "a.txt": null, "out/sorted": "1\n2\n" },
        stdout: "b c.txt\nin\nout",
        wanted: true,
      },
      { files: { "a.txt": "A\n", "in/numbers": "2\n" }, wrote: { "a.txt": "A" }, wanted: /the file a\.txt is not there/ },
      { files: { "a.txt": "A\n", "in/numbers": "2\n" }, wrote: { "b c.txt": null }, wanted: /the file b c\.txt is still there/ },
      { files: { "a.txt": "A\n", "in/numbers": "2\n" }, wrote: { "out/sorted": "3" }, wanted: /out\/sorted holds "2", wanted "3"/ },
    ],
  ],
  [
    "files behind links, in long folders and with odd names are compared, others that it leaves are not",
    [
      'mkdir -p real "$1"; ln -s real linked; echo one > linked/a; ln -s ../real/a real/again; ln real/a "it\'s"',
      'echo deep > "$1/file"; ln -s nowhere lost; ln -s round round; mkfifo pipe; head -c 5000000 /dev/zero > big; chmod 0 big',
    ].join("\n"),
    [
      {
        args: [`${"long/".repeat(30)}${"x".repeat(120)}`],
        wrote: {
          "real/a": "one",
          "./linked/again": "one",
          "it's": "one",
          [`${"long/".repeat(30)}${"x".repeat(120)}/file`]: "deep",
          "real/none": null,
          "real/a/none": null,
        },
        wanted: true,
      },
      ...["lost", "round", "pipe", "real", "linked", "linked/a", "big"].map((path) => ({
        args: ["b"],
        wrote: { [path]: null },
        wanted: /is still there/,
      })),
      ...["lost", "round", "pipe", "real"].map((path) => ({
        args: ["b"],
        wrote: { [path]: "" },
        wanted: /is (?:not there|no plain file)/,
      })),
      { args: ["b"], wrote: { "b/file": "shallow" }, wanted: /b\/file holds "deep", wanted "shallow"/ },
    ],
  ],
  [
    "a file that must not be there is found, however it is hidden",
    'echo x > f; mkdir d; echo x > d/f; eval "$1"',
    [
      ...[
        "chmod 000 f",
        "chmod 000 d; mv f g",
        "chmod 000 .",
        "rm f; mkfifo f",
        "rm f; mkdir f",
        "rm f; ln -s nowhere f",
        "rm f; perl -MSocket -e 'socket(S,AF_UNIX,SOCK_STREAM,0); bind(S,sockaddr_un(\"f\")) or die'",
        "mv f /tmp/f; ln -s /tmp/f f",
        "mv d /tmp/d; rm f; ln -s /tmp/d d",
        "cd /; mv /tmp/work /tmp/other",
        "cd /; mv /tmp/work /tmp/other; mkdir /tmp/empty; ln -s empty /tmp/work",
        "(while :; do kill -9 $(pgrep tar); done) 2>/dev/null & kill -9 $PPID",
        "setsid sh -c 'while :; do kill -9 -1; done' & for p in /proc/[0-9]*; do (: > $p/fd/5) 2>/dev/null; done; kill -9 -1",
      ].map((hide) => ({ args: [hide], wrote: { f: null, "d/f": null }, wanted: /is still there|could not be read/ })),
      { args: ["rm f d/f; sleep 100 & chmod 000 d"], wrote: { f: null, "d/f": null }, wanted: true },
      { args: ["rm -r f d"], wrote: { f: null, "d/f": null }, wanted: true },
    ],
  ],
  [
    "the names of files that are compared are nowhere in the sandbox",
    "cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ | tr '\\0' ' ' | grep -c 's[e]same'; (sleep 0.1; cat /proc/1/cmdline >> look) & wait; echo x > other",
    [{ wrote: { "sesame.txt": null, other: "x" }, stdout: "0", wanted: true }],
  ],
  ["the shell of the first line runs it", "#!/usr/bin/env bash\na=(1 2 3); echo ${#a[@]}", [{ stdout: "3", wanted: true }]],
  [
    "the options of the first line hold",
    "#!/bin/sh -eu\necho a\nfalse\necho b",
    [
      { stdout: "a", exit: 1, wanted: true },
      { stdout: "a", exit: 1, wrote: { none: null }, wanted: true },
    ],
  ],
  [
    "a tool of the first line runs it",
    "#!/usr/bin/awk -f\n{ n += NF } END { print n }",
    [{ stdin: "a b\nc\n", stdout: "3", wanted: true }],
  ],
  ["options behind env hold", "#!/usr/bin/env -S bash -o pipefail\nfalse | true; echo $?", [{ stdout: "1", wanted: true }]],
  ["without one it is sh", "a=(1 2 3); echo ${#a[@]}", [{ stdout: "3", wanted: /Syntax error|3/ }]],
  ["each start has a folder of its own", "echo x >> seen; cat seen", [1, 2].map(() => ({ stdout: "x", wanted: true as const }))],
  ["input that is not read is no fault", "echo done", [{ stdin: "x".repeat(300_000), stdout: "done", exit: 0, wanted: true }]],
  ["what is left running ends with it", "sleep 1000 & echo done", [{ stdout: "done", exit: 0, wanted: true }]],
  ["bytes are compared", "printf '\\377'", [{ stdout: "\uFFFD", wanted: /printed/ }]],
  ["an endless loop is work", "while :; do :; done", [{ stdout: "", wanted: /too long/ }], { ms: 300 }],
  [
    "a loop over commands is the work of all of them",
    "trap '' CHLD; while :; do expr 1 + 1; done",
    [{ stdout: "", wanted: /too long|too many processes/ }],
    { ms: 300 },
  ],
  ["a flood is cut", "yes", [{ stdout: "y", wanted: /printed more than/ }]],
  [
    "memory, disk and processes are bounded, the root is read-only",
    [
      "head -c 30000000 /dev/zero > /tmp/a 2>/dev/null || echo big",
      "for i in 1 2 3; do head -c 9000000 /dev/zero > /tmp/b$i 2>/dev/null || echo full; done; rm /tmp/b*",
      "for at in / /usr /dev /proc /etc; do (echo x > $at/x) 2>/dev/null || echo closed; done",
      "awk 'BEGIN { s = \"x\"; while (1) s = s s }' 2>/dev/null || echo eaten",
    ].join("\n"),
    [{ stdout: ["big", "full", "full", "full", ...Array.from({ length: 5 }, () => "closed"), "eaten"].join("\n"), wanted: true }],
  ],
  [
    "memory without a name is refused, and what processes share counts",
    [
      "python3 -c 'import os; os.memfd_create(\"x\")' 2>&1 | tail -1",
      "echo 'import mmap, time",
      "m = mmap.mmap(-1, 60 << 20)",
      "for at in range(0, 60 << 20, 4096): m[at] = 1",
      "time.sleep(9)' > share.py",
      "for i in 1 2 3 4 5 6 7 8; do python3 share.py & done; wait",
    ].join("\n"),
    [{ stdout: "PermissionError", wanted: existsSync("/usr/bin/python3") ? /used too much memory/ : /./ }],
    { ms: 8000 },
  ],
  ["a fork bomb fails alone", "f() { f | f & }; f; wait; while :; do :; done", [{ stdout: "x", wanted: /./ }], { ms: 500 }],
  [
    "no network, no files, no user, no variables of the machine",
    "hostname; bash -c 'echo > /dev/tcp/1.1.1.1/53' 2>/dev/null || echo cut; ls /home /root /work 2>/dev/null; id -u; env | sort",
    [{ stdout: "sandbox\ncut\n65534\nHOME=/tmp/work\nLC_ALL=C.UTF-8\nPATH=/usr/bin\nPWD=/tmp/work\nTZ=UTC", wanted: true }],
  ],
  [
    "the pipes of the judge are closed",
    "for fd in 3 4 5 6 7 8 9; do echo '{ \"exit-code\": 0 }' >&$fd; done 2>/dev/null; exit 7",
    [{ exit: 0, wanted: /ended with 7/ }],
  ],
  [
    "what is wanted is nowhere in the sandbox",
    "grep -rl s[e]same /tmp /proc/[0-9]*/cmdline /proc/[0-9]*/environ /program.sh 2>/dev/null; echo ok",
    [{ stdout: "sesame", wanted: /printed "ok"/ }],
  ],
  ["killing all it can reach ends only itself", "kill -9 $PPID; kill -9 -1; echo still", [{ stdout: "no", wanted: /printed|ended/ }]],
];

for (const [name, code, starts, limits] of cases)
  test(`sh: ${name}`, async () => {
    const checks = starts.map(({ wanted: _wanted, ...check }, i) => ({ name: `start ${i + 1}`, ...check }));
    const report: RunReport = await box.run({ language: "sh", code, checks, ...(limits && { limits }) });
    // Where bubblewrap is absent the promise is another one: refused, with what to do, never run bare.
    if (here?.available !== true) return assert.match(report.ok ? "" : report.failure.message, /Install|bubblewrap/);
    assert.ok(report.ok, report.ok ? "" : report.failure.message);
    for (const [i, { wanted }] of starts.entries()) {
      const { passed, why }: CheckOutcome = report.checks[i] ?? { passed: false, why: "" };
      if (wanted === true) assert.deepEqual({ passed, why }, { passed: true, why: "" });
      else assert.ok(!passed && wanted.test(why), why);
    }
  });

test("sh: work that a program has the sandbox's first process do is its own", {
  skip: here?.available !== true || !existsSync("/usr/bin/perl") || process.arch !== "x64" ? "needs a sandbox, perl and x64" : false,
}, async () => {
  // An endless loop (\xeb\xfe) is written where the first process goes on when a process that it looks after has ended.
  const code = [
    "#!/usr/bin/perl",
    'open(my $call, "<", "/proc/1/syscall") or die; my $at = hex((split " ", <$call>)[-1]);',
    'open(my $mem, "+<", "/proc/1/mem") or die; seek($mem, $at, 0); syswrite($mem, "\\xeb\\xfe");',
    "if (fork() == 0) { fork() == 0 ? select(undef, undef, undef, 0.1) : 0; exit } wait; sleep 8; print 42;",
  ].join("\n");
  const report = await box.run({ language: "sh", code, checks: [{ name: "a", stdout: "42" }], limits: { ms: 1500 } });
  assert.match(report.ok ? (report.checks[0]?.why ?? "") : report.failure.message, /ran too long: the program may use 1500 ms/);
});

test("sh: a program that only ever sleeps is ended after ten seconds", {
  skip: here?.available !== true && "no sandbox",
}, async () => {
  const report = await box.run({ language: "sh", code: "while true; do sleep 0.5; done", checks: [{ name: "a", exit: 0 }] });
  assert.match((report.ok && report.checks[0]?.why) || "", /it waited 10 s/);
});

test("sh: without checks the output is what it printed", { skip: here?.available !== true && "no sandbox" }, async () => {
  const report = await box.run({ language: "sh", code: "echo out; echo err >&2", checks: [] });
  assert.deepEqual(report, { ok: true, checks: [], output: "out\nerr\n" });
});

test("sh: the start of a sandbox is no work of the program", { skip: here?.available !== true && "no sandbox" }, async () => {
  const checks = Array.from({ length: 6 }, (_, i) => ({ name: String(i), args: [String(i)], stdout: String(i + 1) }));
  const program: ShellProgram = { language: "sh", code: "echo $(($1 + 1)) | cat", checks, limits: { ms: 200 } };
  const reports = await Promise.all([1, 2, 3].map(() => box.run(program)));
  assert.deepEqual(
    reports.map((report) => report.ok && report.checks.every(({ passed }) => passed)),
    [true, true, true],
  );
});
