/**
 * Classes of a check that inherit from one of the program: real subclasses in the program's process whose methods are the check's
 * functions, and `super` that asks there. Part of `pythonWire`.
 */
export const pythonDerived = String.raw`
# The stand-ins of classes of the check without a base of the program, where they stand beside one.
COUNTERPARTS = {}
# Those that the program's process is making: it may make objects of them already.
DERIVING = []
# What every class gets anew, and what would be called at any time.
NOT_TAKEN = {"__%s__" % name for name in "dict weakref classcell orig_bases module abstractmethods del".split()} | {"_abc_impl"}

def written_member(value):
    """What stands in the body of a class, for the other side to make it again."""
    if type(value) is staticmethod:
        return ["static", value.__func__]
    if type(value) is classmethod:
        return ["class", value.__func__]
    return ["property", [value.fget, value.fset, value.fdel, value.__doc__]] if type(value) is property else ["plain", value]

def read_member(name, kind, value):
    """The program's side."""
    if kind == "plain" and name in ("__init_subclass__", "__class_getitem__"):
        kind = "class"
    if kind == "static" or kind == "plain" and name == "__new__":
        return staticmethod(value)
    return classmethod(value) if kind == "class" else property(*value) if kind == "property" else value

def derived(name, bases, members, metaclass=None, named=None):
    """The judge's side: the stand-in of a subclass that the program's process makes."""
    peer = next(facts.peer for facts in FACTS.values() if facts.peer)
    if peer.side == "p":
        raise TypeError("a class of the program cannot inherit from a class of the check")
    if any(is_mock(base) or is_unittest(base) for base in bases):
        raise TypeError("a test case or a mock cannot inherit from a class of the program")
    parents = tuple(counterpart(base) for base in bases)
    body = [[key, *written_member(value)] for key, value in members.items() if key not in NOT_TAKEN]
    DERIVING.append(name)
    try:
        made = peer.request("derive", None, name, [parents, body, metaclass], named)
    finally:
        DERIVING.pop()
    if not isinstance(made, RemoteType):
        raise TypeError("the program made no class of " + name)
    FACTS[made].named, FACTS[made].called = True, not name[:1].isupper()
    remember(made, members)
    if "__classcell__" in members:
        members["__classcell__"].cell_contents = made
    return made

def is_judging(peer, value):
    """Whether a method asserts something: then the check's own calls of it are not the program's to answer."""
    return any(key_of_code(each.__code__) in peer.judging for each in functions_of(value))

def init_of(kind):
    """The function of the check that an object of a class of the check begins with."""
    for each in kind.__mro__:
        if each in FACTS and "__init__" in FACTS[each].members:
            return {(key_of_code(found.__code__), kind.__name__) for found in functions_of(FACTS[each].members["__init__"])}
    return set()

def own_method(value, name, below=None):
    """A member that the check keeps to itself, for an object or a class; below a class, as super() has it."""
    owner = value if isinstance(value, RemoteType) else type(value)
    kinds = owner.__mro__
    for kind in kinds[kinds.index(below) + 1 if below in kinds else 0:]:
        if kind in FACTS and name in FACTS[kind].judging:
            return [FACTS[kind].judging[name].__get__(None if owner is value else value, owner)]
        if kind in FACTS and name in FACTS[kind].members:
            return compared_here(value, name, FACTS[kind].members[name]) if below is None else None

# Of the functions of a check those that have once given what holds.
HELD = set()
# And of what those that compare have held.
HELD_OF = {}

def is_falsy(value):
    return type(value) in (*PRIMITIVE, list, tuple, dict, set) and not value

def compared_here(value, name, member):
    """What the program gives for a member of the check's making: what it answers in the place of one that never held does not hold."""
    keys = {key_of_code(each.__code__) for each in functions_of(member)} & of(value).peer.giving
    if not keys or name in PROTOCOL:
        return None
    found = told(value, name)
    if type(member) is property:
        return [sure(of(value).peer, found, name, keys)]
    if is_remote(found) and not isinstance(found, RemoteType):
        inner(found)["answers"] = name, keys
    return [found]

def sure(peer, answer, name, keys, given=None):
    if not keys & HELD and (answer is True or keys & peer.comparing and not is_falsy(answer)):
        misused(peer, "the program answered for %s() of the check, which never held" % name)
    return answer if given is None else sure_of(peer, answer, name, keys, given)

def sure_of(peer, answer, name, keys, given, before=()):
    """What compares a result of the program for the check has held of just that, now or before; else the program says that it is right."""
    if is_falsy(answer) or not keys & peer.comparing or not in_lines(peer.oracles):
        return answer
    if is_remote(answer):
        # It may be told the rest.
        if not isinstance(answer, RemoteType):
            inner(answer)["oracle"] = name, keys, [*before, *given]
        return answer
    if not any(in_order([*before, *given], held) for key in keys for held in list(HELD_OF.get(key, ()))):
        misused(peer, "the program answered for %s() of the check, which did not hold of what it was given" % name)
    return answer

def in_lines(lines):
    """Whether the check is at one of these."""
    frame = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename != "check.py":
        frame = frame.f_back
    return frame is not None and frame.f_lineno in lines

def in_order(given, held):
    """Whether all that was given is among what was held, in this order; a decorator may add to it, and read a number from its text."""
    rest = iter(held)
    return all(any(each is other or each == other or type(each) in PRIMITIVE and type(other) in PRIMITIVE and str(each) == str(other) for other in rest) for each in given)

def counterpart(kind):
    if isinstance(kind, RemoteType) or kind is object or kind.__module__ != "__check__":
        return kind
    if kind not in COUNTERPARTS:
        COUNTERPARTS[kind] = derived(kind.__name__, kind.__bases__, dict(vars(kind)), type(kind) if type(kind) is not type else None)
    return COUNTERPARTS[kind]

def derive_here(name, bases, body, metaclass, named):
    """The program's side."""
    members = {key: read_member(key, kind, value) for key, kind, value in body}
    members["__module__"] = "__program__"
    if metaclass is not None:
        named = {**named, "metaclass": metaclass}
    return types.new_class(name, bases, named, lambda names: [names.__setitem__(*each) for each in members.items()] and None)

class Super:
    """What super() gives for an object of the program's process."""
    def __init__(self, kind, value):
        object.__setattr__(self, "pair", (kind, value))
    def __getattribute__(self, name):
        kind, value = object.__getattribute__(self, "pair")
        own = own_method(value, name, kind)
        if own is not None:
            return own[0]
        return of(kind).peer.request("super", of(kind).handle, name, [value])

def their_super(*args):
    if not args:
        frame = sys._getframe(1)
        if "__class__" not in frame.f_locals or not frame.f_code.co_varnames:
            raise RuntimeError("super(): no arguments")
        args = frame.f_locals["__class__"], frame.f_locals[frame.f_code.co_varnames[0]]
    kind = COUNTERPARTS.get(args[0], args[0]) if isinstance(args[0], type) else args[0]
    return Super(kind, args[1]) if len(args) == 2 and isinstance(kind, RemoteType) and is_remote(args[1]) else super(*args)

def made_by(metaclass, name, make):
    """A class that a metaclass of the program makes, of what the check wrote."""
    members = {"__init__": None}
    def makes(name, bases, body, **named):
        members.update(body)
        return metaclass(name, bases, body, **named)
    DERIVING.append(name)
    try:
        made = make(makes)
    finally:
        DERIVING.pop()
    if isinstance(made, RemoteType) and made in FACTS and made is not metaclass:
        remember(made, FACTS[made].members or members)
    return made

def remember(made, members):
    """What a class that the program makes has of the check."""
    FACTS[made].members = dict(members)
    FACTS[made].judging = {key: value for key, value in members.items() if is_judging(FACTS[made].peer, value)}

def build_class(body, name, *bases, metaclass=None, **named):
    """A class statement of a check. With a base of the program, metaclasses are that side's to reconcile."""
    resolved = types.resolve_bases(bases)
    if is_remote(metaclass) and not any(isinstance(base, RemoteType) for base in resolved):
        return made_by(metaclass, name, lambda makes: builtins.__build_class__(body, name, *bases, metaclass=makes, **named))
    if not any(isinstance(base, RemoteType) for base in resolved):
        return builtins.__build_class__(body, name, *bases, **({"metaclass": metaclass} if metaclass is not None else {}), **named)
    return builtins.__build_class__(body, name, *resolved, metaclass=lambda name, bases, members, **more: derived(name, bases, members, metaclass, more), **named)
`;
