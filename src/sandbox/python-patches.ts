/**
 * Names of the standard library that a check sets for a while, with unittest.mock or by itself: they are set where the program is, from
 * the next request on, and put back with the check's own. Part of `pythonWire`.
 */
export const pythonPatches = String.raw`
ABSENT = object()
# What carries them over, and what is carried in another way.
NOT_CARRIED = {("sys", "stdout"), ("sys", "path"), ("sys", "modules"), ("os", "environ")}

def place_of(holder):
    """A module of the standard library or a class of one, by the module's name and the class's."""
    if isinstance(holder, types.ModuleType):
        module, path = holder.__name__, ""
    elif isinstance(holder, type) and not isinstance(holder, RemoteType):
        module, path = holder.__module__, holder.__qualname__
    else:
        return None
    found = sys.modules.get(module)
    for part in path.split(".") if path else []:
        found = getattr(found, part, None)
    top = str(module).partition(".")[0]
    return (module, path) if found is holder and top in sys.stdlib_module_names and top not in FRAMEWORKS else None

def put_place(module, path, name, *value):
    """The program's side; without a value its own is put back."""
    holder = __import__(module, fromlist=["x"])
    for part in path.split(".") if path else []:
        holder = getattr(holder, part)
    before = BEFORE.setdefault((module, path, name), vars(holder).get(name, ABSENT))
    if value:
        given = value[0]
        # A function of a class is called with the object; a stand-in for one does not bind.
        bound = path and callable(given) and inner(given).get("__qualname__") if is_remote(given) and not isinstance(given, RemoteType) else False
        setattr(holder, name, (lambda self, *args, **named: given(self, *args, **named)) if bound else given)
    elif before is ABSENT:
        delattr(holder, name)
    else:
        setattr(holder, name, before)

def stored_in(tree):
    """The attributes that a check sets itself, with what its imports say of their holders."""
    import ast
    imported = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported.update((each.asname or each.name.partition(".")[0], each.name if each.asname else each.name.partition(".")[0]) for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            imported.update((each.asname or each.name, node.module + ":" + each.name) for each in node.names)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
            found, name = holder_in(imported, node.value), node.attr
        elif isinstance(node, ast.Call) and getattr(node.func, "id", None) in ("setattr", "delattr") and len(node.args) > 1 and isinstance(node.args[1], ast.Constant):
            found, name = holder_in(imported, node.args[0]), node.args[1].value
        else:
            continue
        if found is not None and isinstance(name, str):
            yield found, name

def holder_in(imported, node):
    import ast
    path = []
    while isinstance(node, ast.Attribute):
        path.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or node.id not in imported:
        return None
    module, _, first = imported[node.id].partition(":")
    if module.partition(".")[0] not in sys.stdlib_module_names or module.partition(".")[0] in FRAMEWORKS:
        return None
    found = __import__(module, fromlist=["x"])
    for part in [*([first] if first else []), *reversed(path)]:
        found = getattr(found, part, None)
    return found

class Patches:
    """The judge's side: what a check has set, and what the program's side was told of it."""
    def __init__(self, peer, check, carried):
        self.peer, self.places, self.missed = peer, {}, None
        self.skipped = NOT_CARRIED | {(module.__name__, name) for name, module in carried.items()}
        if "mock" in check:
            import unittest.mock
            self.mocks(unittest.mock._patch)
        if "=" in check or "setattr" in check:
            import ast
            for holder, name in stored_in(ast.parse(check)):
                self.watch(holder, name, vars(holder).get(name, ABSENT) if place_of(holder) else ABSENT)

    def mocks(self, kind):
        plain = kind.__enter__
        def enter(patch):
            holder = patch.getter()
            before = vars(holder).get(patch.attribute, ABSENT) if place_of(holder) else ABSENT
            given = plain(patch)
            self.watch(patch.target, patch.attribute, before)
            return given
        kind.__enter__ = enter

    def watch(self, holder, name, before):
        place = place_of(holder)
        if place is not None and (place[0], name) not in self.skipped:
            self.places.setdefault((*place, name), [holder, before, before])
        elif place is None and type(holder).__module__.partition(".")[0] in sys.stdlib_module_names and not isinstance(holder, type) and type(holder).__module__ != "builtins":
            self.missed = "%s of an object of %s.%s" % (name, type(holder).__module__, type(holder).__name__)

    def tell(self):
        for (module, path, name), known in list(self.places.items()):
            holder, before, told = known
            now = vars(holder).get(name, ABSENT)
            if now is not told:
                known[2] = now
                self.peer.asked("put", None, "place", [module, path, name, *([] if now is before else [now])], None)
`;
