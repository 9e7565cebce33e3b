/** The names that a check finds: its own, then the program's; Python's own are Python's. Part of `pythonJudge`. */
export const pythonNames = String.raw`
class Names(dict):
    def __init__(self, peer, theirs):
        super().__init__()
        self.peer, self.theirs, self.taken = peer, theirs, set()
    def fetch(self, name):
        if name not in self.theirs:
            raise KeyError(name)
        value = self.peer.request("name", None, name)
        if isinstance(value, RemoteType):
            FACTS[value].named = True
            FACTS[value].called = FACTS[value].called or not name[:1].isupper()
        return value
    def put(self, name, value):
        """Sets a name of the program, where that is."""
        self.peer.request("define", None, name, [value])
        self.theirs.add(name)
    def take(self, name):
        if name not in self.theirs:
            raise AttributeError(name)
        self.peer.request("undefine", None, name)
        self.theirs.discard(name)
        self.taken.add(name)
    def __contains__(self, name):
        return dict.__contains__(self, name) or name in self.theirs
    def keys(self):
        return dict.fromkeys([*self, *sorted(self.theirs)]).keys()
    def get(self, name, default=None):
        return self[name] if name in self else default
    def copy(self):
        made = Names(self.peer, self.theirs)
        made.update(self)
        return made
    def __missing__(self, name):
        if name in vars(builtins):
            raise KeyError(name)
        return self.fetch(name)

# Modules that a check means by their names, and what of libraries that are not there.
MEANT = set("math cmath json re itertools functools operator collections statistics string decimal fractions heapq bisect random unittest".split())
ABSENT_LIBRARIES = {"pytest": "raises approx mark fixture warns", "np": "allclose array array_equal testing isclose", "numpy": "allclose array array_equal testing isclose", "pd": "DataFrame Series testing", "pandas": "DataFrame Series testing"}

def forgotten(check, names):
    """A library that a check asks and has not imported is the library, whatever the program calls by its name: what compares for the check is not the program's to write."""
    nodes = nodes_of(check)
    bound = {getattr(node, "name", None) for node in nodes} | {node.id for node in nodes if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)} | {(each.asname or each.name).partition(".")[0] for node in nodes if isinstance(node, (ast.Import, ast.ImportFrom)) for each in node.names} | {node.arg for node in nodes if isinstance(node, ast.arg)}
    for node in nodes:
        name = node.value.id if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) else None
        if name not in names.theirs or name in bound:
            continue
        if name in MEANT and hasattr(module := __import__(name), node.attr):
            dict.__setitem__(names, name, module)
        elif node.attr in ABSENT_LIBRARIES.get(name, "").split():
            raise NameError("name '%s' is not defined: the check does not import it, and it is not there" % name)

class Builtins(dict):
    """What a check finds behind its own names: Python asks no __missing__ of globals in the body of a class, only of built-ins."""
    def __init__(self, names):
        super().__init__({"__import__": builtins.__import__, "__build_class__": build_class})
        self.__dict__["names"] = names
    def __missing__(self, name):
        here = vars(builtins)
        return here[name] if name in here else self.__dict__["names"].fetch(name)
    def __getattr__(self, name):
        return getattr(builtins, name)
    def __setattr__(self, name, value):
        setattr(builtins, name, value)
    def __delattr__(self, name):
        delattr(builtins, name)
`;
