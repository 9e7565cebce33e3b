// Emits JavaScript and types to dist/, with the data files that stand beside the code.
import { spawnSync } from "node:child_process";
import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

rmSync("dist", { recursive: true, force: true });
const emitted = spawnSync("tsc", ["-p", "tsconfig.build.json"], { stdio: "inherit", shell: process.platform === "win32" });
if (emitted.status !== 0) process.exit(1);
for (const file of globSync("src/**/*.{json,yaml,txt}")) {
  if (!file.includes("fixtures")) cpSync(file, join("dist", relative("src", file)));
}

// Types of Node stand in ours: a project compiles without naming them in its own `types`.
const { exports } = JSON.parse(readFileSync("package.json", "utf8")) as { exports: Record<string, string | { types: string }> };
for (const target of Object.values(exports))
  if (typeof target === "object") writeFileSync(target.types, `/// <reference types="node" />\n${readFileSync(target.types, "utf8")}`);
