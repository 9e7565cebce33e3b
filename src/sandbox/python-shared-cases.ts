import { pythonCase as py } from "./python-case.ts";
import type { SandboxCase } from "./cases.ts";

/** Containers that a program and its check both hold: changes in place, and what it costs to keep them in step. */
export const pythonSharedCases: readonly SandboxCase[] = [
  py("a Counter arrives with its counts", "from collections import Counter\ndef words(text): return Counter(text.split())", {
    "from collections import Counter\nassert words('a b a') == {'a': 2, 'b': 1} == Counter(a=2, b=1) and words('a')['z'] == 0": true,
  }),
  py(
    "changes in place cross in both directions, however many lists, sets and dictionaries both sides hold",
    [
      "kept = []",
      "def fill(grid):",
      "    for row in grid:",
      "        for at in range(len(row)): row[at] = 1",
      "def make(n): return [[i] for i in range(n)]",
      "def double(rows):",
      "    for row in rows: row[0] *= 2",
      "def sort(rows): rows.sort()",
      "def total(rows): return sum(row[0] for row in rows)",
      "def keep(value): kept.append(value); return value",
      "def bump():",
      "    for value in kept:",
      "        for each in value: each.append(9)",
      "class Graph:",
      "    def __init__(self, n): self.near = {i: set() for i in range(n)}",
      "    def join(self, a, b): self.near[a].add(b)",
      "    def cut(self, a): del self.near[a]",
      "def nested(value): value[0][1]['a'][0].append(4); return value[0][1]['a'][0] is value[1]",
      "import collections",
      "def counts(text): return [collections.Counter(text), collections.OrderedDict(b=1, a=2)]",
      "def count(c): c['b'] += 2; return c.most_common(1)",
      "def grow(value): value[:] = [value, 1]",
      "def views(d): d['held'] = [d.keys()]; return d",
    ].join("\n"),
    {
      "grid = [[0] * 3 for _ in range(2000)]; rows = list(grid); fill(grid); assert grid == [[1] * 3] * 2000 and all(a is b for a, b in zip(grid, rows))": true,
      "a = make(1500); double(a); assert [row[0] for row in a] == list(range(0, 3000, 2))": true,
      "a = make(1500); double(a); assert a[0] == [0] and a[1] == [1]": false,
      "rows = [[5], [4], [3]] + make(1500); before = [list(row) for row in rows]; sort(rows); assert rows == before": false,
      "a = make(1500); b = total(a); a[0][0] = 1000; a[1499][0] = 0; assert total(a) == b + 1000 - 1499": true,
      "a = [[i] for i in range(1500)]; assert keep(a) is a; bump(); assert a[7] == [7, 9]; a[7].clear(); bump(); assert a[7] == [9] and a[1499] == [1499, 9, 9]": true,
      "g = Graph(1500); near = g.near; g.join(0, 3); g.cut(1499); assert near[0] == {3} and near is g.near and 1499 not in near; near[1].add(5); assert g.near[1] == {5}": true,
      "inner = [3]; value = [(0, {'a': [inner]}), inner]; assert nested(value) and inner == [3, 4]": true,
      "c, o = counts('aab'); assert c == {'a': 2, 'b': 1} and list(o.items()) == [('b', 1), ('a', 2)] and count(c) == [('b', 3)] and c['b'] == 3; o.move_to_end('b'); assert list(o) == ['a', 'b']": true,
      "a = []; grow(a); assert a[0] is a and a[1] == 1; grow(a); assert a[0] is a": true,
      "d = views({'x': 1}); assert set(d['held'][0]) == {'x', 'held'}": true,
      "a = [1, 2, 3]; b = keep(a); a[0] = True; a[1] = 2.0; c = kept[0]; assert [type(each) for each in c] == [bool, float, int] and c is a": true,
    },
  ),
  py(
    "many calls with lists cost what they send, also those that end in an exception",
    "def f(a): return sorted(a)\ndef fail(a): raise ValueError(a)\nclass P:\n    def __init__(self, x): self.x = [x]\ndef each(a, call): return [call(x) for x in a]",
    {
      "for i in range(3000):\n    a = [(i * j) % 19 for j in range(10)]\n    assert f(a) == sorted(a)": true,
      "for i in range(1000):\n    try: fail([i])\n    except ValueError as error: assert error.args == ([i],)": true,
      "kept = []\nfor i in range(400):\n    p = P(i)\n    assert p.x == [i] and each([1, 2], lambda x: [x + i]) == [[1 + i], [2 + i]]\n    if i % 10 == 0: kept.append(p)\nassert [p.x[0] for p in kept] == list(range(0, 400, 10))": true,
    },
    { ms: 2000 },
  ),
];
