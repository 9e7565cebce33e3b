/** Assertions of a check in a function that the program decorates: one that never ran proves nothing. Part of `pythonJudge`. */
export const pythonUnrun = String.raw`
class Unrun:
    """The functions with assertions that a check gives to decorators of the program, marked where they are made and where they run."""
    def __init__(self, tree, names):
        self.made, self.ran = {}, set()
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and self.is_given(node, names) and self.asserts(node):
                self.mark(node)
        names["__made__"], names["__ran__"] = self.make, self.ran.add

    def is_given(self, node, names):
        said = [ast.unparse(each) for each in node.decorator_list]
        roots = {next((each.id for each in ast.walk(part) if isinstance(each, ast.Name)), None) for part in node.decorator_list}
        return bool(roots & names.theirs) and not any("skip" in each for each in said)

    def asserts(self, node):
        """Not what is only never to be reached."""
        parts = [each for part in node.body for each in ast.walk(part)]
        return any(isinstance(each, ast.Assert) and not isinstance(each.test, ast.Constant) or isinstance(each, ast.Call) and is_assertion(each.func) for each in parts)

    def mark(self, node):
        number = len(self.made)
        self.made[number] = None
        call = lambda name, at: ast.fix_missing_locations(ast.copy_location(ast.Call(ast.Name(name, ast.Load()), [ast.Constant(number)], []), at))
        node.decorator_list.append(call("__made__", node.decorator_list[-1]))
        first = int(ast.get_docstring(node, clean=False) is not None)
        node.body.insert(first, ast.copy_location(ast.Expr(call("__ran__", node.body[-1])), node.body[-1]))

    def make(self, number):
        def made(function):
            self.made[number] = function.__name__
            return function
        return made

    def left(self):
        for number, name in self.made.items():
            if name is not None and number not in self.ran:
                fails("the check's %s(), which the program decorates, holds an assertion and never ran" % name)
`;
