/**
 * A check never passes by what it left undone: tests of unittest, doctest, pytest's form and threads that fail fail it, and those that
 * nobody calls are run or refused. Part of `pythonJudge`.
 */
export const pythonFrameworks = String.raw`
class Unsupported(Exception):
    pass

def fails(why):
    """The check fails whatever it does with exceptions."""
    if Failures.first is None:
        Failures.first = why[:500]

def refuse(why):
    fails("not supported in checks: " + why)
    raise Unsupported(why)

BEGUN = set()

def looks_itself(check):
    """Whether a check asserts something of how its tests ended, as that a wrong one fails."""
    tree = parsed(check)
    named = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    outside = [each for node in tree.body if not isinstance(node, ast.ClassDef) for each in ast.walk(node)]
    return bool(named & {"wasSuccessful", "failures", "errors"}) and any(isinstance(each, (ast.Assert, ast.Raise)) for each in outside)

def unittest_here(unittest, check):
    class Main(unittest.TestProgram):
        """It fails the check instead of leaving the interpreter."""
        def runTests(self):
            leaves, self.exit = self.exit, False
            super().runTests()
            bad = [*self.result.errors, *self.result.failures]
            if self.result.testsRun == 0:
                raise AssertionError("unittest found no test in this check")
            if leaves and not self.result.wasSuccessful():
                raise AssertionError(bad[0][1].strip().rpartition("\n")[2][:500] if bad else "unittest was not successful")
    def noted(name):
        plain = getattr(unittest.TestResult, name)
        def add(self, test, *more):
            plain(self, test, *more)
            error = more[-1] if more else None
            if name != "addSubTest" or error is not None:
                fails(words(error[1]) if error else "unittest: a test that was expected to fail did not")
        setattr(unittest.TestResult, name, add)
    if not looks_itself(check):
        for name in ("addFailure", "addError", "addSubTest", "addUnexpectedSuccess"):
            noted(name)
    def begins(kind, name):
        plain = getattr(kind, name)
        def begin(self, *more, **named):
            BEGUN.add(type(self))
            return plain(self, *more, **named)
        setattr(kind, name, begin)
    begins(unittest.TestCase, "run")
    begins(unittest.TestCase, "debug")
    unittest.main = Main
    unittest.case.isinstance, unittest.case.issubclass = is_instance, is_subclass
    if "autospec" in check:
        import unittest.mock as mock
        # Functions of the program are functions to it.
        mock.isinstance = is_instance
    unittest.TestCase.assertEqual = lambda self, first, second, msg=None: assert_equal(first, second, msg)

def doctest_here(doctest, names):
    plain_run, plain_find = doctest.DocTestRunner.run, doctest.DocTestFinder.find
    def run(self, test, *more, **named):
        said = plain_run(self, test, *more, **named)
        if said.failed:
            fails("doctest: %d of %d examples of %s failed" % (said.failed, said.attempted, test.name))
        return said
    def find(self, obj, *more, **named):
        if is_remote(obj) or isinstance(obj, Program):
            refuse("doctest of the program's own text, which would run it in the check; write the examples in the check")
        return plain_find(self, obj, *more, **named)
    def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None, raise_on_error=False, exclude_empty=False):
        if m is not None and not isinstance(m, CheckModule):
            refuse("doctest.testmod of a module that is not the check")
        runner = doctest.DocTestRunner(verbose=False, optionflags=optionflags)
        texts = [(each, value.__doc__) for each, value in list(names.items()) if each != "__doc__" and defined_here(value)]
        for each, text in [*texts, ("check", names.get("__doc__"))]:
            if isinstance(text, str):
                runner.run(doctest.DocTestParser().get_doctest(text, Names.copy(names), each, "check.py", 0))
        if runner.tries == 0:
            raise AssertionError("doctest found no example in this check")
        return doctest.TestResults(runner.failures, runner.tries)
    doctest.DocTestRunner.run, doctest.DocTestFinder.find, doctest.testmod = run, find, testmod

def waits_here(peer):
    """Where a check waits, what the threads of the program did meanwhile is there when it goes on."""
    def waits(holder, name, after):
        plain = getattr(holder, name)
        @functools.wraps(plain)
        def wait(*args, **named):
            if not peer.left or args and args[0] is peer.turn:
                return plain(*args, **named)
            peer.request("sync", None, "")
            try:
                return plain(*args, **named)
            finally:
                peer.request(after, None, "")
        setattr(holder, name, wait)
        return plain, wait
    plain, wait = waits(time, "sleep", "settle")
    peer.plain = {wait: plain}
    waits(threading.Thread, "join", "settle")
    # It holds a lock that a thread of the program may wait for.
    waits(threading.Condition, "wait", "sync")

def threads_here(peer):
    waits_here(peer)
    def ended(args):
        if args.exc_value is not None:
            fails("a thread of the check ended with " + words(args.exc_value))
    threading.excepthook = ended
    # Else each has as much as the main one may use.
    threading.stack_size(1 << 20)
    unread_here()
    def forks():
        fails("not supported in checks: processes of their own (os.fork, multiprocessing); use threads")
    os.register_at_fork(before=forks, after_in_child=lambda: os._exit(1))

def asyncio_here(asyncio):
    """What asyncio wants to be a coroutine may be one of the program; what a check leaves behind of its own fails it."""
    loops_here(asyncio)
    plain_task, plain_run, tasks = asyncio.BaseEventLoop.create_task, asyncio.Runner.run if hasattr(asyncio, "Runner") else None, []
    def create_task(self, work, **more):
        tasks.append(plain_task(self, awaitable(work), **more))
        if not is_ours(tasks[-1]):
            tasks[-1].add_done_callback(lambda task: None if task.cancelled() or task._exception is None else note(task._exception))
        return tasks[-1]
    asyncio.BaseEventLoop.create_task = create_task
    run_all = asyncio.run
    asyncio.run = lambda main, **more: run_all(awaitable(main), **more)
    if plain_run:
        asyncio.Runner.run = lambda self, work, **more: plain_run(self, awaitable(work), **more)
    for name in ("iscoroutine", "iscoroutinefunction"):
        asks_about(asyncio, name)
    import inspect, warnings
    def unawaited(coroutine):
        if getattr(coroutine.cr_code, "co_filename", "") == "check.py":
            fails("the check never awaits %s()" % coroutine.__name__)
    warnings._warn_unawaited_coroutine = unawaited
    def left():
        for task in tasks:
            if not task.done() and asyncio.iscoroutine(task.get_coro()) and inspect.getcoroutinestate(task.get_coro()) == "CORO_CREATED":
                unawaited(task.get_coro())
            elif task.done() and not task.cancelled() and task._log_traceback and not is_ours(task):
                fails("a task of the check that nobody awaits ended with " + words(task.exception()))
    return left

def is_ours(task):
    return getattr(task.get_coro(), "__name__", "") == "whole"

def json_here(json):
    """A list or a dictionary of a class of the program is written as what it holds."""
    plain = json.JSONEncoder.default
    def default(self, value):
        content = of(value).peer.request("data", handle_in(value), "") if is_remote(value) and not isinstance(value, RemoteType) and of(value).content else None
        return content if type(content) in (list, dict) else plain(self, value)
    json.JSONEncoder.default = default

def pickle_here(pickle):
    """Bytes that a check did not pickle itself are read as plain data and nothing else: they could be a program's."""
    import hashlib, io
    mark = lambda content: hashlib.sha256(content).digest()
    own, plain_dumps, plain_loads = set(), pickle.dumps, pickle.loads
    def dumps(*args, **named):
        content = plain_dumps(*args, **named)
        own.add(mark(content))
        return content
    class Plain(pickle.Unpickler):
        def find_class(self, module, name):
            if (module, name) in {("builtins", kind.__name__) for kind in (set, frozenset, bytearray, complex, range, slice)} | {("collections", "OrderedDict"), ("collections", "deque"), ("collections", "defaultdict"), ("datetime", "date"), ("datetime", "time"), ("datetime", "datetime"), ("datetime", "timedelta"), ("datetime", "timezone"), ("decimal", "Decimal")}:
                return super().find_class(module, name)
            refuse("unpickling %s.%s from bytes that the check did not pickle" % (module, name))
    def loads(content, *args, **named):
        content = bytes(content)
        return plain_loads(content, *args, **named) if mark(content) in own else Plain(io.BytesIO(content), **named).load()
    def dump(value, file, *args, **named):
        file.write(dumps(value, *args, **named))
    class Pickler(pickle.Pickler):
        def __init__(self, file, *args, **named):
            self.file, self.kept = file, io.BytesIO()
            super().__init__(self.kept, *args, **named)
        def dump(self, value):
            super().dump(value)
            own.add(mark(self.kept.getvalue()))
            self.file.write(self.kept.getvalue())
            self.kept.seek(0), self.kept.truncate()
    class Unpickler:
        def __init__(self, file, **named):
            self.file, self.named = file, named
        def load(self):
            """Of a file with more than one object it takes the next."""
            import pickletools
            content = bytearray()
            class Next:
                def read(self, size=-1, file=self.file):
                    content.extend(part := file.read(size))
                    return part
                def readline(self, file=self.file):
                    content.extend(part := file.readline())
                    return part
            try:
                for _ in pickletools.genops(Next()):
                    pass
            except ValueError:
                if not content:
                    raise EOFError("Ran out of input") from None
            return loads(content, **self.named)
    pickle.dumps, pickle.loads, pickle.dump, pickle.Pickler, pickle.Unpickler = dumps, loads, dump, Pickler, Unpickler
    pickle.load = lambda file, **named: Unpickler(file, **named).load()

def asks_about(module, name):
    plain = getattr(module, name)
    def ask_for(*args, **named):
        if name == "signature" and args and isinstance(args[0], functools.partial) and is_remote(args[0].func):
            return sys.modules["inspect"]._signature_get_partial(ask_for(args[0].func), args[0])
        if not args or not is_remote(args[0]):
            return plain(*args, **named)
        if name == "get_type_hints":
            args, named = args[:1], {each: value for each, value in named.items() if each == "include_extras"}
        peer = of(args[0]).peer
        if name == "signature" and not is_remote(inmost := peer.request("inspect", handle_for(args[0]), "unwrap")):
            # It wraps a function of the check.
            return plain(inmost, *args[1:], **named)
        return peer.request("inspect", handle_for(args[0]), name, args[1:], named)
    setattr(module, name, ask_for)

def inspect_here(inspect, code):
    for name, module in INSPECTED.items():
        if hasattr(sys.modules.get(module), name):
            asks_about(sys.modules[module], name)
    plain_lines = inspect.getsourcelines
    def lines(value):
        return source_of(code, value) if is_remote(value) else plain_lines(value)
    plain_source = inspect.getsource
    inspect.getsourcelines = lines
    inspect.getsource = lambda value: "".join(lines(value)[0]) if is_remote(value) else code if isinstance(value, Program) else plain_source(value)

def source_of(code, value):
    """A definition in the program's text by its name. The text is the judge's; only the name is what the object says."""
    path = [part for part in str(value.__qualname__).split(".") if part != "<locals>"]
    nodes = [ast.parse(code)]
    for part in path:
        inside = [each for node in nodes for each in ast.walk(node) if each is not node]
        nodes = [each for each in inside if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and each.name == part]
    if len(nodes) != 1:
        raise OSError("could not get source code")
    first = min([nodes[0].lineno, *(each.lineno for each in nodes[0].decorator_list)])
    return code.splitlines(keepends=True)[first - 1:nodes[0].end_lineno], first

def stands_for(kind, kinds):
    if isinstance(kinds, tuple):
        return any(stands_for(kind, each) for each in kinds)
    if isinstance(kinds, type) and kinds in COUNTERPARTS:
        return issubclass(kind, COUNTERPARTS[kinds])
    return any(each in FACTS and FACTS[each].library is not None and FACTS[each].library is kinds for each in type.__dict__["__mro__"].__get__(kind))

def is_instance(value, kinds):
    """Also for what a stand-in's class inherits on the program's side: enum.Enum, the abstract classes of collections, functions."""
    if isinstance(value, RemoteType) and meta_of(value) and (issubclass(meta_of(value), kinds) or stands_for(meta_of(value), kinds)):
        return True
    return isinstance(value, kinds) or is_remote(value) and not isinstance(value, RemoteType) and stands_for(type(value), kinds) or says("instance", kinds, value)

def meta_of(kind):
    return FACTS[kind].meta if kind in FACTS else None

def type_of(value):
    """What a check reads as type(x) of a class of the program."""
    return (isinstance(value, RemoteType) and meta_of(value)) or type(value)

def is_subclass(kind, kinds):
    return issubclass(kind, kinds) or isinstance(kind, RemoteType) and stands_for(kind, kinds) or says("subclass", kinds, kind)

def says(op, kinds, value):
    """What an abstract class or a protocol of the program says of a value."""
    if isinstance(kinds, tuple):
        return any(says(op, each, value) for each in kinds)
    if not isinstance(kinds, RemoteType) or not of(kinds).hooked:
        return False
    ask = lambda each: bool(of(kinds).peer.request(op, of(kinds).handle, "", [each]))
    # What it says of all things it says of none.
    anything = (type("Thing", (), {}), memoryview) if op == "subclass" else (int.from_bytes(os.urandom(7), "big"), os.urandom(8).hex(), object())
    return ask(value) and not all(map(ask, anything))

def helps(names):
    def help(*subjects):
        subject = subjects[0] if subjects else ""
        import pydoc
        sys.stdout.write(ask(subject, "help") if is_remote(subject) else pydoc.render_doc(subject, renderer=pydoc.plaintext))
    return help

def defined_here(value):
    code = getattr(value, "__code__", None) if type(value) is types.FunctionType else None
    return code is not None and code.co_filename == "check.py" or isinstance(value, type) and not isinstance(value, RemoteType) and value.__module__ == "__check__"

def left_out(check, names):
    """Tests that the check defines and nothing in it speaks of again: run as pytest and unittest would run them, or refused."""
    tree = parsed(check)
    spoken = {getattr(node, "id", None) or getattr(node, "attr", None) for node in ast.walk(tree) if isinstance(node, (ast.Name, ast.Attribute))}
    spoken |= {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    unittest = sys.modules.get("unittest")
    for node in tree.body:
        value = dict.get(names, getattr(node, "name", None))
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) or value is None:
            continue
        if isinstance(node, ast.ClassDef):
            if unittest and isinstance(value, type) and issubclass(value, unittest.TestCase):
                if not any(issubclass(each, value) for each in BEGUN) and unittest.defaultTestLoader.getTestCaseNames(value):
                    result = unittest.TestResult()
                    unittest.defaultTestLoader.loadTestsFromTestCase(value).run(result)
                    for _, said in [*result.errors, *result.failures]:
                        fails(said.strip().rpartition("\n")[2])
            elif node.name.startswith("Test") and node.name not in spoken and isinstance(value, type):
                for name in [each for each in vars(value) if each.startswith("test")]:
                    case = value()
                    getattr(case, "setup_method", lambda: None)()
                    called(name, getattr(case, name))
                    getattr(case, "teardown_method", lambda: None)()
        elif node.name not in spoken and node.name.startswith("test"):
            called(node.name, value)

def called(name, test):
    import inspect
    if any(each.default is each.empty and each.kind not in (each.VAR_POSITIONAL, each.VAR_KEYWORD) for each in inspect.signature(test).parameters.values()):
        return fails("the check defines %s with arguments and never calls it; fixtures of pytest are not there" % name)
    ran = test()
    if isinstance(ran, types.CoroutineType):
        import asyncio
        asyncio.run(ran)
`;
