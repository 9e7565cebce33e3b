import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { pythonBytecode } from "./python-bytecode.ts";

const python = "/usr/bin/python3";

test("bytecode of a text runs as the text does, and is compiled once", {
  skip: existsSync(python) ? false : `there is no ${python}`,
}, async () => {
  const text = 'def f(x):\n    return x * 2\nprint(f("zé"), __name__)\n';
  const code = await pythonBytecode([python, "-I", "-S", "-c"], text);
  const load = "import marshal, sys; exec(marshal.loads(sys.stdin.buffer.read()))";
  assert.equal(spawnSync(python, ["-I", "-S", "-X", "utf8", "-c", load], { input: code, encoding: "utf8" }).stdout, "zézé __main__\n");
  assert.equal(await pythonBytecode([python, "-I", "-S", "-c"], text), code);
});

test("an interpreter that cannot compile is an error, and is asked again the next time", async () => {
  await assert.rejects(pythonBytecode(["/bin/false"], "print(1)"), /ended with 1 while it compiled/);
  await assert.rejects(pythonBytecode(["/nowhere/python3"], "print(1)"), /ENOENT/);
});
