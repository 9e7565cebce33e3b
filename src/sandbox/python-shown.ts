/**
 * What the program learns of a function, a class or an object that a check hands it, and what it may set there: what a signature, a
 * data class and open attributes say, as copies; no code, constants, closures, globals or source. Part of `pythonWire`.
 */
export const pythonShown = String.raw`
SHOWN = {"__%s__" % name for name in """code defaults kwdefaults annotations signature qualname doc dict func isabstractmethod dataclass_fields
  dataclass_params match_args abstractmethods init members self""".split()} | {"_is_coroutine"}
PRIMITIVE = (bool, int, float, complex, str, bytes, type(None))
CODE = ("co_name", "co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_flags", "co_varnames")

class Default:
    """A default that is not shown: the program may pass it where it stands and see nothing of it."""
    def __init__(self, value, code, name):
        self._value, self._code, self._name = value, code, name
    def __repr__(self):
        return "..."
    def __eq__(self, other):
        return False
    __hash__ = object.__hash__

def is_mock(target):
    kind, mock = target if isinstance(target, type) else type(target), sys.modules.get("unittest.mock")
    return bool(mock) and (issubclass(kind, mock.NonCallableMock) or kind in (type(mock.call), mock._CallList))

def is_unittest(kind):
    case = sys.modules.get("unittest.case")
    return bool(case) and issubclass(kind, case.TestCase)

def is_case(kind):
    """Whether a class of the check is a test case, of unittest or in the form of pytest."""
    if is_unittest(kind):
        return True
    own = not isinstance(kind, RemoteType) and kind.__module__ == "__check__" and kind.__name__.startswith("Test")
    return own and any(name.startswith("test") for name in vars(kind))

def is_shut(target):
    """Whether what a check hands over judges it: its mocks and its test cases."""
    return is_mock(target) or is_case(target if isinstance(target, type) else type(target))

def shown_default(peer, value, code=None, name=None):
    """A default that a function compares or that stands beside an assertion is not shown: it may be what is wanted. So it is with names that say that they are private."""
    if value is None or type(value) is bool:
        return value
    if name is not None and name.startswith("_") or code is not None and {name, None} & peer.hiding.get(key_of_code(code), set()):
        return Default(value, code, name)
    if code is not None and key_of_code(code) in peer.decorating and type(value) in (list, dict, set):
        return value
    return value if type(value) in PRIMITIVE or type(value) is tuple and all(type(each) in PRIMITIVE for each in value) or value is Ellipsis else Default(value, code, name)

def given_back(target, args, named):
    """The arguments of a call by the program, in which a default stands again for what it is."""
    if not any(type(each) is Default for each in (*args, *named.values())):
        return args, named
    import inspect
    try:
        known = list(inspect.signature(target).parameters.values())
    except (TypeError, ValueError):
        return args, named
    code = getattr(innermost(target, set()), "__code__", None)
    names = [each.name for each in known if each.kind in (each.POSITIONAL_ONLY, each.POSITIONAL_OR_KEYWORD)]
    real = lambda name, each: each._value if type(each) is Default and code is not None and each._code is code and each._name == name else each
    return [real(name, each) for name, each in itertools.zip_longest(names[:len(args)], args)], {name: real(name, each) for name, each in named.items()}

def shown_annotations(target):
    found = target.__dict__.get("__annotations__", {}) if isinstance(target, type) else target.__annotations__
    # Of built-in types that is a descriptor.
    found = dict(found) if isinstance(found, dict) else {}
    scope = getattr(target, "__globals__", None) or getattr(sys.modules.get("__check__"), "__names__", {})
    for name, text in found.items():
        if isinstance(text, str) and not (text.isidentifier() and text in vars(builtins)):
            try:
                found[name] = eval(text, scope)
            except Exception:
                # A name that nobody has stays the text that it is.
                pass
    return found

def innermost(target, fixed):
    """The function whose defaults a signature tells, and the names that partials on the way to it fix: these are not for the program."""
    for _ in range(50):
        if isinstance(target, functools.partial):
            fixed.update(target.keywords)
            target = target.func
        elif isinstance(target, (types.FunctionType, functools._lru_cache_wrapper)) and "__wrapped__" in vars(target):
            target = vars(target)["__wrapped__"]
        elif isinstance(target, (types.MethodType, type)):
            target = target.__init__ if isinstance(target, type) else target.__func__
        else:
            break
    return target if isinstance(target, types.FunctionType) else getattr(type(target), "__call__", None)

def shown_signature(peer, target):
    import inspect
    found = inspect.signature(target)
    fixed = set()
    function = innermost(target, fixed)
    code = getattr(function, "__code__", None)
    parts = [each if each.default is each.empty else each.replace(default=Default(each.default, code, each.name) if each.name in fixed else shown_default(peer, each.default, code, each.name)) for each in found.parameters.values()]
    return found.replace(parameters=parts)

def shown_fields(peer, target):
    import copy
    made, kind = {}, target if isinstance(target, type) else type(target)
    code = getattr(kind.__init__, "__code__", None)
    for name, field in target.__dataclass_fields__.items():
        made[name] = copy.copy(field)
        if field.default is not sys.modules["dataclasses"].MISSING:
            made[name].default = shown_default(peer, field.default, code, name)
    return made

def shown_of_function(peer, target, name):
    code = target.__code__
    if name == "__code__":
        count = code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 4) + bool(code.co_flags & 8)
        return [*(getattr(code, each) for each in CODE[:-1]), list(code.co_varnames[:count])]
    if name == "__defaults__":
        given = target.__defaults__ or ()
        names = code.co_varnames[code.co_argcount - len(given):]
        return tuple(shown_default(peer, each, code, name) for name, each in zip(names, given)) or None
    if name == "__kwdefaults__":
        return target.__kwdefaults__ and {key: shown_default(peer, each, code, key) for key, each in target.__kwdefaults__.items()}
    if name == "__annotations__":
        return shown_annotations(target)
    return shown_of_any(peer, target, name)

def shown_of_class(peer, target, name):
    if name == "__annotations__":
        return shown_annotations(target)
    if name == "__init__" and isinstance(target.__init__, types.FunctionType):
        return target.__init__
    if name == "__abstractmethods__":
        return frozenset(target.__abstractmethods__)
    if name == "__members__":
        return dict(target.__members__)
    if name == "__dict__":
        own = {each: value for each, value in type.__dict__["__dict__"].__get__(target).items() if is_open(target, each)}
        own = {each: value for each, value in own.items() if not isinstance(value, (types.MemberDescriptorType, types.GetSetDescriptorType))}
        for each in own.values():
            owned(each, target)
        return {**own, **({"__annotations__": shown_annotations(target)} if "__annotations__" in target.__dict__ else {})}
    return shown_of_any(peer, target, name)

def shown_of_any(peer, target, name):
    if name == "__signature__" and callable(target):
        try:
            return shown_signature(peer, target)
        except (TypeError, ValueError):
            raise AttributeError(name) from None
    if name == "_is_coroutine" and "asyncio" in sys.modules:
        return sys.modules["asyncio"].iscoroutinefunction(target)
    if name == "__isabstractmethod__":
        return getattr(target, name, False) is True
    if name == "__dict__":
        return {each: value for each, value in vars(target).items() if is_open(target, each)}
    if name == "__dataclass_fields__":
        return shown_fields(peer, target)
    if name == "__dataclass_params__" or name == "__match_args__":
        return getattr(target, name)
    if name in ("__doc__", "__qualname__") and (isinstance(target, (type, types.FunctionType, types.MethodType))):
        found = getattr(target, name)
        return found[:2000] if isinstance(found, str) else None
    raise AttributeError(name)

def shown(peer, target, name):
    """The judge's side."""
    if name not in SHOWN or is_shut(target) and name not in ("_is_coroutine", "__doc__", "__qualname__"):
        raise AttributeError(name)
    if isinstance(target, types.MethodType) and name == "__self__":
        return shown_owner(peer, target)
    if isinstance(target, types.MethodType) and name not in ("__signature__", "__dict__"):
        if is_shut(target.__self__) and name not in ("__code__", "__doc__", "__qualname__"):
            raise AttributeError(name)
        return owned(target.__func__, target.__self__) if name == "__func__" else shown(peer, target.__func__, name)
    if isinstance(target, types.FunctionType):
        return shown_of_function(peer, target, name)
    if isinstance(target, type):
        return shown_of_class(peer, target, name)
    if isinstance(target, (types.ModuleType, types.CodeType, types.FrameType, types.TracebackType)):
        raise AttributeError(name)
    return shown_of_any(peer, target, name)

# Whose methods the program asked about, by their identity: the object, held so that no other takes its place, and a number for it.
ASKED_OWNERS = {}

def shown_owner(peer, method):
    """The object of a method of the check, where the program has it; else that there is one."""
    owner = method.__self__
    if is_shut(owner):
        raise AttributeError("__self__")
    return owner if id(owner) in peer.handle_of else ASKED_OWNERS.setdefault(id(owner), (owner, len(ASKED_OWNERS)))[1]

# What the program has set itself on objects of the check, by their identity; the object is held, so that no other takes its place.
SET = {}

def set_by_program(target, name):
    return name in SET.get(id(target), (None, ()))[1]

def is_open(target, name):
    """Whether the program may read an attribute of an object of the check by its name."""
    if not isinstance(name, str):
        return False
    if name.startswith("_") and name not in OPEN and not set_by_program(target, name):
        return isinstance(target, type) and issubclass(target, tuple) and name in FIELDS_OF_TUPLES or isinstance(target, tuple) and name in FIELDS_OF_TUPLES
    if isinstance(target, types.FunctionType):
        return name in vars(target) or name in OPEN
    if isinstance(target, functools.partial) and name in ("func", "args", "keywords"):
        return False
    if "contextlib" in sys.modules and isinstance(target, sys.modules["contextlib"]._GeneratorContextManagerBase) and name in ("gen", "func", "args", "kwds"):
        return False
    return not isinstance(target, CLOSED) or isinstance(target, types.GeneratorType) and name in ("send", "throw", "close")

OPEN = ("__name__", "__iter__", "__len__", "__getitem__")
FIELDS_OF_TUPLES = ("_fields", "_asdict", "_replace", "_make", "_field_defaults")
CLOSED = (types.FunctionType, types.MethodType, types.ModuleType, types.CodeType, types.FrameType, types.GeneratorType, types.CoroutineType,
          types.AsyncGeneratorType, types.TracebackType, types.BuiltinFunctionType, types.MethodWrapperType, types.WrapperDescriptorType, BaseException)
# What a decorator of the program may give a class of the check; what compares with plain data or decides a block is none of it.
GIVEN = {"__%s__" % name for name in "init post_init repr str format call iter next len getitem setattr getattr enter".split()}
ORDERED = {"__eq__", "__lt__", "__le__", "__gt__", "__ge__"}

def is_settable(peer, target, name):
    if set_by_program(target, name):
        return True
    if name.startswith("__") and name.endswith("__"):
        decorated = isinstance(target, type) and target.__module__ == "__check__" and target.__name__ in peer.decorated
        return decorated and (name in GIVEN or name in ORDERED and not peer.decorated[target.__name__] and name not in type.__dict__["__dict__"].__get__(target))
    if isinstance(target, types.FunctionType):
        return not hasattr(target, name)
    return not isinstance(target, CLOSED) and (not name.startswith("_") or not hasattr(target, name))

def set_here(peer, op, target, name, args):
    """Sets what the program sets on an object of the check."""
    SET.setdefault(id(target), (target, set()))[1].add(name)
    value = among_its_own(target, name, args[0]) if args and name in ORDERED else args and args[0]
    if op == "set":
        keys = {key_of_code(each.__code__) for each in functions_of(lookup(target, name))} & peer.comparing if isinstance(target, type) and is_remote(value) and not isinstance(value, RemoteType) else ()
        if keys:
            inner(value)["oracle"] = name, keys
        return setattr(target, name, value)
    if args:
        vars(target)[name] = value
    else:
        del vars(target)[name]

def among_its_own(kind, name, value):
    """A comparison that the program gives a class of the check: of objects of that class with one another, and not one that says yes to all."""
    def compare(self, other):
        if not isinstance(other, kind):
            return NotImplemented
        if name != "__eq__":
            return value(self, other)
        chances = int.from_bytes(os.urandom(7), "big"), os.urandom(8).hex()
        return value(self, other) is True and not any(says_yes(lambda each: value(self, each) is True, chance) for chance in chances)
    return compare

# The program's side.
class Owner:
    """The object of a method of the check that the program does not have: it has the methods that came from it."""

OWNERS, OWNER_OF = {}, {}

def owner_here(method, found):
    if type(found) is not int:
        return found
    owner = OWNERS.get(found) or OWNERS.setdefault(found, Owner())
    OWNER_OF[id(owner)] = found
    vars(owner)[method.__name__] = method
    return owner

class Code:
    """What a function's code says of its arguments."""

class Vars(dict):
    """The attributes of an object of the check: what is set here is set there."""
    def __init__(self, owner, content):
        super().__init__(content)
        self.owner = owner
    def __setitem__(self, name, value):
        of(self.owner).peer.request("keep", handle_for(self.owner), name, [value])
        super().__setitem__(name, value)
    def __delitem__(self, name):
        of(self.owner).peer.request("keep", handle_for(self.owner), name)
        super().__delitem__(name)
    def update(self, *others, **more):
        for name, value in dict(*others, **more).items():
            self[name] = value
    def setdefault(self, name, value=None):
        if name not in self:
            self[name] = value
        return self[name]
    def pop(self, name, *value):
        if name not in self and value:
            return value[0]
        found = self[name]
        del self[name]
        return found

def shown_here(value, name):
    """Asks the judge; gives what the standard library finds where it looks."""
    found = of(value).peer.request("shown", handle_for(value), name)
    if name == "__code__":
        made = Code()
        vars(made).update(zip(CODE, [*found[:-1], tuple(found[-1])]))
        made.co_nlocals = len(found[-1])
        return made
    if name == "__self__":
        return owner_here(value, found)
    if name == "_is_coroutine" and found:
        return getattr(sys.modules["asyncio"].coroutines, name, None)
    return Vars(value, found) if name == "__dict__" and not isinstance(value, RemoteType) else types.MappingProxyType(found) if name == "__dict__" else found

def driven(name):
    """A method of a coroutine of the check, for a loop of the program."""
    def call(self, *args):
        kept = inner(self)
        if "driver" not in kept:
            kept["driver"] = wait_for(self)
        return getattr(kept["driver"], name)(*args)
    return call
`;
