import type { SandboxCase } from "./cases.ts";
import { pythonCase as py } from "./python-case.ts";

/** Threads of a program that live over several calls and call what a check handed them. */
export const pythonThreadCases: readonly SandboxCase[] = [
  py(
    "a thread of the program calls the check in the next call, and its verdict is the same every time",
    [
      "import concurrent.futures, queue, threading",
      "class Pool:",
      "    def __init__(self, n):",
      "        self.q = queue.Queue()",
      "        for _ in range(n): threading.Thread(target=self._run, daemon=True).start()",
      "    def _run(self):",
      "        while True:",
      "            f, a = self.q.get()",
      "            try: f(*a)",
      "            finally: self.q.task_done()",
      "    def submit(self, f, *a): self.q.put((f, a))",
      "    def join(self): self.q.join()",
      "class Tasks:",
      "    def __init__(self): self.ex = concurrent.futures.ThreadPoolExecutor(2)",
      "    def add(self, f, *a): return self.ex.submit(f, *a)",
      "    def shutdown(self): self.ex.shutdown(wait=True)",
      "class Bus:",
      "    def __init__(self):",
      "        self.q = queue.Queue(); self.h = []; self.t = threading.Thread(target=self._loop); self.t.start()",
      "    def _loop(self):",
      "        while (m := self.q.get()) is not None:",
      "            for h in self.h: h(m)",
      "    def on(self, h): self.h.append(h)",
      "    def emit(self, m): self.q.put(m)",
      "    def close(self): self.q.put(None); self.t.join()",
      "def timer(cb, s): t = threading.Timer(s, cb); t.start(); return t",
    ].join("\n"),
    {
      "out = []\np = Pool(2)\nfor n in range(20):\n    for i in range(5): p.submit(out.append, i)\n    p.join()\n    assert sorted(out) == sorted([*range(5)] * (n + 1))": true,
      "q = Tasks()\nfs = [q.add(lambda i=i: i * i) for i in range(20)]\nassert [f.result() for f in fs] == [i * i for i in range(20)]\nq.shutdown()": true,
      "out = []\nq = Tasks()\nfor i in range(20): q.add(out.append, i)\nq.shutdown()\nassert sorted(out) == [*range(20)]": true,
      "got = []\nb = Bus(); b.on(got.append)\nfor i in range(20): b.emit(i)\nb.close()\nassert got == [*range(20)]": true,
      "out = []\nt = timer(lambda: out.append(1), 0.02); t.join()\nassert out == [1]": true,
      "out = []\np = Pool(2)\nfor i in range(5): p.submit(out.append, i)\np.join()\nassert sorted(out) == [*range(6)]": false,
      "def judge(x): assert x < 3\nq = Tasks()\nfor i in range(5): q.add(judge, i)": false,
      "def judge(x): assert x < 3\np = Pool(1)\np.submit(judge, 4)": false,
    },
  ),
];
