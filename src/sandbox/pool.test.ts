import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Program } from "../types.ts";
import { sandbox } from "./sandbox.ts";

const check = { name: "c", code: "assertEqual(f(), 1);" };
const right: Program = { language: "javascript", code: "const f = () => 1;", checks: [check] };
const hanging: Program = { ...right, code: "const f = () => { while (true); };", limits: { ms: 100 } };
const place = new URL("./sandbox.ts", import.meta.url).href;

test("programs at once share the children, and a hanging one fails alone", async () => {
  const here = sandbox({ processes: 2 });
  const reports = await Promise.all(Array.from({ length: 20 }, (_, i) => here.run(i % 5 === 0 ? hanging : right)));
  assert.deepEqual(
    reports.map((report) => report.ok && report.checks[0]?.passed),
    reports.map((_, i) => i % 5 !== 0),
  );
  await here.close();
});

test("what the engine cannot interrupt is killed, and the next program finds a child", async () => {
  const here = sandbox({ processes: 1 });
  // One native call that no interrupt reaches: a join over a huge sparse array.
  const native: Program = { ...right, code: "const f = () => new Array(2 ** 32 - 2).join('').length;", limits: { ms: 50 } };
  const [first, second] = await Promise.all([here.run(native), here.run(right)]);
  assert.equal(first?.ok && first.checks[0]?.passed, false);
  assert.equal(second?.ok && second.checks[0]?.passed, true);
  await here.close();
});

test("a child gives back the memory that a program made it take", async () => {
  const here = sandbox({ processes: 1 });
  const bomb: Program = { ...right, code: "const all = []; const f = () => { for (;;) all.push(new Uint8Array(1 << 20).fill(1)); };" };
  const before = await peak(here, right);
  for (let i = 0; i < 2; i++) {
    const [report, most] = [await here.run(bomb), await peak(here, right)];
    assert.match((report.ok && report.checks[0]?.why) || "", /too much memory/);
    // 64 MB of the program and 64 MB of the engine, and no more: a module goes before another comes.
    assert.ok(most.peak - before.now < 150, `${before.now} MB became ${most.peak} MB`);
    assert.ok(most.now - before.now < 40, `${before.now} MB became ${most.now} MB for good`);
  }
  await here.close();
});

/** Megabytes that this process's only child holds behind a program, and the most that it ever held. */
async function peak(here: ReturnType<typeof sandbox>, program: Program): Promise<{ now: number; peak: number }> {
  await here.run(program);
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim().split(" ");
  const status = readFileSync(`/proc/${children.at(-1)}/status`, "utf8");
  const of = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  return { now: of("VmRSS"), peak: of("VmHWM") };
}

test("beside busy loops that take every processor, right programs pass", async () => {
  const loops = Array.from({ length: 6 }, () => spawn(process.execPath, ["-e", "for(;;);"], { stdio: "ignore" }));
  const here = sandbox({ processes: 2 });
  // About half of the work that the limit allows, so that a clock would have run out long before.
  const javascript: Program = {
    ...right,
    code: "const f = () => { let n = 0; for (let i = 0; i < 3e5; i++) n += i; return n > 0 ? 1 : 0; };",
    limits: { ms: 300 },
  };
  const code = "def f():\n    n = 0\n    for i in range(400000): n += i\n    return 1";
  const python: Program = { language: "python", code, checks: [{ name: "c", code: "assert f() == 1" }], limits: { ms: 700 } };
  const programs = here.kinds()[1]?.available ? [javascript, python, javascript, python] : [javascript, javascript];
  const reports = await Promise.all(programs.map((one) => here.run(one)));
  for (const loop of loops) loop.kill("SIGKILL");
  await here.close();
  assert.deepEqual(
    reports.map((report) => report.ok && report.checks[0]?.why),
    programs.map(() => ""),
  );
});

test("a closed sandbox runs nothing and leaves no child", async () => {
  const here = sandbox();
  await here.run(right);
  const waiting = here.run(hanging);
  await here.close();
  const [late, report] = [await waiting, await here.run(right)];
  assert.ok(!report.ok && report.failure.code === "aborted");
  assert.ok(!late.ok || late.checks[0]?.passed === false);
});

test("a program that is at work when its sandbox is closed has no verdict", async () => {
  const here = sandbox();
  const able = here.kinds().filter(({ available }) => available);
  const endless: readonly Program[] = [
    { ...hanging, limits: { ms: 60_000 } },
    { language: "python", code: "def f():\n    while True: pass", checks: [{ name: "c", code: "f()" }], limits: { ms: 60_000 } },
    { language: "sh", code: "while :; do :; done", checks: [{ name: "c" }], limits: { ms: 60_000 } },
  ];
  const waiting = endless.filter(({ language }) => able.some((kind) => kind.language === language)).map((one) => here.run(one));
  await new Promise((resolve) => setTimeout(resolve, 500));
  await here.close();
  for (const report of await Promise.all(waiting)) assert.equal(report.ok ? "a verdict" : report.failure.code, "aborted");
});

test("idle children do not keep their parent alive", async () => {
  const code = `import { sandbox } from ${JSON.stringify(place)};
    const report = await sandbox().run({ language: "javascript", code: "", checks: [] });
    process.stdout.write(String(report.ok));`;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  parent.stdout.on("data", (part: Buffer) => (said += part.toString()));
  const [exitCode] = (await once(parent, "close")) as [number | null];
  assert.deepEqual([exitCode, said], [0, "true"]);
});

test("children end with a parent that is killed", async () => {
  const code = `import { sandbox } from ${JSON.stringify(place)};
    import { readFileSync } from "node:fs";
    const here = sandbox({ processes: 1 });
    await here.run({ language: "javascript", code: "", checks: [] });
    process.stdout.write(readFileSync("/proc/self/task/" + process.pid + "/children", "utf8").trim() || "none");
    setInterval(() => {}, 1000);`;
  if (process.platform !== "linux") return;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  const [said] = (await once(parent.stdout, "data")) as [Buffer];
  const children = said.toString().split(" ").map(Number);
  assert.ok(children.length > 0 && children.every((pid) => pid > 0));
  parent.kill("SIGKILL");
  await once(parent, "close");
  for (let tries = 0; tries < 5000 && children.some(isAlive); tries++) await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual(children.filter(isAlive), []);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
