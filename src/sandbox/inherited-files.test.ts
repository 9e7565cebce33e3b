import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { test } from "node:test";
import { withoutInherited } from "./inherited-files.ts";

test("files that this process was started with are not handed on to a child", {
  skip: process.platform !== "linux" && "asks Linux's /proc",
}, () => {
  const place = new URL("./inherited-files.ts", import.meta.url).href;
  const script = `
    import { spawnSync } from "node:child_process";
    import { withoutInherited } from ${JSON.stringify(place)};
    const look = ["-c", "readlink /proc/self/fd/40"];
    for (const stdio of [["ignore", "pipe", "ignore"], withoutInherited(["ignore", "pipe", "ignore"])])
      process.stdout.write(spawnSync("/bin/sh", look, { stdio, encoding: "utf8" }).stdout.replaceAll("\\n", " ") + ";");`;
  // Node itself closes the first sixteen.
  const folder = openSync("/", "r");
  const stdio = ["ignore", "pipe", "inherit", ...Array.from({ length: 37 }, () => "ignore" as const), folder] as const;
  const said = spawnSync(process.execPath, ["--input-type=module", "-e", script], { stdio: [...stdio], encoding: "utf8" }).stdout;
  closeSync(folder);
  assert.equal(said, "/ ;/dev/null ;");
});

test("a child's own files stay what they are", () => {
  assert.deepEqual(withoutInherited(["ignore", "pipe", "ignore", "ipc"]).slice(0, 4), ["ignore", "pipe", "ignore", "ipc"]);
});
