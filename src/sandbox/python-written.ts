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
