import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { asTyped } from "../util/command-name.ts";
import { buildProgram } from "./program.ts";

const event = process.env["npm_lifecycle_event"];
afterEach(() => {
  if (event === undefined) delete process.env["npm_lifecycle_event"];
  else process.env["npm_lifecycle_event"] = event;
});

test("each command of the program is suggested as this process was started, in a text and on a line of its own", () => {
  process.env["npm_lifecycle_event"] = "npx";
  for (const { name } of buildProgram().commands.map((command) => ({ name: command.name() }))) {
    assert.equal(asTyped(`Type \`catallaxy ${name} x\`.`), `Type \`npx catallaxy ${name} x\`.`);
    assert.equal(asTyped(`Go on:\n  catallaxy ${name}`), `Go on:\n  npx catallaxy ${name}`);
  }
});

test("what is no command stays: our name before a message, an experiment's name, a command that is told as typed already", () => {
  process.env["npm_lifecycle_event"] = "start";
  for (const text of [
    "catallaxy: no such file",
    "catallaxy run-1: 4 topologies",
    "catallaxy run: 4 topologies",
    "with catallaxy run",
    "`npx catallaxy run`",
  ])
    assert.equal(asTyped(text), text);
  assert.equal(asTyped("`catallaxy runs`"), "`npm run -s catallaxy -- runs`");
});
