/** What an object of the program holds and equals: asked with values that it cannot foresee as well. Part of `pythonWire`. */
export const pythonDecoys = String.raw`
def near(value):
    """A value like another, that nobody can foresee and a right collection holds but by chance."""
    chance = int.from_bytes(os.urandom(7), "big")
    if isinstance(value, (int, float)) and type(value) is not bool:
        # A float beyond all others has none that is near.
        return chance if value - value != 0 else type(value + 0)(value + chance % int(4 * abs(value) + 10 ** 6) + 1)
    if isinstance(value, str):
        return "".join(map(like, value)) or os.urandom(3).hex()
    if isinstance(value, bytes):
        return bytes(97 + each % 26 for each in os.urandom(max(3, len(value))))
    if type(value) is tuple:
        return tuple(near(item) for item in value) if value else chance
    return chance

def like(letter):
    """A letter of the same kind: what follows a pattern is as likely as the value itself."""
    kind = next((each for each in (string_of("a", 26), string_of("A", 26), string_of("0", 10)) if letter in each), None)
    return letter if kind is None else kind[int.from_bytes(os.urandom(2), "big") % len(kind)]

def string_of(first, size):
    return "".join(chr(ord(first) + each) for each in range(size))

def mixed_up(value):
    """The same letters in another order."""
    letters = list(value)
    for at in range(len(letters) - 1, 0, -1):
        other = int.from_bytes(os.urandom(2), "big") % (at + 1)
        letters[at], letters[other] = letters[other], letters[at]
    return "".join(letters)

def says_yes(ask, chance):
    try:
        return bool(ask(chance))
    except Exception:
        return False

def blind(ask):
    """Whether an equality says yes to what nobody can have foreseen."""
    return any(says_yes(ask, chance) for chance in (int.from_bytes(os.urandom(7), "big"), os.urandom(8).hex()))

def all_told(ask, made):
    return all(says_yes(ask, made()) for _ in range(16))

def takes_all(ask, *values):
    """Whether a collection says yes to whatever there is, or to whatever looks like the value in question."""
    far = (lambda: int.from_bytes(os.urandom(7), "big"), lambda: os.urandom(8).hex())
    return any(all_told(ask, made) for made in (*far, *(lambda value=value: near(value) for value in values)))

def holds(self, ask, value):
    """Whether an object of the program that says so holds a value: nothing that looks like it as well, and where it can be walked through, among what it gives."""
    if is_made(self):
        return not takes_all(ask)
    if takes_all(ask, value) or type(value) is str and len(set(value)) > 2 and all_told(ask, lambda: mixed_up(value)):
        return False
    # It does not know which of the questions is the check's.
    for chance in os.urandom(1 + os.urandom(1)[0] % 3):
        says_yes(ask, near(value))
    if not says_yes(ask, value):
        return False
    if is_named(self) or isinstance(value, (str, bytes)) or lookup(type(self), "__iter__") is None:
        return True
    try:
        found = list(itertools.islice(iter(self), 301))
    except Exception:
        return True
    return len(found) > 300 or any(each is value or each == value for each in found)
`;
