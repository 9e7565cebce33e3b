/**
 * When a check may rely on the operators of an object of the program: a function can be written as a class whose objects answer any
 * arithmetic with what a check wants. Part of `pythonWire`.
 */
export const pythonReckoning = String.raw`
# What these make of a number says nothing of how far from it the object is.
SCALES = {"__%s__" % name for name in "mul rmul imul matmul rmatmul imatmul".split()}
IN_PLACE = {"__i%s__" % stem for stem in BINARY}
# What these leave of two values says whether they are one.
APART = {"__i%s__" % stem for stem in ("sub", "xor", "truediv", "floordiv", "mod")}

def misused(peer, why, counts=True):
    """An error of the judge. The check has failed with its words, whatever it expects or does with exceptions."""
    error = Misused(why)
    if counts:
        peer.failed(error)
    raise error

def refused(self, counts=True):
    misused(of(self).peer, "the program gave an object of its class " + type(self).__name__ + " where the check works with plain data; a check may rely on the operators that plain data has with objects that it makes itself, by the name of their class with a capital", counts)

def facts_of(value):
    """Of the classes of an object. One whose name stands in the check is looked up before the check comes to it."""
    found = [FACTS[kind] for kind in type(value).__mro__ if kind in FACTS]
    for kind in found:
        if kind.peer.side == "j" and not kind.sought:
            kind.sought = True
            if kind.peer.says(kind.name):
                kind.peer.seek(kind.name)
    return found

def is_named(value):
    return any(kind.named for kind in facts_of(value))

def is_called(value):
    """Whether a check names its class as it names functions: those have no capitals."""
    return any(kind.called for kind in facts_of(value))

def titled(value):
    return is_named(value) and not is_called(value)

def is_made(value):
    """Whether a check made an object itself, and the program has given it for nothing else since."""
    kept = inner(value)
    return kept.get("made", False) and not kept.get("given", False) and titled(value)

def made_here(value):
    if is_remote(value) and not isinstance(value, RemoteType) and handle_in(value) is not None:
        inner(value)["made"] = True
    return value

def is_mixed(value):
    return is_remote(value) and not isinstance(value, RemoteType) and inner(value).get("mixed", False)

def is_fed(value):
    """Whether a check gave plain data to an object that the program made, by an operator that leaves the same object."""
    return inner(value).get("fed") if is_remote(value) and not isinstance(value, RemoteType) else None

def reckoned(self, method, args, named):
    """An operator of an object of the program, asked by a check."""
    peer, handle = of(self).peer, handle_in(self)
    together = any(is_remote(arg) for arg in args)
    mixed = is_mixed(self) or any(map(is_mixed, args))
    sure, given = is_made(self) and not mixed, inner(self).get("given", False)
    compares = method in COMPARED
    if mixed and not together:
        # It is not even asked: it would tell the program what is wanted.
        refused(self)
    value = peer.request("op", handle, method, args, named)
    if compares and not together and not sure and value is not NotImplemented:
        # That it cannot be compared is no answer, and what a check may expect.
        refused(self)
    if value is NotImplemented or compares:
        return value
    alone = not together and method in OPERATORS and not (method in ("__add__", "__radd__") and type(args[0]) is int and args[0] == 0)
    known = is_named(self)
    fed = is_fed(self) or next(filter(None, map(is_fed, args)), None)
    if sure and not fed:
        inner(self)["given"] = given
        return made_here(value)
    if not is_remote(value) and (mixed or fed or not together and (not known or alone and method not in SCALES)):
        refused(self)
    if is_remote(value) and not isinstance(value, RemoteType):
        tells = alone and method not in SCALES
        same = value is self and method in IN_PLACE and not is_called(self)
        if mixed or tells and not same:
            inner(value)["mixed"] = True
        elif tells or fed:
            inner(value)["fed"] = "apart" if method in APART else fed or "told"
    return value
`;
