import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { test } from "node:test";
import { knownWidth } from "./known-width.ts";

function terminal(columns: number, isTTY = true): NodeJS.WriteStream {
  return Object.assign(new EventEmitter(), { isTTY, columns }) as NodeJS.WriteStream;
}

test("a terminal of 0 columns is as wide as COLUMNS says, else 80; any other keeps its width", () => {
  const widthOf = (columns: number, environment: NodeJS.ProcessEnv, isTTY = true): number => {
    const stream = terminal(columns, isTTY);
    knownWidth(stream, environment);
    return stream.columns;
  };
  assert.equal(widthOf(0, {}), 80);
  assert.equal(widthOf(0, { COLUMNS: "132" }), 132);
  for (const odd of ["0", "-5", "wide", ""]) assert.equal(widthOf(0, { COLUMNS: odd }), 80, odd);
  assert.equal(widthOf(100, { COLUMNS: "132" }), 100);
  assert.equal(widthOf(0, {}, false), 0);
});

test("a terminal that loses its width gets one before anything else hears of it", () => {
  const stream = terminal(100);
  const heard: number[] = [];
  stream.on("resize", () => heard.push(stream.columns));
  knownWidth(stream, {});
  stream.columns = 0;
  stream.emit("resize");
  stream.columns = 60;
  stream.emit("resize");
  assert.deepEqual(heard, [80, 60]);
});
