import type { SandboxCase } from "./cases.ts";
import { pythonCase } from "./python-case.ts";

const raises = (call: string, kind: string, holds: string): Record<string, boolean> => ({
  [`try:\n    ${call}\nexcept ${kind} as e:\n    assert ${holds}, repr(e)\nelse:\n    assert False, 'nothing was raised'`]: true,
});

/** Exceptions are what they are in Python when a check catches them: in class, arguments, attributes, causes and words. */
export const pythonErrorCases: readonly SandboxCase[] = [
  pythonCase(
    "exceptions of the language keep their arguments, attributes, notes and words",
    [
      "import ast",
      "def decode(): return b'\\xff'.decode()",
      "def encode(): return '\\u00e9'.encode('ascii')",
      "def parse(): return ast.literal_eval('1 +')",
      "def group(): raise ExceptionGroup('m', [ValueError(1), ExceptionGroup('n', [TypeError([2])])])",
      "def key(): return {}[(1, 2)]",
      "def args(): raise ValueError('bad', [1, {'a': {2}}], b'x')",
      "def steps():\n    yield 1\n    return [1, 2]",
      "def end():\n    it = steps()\n    next(it)\n    next(it)",
      "def marked():\n    e = ValueError('x')\n    e.code = [7]\n    e.add_note('n')\n    raise e",
      "def file(): open('/nope/x')",
    ].join("\n"),
    {
      ...raises("decode()", "UnicodeDecodeError", "(e.object, e.start, e.reason) == (b'\\xff', 0, 'invalid start byte')"),
      ...raises("encode()", "UnicodeEncodeError", "(e.object, e.encoding) == ('\\u00e9', 'ascii')"),
      ...raises("parse()", "SyntaxError", "(e.msg, e.lineno) == ('invalid syntax', 1)"),
      ...raises("group()", "ExceptionGroup", "e.exceptions[0].args == (1,) and e.exceptions[1].exceptions[0].args == ([2],)"),
      ...raises("key()", "KeyError", "e.args == ((1, 2),) and str(e) == '(1, 2)'"),
      ...raises("args()", "ValueError", "e.args == ('bad', [1, {'a': {2}}], b'x')"),
      ...raises("end()", "StopIteration", "e.value == [1, 2]"),
      ...raises("marked()", "ValueError", "e.code == [7] and e.__notes__ == ['n']"),
      ...raises("file()", "FileNotFoundError", "str(e) == \"[Errno 2] No such file or directory: '/nope/x'\" and e.filename == '/nope/x'"),
      "seen = []\ntry:\n    group()\nexcept* TypeError as e:\n    seen.append(e.exceptions[0].exceptions[0].args)\nexcept* ValueError:\n    seen.append(1)\nassert seen == [([2],), 1], seen": true,
      "def rest():\n    assert (yield from steps()) == [1, 2]\nassert list(rest()) == [1]": true,
    },
  ),
  pythonCase(
    "an exception's cause and context cross with it, however long the chain and even in a circle",
    [
      "class Mine(Exception): pass",
      "def within(how):\n    try:\n        {}['k']\n    except KeyError as e:\n        if how == 'from': raise Mine('x') from e\n        if how == 'none': raise Mine('x') from None\n        raise Mine('x')",
      "def circle():\n    e = ValueError('x')\n    e.__cause__ = e\n    raise e",
      "def chain():\n    e = None\n    for i in range(5000):\n        n = ValueError(i)\n        n.__cause__ = e\n        e = n\n    raise e",
      "def retry(work):\n    for _ in range(3):\n        try: return work()\n        except Exception as e: last = e\n    raise RuntimeError('gave up') from last",
    ].join("\n"),
    {
      ...raises("within('from')", "Mine", "e.__cause__.args == ('k',) and type(e.__cause__) is KeyError and e.__suppress_context__"),
      ...raises("within('none')", "Mine", "e.__cause__ is None and e.__suppress_context__"),
      ...raises("within('')", "Mine", "e.__cause__ is None and type(e.__context__) is KeyError and not e.__suppress_context__"),
      ...raises("circle()", "ValueError", "e.__cause__ is e"),
      ...raises("chain()", "ValueError", "e.args == (4999,) and e.__cause__.args == (4998,)"),
      "def work(): raise OSError('down')\ntry:\n    retry(work)\nexcept RuntimeError as e:\n    assert e.__cause__.args == ('down',)\nelse:\n    assert False": true,
    },
  ),
  pythonCase(
    "an exception of the standard library is the one that a check imports, and one of the program's that takes its name is not",
    [
      "import dataclasses, json, decimal",
      "@dataclasses.dataclass(frozen=True)\nclass P:\n    x: int",
      "def change(): P(1).x = 2",
      "class Mine(Exception): pass",
      "Mine.__module__, Mine.__name__ = 'json.decoder', 'JSONDecodeError'",
      "def lie(): raise Mine('x')",
    ].join("\n"),
    {
      "import json\ntry:\n    program.json.loads('{')\nexcept json.JSONDecodeError as e:\n    assert (e.pos, e.doc, e.lineno) == (1, '{', 1)\nelse:\n    assert False": true,
      "import dataclasses\ntry:\n    change()\nexcept dataclasses.FrozenInstanceError as e:\n    assert str(e) == \"cannot assign to field 'x'\"\nelse:\n    assert False": true,
      "import decimal\ntry:\n    program.decimal.Decimal('x')\nexcept decimal.InvalidOperation:\n    pass\nelse:\n    assert False": true,
      "import json\ntry:\n    lie()\nexcept json.JSONDecodeError:\n    pass": false,
    },
  ),
  pythonCase(
    "exceptions of the program's own classes have what these give them",
    [
      "class Mine(OSError):\n    def __str__(self): return 'mine ' + str(self.errno)",
      "class Bad(Exception):\n    def __init__(self, code, data):\n        super().__init__('code ' + str(code))\n        self.code, self.data = code, data\n    @property\n    def twice(self): return self.code * 2",
      "def f(): raise Mine(2, 'gone', 'a.txt')",
      "def g(): raise Bad(7, [1])",
      "def pair(): return Bad(1, 2), [Bad(3, 4)]",
    ].join("\n"),
    {
      ...raises("f()", "Mine", "(e.errno, e.filename, str(e)) == (2, 'a.txt', 'mine 2') and isinstance(e, OSError)"),
      ...raises("g()", "Bad", "(e.args, e.code, e.data, e.twice) == (('code 7',), 7, [1], 14)"),
      "one, [two] = pair()\nassert (one.code, two.code) == (1, 3)": true,
    },
  ),
  pythonCase("a program that Python cannot read says so, and which Python that was", "def f(:\n    pass", {
    pass: /^SyntaxError: invalid syntax \(program\.py, line 1\) \(this is Python 3\.\d+\)$/,
  }),
  pythonCase(
    "objects of the standard library that a check hands over can do what they can",
    "import csv\ndef total(xs): return sum(int(x) for x in xs)\ndef words(file): return file.read().split()\ndef write(file): file.write('hi')\ndef rows(file): return list(csv.reader(file))\ndef pick(chance): return chance.choice([1, 2])\ndef within(held):\n    with held as value: return value",
    {
      "import io\nassert total(io.StringIO('1\\n2\\n')) == 3 and words(io.StringIO('a b')) == ['a', 'b'] and rows(io.StringIO('1,2')) == [['1', '2']]": true,
      "import io\nfile = io.StringIO()\nwrite(file)\nassert file.getvalue() == 'hi'": true,
      "import itertools, array, collections\nassert total(itertools.islice(itertools.count(1), 3)) == 6 and total(array.array('i', [1, 2])) == 3 and total(collections.UserList([5])) == 5": true,
      "import random, threading\nassert pick(random.Random(1)) in (1, 2) and within(threading.Lock()) is True": true,
    },
  ),
  pythonCase(
    "a thread that asks for a huge stack gets one that memory holds",
    "import sys, threading\nsys.setrecursionlimit(10 ** 6)\nthreading.stack_size(512 << 20)\ndef depth(n): return 0 if n == 0 else 1 + depth(n - 1)\ndef run(n):\n    out = []\n    work = threading.Thread(target=lambda: out.append(depth(n)))\n    work.start()\n    work.join()\n    return out",
    { "assert run(20000) == [20000]": true },
  ),
  pythonCase(
    "what an exception of the program says of itself equals nothing that it is not",
    [
      "class Any:\n    def __eq__(self, other): return True\n    def __ne__(self, other): return False",
      "class Text(str):\n    def __eq__(self, other): return True\n    __hash__ = str.__hash__",
      "class Mine(ValueError):\n    def __str__(self): return Text('no')",
      "def args(): raise ValueError(Any(), Any())",
      "def held():\n    e = ValueError('x')\n    e.code = Any()\n    raise e from Mine('y')",
      "def words(): raise Mine('no')",
      "def names():\n    e = ValueError('x')\n    e.__dict__.update({'__class__': AssertionError, 'with_traceback': 3, 'remote_handle': 'j1'})\n    raise e",
      "def circle():\n    e = ValueError()\n    e.args = (e, [e])\n    raise e",
      "def group(): raise BaseExceptionGroup('g', [SystemExit(0), KeyboardInterrupt()])",
    ].join("\n"),
    {
      "try:\n    args()\nexcept ValueError as e:\n    assert e.args == ('x', 3)": false,
      "try:\n    held()\nexcept ValueError as e:\n    assert e.code == 7": false,
      "try:\n    held()\nexcept ValueError as e:\n    assert str(e.__cause__) == 'y'": false,
      "try:\n    words()\nexcept ValueError as e:\n    assert str(e) == 'yes'": false,
      "try:\n    names()\nexcept ValueError as e:\n    assert type(e) is ValueError and e.args == ('x',)": true,
      "try:\n    circle()\nexcept ValueError as e:\n    assert e.args[0] is e": true,
      "group()": false,
    },
  ),
  pythonCase(
    "no exception of the program is one by which a test framework, a loop or a task of the check is steered",
    [
      "import unittest, unittest.case, asyncio, sys, types",
      "class Fake(Exception): pass",
      "Fake.__name__ = Fake.__qualname__ = 'SkipTest'\nFake.__module__ = 'unittest.case'",
      "class Mine(unittest.SkipTest): pass",
      "class Last(StopIteration): pass",
      "def skip(a): raise unittest.SkipTest('x')",
      "def stop(a): raise unittest.case._ShouldStop()",
      "def mine(a): raise Mine('x')",
      "def fake(a):\n    unittest.case.SkipTest = Fake\n    raise Fake('x')",
      "def bare(a):\n    sys.modules['unittest.case'] = types.SimpleNamespace(SkipTest=Fake)\n    raise Fake('x')",
      "def cut(a): raise KeyboardInterrupt",
      "def leave(a): raise SystemExit(0)",
      "def end(a): raise StopIteration",
      "def last(a): raise Last",
      "async def cancel(a): raise asyncio.CancelledError",
      "def shut(a): raise GeneratorExit",
    ].join("\n"),
    Object.fromEntries([
      ...["skip", "stop", "mine", "fake", "bare", "cut", "leave", "end", "last", "shut"].flatMap((name) =>
        [
          "r = unittest.main(module='__check__', argv=['x'], exit=False).result",
          "r = unittest.TextTestRunner().run(unittest.defaultTestLoader.loadTestsFromTestCase(T))",
          "r = unittest.TestResult(); unittest.TestLoader().loadTestsFromTestCase(T).run(r)",
        ].map((run): [string, false] => [
          `import unittest\nclass T(unittest.TestCase):\n    def test(self):\n        with self.subTest(1): self.assertEqual(${name}(2), 5)\n${run}\nassert r.wasSuccessful()`,
          false,
        ]),
      ),
      ["assert all(map(lambda a: end(a) == 1, [1, 2]))", false],
      ["assert all(map(lambda a: last(a) == 1, [1, 2]))", false],
      ["for got in map(end, [1]): assert got == 1", false],
      ["assert list(filter(end, [1])) == []", false],
      [
        "import asyncio\nasync def one(): assert await cancel(1) == 1\nasync with asyncio.TaskGroup() as group: group.create_task(one())",
        false,
      ],
    ]),
  ),
  pythonCase(
    "what ends an iteration where one is asked for ends it, and a check that names such an exception catches it",
    [
      "import asyncio",
      "class Count:\n    def __init__(self, n): self.n = n\n    def __iter__(self): return self\n    def __next__(self):\n        if self.n == 0: raise Done('d')\n        self.n -= 1\n        return self.n",
      "class Done(StopIteration): pass",
      "class Later:\n    def __init__(self): self.n = 2\n    def __aiter__(self): return self\n    async def __anext__(self):\n        if self.n == 0: raise StopAsyncIteration\n        self.n -= 1\n        return self.n",
      "def gen():\n    got = yield 1\n    return got",
      "async def agen():\n    yield 1\n    yield 2",
      "async def cancel(): raise asyncio.CancelledError",
      "def skip():\n    import unittest\n    raise unittest.SkipTest('no')",
    ].join("\n"),
    {
      "assert list(Count(2)) == [1, 0] and next(Count(0), 7) == 7": true,
      "assert [n async for n in Later()] == [1, 0] and [n async for n in agen()] == [1, 2]": true,
      "it = gen()\nnext(it)\ntry: it.send(5)\nexcept StopIteration as e: assert e.value == 5\nelse: assert False": true,
      "def whole(): return (yield from gen())\nit = whole()\nassert next(it) == 1 and next(it, 3) == 3": true,
      "import asyncio\ntry: await cancel()\nexcept asyncio.CancelledError: pass\nelse: assert False": true,
      "try: skip()\nexcept Exception as e: assert type(e).__name__ == 'SkipTest' and str(e) == 'no'\nelse: assert False": true,
    },
  ),
];
