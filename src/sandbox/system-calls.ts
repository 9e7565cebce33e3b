/** The kernel's number for the machine's instruction set, and for the calls that are refused. */
interface Numbers {
  readonly set: number;
  readonly refused: readonly number[];
}

/** In the order: memfd_create, memfd_secret, shmget, msgget, io_uring_setup. */
const numbers: Readonly<Record<string, Numbers>> = {
  x64: { set: 0xc000003e, refused: [319, 447, 29, 68, 425] },
  arm64: { set: 0xc00000b7, refused: [279, 447, 194, 186, 425] },
};
/** From here on the numbers of x86-64 mean the same calls for programs of 32 bits. */
const wide = 0x40000000;

const [load, jumpIfEqual, jumpIfAtLeast, giveBack] = [0x20, 0x15, 0x35, 0x06];
const [allowed, notPermitted] = [0x7fff0000, 0x00050001];
const [callAt, setAt] = [0, 4];

/**
 * A seccomp filter, as bubblewrap's `--seccomp` reads it: no memory that belongs to no process and no file system (files without a name,
 * shared segments, message queues), which no count of processes would find. Undefined on machines whose numbers are not known here.
 */
export function systemCalls(arch: string = process.arch): Buffer | undefined {
  const known = numbers[arch];
  if (known === undefined) return undefined;
  const tests = [...(arch === "x64" ? [[jumpIfAtLeast, wide] as const] : []), ...known.refused.map((call) => [jumpIfEqual, call] as const)];
  // The last instruction refuses; each test jumps there over those behind it and over the one that allows.
  const refusing = tests.map(([code, value], at) => instruction(code, value, tests.length - at, 0));
  return Buffer.concat([
    instruction(load, setAt),
    instruction(jumpIfEqual, known.set, 0, tests.length + 2),
    instruction(load, callAt),
    ...refusing,
    instruction(giveBack, allowed),
    instruction(giveBack, notPermitted),
  ]);
}

function instruction(code: number, value: number, whenTrue = 0, whenFalse = 0): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(code, 0);
  bytes.writeUInt8(whenTrue, 2);
  bytes.writeUInt8(whenFalse, 3);
  bytes.writeUInt32LE(value, 4);
  return bytes;
}
