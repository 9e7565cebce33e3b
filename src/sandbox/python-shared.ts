/**
 * Containers that both sides hold: what one side changed is with the other before that goes on, however many there are. A change is found
 * by the identity of what a container holds, and what only this table holds is forgotten on both sides, so that a call costs what it
 * sends and what both still hold. Part of `pythonWire`.
 */
export const pythonShared = String.raw`
PLAIN = {int, float, str, bool, type(None)}
# What crosses by value and may say something else tomorrow.
VARYING = {*VIEWS, types.MappingProxyType, memoryview}

def held_in(value):
    """All that a container holds, one after the other."""
    if isinstance(value, dict):
        return itertools.chain(value, value.values(), (getattr(value, "default_factory", None),))
    state = state_of(value) if is_state(value) else None
    return value if state is None else itertools.chain(state, state.values())

def is_state(value):
    """Whether it holds what its attributes are: an object of the library that is no collection by itself."""
    return type(value) not in MUTABLE and standard_name(type(value)) != "array"

def is_flat(value):
    """Whether what it holds is no objects, but numbers of its own."""
    return type(value) is bytearray or standard_name(type(value)) == "array"

def varies(items):
    kinds = set(map(type, items))
    return not kinds.isdisjoint(VARYING) or tuple in kinds and any(varies(item) for item in items if type(item) is tuple)

def references(shared, number):
    return sys.getrefcount(shared[number])

# References to what a table alone holds.
ALONE = references({0: []}, 0)

class Shared:
    def __init__(self):
        self.shared, self.numbers, self.seen = {}, {}, {}
        self.fresh, self.unsent, self.touched = [], set(), set()
        self.handles, self.handle_of, self.classes, self.many = {}, {}, {}, 50
        self.here = Here()

    def share(self, value):
        number = self.numbers.get(id(value))
        if number is None:
            number = self.number()
            self.shared[number], self.numbers[id(value)] = value, number
            self.fresh.append(number)
            self.unsent.add(number)
        self.touched.add(number)
        return {"r": number}

    def drop(self, number):
        if number in self.shared:
            del self.numbers[id(self.shared.pop(number))]
            self.seen.pop(number, None)

    def release(self):
        """Forgets what nobody here can change or send again; says what, for the other side to forget it too."""
        freed, queue = [], list(self.shared)
        while queue:
            number = queue.pop()
            if number in self.touched or number not in self.shared or references(self.shared, number) > ALONE:
                continue
            if not is_flat(self.shared[number]):
                # These may be alone once it is gone.
                queue.extend([self.numbers[id(item)] for item in held_in(self.shared[number]) if id(item) in self.numbers])
            self.drop(number)
            freed.append(number)
        return freed

    def unheld(self, on):
        """The handles of which this side has no stand-in any more, now and then; a message that is being made may still speak of some."""
        if len(self.classes) < self.many:
            return []
        gone = [number for number, value in self.classes.items() if not isinstance(value, type) and number != on and number not in self.touched]
        gone = [number for number in gone if references(self.classes, number) <= ALONE and not is_weakly_held(self.classes[number])]
        for number in gone:
            del self.classes[number]
        self.many = 2 * len(self.classes) + 50
        return gone

    def let_go(self, numbers):
        for number in numbers:
            if number in self.handles:
                del self.handle_of[id(self.handles.pop(number))]

    def snapshot(self, value):
        if is_flat(value):
            return value[:]
        held = list(held_in(value))
        return DUMPS(self.content(value)) if varies(held) else held

    def unchanged(self, value, seen):
        if type(seen) is str:
            return DUMPS(self.content(value)) == seen
        if is_flat(value):
            return type(value) is type(seen) and value == seen
        size = 2 * len(value) + 1 if isinstance(value, dict) else 2 * len(state_of(value)) if is_state(value) else len(value)
        return size == len(seen) and all(map(operator.is_, held_in(value), seen))

    def content(self, value):
        kind = type(value)
        if kind is bytearray:
            return ["bytearray", bytes(value).hex(), None, None]
        if isinstance(value, dict):
            return [kind.__name__, self.keyed(list(value)), self.all_of(list(value.values())), self.encode(getattr(value, "default_factory", None))]
        if kind not in MUTABLE:
            name = standard_name(kind)
            if name == "array":
                return [name, value.tolist(), None, value.typecode]
            return [name, self.all_of(list(state_of(value))), self.all_of(list(state_of(value).values())), None]
        return [kind.__name__, (self.keyed if kind is set else self.all_of)(list(value)), None, value.maxlen if kind is collections.deque else None]

    def all_of(self, items):
        return items if PLAIN.issuperset(map(type, items)) else [self.encode(item) for item in items]

    def keyed(self, items):
        """What is found by its hash crosses with that: what receives it can ask nothing yet."""
        before, self.here.hashing = self.here.hashing, True
        try:
            return self.all_of(items)
        finally:
            self.here.hashing = before

    def changes(self):
        """What the other side has to know of the containers, and what is known of them once it does."""
        changed, seen = [], {}
        queue = [number for number, value in list(self.shared.items()) if number not in self.unsent and not self.unchanged(value, self.seen.get(number, ()))]
        while queue or self.fresh:
            number = queue.pop() if queue else self.fresh.pop()
            value = self.shared[number]
            changed.append([number, *self.content(value)])
            seen[number] = self.snapshot(value)
        return changed, seen

    def sent(self, seen):
        self.seen.update((number, held) for number, held in seen.items() if number in self.shared)
        self.unsent.clear()
        self.touched.clear()

    def forget(self):
        """What could not be sent is not tried again with the next message."""
        for number in self.unsent:
            self.drop(number)
        self.fresh.clear()
        self.unsent.clear()
        self.touched.clear()

    def accept(self, contents):
        """Takes over how the other side's containers look now."""
        before, self.here.filling = self.here.filling, True
        try:
            self.take_over(contents)
        finally:
            self.here.filling = before

    def take_over(self, contents):
        kinds = {each.__name__: each for each in MUTABLE}
        for number, kind, _, _, extra in contents:
            if number not in self.shared:
                made = standard_kind(kind)(*([extra] if kind == "array" else ("",) if kind == "UserString" else ())) if kind in STATES else collections.deque(maxlen=extra) if kind == "deque" else kinds[kind]()
                self.shared[number], self.numbers[id(made)] = made, number
        for number, kind, items, values, extra in contents:
            value = self.shared[number]
            if kind == "bytearray":
                value[:] = bytes.fromhex(items)
                continue
            items = self.each_of(items)
            if kind in STATES:
                restore(value, kind, items, None if values is None else self.each_of(values))
                continue
            value.clear()
            if isinstance(value, dict):
                if extra is not None:
                    value.default_factory = self.decode(extra)
                # A Counter's own update counts what it is given.
                (dict if kind == "Counter" else type(value)).update(value, zip(items, self.each_of(values)))
            elif kind == "set":
                value.update(items)
            else:
                value.extend(items)
        for number, *_ in contents:
            self.seen[number] = self.snapshot(self.shared[number])

    def each_of(self, items):
        return [self.decode(item) for item in items] if dict in set(map(type, items)) else items
`;
