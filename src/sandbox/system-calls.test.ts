import assert from "node:assert/strict";
import { test } from "node:test";
import { systemCalls } from "./system-calls.ts";

/** What the kernel does with a filter of loads, jumps and returns (Linux, Documentation/networking/filter). */
function outcome(filter: Buffer, call: number, set: number): number {
  let held = 0;
  for (let at = 0; at < filter.length / 8; at++) {
    const [code, value] = [filter.readUInt16LE(8 * at), filter.readUInt32LE(8 * at + 4)];
    if (code === 0x20) held = value === 4 ? set : call;
    else if (code === 0x06) return value;
    else at += filter.readUInt8(8 * at + ((code === 0x15 ? held === value : held >= value) ? 2 : 3));
  }
  throw new assert.AssertionError({ message: "the filter has no end" });
}

const [x64, arm64, i386] = [0xc000003e, 0xc00000b7, 0x40000003];
const [allowed, refused] = [0x7fff0000, 0x00050001];

test("calls for memory without an owner are refused, all others allowed", () => {
  const filter = systemCalls("x64") ?? Buffer.alloc(0);
  const calls = (list: readonly number[]) => list.map((call) => outcome(filter, call, x64));
  assert.deepEqual(calls([319, 447, 29, 68, 425]), [refused, refused, refused, refused, refused]);
  // read, mmap, clone, execve, openat.
  assert.deepEqual(calls([0, 9, 56, 59, 257]), [allowed, allowed, allowed, allowed, allowed]);
  const other = systemCalls("arm64") ?? Buffer.alloc(0);
  assert.equal(outcome(other, 279, arm64), refused);
  // There 29 is ioctl, and 319 no call of the list.
  assert.equal(outcome(other, 29, arm64), allowed);
});

test("calls in the numbers of another instruction set are refused", () => {
  const filter = systemCalls("x64") ?? Buffer.alloc(0);
  assert.equal(outcome(filter, 1, i386), refused);
  assert.equal(outcome(filter, 0x40000000 + 319, x64), refused);
  assert.equal(systemCalls("riscv64"), undefined);
});
