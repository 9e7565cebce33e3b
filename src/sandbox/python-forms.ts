/**
 * What is told of a class or a function of the other side: fields of data classes, signatures and types cross by value, so that
 * `dataclasses.asdict`, `inspect.signature` and `typing.get_type_hints` of a check work on them. Part of `pythonWire`.
 */
export const pythonForms = String.raw`
FIELD = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only")
FIELD_KINDS = ("_FIELD", "_FIELD_CLASSVAR", "_FIELD_INITVAR")

def form_of(peer, value, kind):
    """A description that both sides can make from its parts; None where it is something else."""
    module = kind.__module__ if kind is not type else getattr(value, "__module__", None)
    loaded = sys.modules.get(module) if module in ("dataclasses", "inspect", "typing", "types") else None
    if loaded is None:
        return None
    if module == "types":
        if kind is types.GenericAlias and isinstance(value.__origin__, type) and plain_name(value.__origin__):
            return ["alias", peer.encode(value.__origin__), peer.encode(value.__args__)]
        return ["union", peer.encode(value.__args__)] if kind is types.UnionType else None
    if module == "dataclasses":
        if value is loaded.MISSING:
            return ["MISSING"]
        if kind is loaded.Field and value._field_type is not None:
            return ["Field", value._field_type.name, *(peer.encode(getattr(value, name, False)) for name in FIELD)]
        return None
    if module == "inspect":
        if value is loaded.Parameter.empty:
            return ["empty"]
        if kind is loaded.Parameter:
            return ["Parameter", value.name, int(value.kind), peer.encode(value.default), peer.encode(value.annotation)]
        if kind is loaded.Signature:
            return ["Signature", [peer.encode(each) for each in value.parameters.values()], peer.encode(value.return_annotation)]
        return None
    return typing_form(peer, loaded, value, kind)

def typing_form(peer, typing, value, kind):
    if kind is typing.ForwardRef:
        return ["forward", value.__forward_arg__] if value.__forward_arg__.isidentifier() else None
    name = getattr(value, "_name", None) or getattr(value, "__name__", None)
    if described(typing, name) is value:
        return ["typing", name, None]
    origin, parts = typing.get_origin(value), typing.get_args(value)
    # Of Optional[int] this is Union.
    base = "Annotated" if hasattr(value, "__metadata__") else next((each for each in (getattr(origin, "_name", None), name) if described(typing, each) is not None), None)
    return ["typing", base, peer.encode(parts)] if parts and base and typing_made(typing, base, parts) == value else None

def typing_made(typing, name, parts):
    found = described(typing, name)
    try:
        return found[parts[0] if len(parts) == 1 else parts]
    except TypeError:
        return None

def described(typing, name):
    """A form of typing by its name: nothing that a call would make something of."""
    found = getattr(typing, name, None) if isinstance(name, str) and name in typing.__all__ else None
    return found if type(found).__module__ == "typing" else None

def from_form(peer, form):
    made, parts = form[0], form[1:]
    if made in ("MISSING", "Field"):
        import dataclasses
        if made == "MISSING":
            return dataclasses.MISSING
        field = object.__new__(dataclasses.Field)
        for name, part in zip(FIELD, parts[1:]):
            setattr(field, name, peer.decode(part))
        field._field_type = getattr(dataclasses, parts[0]) if parts[0] in FIELD_KINDS else None
        return field
    if made in ("empty", "Parameter", "Signature"):
        import inspect
        if made == "empty":
            return inspect.Parameter.empty
        if made == "Parameter":
            return inspect.Parameter(parts[0], inspect._ParameterKind(parts[1]), default=peer.decode(parts[2]), annotation=peer.decode(parts[3]))
        return inspect.Signature([peer.decode(part) for part in parts[0]], return_annotation=peer.decode(parts[1]))
    if made == "alias":
        return types.GenericAlias(peer.decode(parts[0]), peer.decode(parts[1]))
    if made == "union":
        found = peer.decode(parts[0])
        whole = found[0]
        for part in found[1:]:
            whole = whole | part
        return whole
    import typing
    if made == "forward" and str(parts[0]).isidentifier():
        return typing.ForwardRef(parts[0])
    found = described(typing, parts[0])
    if parts[1] is None:
        return found
    return typing_made(typing, parts[0], peer.decode(parts[1]))

# What a check may ask of an object of the program in words of these modules; the program's side answers.
INSPECTED = {each: "inspect" for each in """signature getfullargspec getmembers getmembers_static getdoc getcomments unwrap get_annotations getmro getcallargs
  classify_class_attrs getgeneratorstate getcoroutinestate isfunction ismethod iscoroutinefunction isgeneratorfunction isasyncgenfunction isgenerator iscoroutine
  isawaitable isasyncgen isbuiltin isroutine isabstract ismethoddescriptor isdatadescriptor isgetsetdescriptor ismemberdescriptor""".split()}
INSPECTED["get_type_hints"] = "typing"
COPIES = {}

def tell_of(peer, op, target, name, args, named):
    """What the program's side tells of one of its objects, and copies that it makes of them."""
    if op == "inspect" and name in INSPECTED:
        return getattr(__import__(INSPECTED[name]), name)(target, *args, **named)
    if op == "help":
        import pydoc
        return pydoc.render_doc(target, renderer=pydoc.plaintext)
    if op == "copy":
        import copy
        return copy.copy(target) if name == "copy" else copy.deepcopy(target, COPIES.setdefault(args[0], {}))
    if op == "pickle":
        import pickle
        return pickle.dumps(target)
    if op == "unpickle":
        import pickle
        return pickle.loads(args[0])
    if op == "disk":
        return on_disk(name, *args, **named)
    if op == "instance":
        return is_of(target, *args)
    if op == "derive":
        return derive_here(name, *args, named)
    if op == "super":
        return getattr(super(target, *args), name)
    if op == "subclass":
        return issubclass(args[0], target)
    raise AttributeError(name)
TOLD = {"inspect", "help", "copy", "pickle", "unpickle", "disk", "instance", "subclass", "derive", "super"}

def is_of(kind, value):
    """What a class says of an object. Of one of the check's a protocol asks what it has: it has nothing that can be seen without."""
    if is_remote(value) and getattr(kind, "_is_runtime_protocol", False):
        import typing
        names = getattr(kind, "__protocol_attrs__", None) or typing._get_protocol_attrs(kind)
        return all(hasattr(value, name) for name in names)
    return isinstance(value, kind)

def described_in(function):
    """A function's docstring, for who wraps it."""
    return function.__doc__[:2000] if isinstance(function.__doc__, str) else None
`;
