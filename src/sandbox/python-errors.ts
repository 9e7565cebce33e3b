/**
 * How an exception crosses: with its arguments and what else it holds as data, with its causes and notes, and with its class, which for
 * one of the standard library is the other side's own, so that a check's `except json.JSONDecodeError` means it. Part of `pythonWire`.
 */
export const pythonErrors = String.raw`
LINKS = ("__cause__", "__context__")
SLOTS = {}

def slots_of(kind):
    """The names of what built-in exceptions hold beside their arguments, as the file of an OSError. The object that lacked an attribute may be huge."""
    if kind not in SLOTS:
        inner = [base for base in type.__dict__["__mro__"].__get__(kind) if plain_name(base) and base not in (object, BaseException)]
        kinds = (types.MemberDescriptorType, types.GetSetDescriptorType)
        SLOTS[kind] = sorted({name for base in inner for name, found in vars(base).items() if isinstance(found, kinds)} - {"obj", "exceptions"})
    return SLOTS[kind]

def own_names(error):
    """The attributes that were given to an exception of a class which the other side has too; those of other classes are asked for."""
    return [name for name in BaseException.__dict__["__dict__"].__get__(error) if isinstance(name, str) and not name.startswith("__")]

def library_of(kind):
    """The module of the standard library that has a class of exceptions."""
    module = getattr(kind, "__module__", None)
    if module == "builtins":
        return module if BUILT.get(kind.__name__) is kind else None
    if not isinstance(module, str) or module.partition(".")[0] not in sys.stdlib_module_names:
        return None
    return module if getattr(sys.modules.get(module), kind.__name__, None) is kind else None

def library_class(wire):
    """The class of exceptions that a module has; only a check that has loaded the module can name it."""
    module = wire.get("library")
    if not isinstance(module, str) or module.partition(".")[0] not in sys.stdlib_module_names:
        return None
    found = getattr(sys.modules.get(module), str(wire["name"]), None)
    return found if isinstance(found, type) and issubclass(found, BaseException) else None

BUILT = {"function": types.FunctionType, "method": types.MethodType, "generator": types.GeneratorType, "coroutine": types.CoroutineType, "async_generator": types.AsyncGeneratorType, "builtin_function_or_method": types.BuiltinFunctionType, "property": property}

def library_kind(wire):
    """The class of the library that a stand-in's class is called, where its word alone is believed: no class of data, of which this side makes its own."""
    module, name = wire.get("library"), str(wire["name"])
    if module == "builtins":
        return BUILT.get(name)
    top = str(module).partition(".")[0]
    found = getattr(sys.modules.get(module), name, None) if top in sys.stdlib_module_names and top not in FRAMEWORKS else None
    return found if isinstance(found, type) and not any(holds_data(each) for each in found.__mro__) else None

def holds_data(kind):
    return kind is not object and kind is not type and plain_name(kind) or standard_name(kind) is not None

# Their own exceptions tell test frameworks and debuggers what to do with a test.
FRAMEWORKS = {"unittest", "doctest", "bdb", "pdb", "test"}

def steers(peer, kind):
    """Whether libraries of the judge act on an exception of a class by themselves: they skip a test, end a loop, a task or the interpreter. A check that names one of the language's, as in an except clause, means it."""
    if peer.side == "p" or isinstance(kind, RemoteType) or kind in (BaseException, BaseExceptionGroup):
        return False
    if str(kind.__module__).partition(".")[0] in FRAMEWORKS:
        return True
    # An executor's cancellation is the task's own to asyncio.
    if kind.__name__ == "CancelledError" and any(map(peer.says, ("asyncio", "to_thread", "run_in_executor", "wrap_future"))) and issubclass(kind, Exception):
        return True
    common = issubclass(kind, Exception) and not issubclass(kind, (StopIteration, StopAsyncIteration)) and not kind.__name__.startswith("_")
    return not common and not peer.says(kind.__name__)

def stand_in(peer, kind):
    """A class that has the name of one that steers, and only what is harmless of it."""
    made = peer.classes.get(kind)
    if made is None:
        base = next(each for each in kind.__mro__ if not steers(peer, each))
        made = peer.classes[kind] = remote_class(peer, None, kind.__name__, (Remote, base), set(), None, list(kind.__mro__))
    return made

def ends(error, kind):
    """Whether an exception stands for one that ends an iteration: it does where that is what was asked for."""
    return isinstance(type(error), RemoteType) and kind in FACTS[type(error)].bases

def error_form(peer, error):
    kind = type(error)
    form = {"t": "handle", "v": peer.handle(error), "class": peer.encode_class(kind)}
    if any(error is each for each in peer.raising):
        return form
    was = peer.errors.get(id(error))
    if was is not None and peer.classes.get(was) is error:
        # One of the other side that comes back.
        form["was"] = was
    peer.raising.append(error)
    try:
        group = isinstance(error, BaseExceptionGroup)
        form["args"] = [peer.encode(item) for item in ((error.message, tuple(error.exceptions)) if group else error.args)]
        if peer.side == "p":
            names = [*slots_of(kind), *(own_names(error) if plain_name(kind) or library_of(kind) else [])]
            held = {name: getattr(error, name, None) for name in names}
            if plain_name(kind) and getattr(error, "__notes__", None):
                held["__notes__"] = error.__notes__
            if len(peer.raising) < 8:
                held.update((name, getattr(error, name)) for name in LINKS)
                held["__suppress_context__"] = error.__suppress_context__ or None
            form["more"] = {name: peer.encode(item) for name, item in held.items() if item is not None}
    finally:
        peer.raising.pop()
    return form

def bare_form(peer, error):
    """An exception whose data cannot cross: its class, and its arguments as words."""
    def word(item):
        try:
            return str(item)[:300]
        except BaseException:
            return "?"
    return {"t": "handle", "v": peer.handle(error), "class": peer.encode_class(type(error)), "args": [word(item) for item in error.args]}

def made_error(kind, args):
    base = next(each for each in kind.__mro__ if plain_name(each))
    try:
        made = base.__new__(kind, *args)
    except Exception:
        try:
            made = base.__new__(kind)
        except Exception:
            return RuntimeError("an exception that cannot be made again: " + kind.__name__)
    try:
        base.__init__(made, *args)
    except Exception:
        pass
    return made

def error_from(peer, wire, kind):
    made = peer.classes.get(wire["v"])
    if "args" not in wire and isinstance(made, BaseException):
        return made
    args = [peer.decode(item) for item in wire.get("args", [])]
    if not isinstance(made, BaseException):
        made = made_error(kind, args)
        if isinstance(kind, RemoteType):
            inner(made)["remote_handle"] = wire["v"]
        peer.classes[wire["v"]] = made
        peer.errors[id(made)] = wire["v"]
    BaseException.args.__set__(made, tuple(list(item) if isinstance(made, BaseExceptionGroup) and type(item) is tuple else item for item in args))
    for name, item in wire.get("more", {}).items():
        if name.startswith("__") and name not in (*LINKS, "__suppress_context__", "__notes__"):
            continue
        try:
            BaseException.__setattr__(made, name, peer.decode(item))
        except (AttributeError, TypeError):
            pass
    return made
`;
