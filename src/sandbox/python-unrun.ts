/**
 * Assertions that a program kept from running prove nothing: those of tests and classes in whose place its decorators put something else,
 * and where nothing else has judged those of functions and classes that a check gives to it. What a check passes by itself is its own
 * affair, as in plain Python. Part of `pythonJudge`.
 */
export const pythonUnrun = String.raw`
class Unrun:
    """Where a check judges: marked in its text before it runs, looked at when it has come to its end."""
    ANY = 0

    def __init__(self, check, tree, names, peer):
        self.peer, self.ran, self.marked, self.guards, self.firsts, self.replaced, self.awaited = peer, set(), {}, {}, {}, set(), set()
        self.needed, self.asserting, self.derived, self.theirs = {}, {}, set(), names.theirs | modules_of(check)
        self.alone, self.asserted, self.same, self.swallowed, self.behind = set(), set(), set(), {}, {}
        self.skips = "skip" in check
        self.top = {key_of(node) for node in tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}
        main_guards(tree)
        for node in list(ast.walk(tree)):
            if isinstance(node, ast.ClassDef):
                self.class_in(tree, node)
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and asserts(node) and not skipped(node):
                number = self.number(node)
                self.asserted.add(key_of(node))
                if judges_program(node, self.theirs):
                    self.alone.add(key_of(node))
                if isinstance(node, ast.AsyncFunctionDef):
                    self.ends(node, number)
                self.watch(node, key_of(node) if node.name.startswith("test") or key_of(node) in self.alone else None)
            elif isinstance(node, ast.With) and not expects_in(check) and any(is_real(each) for part in node.body for each in inside(part)):
                self.keeps(node)
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and peer.oracles and key_of(node) in peer.comparing:
                self.watch(node, key_of(node))
        self.lambdas = {self.heard(node) for node in ast.walk(tree) if isinstance(node, ast.Lambda) and any(map(is_real, ast.walk(node.body)))}
        self.blocks(tree)
        peer.asserting = bool(self.asserted)
        names["__ran__"], names["__exited__"], names["__first__"], names["__last__"] = self.ran.add, exited, self.first, self.last
        names["__failed__"], names["__kept__"] = self.failed, self.kept

    def number(self, node):
        """Has a function say that it runs."""
        key = key_of(node)
        if key not in self.marked:
            self.marked[key] = len(self.marked) + 1
            node.body.insert(int(ast.get_docstring(node, clean=False) is not None), self.said(node.body[-1], self.marked[key]))
        return self.marked[key]

    def ends(self, node, number):
        """Has a coroutine say that it came to its end, and whether an error or who ran it ended it."""
        first = int(ast.get_docstring(node, clean=False) is not None)
        broken = [self.said(node.body[-1], "broken %d" % number), ast.Raise()]
        whole = ast.Try(node.body[first:], [ast.ExceptHandler(ast.Name("BaseException", ast.Load()), None, broken)], [], [self.said(node.body[-1], "ended %d" % number)])
        node.body[first:] = [ast.fix_missing_locations(ast.copy_location(whole, node.body[-1]))]
        self.awaited.add(key_of(node))

    def heard(self, node):
        """Has a lambda say that it runs."""
        number = self.marked.setdefault((node.lineno, "<lambda>"), len(self.marked) + 1)
        call = self.said(node.body, number).value
        node.body = ast.copy_location(ast.BoolOp(ast.Or(), [call, node.body]), node.body)
        return number

    def said(self, at, number):
        call = ast.Call(ast.Name("__ran__", ast.Load()), [ast.Constant(number)], [])
        return ast.fix_missing_locations(ast.copy_location(ast.Expr(ast.copy_location(call, at)), at))

    def keeps(self, node):
        """Has a block say that an assertion in it did not hold, and that it was left as if nothing had been: whatever it is that has kept that to itself."""
        number = len(self.swallowed)
        self.swallowed[number] = None
        said = lambda name, *args: ast.Expr(ast.Call(ast.Name(name, ast.Load()), [ast.Constant(number), *args], []))
        broken = [said("__failed__", ast.Name("__error__", ast.Load())), ast.Raise()]
        node.body = [ast.fix_missing_locations(ast.copy_location(ast.Try(node.body, [ast.ExceptHandler(ast.Name("AssertionError", ast.Load()), "__error__", broken)], [], []), node))]
        self.behind[id(node)] = ast.fix_missing_locations(ast.copy_location(said("__kept__"), node))

    def failed(self, number, error):
        self.swallowed[number] = error

    def kept(self, number):
        error, self.swallowed[number] = self.swallowed[number], None
        if error is not None and not spared(error):
            fails(words(error))

    def watch(self, node, key):
        """Learns whether what decorates a test or a class puts something else in its place."""
        if key and node.decorator_list and not any(each.id == "__last__" for deco in node.decorator_list for each in ast.walk(deco) if isinstance(each, ast.Name)):
            made = [ast.Call(ast.Name(name, ast.Load()), [ast.Constant(key)], []) for name in ("__last__", "__first__")]
            made = [ast.fix_missing_locations(ast.copy_location(each, at)) for each, at in zip(made, (node.decorator_list[0], node.decorator_list[-1]))]
            node.decorator_list = [made[0], *node.decorator_list, made[1]]

    def first(self, key):
        return lambda value: self.firsts.update([(key, value)]) or value

    def last(self, key):
        def look(value):
            same = value is self.firsts.get(key) or any(each is self.firsts.get(key) for each in functions_of(value))
            (self.replaced.discard if same else self.replaced.add)(key)
            self.same.update([key] if value is self.firsts.get(key) else [])
            if key in self.peer.comparing and is_remote(value) and not isinstance(value, RemoteType):
                inner(value)["oracle"] = key[1], {key}
            return value
        return look

    def class_in(self, tree, node):
        """The methods of a class by which the check judges what it makes of it, and those that assert."""
        if any(root_of(each) in self.theirs | self.derived for each in [*node.bases, *(word.value for word in node.keywords)]):
            self.derived.add(node.name)
        for each in node.body:
            if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef)) and judges(each) and not skipped(each):
                self.number(each)
                if asserts(each):
                    self.asserting.setdefault(node.name, set()).add(key_of(each))
                if asserts(each) and each.name.startswith("test") or (asserts(each) or returns_comparison(each)) and spoken_of(tree, node.name, each.name):
                    self.needed.setdefault(node.name, set()).add(key_of(each))
        self.watch(node, None if skipped(node) else node.name)

    def blocks(self, node):
        """Marks what comes before each assertion, and the ways that lead past one on purpose."""
        for field in ("body", "orelse", "finalbody", "handlers", "cases"):
            part = getattr(node, field, None)
            if not isinstance(part, list):
                continue
            for each in part:
                self.blocks(each)
            if field in ("handlers", "cases"):
                continue
            marked = []
            for each in part:
                mark = self.mark_of(each)
                marked += [each] if mark is None else [self.said(each, mark), each]
                marked += [self.behind[id(each)]] if id(each) in self.behind else []
            part[:] = marked

    def mark_of(self, node):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.AsyncFor, ast.While)):
            return None
        if isinstance(node, ast.Raise):
            return "raised %d" % node.lineno if node.lineno in self.peer.guarded else None
        if isinstance(node, ast.Try):
            # An error that a check catches is one that it looked for.
            for handler in node.handlers:
                handler.body.insert(0, self.said(handler.body[0], self.ANY))
            return None
        if isinstance(node, (ast.If, ast.Match)):
            return self.ANY if any(map(is_real, inside(node))) else self.guard(node) if any(isinstance(each, ast.Raise) for each in inside(node)) else None
        parts = (each for item in node.items for each in ast.walk(item)) if isinstance(node, (ast.With, ast.AsyncWith)) else inside(node)
        return self.ANY if any(map(is_real, parts)) else None

    def guard(self, node):
        self.guards[-node.lineno] = range(node.lineno, node.end_lineno + 1)
        return -node.lineno

    def unrun(self, keys):
        return [key for key in keys if key in self.marked and self.marked[key] not in self.ran]

    def is_back(self, key):
        return key not in self.awaited or "ended %d" % self.marked[key] in self.ran and "broken %d" % self.marked[key] not in self.ran

    def left(self):
        for key in self.unrun(self.replaced & self.peer.handed):
            return fails("the check's %s(), which the program decorates, holds an assertion and never ran" % key[1])
        for kind in self.replaced & set(self.needed) & self.peer.handed_classes:
            for key in self.unrun(self.needed[kind]):
                return fails("the check's %s.%s(), which is of a class that the program decorates, judges and never ran" % (kind, key[1]))
        for key in self.unrun((self.peer.handed & self.alone) - self.same - self.awaited):
            return fails("the check's %s(), which the program was given, holds an assertion and never ran" % key[1])
        for key, kind in self.peer.built:
            if self.unrun([key]):
                return fails("the check made a %s, of which %s() judges and never ran" % (kind, key[1]))
        raised = {int(each[7:]) for each in self.ran if str(each).startswith("raised")}
        if self.skips or self.ran & {self.ANY, *self.lambdas} or any(each in self.ran and not raised & set(lines) for each, lines in self.guards.items()):
            return
        # Nothing has judged: then what the program was given to run counts.
        for line in raised:
            return fails("the error that the check raises in line %d ended nothing, and none of its assertions ran" % line)
        for key in [*self.unrun(self.peer.handed), *(each for each in self.peer.handed & self.awaited if not self.is_back(each))]:
            return fails("none of the check's assertions ran: %s(), which the program was given, holds an assertion and never ran" % key[1])
        for kind in self.derived & set(self.asserting):
            for key in self.unrun(self.asserting[kind]):
                return fails("none of the check's assertions ran: %s.%s(), which is of a class that the program was given, holds an assertion and never ran" % (kind, key[1]))
        for key in (self.asserted & self.peer.handed) - Failures.ended - self.awaited:
            return fails("none of the check's assertions ran: the program was given %s() and kept what ended it" % key[1])
        for key in self.unrun(self.asserted & self.top):
            return fails("none of the check's assertions ran: it defines %s() and never calls it" % key[1])

def judges_program(node, theirs):
    """Whether a function asserts what the program gives to its own calls."""
    nodes = [each for part in node.body for each in ast.walk(part)]
    got = {name for each in nodes if isinstance(each, ast.Assign) and calls_of(each.value, theirs) for target in each.targets for name in names_of_part(target)}
    return any(is_real(each) and (calls_of(each, theirs) or names_of_part(each) & got) for each in nodes)

def key_of(node):
    return min([node.lineno, *(each.lineno for each in node.decorator_list)]), node.name

def skipped(node):
    return any("skip" in ast.unparse(each) for each in node.decorator_list)

def spoken_of(tree, kind, name):
    """Whether a check asks for a member of a class by the class, what is made of it, or a name for that."""
    holders = {kind}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and root_of(node.value) == kind:
            holders.update(each.id for each in node.targets if isinstance(each, ast.Name))
    return any(isinstance(each, ast.Attribute) and each.attr == name and root_of(each) in holders for each in ast.walk(tree))

def root_of(node):
    return next((each.id for each in ast.walk(node) if isinstance(each, ast.Name)), None)

def inside(node):
    """All of a statement but for what is in functions and classes that it defines."""
    queue = [node]
    while queue:
        each = queue.pop()
        yield each
        queue += [child for child in ast.iter_child_nodes(each) if not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda))]

def is_real(node):
    """An assertion that can hold and can fail; not one that is only never to be reached."""
    if isinstance(node, ast.Assert):
        return any(isinstance(each, ast.Name) for each in ast.walk(node.test))
    return isinstance(node, ast.Call) and is_assertion(node.func)

def asserts(node):
    return any(is_real(each) for part in node.body for each in ast.walk(part))

def judges(node):
    """Whether a function asserts, raises where something is not as it should be, or gives what a comparison says."""
    return asserts(node) or returns_comparison(node) or any(isinstance(each, ast.Raise) for part in node.body for each in ast.walk(part))

def main_guards(tree):
    """A check that is written as a script runs as one, and may end as one; what only pytest can run is run by the judge."""
    for node in tree.body:
        if isinstance(node, ast.If) and isinstance(node.test, ast.Compare) and "__name__" in ast.unparse(node.test) and "__main__" in ast.unparse(node.test):
            if isinstance(node.test.ops[0], ast.Eq) and "pytest" not in ast.unparse(node):
                node.test = ast.copy_location(ast.Constant(True), node.test)
                node.body[-1] = ending(node.body[-1])
                for each in ast.walk(node):
                    if isinstance(each, ast.Call) and ast.unparse(each.func) in EXITS:
                        each.func = ast.copy_location(ast.Name("__exited__", ast.Load()), each.func)
    if tree.body:
        tree.body[-1] = ending(tree.body[-1])

EXITS = ("exit", "quit", "sys.exit")

def ending(node):
    """The last statement of a script, where it ends the script."""
    call = node.value if isinstance(node, ast.Expr) else node.exc if isinstance(node, ast.Raise) else None
    if isinstance(call, ast.Call) and ast.unparse(call.func) in (EXITS if isinstance(node, ast.Expr) else ("SystemExit",)):
        made = ast.Call(ast.Name("__exited__", ast.Load()), call.args, call.keywords)
        return ast.fix_missing_locations(ast.copy_location(ast.Expr(ast.copy_location(made, node)), node))
    return node

def exited(code=None):
    """A script that ends well has come to its end."""
    if code is not None and code != 0:
        raise AssertionError("the check ended with " + str(code)[:200])
`;
