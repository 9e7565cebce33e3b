/**
 * What the program may call of a check's classes and with what as its object, and what words say of what a check hands over. Part of
 * `pythonWire`.
 */
export const pythonCalled = String.raw`
# Functions that a class of the check has as methods, by their identity, with that class.
OWNED = {}

def key_of_code(code):
    return code.co_firstlineno, code.co_name

def functions_of(value, depth=0):
    """The functions of the check that a member of a class, a callable or a wrapper of one may run."""
    if depth > 6:
        return
    if type(value) is types.FunctionType:
        if value.__code__.co_filename == "check.py":
            yield value
        inner = [vars(value).get("__wrapped__"), *(each.cell_contents for each in value.__closure__ or () if cell_is_full(each))]
    elif type(value) is property:
        inner = [value.fget]
    elif isinstance(value, (functools.partial, functools.partialmethod, functools.cached_property)):
        inner = [value.func, *getattr(value, "args", ())]
    else:
        inner = [] if is_remote(value) else [getattr(value, "__func__", None), getattr(value, "__wrapped__", None) if type(value) is functools._lru_cache_wrapper else None]
    for each in inner:
        if each is not None and not is_remote(each):
            yield from functions_of(each, depth + 1)

def cell_is_full(cell):
    try:
        return cell.cell_contents is not None
    except ValueError:
        return False

def hand_over(peer, values, depth=0):
    """Remembers the functions, and the classes of the objects, that a call of the program is given."""
    for each in values:
        if is_remote(each) and type(each) is not RemoteType:
            continue
        if type(each) in (list, tuple, set, dict):
            if depth < 3 and len(each) < 100:
                hand_over(peer, list(each.values() if type(each) is dict else each), depth + 1)
        elif type(each) not in PRIMITIVE:
            kind = each if isinstance(each, type) else type(each)
            own = [] if isinstance(kind, RemoteType) or kind.__module__ != "__check__" else [kind]
            peer.handed_classes.update(found.__name__ for found in own)
            members = [each, *(member for found in own for member in vars(found).values())]
            peer.handed.update(key_of_code(found.__code__) for member in members for found in functions_of(member))
            peer.handed.update([key_of_code(each.cr_code)] if type(each) is types.CoroutineType else [])

def owned(function, owner):
    """Remembers whose method it is that the program gets."""
    if type(function) in (types.FunctionType, functools._lru_cache_wrapper):
        OWNED[id(function)] = (function, owner if isinstance(owner, type) else type(owner))
    return function

def owner_of(peer, function):
    """The class, or the name of the class, whose objects a function takes."""
    if id(function) in OWNED:
        return OWNED[id(function)][1]
    code = getattr(function, "__code__", None) if type(function) is types.FunctionType else None
    return peer.owners.get((code.co_firstlineno, code.co_name)) if code and code.co_filename == "check.py" else None

def of_its_class(peer, function, args, named):
    """An object of the program in the place of self would see what a method of the check asks of it."""
    owner = owner_of(peer, function)
    code = getattr(function, "__code__", None)
    # A mock has something by every name.
    names = code.co_varnames if type(code) is types.CodeType else ()
    first = args[0] if args else named.get(names[0]) if names else None
    if owner is None or type(first) in PRIMITIVE:
        return
    kind = first if isinstance(first, type) else type(first)
    name = owner if isinstance(owner, str) else owner.__name__
    for each in type.__dict__["__mro__"].__get__(kind):
        if each is owner or each.__name__ == name and (FACTS[each].members or name in DERIVING if each in FACTS else each.__module__ == "__check__"):
            return
    raise TypeError("%s of the check takes an object of its class %s" % (function.__name__, name))

def is_generated(kind):
    """Whether the words of a data class are those that the library wrote for it."""
    text = lookup(kind, "__repr__")
    return hasattr(kind, "__dataclass_fields__") and type(text) is types.FunctionType and text.__code__.co_filename != "check.py"

def said_of(value, within=()):
    """The words for an object of the check, without what it keeps to itself; None where they are its own."""
    kind = type(value)
    if isinstance(value, functools.partial):
        return "functools.partial(%s, ...)" % getattr(value.func, "__qualname__", "...")
    if kind is types.MethodType:
        return "<bound method %s of a %s>" % (value.__func__.__qualname__ if hasattr(value.__func__, "__qualname__") else "...", type(value.__self__).__name__)
    if is_remote(value) or isinstance(value, type) or not is_generated(kind):
        return None
    if id(value) in within:
        return "..."
    inside = (*within, id(value))
    fields = [(each.name, getattr(value, each.name, None)) for each in sys.modules["dataclasses"].fields(value) if each.repr]
    return "%s(%s)" % (kind.__qualname__, ", ".join("%s=%s" % (name, "..." if name.startswith("_") else said(held, inside)) for name, held in fields))

def said(value, within):
    kind = type(value)
    if kind in (list, tuple, set, frozenset) and value and id(value) not in within:
        inside = (*within, id(value))
        parts = ", ".join(said(each, inside) for each in value)
        return {list: "[%s]", tuple: "(%s,)" if len(value) == 1 else "(%s)", set: "{%s}", frozenset: "frozenset({%s})"}[kind] % parts
    if kind is dict and id(value) not in within:
        inside = (*within, id(value))
        return "{%s}" % ", ".join("%s: %s" % (said(key, inside), said(held, inside)) for key, held in value.items())
    found = said_of(value, within)
    return repr(value) if found is None else found
`;
