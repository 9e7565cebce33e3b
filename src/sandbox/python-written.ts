/** What the judge reads of a check's own text, and what it puts into it. Part of `pythonJudge`. */
export const pythonWritten = String.raw`
@functools.cache
def parsed(check):
    """Read once, for who only looks at it."""
    return ast.parse(check)

@functools.cache
def nodes_of(check):
    return list(ast.walk(parsed(check)))

def written(check):
    """The names that a check has in its own text."""
    return {getattr(node, field, None) for node in nodes_of(check) for field in ("id", "attr", "name")}

@functools.cache
def mentioned_in(check):
    """The numbers and the words that stand in a check: what it gives the program and asks of it."""
    values = [node.value for node in nodes_of(check) if isinstance(node, ast.Constant)]
    words = {part for each in values if type(each) is str for part in "".join(letter if letter.isalnum() else " " for letter in each).split()}
    # What a check walks through by its letters.
    letters = {letter for each in words if len(each) < 40 for letter in each}
    return frozenset([*(each for each in values if type(each) in (int, float, str)), *words, *letters])

def asserted_in(check, theirs):
    """The lines of a check's assertions. A function of the program that is called like one is none."""
    own = lambda called: is_assertion(called) and not (isinstance(called, ast.Name) and called.id in theirs and called.id not in ("assert_equal", "assertEqual"))
    nodes = [node for node in nodes_of(check) if isinstance(node, ast.Assert) or isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and own(node.value.func)]
    return {line for node in nodes for line in range(node.lineno, node.end_lineno + 1)}

def guarded_in(check, theirs):
    """The lines that raise an error where what a function of the program gives is not what it should be: assertions in another form."""
    calls = lambda node: calls_of(node, theirs)
    nodes = nodes_of(check) if "raise" in check else ()
    got = {name.id for node in nodes if isinstance(node, ast.Assign) and calls(node.value) for each in node.targets for name in ast.walk(each) if isinstance(name, ast.Name)}
    found = set()
    for node in nodes:
        if isinstance(node, ast.If) and differs(node.test) and (calls(node.test) or any(isinstance(each, ast.Name) and each.id in got for each in ast.walk(node.test))):
            found |= {line for each in node.body if isinstance(each, ast.Raise) for line in range(each.lineno, each.end_lineno + 1)}
    return found

def differs(test):
    """Whether it says that two things are not the same."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return isinstance(test.operand, ast.Compare) and isinstance(test.operand.ops[0], (ast.Eq, ast.Is, ast.In))
    if isinstance(test, ast.BinOp):
        return isinstance(test.op, (ast.Sub, ast.BitXor))
    return isinstance(test, ast.Compare) and isinstance(test.ops[0], (ast.NotEq, ast.IsNot, ast.NotIn))

def decorated_in(check):
    """The classes that a check puts through a decorator, as such or by a call, and whether they are to compare as data classes do."""
    nodes = nodes_of(check)
    called = {each.id for node in nodes if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) for each in [*node.targets, *node.value.args] if isinstance(each, ast.Name)}
    return {node.name: any("dataclass" in ast.unparse(each) for each in node.decorator_list) for node in nodes if isinstance(node, ast.ClassDef) and (node.decorator_list or node.name in called)}

@functools.cache
def functions_in(check):
    """The functions of a check by their first line and their name."""
    return list(each_function(check))

def each_function(check):
    for node in nodes_of(check):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))])
            yield (first, getattr(node, "name", "<lambda>")), node, [each for part in (node.body if isinstance(node.body, list) else [node.body]) for each in ast.walk(part)]

@functools.cache
def judging_in(check):
    """What of a check's functions judges: those that assert, or raise, or call one that does; those that give something; and of these those that give what a comparison says."""
    calls, found, giving, comparing = {}, set(), set(), set()
    for key, node, parts in functions_in(check):
        calls.setdefault(key, set()).update(getattr(each.func, "attr", None) or getattr(each.func, "id", None) for each in parts if isinstance(each, ast.Call))
        if any(isinstance(each, (ast.Assert, ast.Raise)) or isinstance(each, ast.Call) and is_assertion(each.func) for each in parts):
            found.add(key)
        giving.update([key] if returned_by(node) else [])
        comparing.update([key] if returns_comparison(node) else [])
    size = -1
    while size != len(found):
        size, names = len(found), {name for _, name in found}
        found |= {key for key, called in calls.items() if called & names}
    return found, giving, comparing

def returned_by(node):
    values = [node.body] if isinstance(node, ast.Lambda) else [each.value for each in ast.walk(node) if isinstance(each, ast.Return) and each.value is not None]
    return [each for each in values if not isinstance(each, ast.Constant)]

def returns_comparison(node):
    return any(isinstance(each, ast.Compare) for value in returned_by(node) for each in ast.walk(value))

def hiding_in(check, theirs):
    """Of each function of a check the arguments whose defaults may be what is wanted; None for all. Who decorates a function is told of those that stand in no comparison with other arguments, and of which functions these are."""
    judging, found, decorated = judging_in(check)[0], {}, set()
    own = STORED | {key[1] for key, *_ in functions_in(check)}
    for key, node, parts in functions_in(check):
        if not node.args.defaults and not any(node.args.kw_defaults):
            continue
        mentions, given = Mentions(node), bool({root_of(each) for each in getattr(node, "decorator_list", [])} & theirs)
        compared = [part for part in parts if isinstance(part, ast.Compare) and not asks_for_none(part)]
        names = {name for part in compared for name in mentions.of(part) if not given or key in judging and len(mentions.of(part)) > 1}
        if key in judging and (not given or any(is_real(each) for each in parts)):
            names.add(None)
        found.setdefault(key, set()).update(names, mentions.handed_on(parts, theirs, own, given))
        decorated.update([key] if given and None not in names else [])
    return found, decorated

STORED = set("append appendleft add extend insert update setdefault put put_nowait write send push".split())

class Mentions:
    """Which arguments of a function an expression depends on."""
    def __init__(self, node):
        held = node.args
        names = [each.arg for each in (*held.posonlyargs, *held.args, *held.kwonlyargs, held.vararg, held.kwarg) if each]
        self.deps, self.outer = {name: {name} for name in names}, set()
        for _ in range(3):
            for each in ast.walk(node):
                if isinstance(each, (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.NamedExpr)) and each.value is not None:
                    self.assigned(each.targets if isinstance(each, ast.Assign) else [each.target], self.of(each.value))
                elif isinstance(each, (ast.For, ast.comprehension)):
                    self.assigned([each.target], self.of(each.iter))
                elif isinstance(each, (ast.Nonlocal, ast.Global)):
                    self.outer.update(each.names)

    def assigned(self, targets, deps):
        for each in targets:
            for name in ast.walk(each):
                if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store):
                    self.deps.setdefault(name.id, set()).update(deps)

    def of(self, node):
        return set().union(*(self.deps.get(each.id, ()) for each in ast.walk(node) if isinstance(each, ast.Name)))

    def is_outer(self, node):
        name = root_of(node)
        return name is not None and (name not in self.deps or name in self.outer or name == "self") and name not in vars(builtins)

    def handed_on(self, parts, theirs, own, compared):
        """What goes together with another argument, compared with it already or not, to where something else may compare it, or decides what comes next."""
        found = set()
        for each in parts:
            if isinstance(each, ast.Call) and self.is_outer(each.func) and root_of(each.func) not in theirs:
                goes = isinstance(each.func, ast.Name) or each.func.attr in own if isinstance(each.func, (ast.Name, ast.Attribute)) else False
                held = [*each.args, *(word.value for word in each.keywords)] if goes else []
            elif isinstance(each, (ast.Assign, ast.AugAssign)):
                targets = each.targets if isinstance(each, ast.Assign) else [each.target]
                held = [each.value] if any(self.is_outer(target) and not (isinstance(target, ast.Name) and target.id not in self.outer) for target in targets) else []
            else:
                held = [getattr(each, "subject", None) or each.test] if not compared and isinstance(each, (ast.If, ast.IfExp, ast.While, ast.Match)) else []
            if compared:
                held = [part for part in held if any(isinstance(at, ast.Compare) for at in ast.walk(part))]
            names = set().union(*map(self.of, held))
            found |= names if len(names) > 1 else set()
        return found

def asks_for_none(compare):
    return all(isinstance(each, (ast.Is, ast.IsNot)) for each in compare.ops) and all(isinstance(each, ast.Constant) and each.value is None for each in compare.comparators)

def owners_in(check):
    """By its first line and its name: of which class each method is that a check writes."""
    found = {}
    for kind in nodes_of(check):
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
    tree = ast.parse(check, "check.py")
    if "type(" in check and "type" not in names.theirs:
        names["__type__"] = type_of
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "type" and len(node.args) == 1 and not node.keywords:
                node.func.id = "__type__"
    if "yield from" not in check:
        return tree
    names["__delegate__"] = lambda value: Delegate(value) if is_remote(value) else value
    for node in ast.walk(tree):
        if isinstance(node, ast.YieldFrom):
            node.value = ast.copy_location(ast.Call(ast.copy_location(ast.Name("__delegate__", ast.Load()), node.value), [node.value], []), node.value)
    return tree
`;
