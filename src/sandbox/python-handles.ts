/**
 * What stands on one side for an object of the other: classes that carry no code of the program, and an equality that the program has no
 * say in. Part of `pythonWire`.
 */
export const pythonHandles = String.raw`
class Held:
    pass

INNER = Held.__dict__["__dict__"]
KEPT = type.__dict__["__dict__"]

def inner(value):
    """What is kept of an object of the other side in its stand-in: its own attributes, and so its __dict__, are on the other side."""
    return INNER.__get__(value)

def handle_in(value):
    return INNER.__get__(value).get("remote_handle")

def handle_for(value):
    return FACTS[value].handle if isinstance(value, RemoteType) else handle_in(value)

def is_remote(value):
    return isinstance(type(value), RemoteType) or isinstance(value, RemoteType)

def equal(self, other):
    """Plain data is compared here, never by the program; its own objects with one another by their class, if that can tell apart."""
    kind = of(self)
    if self is other:
        return True
    if kind.data is not None:
        return kind.data.__eq__(self, other)
    if kind.peer.here.filling:
        # Two in one collection are not the same.
        return False
    ask = lambda value: kind.peer.request("op", handle_in(self), "__eq__", [value]) is True
    if kind.peer.side == "p":
        return ask(other)
    if is_remote(other) and not isinstance(other, RemoteType) and of(other).data is None:
        return ask(other) and not blind(self)
    if kind.content and not is_remote(other):
        content = kind.peer.request("data", handle_in(self), "")
        return is_content(content) and content == other
    return False

def unequal(self, other):
    found = equal(self, other)
    return found if found is NotImplemented else not found

def protocol(method):
    """A method of the language on a handle. What an object of a class that the check never names says of plain data proves nothing."""
    def call(self, *args, **named):
        kind = of(self)
        own = own_method(self, method)
        if own is not None:
            return own[0](*args, **named)
        peer, handle = kind.peer, handle_in(self)
        if method == "__exit__" and args:
            return left(kind, args, lambda: bool(peer.request("op", handle, method, [*args[:2], None])))
        if method == "__aexit__" and args and is_verdict(kind, args):
            return left_later(peer.request("op", handle, method, [*args[:2], None]))
        if kind.data is not None and not asks(self, method, args):
            if method == "__bool__" and lookup(kind.data, method) is None:
                return kind.data.__len__(self) > 0
            if method in OPERATORS or lookup(kind.data, method) is not None:
                return getattr(kind.data, method, lambda *_: NotImplemented)(self, *args)
        if peer.side == "j":
            if method in kind.plain and is_whole(self, method, args):
                return getattr(peer.request("data", handle, ""), method)(*args)
            if method in COMPARED or method in OPERATORS or method in NUMERIC:
                return reckoned(self, method, args, named)
            if is_mixed(self) or method in ("__bool__", "__len__") and is_fed(self) == "apart":
                # Who makes a list asks for a length, and goes on without one.
                refused(self, is_mixed(self) or method == "__bool__")
        if method == "__contains__" and peer.side == "j":
            return holds(self, *args)
        value = peer.request("op", handle, method, args, named)
        if method == "__call__" and "answers" in inner(self):
            return sure(peer, value, *inner(self)["answers"], [*args, *named.values()])
        if method == "__call__" and "oracle" in inner(self):
            name, keys, *before = inner(self)["oracle"]
            return sure_of(peer, value, name, keys, [*args, *named.values()], *before)
        if method == "__anext__" and is_remote(value):
            inner(value)["awaited_for"] = method
        return value
    if method == "__await__":
        return wait_for
    return call

class Misused(TypeError):
    """An error of the judge, which is for nobody to catch."""
Misused.__name__ = "TypeError"

def decides(error):
    """Whether an exception decides a check: an assertion that did not hold, an error of the judge, a group with one of them."""
    return isinstance(error, (AssertionError, Misused)) or isinstance(error, BaseExceptionGroup) and any(decides(each) for each in error.exceptions)

def within_assertion(kind, args):
    """Whether an exception came out of an assertion of the check, which has then not held."""
    trace = args[2] if len(args) > 2 and kind.peer.side == "j" else None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "check.py" and trace.tb_lineno in kind.peer.asserted | kind.peer.lost and trace.tb_frame.f_code.co_name != "<lambda>":
            return True
        trace = trace.tb_next
    return False

def is_verdict(kind, args):
    return (decides(args[1]) or within_assertion(kind, args)) and not kind.peer.spared(args[1])

def left(kind, args, ask):
    """What leaves a block of the check goes on where it decides, whatever the program's object does with it."""
    if not is_verdict(kind, args):
        return ask()
    try:
        ask()
    except Ended:
        raise
    except BaseException:
        pass
    return False

async def left_later(asked):
    import asyncio
    try:
        await asked
    except (Ended, asyncio.CancelledError):
        raise
    except BaseException:
        pass
    return False

WORDS = {"__str__", "__repr__", "__format__"}

def asks(value, method, args):
    """Whether the program is asked for what its subclass of plain data defines: for words always, for the rest where the check names the class; a comparison with plain data is made here."""
    if method in WORDS or of(value).peer.side == "p":
        return True
    if any(is_remote(arg) for arg in args):
        return is_named(value)
    return is_named(value) and method not in COMPARED and (method not in OPERATORS or not args or is_made(value))

class Facts:
    """What is known of a class of the other side. Kept apart, so that every name of the class itself stays free."""
    def __init__(self, peer, handle, name, data, bases):
        self.name, self.sought = name, False
        self.peer, self.handle, self.data, self.bases, self.named = peer, handle, data, bases, False
        self.called = False
        self.content, self.meta = holds_content(bases), None
        self.plain, self.library, self.hooked, self.judging, self.members, self.looks = frozenset(), None, False, {}, (), None

FACTS = {}

def of(value):
    return FACTS[value if isinstance(value, RemoteType) else type(value)]

# What every class has of its own, but for these, which the program's class tells itself.
ASKED_OF_CLASSES = {"__init__", "__annotations__", "__qualname__"}
TOLD_OF_CLASSES = {"__%s__" % name for name in """members annotations dataclass_fields dataclass_params match_args slots parameters orig_bases required_keys
  optional_keys total post_init wrapped origin args abstractmethods replace get set delete set_name""".split()}

def asked(cls):
    return cls in FACTS and FACTS[cls].handle in FACTS[cls].peer.classes

def told(value, name):
    """An attribute that the other side tells of one of its classes and objects."""
    peer = of(value).peer
    return shown_here(value, name) if peer.side == "p" and name in SHOWN else peer.request("get", handle_for(value), name)

class RemoteType(type):
    """A class of the other side; its instances are handles."""

    def __new__(kind, name, bases, members, **named):
        return derived(name, bases, members, None, named) if any(isinstance(base, RemoteType) for base in bases) else type.__new__(kind, name, bases, members)

    def __init__(cls, name, bases, members, **named):
        pass

    def __call__(cls, *args, **named):
        made = made_here(of(cls).peer.request("call", of(cls).handle, "", args, named))
        of(cls).peer.built |= init_of(cls)
        return made

    def __getattr__(cls, name):
        if cls not in FACTS or name.startswith("__") and name not in TOLD_OF_CLASSES and not (of(cls).peer.side == "p" and name in SHOWN):
            raise AttributeError(name)
        own = own_method(cls, name)
        return told(cls, name) if own is None else own[0]

    def __getattribute__(cls, name):
        if name in ASKED_OF_CLASSES and asked(cls):
            try:
                return told(cls, name)
            except AttributeError:
                if of(cls).peer.side == "j":
                    raise
        if name == "__class__" and cls in FACTS and FACTS[cls].meta is not None:
            return FACTS[cls].meta
        return type.__getattribute__(cls, name)

    @property
    def __dict__(cls):
        return told(cls, "__dict__") if asked(cls) else KEPT.__get__(cls)

    def __dir__(cls):
        return names_of(cls, cls) if asked(cls) else type.__dir__(cls)

    @property
    def __bases__(cls):
        return tuple(dict.fromkeys(object if base in (Remote, Held) else base for base in type.__dict__["__bases__"].__get__(cls)))

    def __setattr__(cls, name, value):
        of(cls).peer.request("set", of(cls).handle, name, [value])
        if of(cls).peer.side == "j" and name in PROTOCOL - {"__eq__", "__hash__"}:
            type.__setattr__(cls, name, protocol(name))

    def __iter__(cls):
        return iter(of(cls).peer.request("call", handle_in(of(cls).peer.request("get", of(cls).handle, "__iter__")), ""))

    def __len__(cls):
        return of(cls).peer.request("call", handle_in(of(cls).peer.request("get", of(cls).handle, "__len__")), "")

    def __contains__(cls, value):
        peer = of(cls).peer
        ask = lambda each: peer.request("op", of(cls).handle, "__contains__", [each])
        found = ask(value)
        if found is NotImplemented:
            return any(each is value or each == value for each in cls)
        return bool(found) and not (peer.side == "j" and takes_all(ask, value))

    def __bool__(cls):
        return True

    def __instancecheck__(cls, value):
        return type.__instancecheck__(cls, value) or tells_itself(cls, "instance", value)

    def __subclasscheck__(cls, kind):
        return type.__subclasscheck__(cls, kind) or isinstance(kind, type) and tells_itself(cls, "subclass", kind)

    def __getitem__(cls, key):
        peer, handle = of(cls).peer, of(cls).handle
        try:
            found = peer.request("get", handle, "__class_getitem__")
        except AttributeError:
            found = peer.request("get", handle, "__getitem__")
        return peer.request("call", handle_in(found), "", [key])

def tells_itself(cls, op, value):
    """What an abstract class or a protocol of the check says where the program asks."""
    facts = FACTS.get(cls)
    # Not for the library's own machinery, which asks about each class that it hears of.
    by = sys._getframe(2).f_code.co_filename
    return facts is not None and facts.hooked and by != "<frozen abc>" and by != Talk.asked.__code__.co_filename and facts.peer.side == "p" and facts.peer.request(op, facts.handle, "", [value]) is True

def looks_of(kind, facts):
    if facts.looks is None:
        facts.looks = facts.library if facts.library in BUILT.values() or facts.library and issubclass(facts.library, sys.modules["io"].IOBase) else kind
        enum = sys.modules.get("enum")
        if enum and enum.Enum in facts.bases:
            facts.looks = enum.EnumMeta(facts.name, (enum.Enum,), enum.EnumMeta.__prepare__(facts.name, (enum.Enum,)))
    return facts.looks

def names_of(value, kind):
    """Without what the stand-in has of its own, which the program would take for the check's."""
    found = of(value).peer.request("dir", handle_for(value), "")
    own = {"__init__", "__doc__", "__dict__", *(each for each in PROTOCOL - {"__eq__", "__hash__"} if lookup(kind, each) is not lookup(Remote, each))}
    return [each for each in found if not each.startswith("__") or each in own] if of(value).peer.side == "p" else found

class Docstring:
    """What a check reads of the text that describes a function, a class or an object of the program."""
    def __get__(self, value, owner):
        kind = FACTS[owner]
        handle = kind.handle if value is None else handle_in(value)
        return told(owner if value is None else value, "__doc__") if handle is not None else None

def bound(function, value, owner=None):
    """A function of the other side in the body of a class of this one is a method of it."""
    return function if value is None else types.MethodType(function, value)

def remote_class(peer, handle, name, parents, has, data, bases):
    # A bound method, which is a descriptor too, is itself wherever it stands.
    has = has - {"__get__"} if name == "method" else has
    members = {method: protocol(method) for method in has - {"__eq__", "__hash__"}}
    if "__hash__" in has and data is None:
        asked_hash = protocol("__hash__")
        members["__hash__"] = lambda self: inner(self)["hash"] if "hash" in inner(self) else asked_hash(self)
    if "__get__" in has and name == "function":
        members["__get__"] = bound
    if name == "coroutine" and peer.side == "p":
        members.update((each, driven(each)) for each in ("send", "throw", "close"))
    members["__doc__"] = Docstring()
    members["__eq__"] = equal
    members["__ne__"] = unequal
    if "__hash__" not in members:
        members["__hash__"] = data.__hash__ if data else lambda self: hash(handle_in(self))
    if "__hash__" not in has and any(base in MUTABLE for base in bases):
        members["__hash__"] = None
    made = type.__new__(RemoteType, name, parents, members)
    FACTS[made] = Facts(peer, handle, name, data, bases)
    return made

COPIED = iter(range(1, 1 << 60))

def ask(value, op, name="", *args):
    if of(value).peer.side == "p" and op != "copy":
        raise TypeError("an object of the check cannot be pickled")
    return of(value).peer.request(op, handle_for(value), name, args)

def revived(content):
    return next(facts.peer for facts in FACTS.values()).request("unpickle", None, "", [content])
# Pickles name a function by its module.
sys.modules["revived"] = types.ModuleType("revived")
sys.modules["revived"].revived = REVIVED = revived
revived.__module__ = "revived"

class Remote(Held, metaclass=RemoteType):
    @property
    def __dict__(self):
        if handle_in(self) is None:
            raise AttributeError("__dict__")
        return told(self, "__dict__")

    @property
    def __class__(self):
        """Where the program looks, a function, a method, a coroutine and a member of an enumeration of the check is one."""
        kind = FACTS.get(type(self))
        return looks_of(type(self), kind) if kind and kind.peer.side == "p" else type(self)

    def __getattr__(self, name):
        handle = handle_in(self)
        if handle is None or name in ("__array_interface__", "__array_struct__", "__array__"):
            raise AttributeError(name)
        if is_mixed(self):
            refused(self)
        own = own_method(self, name) or on_content(self, name)
        return told(self, name) if own is None else own[0]

    def __setattr__(self, name, value):
        if name in ("__traceback__", "__context__", "__cause__", "__suppress_context__", "__notes__", "args") and isinstance(self, BaseException):
            return BaseException.__setattr__(self, name, value)
        of(self).peer.request("set", handle_in(self), name, [value])

    def __delattr__(self, name):
        of(self).peer.request("del", handle_in(self), name)

    def __dir__(self):
        return names_of(self, type(self))

    def __copy__(self):
        if self.__class__ is not type(self):
            return self
        return ask(self, "copy", "copy")

    def __deepcopy__(self, memo):
        if self.__class__ is not type(self):
            return self
        return ask(self, "copy", "deepcopy", memo.setdefault("remote", next(COPIED)))

    def __reduce_ex__(self, protocol):
        return REVIVED, (ask(self, "pickle"),)
`;
