/**
 * Values of the standard library that cross as data: the name of their type and a plain state, from which the other side makes one of its
 * own library's. A class of the program that inherits from one of them, or claims its name, is none of them. Part of `pythonWire`.
 */
export const pythonStandard = String.raw`
WHEN = (datetime.date, datetime.time, datetime.datetime, datetime.timedelta, datetime.timezone)

def text_of(value):
    return [str(value)]

def zone_of(value):
    """What a time can say of its zone in data: none, a fixed one, or a name of the zones that all know."""
    zone = value.tzinfo
    if zone is None or type(zone) is datetime.timezone or standard_name(type(zone)) == "ZoneInfo" and zone.key is not None:
        return [zone, value.fold]
    return None

def time_of(value):
    zone = zone_of(value)
    return zone and [value.replace(tzinfo=None, fold=0).isoformat(), *zone]

def made_time(kind, text, zone, fold):
    return kind.fromisoformat(text).replace(tzinfo=zone, fold=fold)

def made(kind, *parts):
    return kind(*parts)

def text_kinds(module, names):
    return {name: (module, text_of, made) for name in names.split()}

# By name: the module, what tells the state, what makes one of it. No module is loaded before a value of it comes.
VALUES = {
    **text_kinds("decimal", "Decimal"), **text_kinds("fractions", "Fraction"), **text_kinds("uuid", "UUID"),
    **text_kinds("pathlib", "PurePosixPath PureWindowsPath PosixPath"),
    **text_kinds("ipaddress", "IPv4Address IPv6Address IPv4Network IPv6Network IPv4Interface IPv6Interface"),
    "date": ("datetime", lambda it: [it.isoformat()], lambda kind, text: kind.fromisoformat(text)),
    "time": ("datetime", time_of, made_time), "datetime": ("datetime", time_of, made_time),
    "timedelta": ("datetime", lambda it: [it.days, it.seconds, it.microseconds], made),
    "timezone": ("datetime", lambda it: list(it.__getinitargs__()), made),
    "ZoneInfo": ("zoneinfo", lambda it: it.key and [it.key], made),
    "Pattern": ("re", lambda it: [it.pattern, it.flags], lambda kind, *parts: sys.modules["re"].compile(*parts)),
    "NormalDist": ("statistics", lambda it: [it.mean, it.stdev], made),
    "struct_time": ("time", list, lambda kind, *parts: kind(parts)),
    **{name: ("urllib.parse", list, made) for name in "ParseResult SplitResult DefragResult ParseResultBytes SplitResultBytes DefragResultBytes".split()},
}
# Those that can be changed: both sides hold one, and what it holds crosses as that of a list does.
STATES = {"array": "array", "SimpleNamespace": "types", "Namespace": "argparse", "ChainMap": "collections", "UserDict": "collections", "UserList": "collections", "UserString": "collections"}
NAMED = {**{name: entry[0] for name, entry in VALUES.items()}, **STATES, "Path": "pathlib", "PurePath": "pathlib"}
ATTRIBUTES = {"ChainMap": ("maps", list), "UserDict": ("data", dict), "UserList": ("data", list), "UserString": ("data", str)}
# By their names; what a check patches later is not them.
KINDS_OF = {kind.__name__: kind for kind in (*WHEN, decimal.Decimal, fractions.Fraction)}
NAME_OF = {kind: name for name, kind in KINDS_OF.items()}
PLAIN_PARTS = (bool, int, float, str, bytes, type(None), datetime.timedelta, datetime.timezone)

def standard_name(kind):
    """The name of a type of the tables; None for any other, whatever it calls itself."""
    found = NAME_OF.get(kind)
    if found is None:
        name = kind.__name__
        if name in NAMED and name not in KINDS_OF and getattr(sys.modules.get(NAMED[name]), name, None) is kind:
            found, KINDS_OF[name] = name, kind
            NAME_OF[kind] = name
    return found

def standard_kind(name):
    if name not in KINDS_OF:
        kind = KINDS_OF[name] = getattr(__import__(NAMED[name], fromlist=["x"]), name)
        NAME_OF[kind] = name
    return KINDS_OF[name]

def standard_form(peer, value, kind):
    """A value's name and state, where its state is data."""
    name = "PosixPath" if kind is THEIRS.get("PosixPath") else standard_name(kind)
    if name not in VALUES:
        return None
    parts = VALUES[name][1](value)
    return None if parts is None else {"t": "standard", "v": [name, [peer.encode(part) for part in parts]]}

def from_standard(peer, name, parts):
    parts = [peer.decode(part) for part in parts]
    if not all(type(part) in PLAIN_PARTS or standard_name(type(part)) == "ZoneInfo" for part in parts):
        raise ValueError("a value of %s is made of plain data" % name)
    kind = standard_kind(name)
    return VALUES[name][2](their_path(peer, kind) if name == "PosixPath" and peer.side == "j" else kind, *parts)

# What a path tells of files is asked where the files of the program are.
ON_DISK = """stat lstat exists is_file is_dir is_symlink is_mount is_socket is_fifo is_block_device is_char_device iterdir glob rglob walk open read_bytes
  read_text write_bytes write_text mkdir rmdir unlink touch rename replace symlink_to hardlink_to readlink resolve absolute samefile owner group chmod
  expanduser""".split()
THEIRS = {}

def their_path(peer, kind):
    """The class of a path that the program gave: one as any other, of the program's files."""
    if "PosixPath" not in THEIRS:
        def asks_disk(name):
            return lambda self, *args, **named: peer.request("disk", None, name, [str(self), *args], named)
        members = {name: asks_disk(name) for name in ON_DISK if hasattr(kind, name)}
        members["samefile"] = lambda self, other: same_file(peer, str(self), str(other))
        THEIRS["PosixPath"] = type("PosixPath", (kind,), {**members, "__reduce__": lambda self: (kind, (str(self),)), "__slots__": ()})
    return THEIRS["PosixPath"]

STAT = os.stat

def same_file(peer, *paths):
    """Compared here: what the program makes of a path's methods is its own."""
    first, second = [peer.request("disk", None, "samefile", [path]) for path in paths]
    return type(first) is type(second) is list and first == second

def on_disk(name, path, *args, **named):
    """The program's side."""
    if name == "samefile":
        found = STAT(path)
        return [found.st_dev, found.st_ino]
    if name not in ON_DISK:
        raise AttributeError(name)
    found = getattr(standard_kind("PosixPath")(path), name)(*args, **named)
    return list(found) if name in ("iterdir", "glob", "rglob", "walk") else found

def is_shared(kind):
    return kind in MUTABLE or standard_name(kind) in STATES

def state_of(value):
    """What a container of the library holds, by name."""
    return vars(value)

def restore(value, name, items, values):
    """Takes over what one of STATES holds on the other side."""
    if name == "array":
        value[:] = type(value)(value.typecode, items)
        return
    state = dict(zip(items, values))
    if name in ATTRIBUTES:
        field, kind = ATTRIBUTES[name]
        if list(state) != [field] or type(state[field]) is not kind:
            raise ValueError("what a %s holds" % name)
    state_of(value).clear()
    state_of(value).update(state)

def member_form(peer, value, kind):
    """A member of an enumeration of the library, by its class and value."""
    enum = sys.modules.get("enum")
    if enum is None or not isinstance(kind, enum.EnumMeta) or library_of(kind) is None or type(value._value_) not in (int, str):
        return None
    return [kind.__module__, kind.__name__, value._value_]

def from_member(peer, form):
    """The member that this side has; the judge loads no module for it: only a check that has loaded it can name it."""
    module, name, value = form
    enum, top = sys.modules.get("enum"), str(module).partition(".")[0]
    if enum is None or top not in sys.stdlib_module_names or top in FRAMEWORKS or type(value) not in (int, str):
        return None
    kind = getattr(__import__(module, fromlist=["x"]) if peer.side == "p" else sys.modules.get(module), name, None)
    try:
        return kind(value) if isinstance(kind, enum.EnumMeta) else None
    except ValueError:
        return None
`;
