/** Objects that only the wire still holds: weak references to them end on both sides. Part of `pythonWire`. */
export const pythonCollected = String.raw`
def alone_in(held):
    """The numbers of objects that nothing but a table holds."""
    return [number for number in list(held) if references(held, number) <= ALONE and not isinstance(held[number], type)]

def collect(peer):
    """The judge's side: what neither a check nor the program holds is gone, as where both are one process."""
    gone = True
    # What one object held is held by nothing once that is gone.
    while gone and not (peer.shares or peer.here.filling):
        # What is about to be asked is known by its number alone.
        told = [alone_in(peer.handles), [number for number in alone_in(peer.classes) if number != peer.on]]
        ours, theirs = peer.asked("collect", None, "", told, None)
        # Nothing that a check holds is let go on the program's word.
        lost, ended = set(ours) & set(alone_in(peer.handles)), set(theirs) & set(told[1])
        peer.let_go(lost)
        for number in ended:
            del peer.classes[number]
        gone = lost or ended

def collected(peer, theirs, ours):
    """The program's side: of what the judge alone holds, what the program does not hold either."""
    gone = [number for number in theirs if number in peer.classes and references(peer.classes, number) <= ALONE]
    for number in gone:
        del peer.classes[number]
    lost = [number for number in ours if number in peer.handles and references(peer.handles, number) <= ALONE]
    peer.let_go(lost)
    return [gone, lost]

def is_weakly_held(value):
    return sys.modules["weakref"].getweakrefcount(value) > 0 if "weakref" in sys.modules and lookup(type(value), "__weakref__") is not None else False

class Kept:
    """A method of the check in the place of a weak reference to it."""
    def __init__(self, method):
        self.method = method
    def __call__(self):
        return self.method
    def __eq__(self, other):
        return isinstance(other, Kept) and self.method == other.method
    def __hash__(self):
        return hash(self.method)

def weak_here(weakref):
    """The program's side: a method of the check is held, for nobody here can see whose it is."""
    class WeakMethod(weakref.WeakMethod):
        __slots__ = ()
        def __new__(kind, method, callback=None):
            return Kept(method) if is_remote(method) else super().__new__(kind, method, callback)
    weakref.WeakMethod = WeakMethod
`;
