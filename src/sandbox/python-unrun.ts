/**
 * Assertions that never ran prove nothing: neither those in functions and classes that a check gives to the program, nor a check none of
 * whose assertions ran. Part of `pythonJudge`.
 */
export const pythonUnrun = String.raw`
class Unrun:
    """Where a check judges: marked in its text before it runs, looked at when it has come to its end."""
    ANY = 0

    def __init__(self, check, tree, names, peer):
        self.peer, self.ran, self.marked, self.needed, self.decorated, self.any = peer, set(), {}, {}, set(), False
        self.skips = "skip" in check
        main_guards(tree)
        if "class " in check:
            self.classes_in(tree)
        for node in list(ast.walk(tree)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and asserts(node) and not any("skip" in ast.unparse(each) for each in node.decorator_list):
                self.number(node)
                self.decorated.update([key_of(node)] if {root_of(each) for each in node.decorator_list} & names.theirs else [])
        self.lambdas = {self.heard(node) for node in ast.walk(tree) if isinstance(node, ast.Lambda) and any(map(is_real, ast.walk(node.body)))}
        self.blocks(tree)
        names["__ran__"], names["__exited__"] = self.ran.add, exited

    def number(self, node):
        """Has a function say that it runs."""
        key = key_of(node)
        if key not in self.marked:
            self.marked[key] = len(self.marked) + 1
            node.body.insert(int(ast.get_docstring(node, clean=False) is not None), self.said(node.body[-1], self.marked[key]))
        return self.marked[key]

    def heard(self, node):
        """Has a lambda say that it runs."""
        number = self.marked.setdefault((node.lineno, "<lambda>"), len(self.marked) + 1)
        call = self.said(node.body, number).value
        node.body = ast.copy_location(ast.BoolOp(ast.Or(), [call, node.body]), node.body)
        return number

    def said(self, at, number):
        call = ast.Call(ast.Name("__ran__", ast.Load()), [ast.Constant(number)], [])
        return ast.fix_missing_locations(ast.copy_location(ast.Expr(ast.copy_location(call, at)), at))

    def classes_in(self, tree):
        """The methods that judge and that the check speaks of, by the names of their classes."""
        for node in ast.walk(tree):
            for each in node.body if isinstance(node, ast.ClassDef) else []:
                if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef)) and judges(each):
                    if each.name == "__init__" or speaks_of(tree, each.name) > speaks_of(each, each.name):
                        self.needed.setdefault(node.name, {})[each.name] = self.number(each)

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
                marked += [self.said(each, self.ANY), each] if self.is_judged(each) else [each]
            part[:] = marked

    def is_judged(self, node):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.AsyncFor, ast.While)):
            return False
        if isinstance(node, ast.Try):
            if any(is_real(each) for part in node.body for each in inside(part)):
                for handler in node.handlers:
                    handler.body.insert(0, self.said(handler.body[0], self.ANY))
            return False
        if isinstance(node, (ast.With, ast.AsyncWith)):
            found = any(is_real(each) for item in node.items for each in ast.walk(item))
        elif isinstance(node, (ast.If, ast.Match)):
            return any(is_real(each) or isinstance(each, ast.Raise) for each in ast.walk(node))
        else:
            found = any(is_real(each) for each in inside(node))
        self.any = self.any or found
        return found

    def left(self):
        ran = {key[1] for key, number in self.marked.items() if number in self.ran}
        for kind in self.peer.handed_classes & set(self.needed):
            for name in set(self.needed[kind]) - ran - {"__init__"}:
                return fails("the check's %s.%s(), which is of a class that the program was given, judges and never ran" % (kind, name))
        for key, kind in self.peer.built:
            if key in self.marked and self.marked[key] not in self.ran:
                return fails("the check made a %s, of which %s() judges and never ran" % (kind, key[1]))
        for key in self.peer.handed:
            if self.marked.get(key, self.ANY) not in {*self.ran, self.ANY} and (key in self.decorated or key not in self.peer.inspected):
                return fails("the check's %s(), which the program %s, holds an assertion and never ran" % (key[1], "decorates" if key in self.decorated else "was given"))
        for key, error in self.peer.kept_errors.items():
            return fails("the check's %s() raised what the program kept to itself: %s" % (key and key[1], words(error)))
        if (self.any or self.lambdas) and not self.ran & {self.ANY, *self.lambdas} and not self.skips:
            fails("no assertion of the check ran")

def key_of(node):
    return min([node.lineno, *(each.lineno for each in node.decorator_list)]), node.name

def speaks_of(tree, name):
    return sum(isinstance(each, ast.Attribute) and each.attr == name for each in ast.walk(tree))

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
    """A check that is written as a script runs as one; what only pytest can run is run by the judge."""
    for node in tree.body:
        if isinstance(node, ast.If) and isinstance(node.test, ast.Compare) and "__name__" in ast.unparse(node.test) and "__main__" in ast.unparse(node.test):
            if isinstance(node.test.ops[0], ast.Eq) and "pytest" not in ast.unparse(node):
                node.test = ast.copy_location(ast.Constant(True), node.test)
                for each in ast.walk(node):
                    if isinstance(each, ast.Call) and ast.unparse(each.func) in ("exit", "quit", "sys.exit"):
                        each.func = ast.copy_location(ast.Name("__exited__", ast.Load()), each.func)

def exited(code=None):
    """A script that ends well has come to its end."""
    if code is not None and code != 0:
        raise AssertionError("the check ended with " + str(code)[:200])
`;
