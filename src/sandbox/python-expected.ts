/**
 * Whose an error is that the program caught, and whether the check meant it to: the task may be a runner of tests, a retry or a soft
 * assertion, whose right programs catch AssertionErrors, and a program may raise them as its contract. Part of `pythonJudge`.
 */
export const pythonExpected = String.raw`
def is_theirs(error):
    """Whether the program raised an error: it comes out of the wire."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and trace.tb_frame.f_code is Talk.answered.__code__

def places_of(error):
    """Where an error went through the check, from the outermost on."""
    trace, found = error.__traceback__, []
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "check.py":
            found.append((trace.tb_lineno, key_of_code(trace.tb_frame.f_code)))
        trace = trace.tb_next
    return found

def note(error):
    """Keeps an error in mind that decides the check, whoever catches it."""
    peer = Failures.peer
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            note(each)
    elif isinstance(error, Misused) or counts(peer, error) and not spared(error):
        if not isinstance(error, (AssertionError, Misused)) and not is_theirs(error):
            Failures.kept[places_of(error)[0][1]] = words(error)
        else:
            Failures.first = Failures.first or words(error)

def counts(peer, error):
    """Assertions of the check that did not hold, what else comes out of one because of the program, and errors in the place of assertions whose end nobody looks at."""
    lines = [line for line, _ in places_of(error)]
    if is_theirs(error):
        return out_of_assertion(peer, error)
    return isinstance(error, AssertionError) or bool(lines) and lines[-1] in peer.guarded and discards(peer)

def out_of_assertion(peer, error):
    """A lambda in the words of an assertion is none."""
    return any(line in peer.asserted and key[1] != "<lambda>" for line, key in places_of(error))

def discards(peer):
    """Whether the check asks no result of the call in which it was called itself."""
    return in_lines(peer.discarded)

def spared(error):
    """Whether an error is none of the check's verdict: an AssertionError of the program's own, or one that says nothing of the program, which the check may want to be caught."""
    if not isinstance(error, AssertionError) or isinstance(error, BaseExceptionGroup):
        return False
    peer, places = Failures.peer, places_of(error)
    if is_theirs(error):
        return not out_of_assertion(peer, error)
    if not places or places[-1][0] not in peer.free:
        return False
    if not peer.expects:
        Failures.doubts[places[0][1]] = places[-1][0], words(error)
    return True

def returned(key):
    """A function of the check that failed and now holds was tried again, as it was meant to be."""
    Failures.doubts.pop(key, None)
    Failures.ended.add(key)

def replaced(error):
    """An error of the program in a finally block takes the place of an assertion that did not hold; that it goes on is not lost."""
    before, frame = sys.exc_info()[1], sys._getframe(1)
    while before is not None and frame is not None and frame.f_code.co_filename != "check.py":
        frame = frame.f_back
    if before is not None and frame is not None and frame.f_lineno in Failures.peer.finals:
        note(before)

def came_back(error):
    """One of the check that is raised where the check called the program was kept by nobody."""
    for _, key in places_of(error)[:1] if isinstance(error, BaseException) else ():
        Failures.doubts.pop(key, None)
        Failures.kept.pop(key, None)

def unnamed_in(check):
    """The lines of blocks whose object the check cannot ask for what was raised in them."""
    nodes = [node for node in nodes_of(check) if isinstance(node, ast.With) and all(each.optional_vars is None and isinstance(each.context_expr, ast.Call) for each in node.items)]
    return {line for node in nodes for line in range(node.lineno, node.end_lineno + 1)}

def finals_in(check):
    return {line for node in nodes_of(check) if isinstance(node, ast.Try) for each in node.finalbody for line in range(each.lineno, each.end_lineno + 1)}

def modules_of(check):
    """The names under which a check has the program, or what is of it."""
    found = set(IMPORTED)
    for node in nodes_of(check):
        if isinstance(node, ast.ImportFrom) and node.module in IMPORTED:
            found |= {each.asname or each.name for each in node.names}
        elif isinstance(node, ast.Import):
            found |= {each.asname for each in node.names if each.asname and each.name in IMPORTED}
    return found

def calls_of(node, theirs):
    """The calls of the program in a part of a check."""
    return [each for each in ast.walk(node) if isinstance(each, ast.Call) and root_of(each.func) in theirs]

def discarded_in(check):
    """The lines of calls of which nothing is asked, be it by an except clause."""
    looked = {line for node in nodes_of(check) if isinstance(node, ast.Try) and node.handlers for each in node.body for line in range(each.lineno, each.end_lineno + 1)}
    return {line for node in nodes_of(check) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) for line in range(node.lineno, node.end_lineno + 1)} - looked

def oracles_in(check, theirs, comparing):
    """The lines where a function of the check compares what the program gave."""
    nodes, names = nodes_of(check), {name for _, name in comparing}
    got = {name for node in nodes if isinstance(node, ast.Assign) and calls_of(node.value, theirs) for each in node.targets for name in names_of_part(each)}
    calls = [node for node in nodes if isinstance(node, ast.Call) and (getattr(node.func, "attr", None) or getattr(node.func, "id", None)) in names]
    return {line for node in calls if any(calls_of(each, theirs) or names_of_part(each) & got for each in node.args) for line in range(node.lineno, node.end_lineno + 1)}

def expects_in(check):
    """Whether a check hands AssertionError itself to somebody, as to who is to catch it."""
    given = [each for node in nodes_of(check) if isinstance(node, ast.Call) for part in [*node.args, *(word.value for word in node.keywords)] for each in ([part, *part.elts] if isinstance(part, ast.Tuple) else [part])]
    return any(isinstance(each, ast.Name) and each.id == "AssertionError" for each in given)

def names_of_part(node):
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}

def tainted_in(check, theirs):
    """The names of a check that may hold what the program had a hand in. By their words alone, wherever they stand."""
    found = {*theirs, "self", "cls"}
    for node in nodes_of(check):
        if isinstance(node, ast.arg):
            found.add(node.arg)
    size = -1
    while size != len(found):
        size = len(found)
        for node in nodes_of(check):
            found |= reached(node, found) - BUILT_IN
    return found

BUILT_IN = frozenset(vars(builtins))

def reached(node, found):
    """The names that a statement gives something of what is tainted, or hands to it."""
    has = lambda part: part is not None and not names_of_part(part).isdisjoint(found)
    if isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.NamedExpr)) and has(node.value):
        return {root_of(each) for each in (node.targets if isinstance(node, ast.Assign) else [node.target])} | {name for each in getattr(node, "targets", ()) if isinstance(each, (ast.Tuple, ast.List)) for name in names_of_part(each)}
    if isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)) and has(node.iter):
        return names_of_part(node.target)
    if isinstance(node, ast.withitem) and node.optional_vars is not None and has(node.context_expr):
        return names_of_part(node.optional_vars)
    if isinstance(node, ast.Call) and not (is_assertion(node.func) and root_of(node.func) == "self"):
        given = [*node.args, *(word.value for word in node.keywords)]
        if has(node.func):
            return set().union(*map(names_of_part, given))
        return {root_of(node.func)} if isinstance(node.func, ast.Attribute) and any(map(has, given)) else set()
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and any(map(has, [*node.body, *node.decorator_list])):
        return {node.name}
    return set()

def free_in(check, theirs):
    """The lines of assertions that say nothing of the program: all that decides about them, and that is done before, is the check's own."""
    if "AssertionError" not in check and "assert" not in check:
        return set()
    found, tainted = set(), None
    for node in nodes_of(check):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.With)):
            continue
        parts = [each for part in node.body for each in (inside(part) if not isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) else ())]
        own = [each for each in parts if is_own_assertion(each)]
        sites = [each for each in parts if isinstance(each, ast.Assert) or isinstance(each, ast.Raise) and each.exc is not None and root_of(each.exc) == "AssertionError"] + own
        cases = [each.value.func.value for each in own]
        if sites:
            tainted = tainted_in(check, theirs) if tainted is None else tainted
            if not any(isinstance(each, ast.Name) and each.id in tainted and not any(each is case for case in cases) for each in parts):
                found |= {line for each in sites for line in range(each.lineno, each.end_lineno + 1)}
    return found

def is_own_assertion(node):
    """One of the check's test case."""
    called = node.value.func if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) else None
    return isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "self" and (is_assertion(called) or called.attr == "fail")

class AsHeld(ast.NodeTransformer):
    """A check as it would go on if some of its assertions had held."""
    def __init__(self, lines):
        self.lines = lines
    def visit(self, node):
        if (isinstance(node, (ast.Assert, ast.Raise)) or is_own_assertion(node)) and node.lineno in self.lines:
            return ast.copy_location(ast.Pass(), node)
        return self.generic_visit(node)
`;
