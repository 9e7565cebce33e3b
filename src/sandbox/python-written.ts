/** What the judge reads of a check's own text, and what it puts into it. Part of `pythonJudge`. */
export const pythonWritten = String.raw`
def written(check):
    """The names that a check has in its own text."""
    nodes = ast.walk(compile(check, "check.py", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT | ast.PyCF_ONLY_AST))
    return {getattr(node, field, None) for node in nodes for field in ("id", "attr", "name")}

def asserted_in(check):
    """The lines of a check's assertions."""
    nodes = [node for node in ast.walk(ast.parse(check)) if isinstance(node, ast.Assert) or isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and is_assertion(node.value.func)]
    return {line for node in nodes for line in range(node.lineno, node.end_lineno + 1)}

def decorated_in(check):
    """The classes that a check puts through a decorator, as such or by a call, and whether they are to compare as data classes do."""
    nodes = list(ast.walk(ast.parse(check)))
    called = {each.id for node in nodes if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) for each in [*node.targets, *node.value.args] if isinstance(each, ast.Name)}
    return {node.name: any("dataclass" in ast.unparse(each) for each in node.decorator_list) for node in nodes if isinstance(node, ast.ClassDef) and (node.decorator_list or node.name in called)}

def judging_in(check):
    """By its first line and its name: what each function of a check compares, and None where it asserts."""
    found = {}
    for node in ast.walk(ast.parse(check)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            parts = [each for part in (node.body if isinstance(node.body, list) else [node.body]) for each in ast.walk(part)]
            names = {each.id for part in parts if isinstance(part, ast.Compare) and not asks_for_none(part) for each in ast.walk(part) if isinstance(each, ast.Name)}
            judges = any(isinstance(each, (ast.Assert, ast.Raise)) or isinstance(each, ast.Call) and is_assertion(each.func) for each in parts)
            first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))])
            found.setdefault((first, getattr(node, "name", "<lambda>")), set()).update(names, [None] if judges else [])
    return found

def asks_for_none(compare):
    return all(isinstance(each, (ast.Is, ast.IsNot)) for each in compare.ops) and all(isinstance(each, ast.Constant) and each.value is None for each in compare.comparators)

def owners_in(check):
    """By its first line and its name: of which class each method is that a check writes."""
    found = {}
    for kind in ast.walk(ast.parse(check)):
        for node in kind.body if isinstance(kind, ast.ClassDef) else []:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and [each.arg for each in [*node.args.posonlyargs, *node.args.args][:1]] in (["self"], ["cls"]):
                found[min([node.lineno, *(each.lineno for each in node.decorator_list)]), node.name] = kind.name
    return found

def is_assertion(called):
    name = getattr(called, "attr", None) or getattr(called, "id", None)
    return isinstance(name, str) and name.startswith("assert")

class Delegate:
    """A generator of the program, for a generator of the check that yields from it."""
    def __init__(self, it):
        self.it = iter(it)
    def __iter__(self):
        return self
    def ended(self, ask):
        try:
            return ask()
        except BaseException as error:
            if ends(error, StopIteration):
                raise StopIteration(*error.args[:1])
            raise
    def __next__(self):
        return self.ended(lambda: next(self.it))
    def send(self, value):
        return self.ended(lambda: self.it.send(value))
    def throw(self, *error):
        return self.ended(lambda: self.it.throw(*error))
    def close(self):
        close = getattr(self.it, "close", None)
        return close and close()

def delegating(check, names):
    """A check that yields from what is of the program: the end of that is the end of its part and of nothing else."""
    if "yield from" not in check:
        return check
    names["__delegate__"] = lambda value: Delegate(value) if is_remote(value) else value
    tree = ast.parse(check, "check.py")
    for node in ast.walk(tree):
        if isinstance(node, ast.YieldFrom):
            node.value = ast.copy_location(ast.Call(ast.copy_location(ast.Name("__delegate__", ast.Load()), node.value), [node.value], []), node.value)
    return tree
`;
