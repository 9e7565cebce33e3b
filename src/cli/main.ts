#!/usr/bin/env node
import { nodeProblem } from "../util/node-version.ts";

const problem = nodeProblem();
if (problem === undefined) await import("./start.ts");
else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
