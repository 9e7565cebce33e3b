import { pythonAsync } from "./python-async.ts";
import { pythonCalled } from "./python-called.ts";
import { pythonCollected } from "./python-collected.ts";
import { pythonContent } from "./python-content.ts";
import { pythonContexts } from "./python-contexts.ts";
import { pythonConversations } from "./python-conversations.ts";
import { pythonDecoys } from "./python-decoys.ts";
import { pythonDerived } from "./python-derived.ts";
import { pythonErrors } from "./python-errors.ts";
import { pythonForms } from "./python-forms.ts";
import { pythonHandles } from "./python-handles.ts";
import { pythonPatches } from "./python-patches.ts";
import { pythonReckoning } from "./python-reckoning.ts";
import { pythonShared } from "./python-shared.ts";
import { pythonShown } from "./python-shown.ts";
import { pythonStandard } from "./python-standard.ts";
import { pythonTalk } from "./python-talk.ts";
import { pythonWaiting } from "./python-waiting.ts";
import { pythonWorld } from "./python-world.ts";

/**
 * What the program's process and the judge's process share: a text that both run, and no object. Requests and replies are JSON over a
 * socket. Plain data crosses by value, mutable containers with an identity, so that a list changed in place is changed on both sides;
 * everything else crosses as a handle. `Peer.give` decides what the other side may ask of a handle.
 */
