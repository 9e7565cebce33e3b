import type { SandboxCase } from "./cases.ts";
import { pythonCase as py } from "./python-case.ts";

/** The program as a module that a check imports and patches. */
export const pythonModuleCases: readonly SandboxCase[] = [
  py(
    "a check imports the program as a module, and what it patches by such a name is the program's and put back",
    [
      "LIMIT = 3",
      "import time",
      "def now(): return time.time()",
      "def get(): return LIMIT",
      "def outer(x): return fetch(x) + LIMIT",
      "def fetch(x): return x * 2",
      "class Svc:",
      "    def go(self): return fetch(1)",
      "def solution(x): return x + 1",
    ].join("\n"),
    {
      "import program\nassert program.get() == 3": true,
      "from program import get, Svc\nassert get() == 3 and Svc().go() == 2": true,
      "from program import *\nassert get() == 3": true,
      "import solution as s\nassert s.get() == 3": true,
      "from solution import solution\nassert solution(1) == 2": true,
      'from unittest.mock import patch\nwith patch("program.fetch", return_value=10):\n    assert outer(1) == 13\nassert outer(1) == 5': true,
      'from unittest.mock import patch\nwith patch("__main__.fetch", return_value=10) as m:\n    assert outer(1) == 13\n    m.assert_called_once_with(1)\nassert outer(1) == 5': true,
      'from unittest.mock import patch\n@patch("program.LIMIT", 7)\ndef t(): assert get() == 7\nt()\nassert get() == 3': true,
      'import unittest\nfrom unittest.mock import patch\nclass T(unittest.TestCase):\n    @patch("__main__.fetch")\n    def test(self, f):\n        f.return_value = 5\n        self.assertEqual(outer(9), 8)\n    @patch("program.Svc.go", return_value=4)\n    def test2(self, g): self.assertEqual(Svc().go(), 4)\n    def test3(self): self.assertEqual(Svc().go(), 2)\nif __name__ == "__main__": unittest.main()': true,
      "import __main__\n__main__.LIMIT = 9\nassert get() == 9": true,
      "from __main__ import get\nassert get() == 3": true,
      'import sys\nwith __import__("unittest.mock").mock.patch.dict("program.__dict__", {}): pass': true,
      "from program import nothing": false,
      "import program2": false,
      'from unittest.mock import patch\ndef mine(): return 1\ndef user(): return mine()\nwith patch("__main__.mine", return_value=2): assert user() == 2\nassert user() == 1': true,
    },
    { ms: 8000 },
  ),
];
