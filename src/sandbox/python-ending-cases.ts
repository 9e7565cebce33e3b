import type { SandboxCase } from "./cases.ts";
import { pythonCase as py } from "./python-case.ts";

const lines = (...text: readonly string[]) => text.join("\n");

/** How checks end: by what decides them, whatever the program's code does with it, and not before all that they began has ended. */
export const pythonEndingCases: readonly SandboxCase[] = [
  py(
    "no object of the program keeps an assertion or an error of the judge from leaving its block",
    lines(
      "class Odd:",
      "    def __sub__(self, other): return 0.0",
      "class Ctx:",
      "    value = Odd()",
      "    def __enter__(self): return 4",
      "    def __exit__(self, *how): return True",
      "    async def __aenter__(self): return 4",
      "    async def __aexit__(self, *how): return True",
      "class Loud(Ctx):",
      "    def __exit__(self, *how): raise KeyError('other')",
      "    async def __aexit__(self, *how): raise KeyError('other')",
      "class Fine:",
      "    def __enter__(self): return self",
      "    def __exit__(self, kind, *how): return kind is ValueError",
      "    async def __aenter__(self): return self",
      "    async def __aexit__(self, kind, *how): return kind is ValueError",
      "async def get(): return 4",
    ),
    {
      "async with Ctx() as c: assert c == 5": false,
      "from contextlib import AsyncExitStack\nasync with AsyncExitStack() as s:\n    assert await s.enter_async_context(Ctx()) == 5": false,
      "import unittest\nclass T(unittest.IsolatedAsyncioTestCase):\n    async def test(self):\n        async with Ctx() as c: self.assertEqual(c, 5)\nunittest.main()":
        /got 4, wanted 5/,
      "with Ctx(): raise ExceptionGroup('a', [ValueError(), ExceptionGroup('b', [AssertionError('no')])])": false,
      "import asyncio\nwith Ctx():\n    async with asyncio.TaskGroup() as group:\n        async def one(): assert await get() == 5\n        group.create_task(one())": false,
      "with Ctx() as c: assert abs(Ctx().value - 3) < 1": /works with plain data/,
      "try:\n    with Loud() as c: assert c == 5\nexcept KeyError: pass": false,
      "try:\n    async with Loud() as c: assert c == 5\nexcept KeyError: pass": false,
      "with Fine(): raise ValueError()\nasync with Fine(): raise ValueError()\ntry:\n    async with Fine(): raise KeyError(1)\nexcept KeyError: pass\nelse: assert False": true,
    },
  ),
  py(
    "a check ends when its threads, and those in which the program calls it, have ended",
    lines(
      "import queue, threading",
      "from concurrent.futures import ThreadPoolExecutor",
      "def later(call): threading.Timer(0.1, lambda: call(4)).start()",
      "def at_end(call):",
      "    pool = ThreadPoolExecutor(1)",
      "    pool.submit(lambda: __import__('time').sleep(0.1) or call(4))",
      "class Worker:",
      "    def __init__(self):",
      "        self.jobs = queue.Queue()",
      "        threading.Thread(target=self.serve).start()",
      "    def serve(self):",
      "        while True: self.jobs.get()",
    ),
    {
      "import threading, time\ndef late():\n    time.sleep(0.2)\n    assert False, 'late'\nthreading.Thread(target=late).start()": /late/,
      "def call(x): assert x == 5, 'of the timer'\nlater(call)": /of the timer/,
      "def call(x): assert x == 5, 'of the pool'\nat_end(call)": /of the pool/,
      "seen = []\nlater(seen.append)\nassert seen == []": true,
      "from concurrent.futures import ThreadPoolExecutor\npool = ThreadPoolExecutor(1)\nassert pool.submit(lambda: 3).result() == 3": true,
      // One that serves without end is waited for and left.
      "Worker()": true,
    },
  ),
  py(
    "what a check's coroutine ends with counts where the program has it begun by the wire and never asks for it, and odd words of the wire end the wait",
    lines(
      "import asyncio, sys",
      "wire = sys.modules['__main__']",
      "async def begin(handler):",
      "    work = handler(4)",
      "    wire.of(work).peer.request('start', wire.handle_in(work), '')",
      "    for _ in range(5): await asyncio.sleep(0.01)",
      "async def stuck(words):",
      "    wire.Bridge.step = lambda self, peer, done: words",
      "    await asyncio.sleep(0.01)",
      "async def plain(): return 1",
    ),
    {
      "async def handler(x): assert x == 5, 'unseen'\nawait begin(handler)": /unseen/,
      'await stuck(["x", []])': false,
      "await stuck([[], [[1, False]]])": false,
      "await stuck([-1, None])": false,
    },
  ),
  py(
    "what judges of a check's mocks and test cases is not the program's to change, nor is it to see",
    lines(
      "def use(it): return it(1, key='a')",
      "def set_on(it, name, value): setattr(it, name, value)",
      "def set_on_class(it, name, value): setattr(type(it), name, value)",
      "def quietly(it, name):",
      "    try: getattr(it, name)()",
      "    except AttributeError: return 'refused'",
      "class Service:",
      "    def __init__(self, client): self.client = client",
      "    def get(self): self.client.timeout = 5; return self.client.fetch('url').json()",
    ),
    {
      "from unittest.mock import Mock\nm = Mock()\nset_on(m, 'assert_called_once_with', lambda *a: None)\nm.assert_called_once_with('x')":
        /the program changed assert_called_once_with of a Mock of the check/,
      "from unittest.mock import MagicMock\nm = MagicMock()\ntry: set_on(m, 'call_count', 1)\nexcept AttributeError: pass":
        /changed call_count/,
      "from unittest.mock import Mock\nm = Mock()\nset_on_class(m, 'assert_called', lambda *a: None)": false,
      "from unittest.mock import Mock\nm = Mock()\nuse(m)\nassert quietly(m, 'reset_mock') == 'refused'\nm.assert_called_once_with(1, key='a')": true,
      "import unittest\nclass T(unittest.TestCase):\n    def test(self):\n        set_on(self, 'assertEqual', lambda *a: None)\n        self.assertEqual(1, 2)\nunittest.main()":
        /changed assertEqual of a T of the check/,
      "import unittest\nclass T(unittest.TestCase):\n    def test(self):\n        try: set_on_class(self, 'assertTrue', lambda *a: None)\n        except AttributeError: pass\nunittest.main()":
        /changed assertTrue/,
      "from unittest.mock import Mock\nc = Mock()\nc.fetch.return_value.json.return_value = {'a': 1}\nassert Service(c).get() == {'a': 1}\nc.fetch.assert_called_once_with('url')\nassert c.timeout == 5": true,
      "class Node: next = None\na = Node()\nset_on(a, 'next', 4)\nset_on(a, 'assert_ok', 5)\nassert a.next == 4": true,
    },
  ),
  py(
    "a program that sleeps again and again fails in its tenth second, and one that sleeps a little does not",
    lines(
      "import asyncio, time",
      "def nap(times):",
      "    for _ in range(times): time.sleep(0.1)",
      "    return times",
      "def sleep():",
      "    while True: time.sleep(0.5)",
      "async def doze():",
      "    while True: await asyncio.sleep(0.5)",
    ),
    {
      "import asyncio\nassert nap(8) == 8\nawait asyncio.sleep(0.3)": true,
      "sleep()": /it waited 10 s for something that never came/,
      "await doze()": /it waited 10 s for something that never came/,
    },
  ),
];