export const pythonWire = String.raw`
import _thread, abc, builtins, collections, collections.abc, datetime, decimal, fractions, functools, itertools, json, math, operator, os, struct, sys, threading, time, types

sys.set_int_max_str_digits(0)
# A check may patch these, and the wire goes on.
DUMPS, READ, WRITE = json.dumps, os.read, os.write
CLOCK, PAUSE, START, FILE, LISTED = time.monotonic, time.sleep, _thread.start_new_thread, open, os.listdir
MOST = 32000000
BINARY = "add sub mul truediv floordiv mod divmod pow matmul and or xor lshift rshift".split()
OPERATORS = {"__%s__" % name for stem in BINARY for name in (stem, "r" + stem, "i" + stem)}
COMPARED = {"__lt__", "__le__", "__gt__", "__ge__"}
NUMERIC = {"__%s__" % name for name in "abs neg pos invert round trunc floor ceil int float complex index".split()}
PROTOCOL = OPERATORS | COMPARED | {"__%s__" % name for name in (
    "call iter next len getitem setitem delitem contains reversed enter exit await aiter anext aenter aexit bool int float complex index "
    "neg pos abs invert round trunc floor ceil hash str repr format bytes eq length_hint missing get set delete set_name").split()}
IMMUTABLE = (tuple, str, int, float, bytes, frozenset)
MUTABLE = (list, dict, set, bytearray, collections.deque, collections.OrderedDict, collections.Counter, collections.defaultdict)
TYPES = {kind.__name__: kind for kind in MUTABLE + IMMUTABLE + (bool, complex, object, range, type(None), memoryview, type, property)}
ERRORS = {name: kind for name, kind in vars(builtins).items() if isinstance(kind, type) and issubclass(kind, BaseException)}
SAFE = {**TYPES, **ERRORS}
# In Python a list with math.nan equals another with it, for they hold the same object.
FROM_JSON = json.JSONDecoder(parse_constant={"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}.__getitem__)
VIEWS = (type({}.keys()), type({}.values()), type({}.items()))
def lookup(kind, name):
    for each in type.__dict__["__mro__"].__get__(kind):
        names = type.__dict__["__dict__"].__get__(each)
        if name in names:
            return names[name]

def is_hooked(kind):
    """Whether a class tells itself what is of it, as abstract ones and protocols do."""
    return lookup(type(kind), "__instancecheck__") is not type.__instancecheck__ or lookup(type(kind), "__subclasscheck__") is not type.__subclasscheck__

def words_of(error):
    try:
        return (type(error).__name__ + ": " + str(error))[:200]
    except BaseException:
        return type(error).__name__

class Ended(BaseException):
    """The other process is gone; its words say why."""

def hash_in(wire):
    return {"hash": wire["hash"]} if type(wire.get("hash")) is int else {}

def importable_place(kind):
    """Where the other side finds a class of the standard library."""
    module = kind.__module__
    if module == "builtins":
        return next((["types", name] for name, each in vars(types).items() if each is kind), None)
    top = str(module).partition(".")[0]
    known = top in sys.stdlib_module_names and top not in FRAMEWORKS
    return [module, kind.__name__] if known and getattr(sys.modules.get(module), kind.__name__, None) is kind else None

def registered(made, bases):
    """What a class of the check inherits from the library's abstract ones, or is registered for there, as files are."""
    io = sys.modules["io"]
    for base in bases:
        if type(base) is abc.ABCMeta:
            base.register(made)
        if isinstance(base, type) and not isinstance(base, RemoteType):
            for each in (io.IOBase, io.TextIOBase, io.RawIOBase, io.BufferedIOBase):
                if issubclass(base, each) and not issubclass(made, each):
                    each.register(made)

def plain_name(kind):
    return SAFE.get(kind.__name__) is kind

${pythonWaiting}
${pythonWorld}
${pythonErrors}
${pythonPatches}
${pythonForms}
${pythonStandard}
${pythonContent}

${pythonShown}
${pythonCalled}
${pythonShared}
${pythonConversations}
${pythonCollected}
${pythonContexts}
${pythonTalk}
class Peer(Talk):
    """One end of the wire. give(kind, value, name) raises where the other side may not have what it asks for."""

    def __init__(self, receive, send, side, give):
        self.receive, self.send, self.side, self.give = receive, send, side, give
        super().__init__()
        self.count = 0
        self.known = set()
        self.raising, self.defined, self.plain = [], [], {}
        self.printed = lambda: ""
        self.before = lambda: None
        self.environ_taken, self.context = lambda before: None, dict
        self.says = self.seek = lambda name: False
        self.asserted, self.decorated, self.judging, self.owners = set(), {}, set(), {}
        self.spared, self.returned, self.raised, self.came_back = lambda error: False, lambda key: None, lambda error: None, lambda error: None
        # What was asked with look-alikes, and what came of it.
        self.text, self.drawn, self.looked, self.denied, self.doubtful, self.vague, self.mentioned = "", 0, {}, set(), set(), None, frozenset
        self.errors, self.asserting, self.lost, self.oracles, self.on = {}, False, set(), set(), None
        self.giving, self.comparing, self.hiding, self.decorating, self.guarded, self.handed, self.handed_classes, self.built = set(), set(), {}, set(), set(), set(), set(), set()

    def number(self):
        self.count += 1
        return self.side + str(self.count)

    # Out.
    def encode(self, value):
        kind = type(value)
        if value is None or kind in (bool, int, float, str):
            return value
        if kind is Owner:
            return {"t": "owner", "v": OWNER_OF[id(value)]}
        if is_shared(kind):
            return self.share(value)
        if kind is tuple:
            return {"t": "tuple", "v": [self.encode(item) for item in value]}
        if kind is frozenset:
            return {"t": "frozenset", "v": self.keyed(list(value))}
        if kind is bytes:
            return {"t": "bytes", "v": value.hex()}
        if kind is complex:
            return {"t": "complex", "v": [value.real, value.imag]}
        if kind in (range, slice):
            return {"t": kind.__name__, "v": [self.encode(part) for part in (value.start, value.stop, value.step)]}
        if value is NotImplemented or value is Ellipsis:
            return {"t": "single", "v": repr(value)}
        if kind in VIEWS:
            return {"t": "view", "v": [VIEWS.index(kind), self.keyed(list(value))]}
        if kind is types.MappingProxyType:
            return {"t": "mappingproxy", "v": self.encode(dict(value))}
        if kind is memoryview and (value.readonly or self.side == "p"):
            return {"t": "memoryview", "v": [value.tobytes().hex(), value.format, list(value.shape)]}
        found = standard_form(self, value, kind)
        if found is not None:
            return found
        form = form_of(self, value, kind)
        if form is not None:
            return {"t": "form", "v": form}
        if isinstance(value, type):
            return self.encode_class(value)
        if kind is types.FunctionType and value in self.plain:
            value, kind = self.plain[value], types.BuiltinFunctionType
        if kind is types.BuiltinFunctionType and self.side == "j" and value.__module__ in sys.stdlib_module_names:
            return {"t": "import", "v": [value.__module__, value.__name__]}
        return self.encode_handle(value)

    def encode_class(self, kind, named=True):
        """A class by its name, where it has one that the other side knows; for an instance of it the other side needs to know what it can."""
        if plain_name(kind):
            return {"t": "type", "v": kind.__name__}
        if isinstance(kind, RemoteType) and kind in FACTS:
            return {"t": "own", "v": FACTS[kind].handle}
        if named and self.side == "p" and standard_name(kind):
            return {"t": "library", "v": standard_name(kind)}
        if named and self.side == "j" and (place := importable_place(kind)):
            return {"t": "import", "v": place}
        number = self.handle(kind)
        if number in self.known:
            return {"t": "class", "v": number}
        self.known.add(number)
        # Of a subclass of plain data only what its own classes define: the rest is the data's.
        common = next((base for base in IMMUTABLE if issubclass(kind, base)), object)
        has = sorted(name for name in PROTOCOL if lookup(kind, name) is not None and lookup(kind, name) is not lookup(common, name))
        if any(base in MUTABLE for base in kind.__mro__) and lookup(kind, "__hash__") is not None:
            has.append("__hash__")
        mutable = next((base for base in kind.__mro__ if base in CONTENT), None) if self.side == "p" else None
        plain = [] if mutable is None else [name for name in has if lookup(kind, name) is lookup(mutable, name)]
        bases = [self.encode_class(base) for base in type.__dict__["__mro__"].__get__(kind)[1:] if base is not object]
        meta = type(kind) if self.side == "p" and type(kind) is not type else None
        library = library_of(kind)
        # Sent ahead of all that may hold one: what a list holds is read before what holds the list.
        self.defined.append({"t": "class", "v": number, "name": kind.__name__, "has": has, "bases": bases, "library": library, "hooked": is_hooked(kind), "plain": plain, "meta": meta and self.encode_class(meta, named=False)})
        return {"t": "class", "v": number}

    def handle(self, value):
        number = self.handle_of.get(id(value))
        if number is None:
            number = self.number()
            self.handles[number], self.handle_of[id(value)] = value, number
        return number

    def encode_handle(self, value):
        kind = type(value)
        remote = handle_in(value) if isinstance(kind, RemoteType) else None
        if remote is not None:
            self.touched.add(remote)
            return {"t": "own", "v": remote}
        if isinstance(value, BaseException):
            return error_form(self, value)
        member = member_form(self, value, kind)
        if member is not None and self.side == "j":
            return {"t": "member", "v": member}
        encoded = {"t": "handle", "v": self.handle(value), "class": self.encode_class(kind, named=False)}
        if self.here.hashing and lookup(kind, "__hash__") not in (None, object.__hash__):
            try:
                encoded["hash"] = hash(value)
            except Exception:
                # The values of a dictionary need none.
                pass
        for base in IMMUTABLE:
            if isinstance(value, base):
                # The content as the built-in type has it, whatever the subclass says of itself.
                encoded["data"] = self.encode(base(base.__iter__(value)) if base in (tuple, frozenset) else base.__add__(value, base()) if base in (str, bytes) else base.__pos__(value))
                break
        if kind in (types.FunctionType, types.MethodType):
            # Of the program's functions the check asks the rest.
            encoded["named"] = [value.__name__, *([value.__qualname__, described_in(value)] if self.side == "j" else [])]
        return encoded if member is None else {**encoded, "member": member}

    def pack(self, message):
        try:
            message["shared"], seen = self.changes()
            # What nobody here holds any more may have been changed before that.
            alone = not (self.shares or self.left or self.others())
            message["freed"] = self.release() if alone else []
            message["gone"] = self.unheld(message.get("on")) if alone else []
            message["classes"] = self.defined
            message["printed"] = self.printed()
            changed = environ_changes() if self.side == "p" and WATCHED else None
            if changed:
                message["environ"] = changed
            message["left"], message["many"] = self.others(), self.shares
            message["talk"], message["ended"] = self.talk().number, self.ended() if self.shares else []
            packed = DUMPS(message).encode()
            if len(packed) > MOST:
                raise ValueError("more than %d bytes of data at once" % MOST)
        except BaseException:
            self.forget()
            raise
        self.send(packed)
        self.sent(seen)
        self.defined = []

    # In.
    def unpack(self, packed):
        message = FROM_JSON.decode(packed.decode())
        self.left = message.get("left") is True
        if message.get("many") is True:
            self.share_wire()
        self.close(message.get("ended", ()))
        for each in message["classes"]:
            self.decode_class(each)
        self.accept(message["shared"])
        for number in message["freed"]:
            self.drop(number)
        self.let_go(message["gone"])
        if self.side == "j" and "environ" in message:
            before = dict(os.environ)
            take_environ(message["environ"])
            self.environ_taken(before)
        if message["printed"]:
            sys.stdout.write(message["printed"])
        return message

    def decode(self, wire):
        if isinstance(wire, dict) and wire.get("t") in ("frozenset", "view"):
            before, self.here.filling = self.here.filling, True
            try:
                return self.decoded(wire)
            finally:
                self.here.filling = before
        return self.decoded(wire)

    def decoded(self, wire):
        if not isinstance(wire, dict):
            return wire
        if "r" in wire:
            return self.shared[wire["r"]]
        kind, value = wire["t"], wire["v"]
        if kind in ("tuple", "frozenset"):
            return SAFE[kind](self.decode(item) for item in value)
        if kind == "bytes":
            return bytes.fromhex(value)
        if kind == "complex":
            return complex(*value)
        if kind in ("range", "slice"):
            return getattr(builtins, kind)(*(self.decode(part) for part in value))
        if kind == "single":
            return NotImplemented if value == "NotImplemented" else Ellipsis
        if kind == "view":
            which, items = value[0], [self.decode(item) for item in value[1]]
            return dict.fromkeys(items).keys() if which == 0 else dict(enumerate(items)).values() if which == 1 else dict(items).items()
        if kind == "mappingproxy":
            return types.MappingProxyType(self.decode(value))
        if kind == "memoryview":
            view = memoryview(bytes.fromhex(value[0]))
            return view if value[1:] == ["B", [len(view)]] else view.cast(value[1], value[2])
        if kind == "standard":
            return from_standard(self, *value)
        if kind == "library" and value in NAMED:
            return standard_kind(value)
        if kind == "form":
            return from_form(self, value)
        if kind == "type":
            return SAFE[value]
        if kind == "import" and self.side == "p":
            return getattr(__import__(value[0], fromlist=["x"]), value[1])
        if kind == "own":
            return self.handles[value]
        if kind == "class":
            return self.decode_class(wire)
        if kind == "handle":
            return self.decode_handle(wire)
        if kind == "owner" and self.side == "j":
            return next(owner for owner, number in ASKED_OWNERS.values() if number == value)
        if kind == "member" and self.side == "p":
            return from_member(self, value)
        raise ValueError("unknown data: " + str(kind)[:40])

    def decode_class(self, wire):
        if wire["v"] in self.classes:
            return self.classes[wire["v"]]
        bases = [self.decode(base) for base in wire["bases"]]
        library = library_class(wire)
        if library is not None and not steers(self, library):
            self.classes[wire["v"]] = library
            return library
        error = next((base for base in bases if isinstance(base, type) and not isinstance(base, RemoteType) and issubclass(base, BaseException) and not steers(self, base)), None)
        data = None if error else next((base for base in IMMUTABLE if base in bases), None)
        parents = [base for base in bases if isinstance(base, RemoteType)]
        # Only the nearest of each line: the others follow from it.
        parents = [base for base in parents if not any(other is not base and issubclass(other, base) for other in parents)]
        parents += [base for base in (error, data) if base and not any(issubclass(parent, base) for parent in parents)]
        if not any(isinstance(parent, RemoteType) for parent in parents):
            parents.insert(0, Remote)
        made = remote_class(self, wire["v"], str(wire["name"]), tuple(parents), set(wire["has"]) & PROTOCOL, data, bases)
        FACTS[made].library, FACTS[made].hooked = library_kind(wire), wire["hooked"] is True
        as_content(made, wire)
        FACTS[made].meta = self.decode(wire.get("meta"))
        if self.side == "p":
            registered(made, [FACTS[made].library, *bases])
        self.classes[wire["v"]] = made
        return made

    def decode_handle(self, wire):
        member = from_member(self, wire["member"]) if "member" in wire else None
        if member is not None:
            return member
        kind = self.decode(wire["class"])
        if isinstance(kind, type) and issubclass(kind, BaseException):
            return error_from(self, wire, stand_in(self, kind) if steers(self, kind) else kind)
        if wire["v"] in self.classes:
            known = self.classes[wire["v"]]
            if isinstance(type(known), RemoteType):
                inner(known).update(given=True, **hash_in(wire))
            return known
        if not isinstance(kind, RemoteType):
            # An instance of a built-in class that has no data form: an iterator, a bound method of one.
            return self.loose(wire)
        if "data" in wire and of(kind).data is not None:
            made = of(kind).data.__new__(kind, self.decode(wire["data"]))
        else:
            made = object.__new__(kind)
        inner(made).update(remote_handle=wire["v"], **hash_in(wire))
        self.classes[wire["v"]] = made
        if "named" in wire:
            inner(made).update(zip(("__name__", "__qualname__", "__doc__"), wire["named"]))
        return made

    def loose(self, wire):
        kind = remote_class(self, wire["class"]["v"], str(wire["class"]["v"]), (Remote,), set(), None, [])
        made = object.__new__(kind)
        FACTS[kind].library = BUILT.get(wire["class"]["v"])
        inner(made)["remote_handle"] = wire["v"]
        self.classes[wire["v"]] = made
        return made

${pythonHandles}
${pythonDecoys}
${pythonDerived}
${pythonReckoning}
${pythonAsync}`;
