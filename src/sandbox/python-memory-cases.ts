import type { SandboxCase } from "./cases.ts";
import { pythonCase as py } from "./python-case.ts";

/** What a program may hold in memory that is not a process's own, where bubblewrap and an interpreter are present. */
export const pythonMemoryCases: readonly SandboxCase[] = [
  py(
    "memory without a process and without a name is refused",
    [
      "import ctypes, os",
      "libc = ctypes.CDLL(None, use_errno=True)",
      "def unnamed(): return os.memfd_create('x')",
      "def segment(): return libc.shmget(0, 1 << 20, 0o1600)",
      "def queue(): return libc.msgget(0, 0o1600)",
    ].join("\n"),
    { "unnamed()": /PermissionError/, "assert segment() == -1 and queue() == -1": true },
  ),
  py(
    "memory that processes share counts once, and that of each beside it",
    [
      "import mmap, os, time",
      "def touched(size):",
      "    shared = mmap.mmap(-1, size << 20)",
      "    for at in range(0, size << 20, 4096): shared[at] = 1",
      "    return shared",
      "def one():",
      "    shared = touched(20)",
      "    for _ in range(15):",
      "        if os.fork() == 0: time.sleep(0.3); os._exit(0)",
      "    for _ in range(15): os.wait()",
      "    return shared[0]",
      "def each():",
      "    for _ in range(12):",
      "        if os.fork() == 0: kept = touched(60); time.sleep(9); os._exit(0)",
      "    time.sleep(9)",
    ].join("\n"),
    { "assert one() == 1": true, "each()": /used too much memory: all its processes together/ },
    { ms: 8000 },
  ),
];
