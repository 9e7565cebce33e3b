import assert from "node:assert/strict";
import { test } from "node:test";
import type { Command } from "commander";
import stringWidth from "fast-string-width";
import { catallaxy, temporaryFolder } from "./catallaxy.ts";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildProgram } from "../src/cli/program.ts";

function all(command: Command): Command[] {
  return [command, ...command.commands.flatMap(all)];
}

test("no line of any help is wider than the terminal, and every option is told whole", () => {
  for (const width of [40, 60, 80])
    for (const command of all(buildProgram())) {
      const help = command.configureOutput({ getOutHelpWidth: () => width }).helpInformation();
      for (const line of help.split("\n")) assert.ok(stringWidth(line) <= width, `${command.name()} at ${width}: ${line}`);
      const flat = help.replaceAll(/\s+/g, " ");
      for (const { flags, description, hidden } of command.options)
        if (!hidden) assert.ok(flat.includes(`${flags} ${description}`.replaceAll(/\s+/g, " ")), `${command.name()} at ${width}: ${flags}`);
    }
});

test("what check finds fits a terminal of 40 columns", async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "s.yaml"), 'tasks:\n  - { id: one, prompt: "What is 2 + 2?", answer: "4" }\n');
  const { out } = await catallaxy(["check", "s.yaml"], { cwd, env: { COLUMNS: "40" } });
  assert.match(out, /warning no-reference/);
  for (const line of out.split("\n")) assert.ok(stringWidth(line) <= 40, line);
});
