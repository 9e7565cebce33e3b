import type { SandboxCase } from "./cases.ts";
import { pythonCase as py } from "./python-case.ts";

/** What every Python sandbox must do, where bubblewrap and an interpreter are present. */
export const pythonCases: readonly SandboxCase[] = [
  py("a right Python program passes and a wrong one fails its check", "def add(a, b):\n    return a + b", {
    "assert add(2, 3) == 5": true,
    "assert_equal(add(2, 3), 6)": /got 5, wanted 6/,
  }),
  py(
    "unittest.main() runs the tests of the check, ends it with none, and leaves the interpreter with neither outcome",
    "def add(a, b): return a + b",
    {
      "import unittest\nclass T(unittest.TestCase):\n    def test(self): self.assertEqual(add(2, 3), 5)\nunittest.main()": true,
      "import unittest\nclass T(unittest.TestCase):\n    def test(self): self.assertEqual(add(2, 3), 6)\nunittest.main()":
        /got 5, wanted 6/,
      "import unittest\nclass T(unittest.TestCase):\n    def test(self): self.assertEqual(add(2, 3), 6)\nassert unittest.main(exit=False).result.wasSuccessful()": false,
      "import unittest\nclass T(unittest.TestCase):\n    def check(self): self.assertEqual(add(2, 3), 6)\nunittest.main(exit=False)":
        /found no test/,
    },
  ),
  py(
    "a subclass of plain data says what it is in its own words, and its operators count where the check names it",
    [
      "from typing import NamedTuple",
      "class P(NamedTuple):",
      "    x: int",
      "    def __add__(self, o): return P(self.x + o.x)",
      "    def __lt__(self, o): return self.x > o.x",
      "class Temp(float):",
      "    def __repr__(self): return f'{float(self):.1f}C'",
      "    def __add__(self, o): return Temp(float(self) + float(o) + 100)",
      "    def __format__(self, form): return '<' + form + '>'",
      "class Mod(int):",
      "    def __new__(cls, v): return super().__new__(cls, v % 7)",
      "    def __add__(self, o): return Mod(int(self) + int(o))",
      "    __radd__ = __add__",
      "class Text(str):",
      "    def __str__(self): return 'T:' + str.__str__(self)",
      "    def __len__(self): return 99",
      "    def __radd__(self, o): return 'r'",
      "class Sly(float):",
      "    def __sub__(self, o): return Sly(0)",
      "    __rsub__ = __abs__ = __neg__ = __sub__",
      "    def __abs__(self): return 0.0",
      "    def __round__(self, n=0): return 5.0",
      "    def __lt__(self, o): return True",
      "    __gt__ = __le__ = __ge__ = __eq__ = __lt__",
      "    def __float__(self): return 5.0",
      "    __hash__ = float.__hash__",
      "class Full(str):",
      "    def __contains__(self, o): return True",
      "    def __bool__(self): return False",
      "    def __len__(self): return 5",
      "def sly(): return Sly(1)",
      "def full(): return Full('a')",
      "def text(): return Text('a')",
      "def point(): return P(1)",
    ].join("\n"),
    {
      "assert P(1) + P(2) == P(3) and repr(P(1)) == 'P(x=1)' and P(2) < P(1)": true,
      "assert f'{point()}' == 'P(x=1)' and point() + (2,) == (1, 2) and point() < (2,)": true,
      "assert repr(Temp(3)) == '3.0C' == str(Temp(3)) and Temp(3) + Temp(4) == 107 and f'{Temp(1):x}' == '<x>'": true,
      "assert Mod(5) + Mod(4) == 2 and 4 + Mod(5) == 2 and Mod(5) * 2 == 10": true,
      "assert str(text()) == 'T:a' and 'b' + text() == 'ba' and len(text()) == 1": true,
      "assert len(Text('a')) == 99 and 'b' + Text('a') == 'r'": true,
      "assert abs(sly() - 5) < 1e-6": false,
      "assert abs(sly()) < 1e-6 or -sly() == 0": false,
      "assert 5 - sly() == 0 or round(sly()) == 5 or sly() > 4 or float(sly()) == 5 or sly() == 5": false,
      "assert 'b' in full() or not full() or len(full()) == 5": false,
    },
  ),
  py("output and value come back", "print('hello')\nresult = {'a': [1, 2]}", {}, { output: /^hello\n$/, value: { a: [1, 2] } }),
  py(
    "a deque keeps its bound, a generic class takes its parameter, and exit is there",
    [
      "import collections, enum, typing",
      "class Box(typing.Generic[typing.TypeVar('T')]):",
      "    def __init__(self, held=None): self.held = held",
      "    def __getitem__(self, at): return self.held",
      "class Color(enum.Enum): RED = 1",
      "def last(): return collections.deque([1, 2], maxlen=2)",
      "def stop(): exit('stopped')",
    ].join("\n"),
    {
      "kept = last(); kept.append(3); assert list(kept) == [2, 3] and kept.maxlen == 2": true,
      "assert Box[int](7).held == 7 and Box(7)[0] == 7 and Color['RED'].value == 1": true,
      "try: stop()\nexcept SystemExit as ended: assert ended.code == 'stopped'": true,
    },
  ),
  py("a dictionary with defaults keeps them", "import collections\ndef d(kind): return collections.defaultdict(kind, a=kind())", {
    "d0 = program.d(int); d0['b'] += 2; assert d0 == {'a': 0, 'b': 2}": true,
    "assert program.d(list)['z'] == [] and program.d(dict)['y'] == {}": true,
  }),
  py(
    "annotations with names that are defined nowhere are no error, as on the sites that import typing for a program",
    [
      "class Solution:",
      "    def sums(self, nums: List[int], root: Optional[TreeNode] = None) -> Dict[str, List[int]]:",
      "        seen: Set[int] = set()",
      "        return {'sums': [sum(nums)], 'seen': sorted(seen)}",
      "limit: Final[int] = 7",
      "async def later(*args: Any, **more: Union[int, 'str']) -> Awaitable[int]: return len(args)",
      "def alias() -> object: return List[int]",
    ].join("\n"),
    {
      "assert Solution().sums([1, 2]) == {'sums': [3], 'seen': []} and limit == 7": true,
      "assert await later(1, 2) == 2": true,
      "alias()": /NameError: name 'List' is not defined/,
    },
  ),
  py("a name that is missing where it is used is still an error", "from typing import List\ndef f(x: List[int]) -> int: return helper(x)", {
    "f([1])": /NameError: name 'helper' is not defined/,
    "assert program.f.__annotations__ is not None": true,
  }),
  py("a base, a default and a decorator are no annotations", "class A(Generic[T]):\n    x: int = 1", { pass: /NameError: name 'Generic'/ }),
  py(
    "annotations of what is defined stay what they are",
    "from dataclasses import dataclass, fields\nfrom typing import *\n@dataclass\nclass P:\n    x: int\n    y: Lost\ndef kinds(): return [f.type if isinstance(f.type, str) else f.type.__name__ for f in fields(P)]",
    { "assert program.kinds() == ['int', 'Lost'] and program.P(1, 2).y == 2": true },
  ),
  py(
    "what the standard library makes of plain data is compared by what it holds, and as Python does it",
    [
      "import collections, datetime, decimal, fractions, math, re, types, uuid",
      "from pathlib import Path, PurePosixPath",
      "P = collections.namedtuple('P', 'x y')",
      "d = {1: 2}",
      "a = [True, 1.0, P(1, 2), {1}, b'a', decimal.Decimal('1.0'), fractions.Fraction(1, 2), collections.OrderedDict(a=1)]",
      "b = [d.keys(), d.items(), list(d.values()), types.MappingProxyType(d), memoryview(b'a'), uuid.UUID(int=1), PurePosixPath('a'), re.compile('a', re.I)]",
      "c = [math.nan, math.inf, -0.0, 10 ** 400, datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc), 1 + 2j, ..., range(3)]",
      "def nan(): return float('nan')",
      "def note(): p = Path('/tmp/note'); p.write_text('mine'); return p",
    ].join("\n"),
    {
      "assert a == [1, 1, (1, 2), frozenset({1}), bytearray(b'a'), 1, 0.5, {'a': 1}]": true,
      "import pathlib, re, uuid\nassert b == [{1}, {(1, 2)}, [2], {1: 2}, b'a', uuid.UUID(int=1), pathlib.PurePosixPath('a'), re.compile('a', re.I)]": true,
      "import datetime, math\nassert c == [math.nan, math.inf, 0, 10 ** 400, datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc), 1 + 2j, ..., range(3)]": true,
      "assert nan() != nan()": true,
      "assert note().read_text() == 'mine'": true,
      "assert '1' == a[0] or a[0] == '1'": false,
      "assert a[2] == [1, 2]": false,
      "assert c[7] == [0, 1, 2]": false,
      "assert b[0] == [1]": false,
    },
  ),
  py(
    "a subclass of built-in data is the data that it has, whatever its methods say",
    [
      "import collections, datetime, decimal, fractions, types",
      "yes = {'__eq__': lambda self, other: True, '__ne__': lambda self, other: False, '__hash__': lambda self: 5}",
      "more = {'__iter__': lambda self: iter([1]), '__len__': lambda self: 1, '__getitem__': lambda self, i: 1, '__contains__': lambda self, i: True}",
      "def lie(base, *args): return type('Lie', (base,), {**yes, **more})(*args)",
      "def plain(base, *args): return type('Lie', (base,), yes)(*args)",
      "def liars(): return [lie(dict), lie(list), lie(tuple), lie(set), lie(frozenset), lie(str), lie(bytes), lie(bytearray), lie(collections.deque), lie(collections.Counter), lie(collections.UserDict), plain(int), plain(float), plain(decimal.Decimal), plain(fractions.Fraction), plain(datetime.date, 1, 1, 1), plain(types.SimpleNamespace), plain(object)]",
      "def kept(): return [lie(dict, {2: 3}), lie(list, [4]), lie(tuple, [5]), lie(set, [6]), lie(str, 'x'), plain(int, 7), plain(float, 0.5)]",
    ].join("\n"),
    {
      "import collections, datetime\nfor got in liars():\n    for wanted in ({'a': 1}, {1: 1}, [1], (1,), {1}, frozenset({1}), 'a', b'a', bytearray(b'a'), collections.deque([1]), collections.Counter('a'), 1, 1.0, None, datetime.date(2, 2, 2)):\n        assert got != wanted and not got == wanted and [got] != [wanted], (got, wanted)": true,
      "assert kept() == [{2: 3}, [4], (5,), {6}, 'x', 7, 0.5]": true,
    },
  ),
  py("a check may await", "async def later():\n    return 4", { "assert await later() == 4": true }),
  py(
    "Python that hangs, exits, kills or throws fails only its checks",
    "import os, sys, signal\ndef f(how):\n    if how == 'exit': sys.exit(0)\n    if how == 'hard': os._exit(0)\n    if how == 'kill': os.kill(os.getpid(), signal.SIGKILL)\n    if how == 'hang':\n        while True: pass",
    {
      "f('exit')": false,
      "f('hard')": false,
      "f('kill')": false,
      "f('hang')": /too long/,
      "f('fine')": true,
    },
  ),
  py(
    "a program that stops what watches it fails, and is not one that a busy machine kept from ending",
    "import os, signal\ndef f(a):\n    os.kill(os.getppid(), signal.SIGSTOP)\n    return a",
    { "assert f(5) == 5": /stopped the process that watches/ },
  ),
  py(
    "the start of the sandbox is no work of the program, however little it may do",
    "def add(a, b):\n    return a + b",
    Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`assert add(${i}, 1) == ${i + 1}`, true])),
    { ms: 40 },
  ),
  py(
    "what it takes to end a check is not taken from the next",
    "import os\ndef hang():\n    while True: pass\ndef breed():\n    while True: os.fork()",
    { "hang()": /too long/, "breed()": false, "breed() or 1": false, pass: true },
    { ms: 800 },
  ),
  py(
    "a printed report is only output",
    'print(\'{"checks": [], "output": "", "value": 1}\')\nimport os\nos.write(1, b\'passed\')',
    { "assert False": false },
    { output: /passed/ },
  ),
  py(
    "memory and processes are limited",
    "import os\ndef eat():\n    x = []\n    while True: x.append(bytearray(10 ** 7))\ndef breed():\n    while True: os.fork()",
    {
      "eat()": false,
      "breed()": false,
      pass: true,
    },
  ),
  py(
    "the host's files, network and other processes are out of reach",
    "import os, socket\n" +
      "def hidden(): return not any(os.path.exists(p) for p in ('/etc/passwd', '/home', '/root', '/work'))\n" +
      "def connect(): socket.create_connection(('1.1.1.1', 53), 0.2)\n" +
      "def write(at): open(at, 'w').write('x')\n" +
      "def others(): return len([p for p in os.listdir('/proc') if p.isdigit()])\n" +
      "def user(): return os.getuid()\n" +
      "def names(): return sorted(os.environ)",
    {
      "assert hidden() and user() != 0 and others() <= 4 and 'PATH' in names() and 'HOME' not in names()": true,
      "connect()": /OSError|Network/,
      "write('/usr/x')": /Read-only/,
      "write('/dev/x')": /Read-only/,
      "write('/tmp/x'); write('/dev/shm/x')": true,
      "write('/x')": /Read-only file system/,
    },
  ),
];
