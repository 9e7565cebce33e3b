/**
 * What an object of the program holds as plain data, where its class inherits from a type of data: made by that type's own functions, so
 * that the judge can compare it without asking the object. Part of `pythonWire`.
 */
export const pythonContent = String.raw`
CONTENT = (list, dict, set, bytearray, collections.deque)

def holds_content(bases):
    """Whether the bases of a class say that its objects are compared by what they hold."""
    return any(base in CONTENT or not isinstance(base, RemoteType) and standard_name(base) in CONTENT_OF or base in FACTS and is_mapping(FACTS[base].library) for base in bases)

def is_mapping(kind):
    return kind is not None and kind in (collections.abc.Mapping, collections.abc.Set)

def part(kind, name):
    return lambda value: vars(kind)[name].__get__(value)

def fields(kind, names):
    return lambda value: [part(kind, name)(value) for name in names.split()]

def fixed_zone(kind, value):
    """A zone that is no data by what it says of this time."""
    zone = part(kind, "tzinfo")(value)
    offset = None if zone is None else kind.utcoffset(value)
    return None if offset is None else datetime.timezone(offset)

def plain_date(value):
    return datetime.date(*fields(datetime.date, "year month day")(value))

def plain_time(value):
    return datetime.time(*fields(datetime.time, "hour minute second microsecond")(value), fixed_zone(datetime.time, value), fold=part(datetime.time, "fold")(value))

def plain_datetime(value):
    times = fields(datetime.datetime, "hour minute second microsecond")(value)
    return datetime.datetime(*fields(datetime.date, "year month day")(value), *times, fixed_zone(datetime.datetime, value), fold=part(datetime.datetime, "fold")(value))

def plain_attribute(name):
    def plain(value):
        kind, (field, inside) = standard_kind(name), ATTRIBUTES[name]
        held = vars(value)[field]
        return kind(*held) if inside is list and name == "ChainMap" else kind(inside(held))
    return plain

CONTENT_OF = {
    "date": plain_date, "time": plain_time, "datetime": plain_datetime,
    "timedelta": lambda value: datetime.timedelta(*fields(datetime.timedelta, "days seconds microseconds")(value)),
    "Decimal": decimal.Decimal,
    "Fraction": lambda value: fractions.Fraction(part(fractions.Fraction, "_numerator")(value), part(fractions.Fraction, "_denominator")(value)),
    "UUID": lambda value: standard_kind("UUID")(int=part(standard_kind("UUID"), "int")(value)),
    "SimpleNamespace": lambda value: types.SimpleNamespace(**vars(value)),
    **{name: plain_attribute(name) for name in ATTRIBUTES},
    **{name: lambda value, name=name: standard_kind(name)(standard_kind(name).__str__(value)) for name in "PurePosixPath PosixPath IPv4Address IPv6Address IPv4Network IPv6Network".split()},
}

def content_of(value):
    """The program's side."""
    for kind in type.__dict__["__mro__"].__get__(type(value)):
        if kind in CONTENT:
            return kind(dict.items(value) if kind is dict else kind.__iter__(value))
        if standard_name(kind) in CONTENT_OF:
            return CONTENT_OF[standard_name(kind)](value)
    equal = lookup(type(value), "__eq__")
    if equal is collections.abc.Mapping.__eq__:
        return dict(collections.abc.Mapping.items(value))
    return set(value) if equal is collections.abc.Set.__eq__ else NotImplemented

# What these say of a collection is what an assertion would compare.
COMPARING = {"issuperset", "issubset", "isdisjoint", "symmetric_difference", "difference", "intersection", "union", "count", "index"}

def on_content(value, name):
    """A method that compares what an object of the program holds with plain data: made here, of what it holds, unless the check made the object itself."""
    kind = of(value)
    if name not in COMPARING or kind.peer.side == "p" or not kind.content or is_made(value):
        return None
    content = kind.peer.request("data", handle_in(value), "")
    return [getattr(content, name)] if is_content(content) and hasattr(content, name) else None

def as_content(kind, wire):
    """Operators that a class has as lists, sets and dictionaries have them are made here, of what its objects hold."""
    FACTS[kind].plain = frozenset(wire.get("plain", ())) & (OPERATORS | COMPARED) - IN_PLACE
    if list in FACTS[kind].bases and "__radd__" not in wire["has"] and FACTS[kind].peer.side == "j":
        def joined(self, other):
            return other + FACTS[type(self)].peer.request("data", handle_in(self), "") if type(other) is list else NotImplemented
        type.__setattr__(kind, "__radd__", joined)

def is_whole(value, method, args):
    return not is_mixed(value) and not any(is_remote(each) for each in args)

def is_content(value):
    return type(value) in CONTENT or standard_name(type(value)) in CONTENT_OF
`;
