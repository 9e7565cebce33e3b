/**
 * What an object of the program holds and equals: asked with look-alikes as well, which it cannot tell from the check's own question. Part
 * of `pythonWire`.
 */
export const pythonDecoys = String.raw`
FORK, EXIT, AWAIT = os.fork, os._exit, os.waitpid
VOWELS, CONSONANTS = "aeiou", "bcdfglmnprst"
KINDS = (VOWELS, CONSONANTS, VOWELS.upper(), CONSONANTS.upper(), "0123456789")

def draw(peer, size):
    """What nobody foresees who does not see the check; the same at each run of it."""
    peer.drawn += 1
    mixed = int.from_bytes(peer.text.encode("utf-8", "replace"), "big") % ((1 << 61) - 1) + peer.drawn * 0x9E3779B97F4A7C15 & (1 << 64) - 1
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ mixed >> shift) * factor & (1 << 64) - 1
    return (mixed ^ mixed >> 31) % size

def shuffled(peer, items):
    items = list(items)
    for at in range(len(items) - 1, 0, -1):
        other = draw(peer, at + 1)
        items[at], items[other] = items[other], items[at]
    return items

def kind_of_letter(letter):
    found = next((each for each in KINDS if letter in each), None)
    return found or (CONSONANTS if letter.islower() else CONSONANTS.upper() if letter.isupper() else None)

def respelled(peer, text):
    """Another word of the same shape: some vowels are other vowels, some consonants other consonants."""
    letters = list(text)
    # Rarer letters, which are vowels to some, stay where there are others.
    common = [at for at, each in enumerate(letters) if any(each in kind for kind in KINDS)]
    places = shuffled(peer, common or [at for at, each in enumerate(letters) if kind_of_letter(each)])
    for at in places[:max(1, len(text) // 3)]:
        others = [each for each in kind_of_letter(letters[at]) if each != letters[at]]
        letters[at] = others[draw(peer, len(others))]
    return "".join(letters) if places else text + CONSONANTS[draw(peer, len(CONSONANTS))]

def unmentioned(peer, found, value):
    return [each for each in found if each != value and each not in peer.mentioned()]

def words_like(peer, text):
    """Each comes of the one before, so that the check's own is not the one in their middle."""
    found, last = [], text
    for _ in range(8):
        last = respelled(peer, last)
        found.append(last)
    mixed = ["".join(shuffled(peer, text))] if len(set(text)) > 2 else []
    longer = [respelled(peer, text + "tan"), respelled(peer, text + "bode")]
    return (unmentioned(peer, found, text)[:4] or unmentioned(peer, longer, text)) + unmentioned(peer, mixed, text)

def neighbor(peer, value, side):
    """The next number on that side that a check does not have in its text."""
    near = value + side
    for _ in range(50):
        if near not in peer.mentioned():
            break
        near += side
    return near

def numbers_like(peer, value):
    if value - value != 0:
        value = 0
    known = [abs(each) for each in peer.mentioned() if type(each) in (int, float) and abs(each) < 1e6]
    # Beyond what the check speaks of, even where the value is even, and neither a prime nor a square.
    first = 2 * int(max([abs(value), *known])) // 30 + 1 + draw(peer, 3)
    far = [type(value + 0)(30 * each + (27 if int(value) % 2 else 12)) for each in (first, first + 1 + draw(peer, 3))]
    sides = ((-1,), (1,), (-1, 1))[draw(peer, 3)]
    return [*(neighbor(peer, value, side) for side in sides), *far]

def look_alikes(peer, value):
    """What a right collection with the value does not hold either: nothing of it is in the check's text, and all of it is near, for collections that reckon."""
    kind = type(value)
    if kind in (int, float) or standard_name(kind) in ("Decimal", "Fraction"):
        return numbers_like(peer, value)
    if kind is str:
        return words_like(peer, value)
    if kind is bytes:
        return [each.encode("latin-1") for each in words_like(peer, value.decode("latin-1"))]
    if kind is tuple and value:
        return changed_in(peer, value)
    if kind in (datetime.date, datetime.datetime):
        return [value + datetime.timedelta(days=each) for each in ((-1,), (1,), (-1, 1))[draw(peer, 3)]] if 1 < value.year < 9999 else []
    return [draw(peer, 1000) + 2, *words_like(peer, "solid")[:2]]

def changed_in(peer, value):
    found = []
    for at in shuffled(peer, range(len(value)))[:2]:
        others = look_alikes(peer, value[at])
        found += [(*value[:at], each, *value[at + 1:]) for each in shuffled(peer, others)[:2]]
    return found

def says_yes(ask, chance):
    try:
        return bool(ask(chance))
    except Exception:
        return False

class Wired(BaseException):
    """A copy of the program has no wire."""

class Late(Exception):
    pass

def probed(peer, target, name, values):
    """The program's side: what an object says of each value, asked in a copy of the process, so that whatever counts questions counts one."""
    found = lookup(type(target), name)
    binds = lookup(type(found), "__get__") if found is not None else None
    answer = binds(found, target, type(target)) if binds else found
    ask = lambda value: says_yes(lambda each: (said := answer(each)) is not NotImplemented and said, value)
    told = None if peer.others() or peer.shares else asked_in_copy(peer, ask, values)
    return tuple(map(ask, values)) if told is None else told

def asked_in_copy(peer, ask, values):
    try:
        out, into = os.pipe()
        child = FORK()
    except OSError:
        return None
    if child == 0:
        try:
            answer_in_copy(peer, ask, values, into)
        finally:
            EXIT(0)
    os.close(into)
    text = b""
    while part := READ(out, 1000):
        text += part
    os.close(out)
    try:
        AWAIT(child, 0)
    except ChildProcessError:
        pass
    # It takes the check to say what it holds: then it is asked here.
    return None if b"w" in text else tuple(text[at:at + 1] == b"y" for at in range(len(values)))

def answer_in_copy(peer, ask, values, into):
    import signal
    wired = []
    def send(packed):
        wired.append(1)
        raise Wired
    def late(*_):
        raise Late
    peer.send = send
    os.dup2(os.open("/dev/null", os.O_WRONLY), 1)
    signal.signal(signal.SIGVTALRM, late)
    for value in values:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0.3)
        try:
            yes = ask(value)
        except BaseException:
            yes = False
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        WRITE(into, b"w" if wired else b"y" if yes else b"n")
        if wired:
            return

def is_due(peer, kind):
    """Not each of many questions is asked with others; which are, the program cannot foresee."""
    peer.looked[kind] = peer.looked.get(kind, 0) + 1
    return peer.looked[kind] <= 20 or draw(peer, 8) == 0

def blind(self):
    """Whether an equality says yes to what is nothing like the object."""
    peer = of(self).peer
    return is_due(peer, type(self)) and any(peer.request("probe", handle_in(self), "__eq__", [(draw(peer, 1 << 50), words_like(peer, "solid")[0])]))

def takes_all(ask, value):
    """Whether a class says yes to whatever looks like the value in question."""
    far = (lambda: int.from_bytes(os.urandom(7), "big"), lambda: os.urandom(8).hex())
    return any(all(says_yes(ask, made()) for _ in range(16)) for made in far)

def probe(self, value, decoys):
    """What an object says of a value among others, and of those. It is asked before the check's question, and does not know which of them that is."""
    peer = of(self).peer
    # What says yes to the first question alone says it to another.
    order = [0, *shuffled(peer, range(1, len(decoys) + 1))]
    told = peer.request("probe", handle_in(self), "__contains__", [tuple([*decoys, value][at] for at in order)])
    told = told if type(told) is tuple and len(told) == len(order) else ()
    yes = {at for at, said in zip(order, told) if said is True}
    return len(decoys) in yes, yes - {len(decoys)}

def holds(self, value):
    """Whether an object of the program that says so holds a value."""
    peer, kind, sure = of(self).peer, type(self), is_named(self)
    ask = lambda: truly(peer.request("op", handle_in(self), "__contains__", [value]))
    if sure and (kind in peer.denied or not is_due(peer, kind)):
        return ask()
    decoys = shuffled(peer, look_alikes(peer, value)) or [None]
    if sure and type(value) in (int, float):
        decoys.append(-1 - abs(value))
    itself, others = probe(self, value, decoys)
    if not ask():
        peer.denied.add(kind)
        return False
    if sure:
        # A set of a check's own making may hold all that is like it, but says no to something that the check asks.
        if not itself or len(others) == len(decoys):
            peer.doubtful.add(kind)
        return True
    found = walked(self, value)
    if found is True or found is False and type(value) not in (str, bytes):
        return found
    if itself and not others:
        return True
    peer.vague = kind.__name__
    return False

def truly(answer):
    return answer is not NotImplemented and bool(answer)

def walked(self, value):
    """Whether a value is among what an object gives, where it can be walked through; None where that cannot be told."""
    if lookup(type(self), "__iter__") is None:
        return None
    try:
        found = list(itertools.islice(iter(self), 301))
    except Exception:
        return None
    return True if any(each is value or each == value for each in found) else None if len(found) > 300 else False

def never_denied(peer):
    """A class that a check names and that said yes to whatever it was asked."""
    for kind in peer.doubtful - peer.denied:
        raise AssertionError("the program's class %s says that it holds whatever it is asked for" % kind.__name__)
`;
