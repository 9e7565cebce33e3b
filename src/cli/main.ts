#!/usr/bin/env node
import module from "node:module";
import { nodeProblem } from "../util/node-version.ts";

const problem = nodeProblem();
if (problem === undefined) {
  // Before the rest is loaded: only what is loaded later comes from the cache.
  module.enableCompileCache();
  const { start } = await import("./start.ts");
  await start();
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
