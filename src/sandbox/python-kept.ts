/** What of a check's objects, and of the library's in the check's process, is not the program's to replace. Part of `pythonJudge`. */
export const pythonKept = String.raw`
def is_kept(peer, target, name):
    """Classes of the library, which the check's own calls use too, and what a class defines other than data."""
    kind = target if isinstance(target, type) else type(target)
    own = kind.__module__ == "__check__"
    if isinstance(target, type) and not own:
        return True
    if name.startswith("__") and name.endswith("__"):
        return False
    found = lookup(kind, name)
    if found is None:
        return not own and not isinstance(target, (type, *CLOSED)) and callable(getattr(target, "__dict__", {}).get(name))
    if is_remote(found):
        return False
    if isinstance(target, type) and kind.__name__ in peer.decorated:
        # Decorators of classes wrap methods; what asserts is none that a program wraps.
        return is_judging(peer, found)
    binds = lookup(type(found), "__get__") is not None
    return callable(found) or binds and (isinstance(target, type) or lookup(type(found), "__set__") is None)

def spare_kept(peer, target, name):
    if is_kept(peer, target, name):
        kind = target if isinstance(target, type) else type(target)
        fails("the program changed %s of a %s of the check" % (name, kind.__name__))
        raise AttributeError(name)
`;
