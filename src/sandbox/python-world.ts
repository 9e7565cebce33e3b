/**
 * What a check sets up around a program: standard input and error, `input` and `print`, the environment, the seed of chance, warnings, logs
 * and the program's own names. It is carried over before each request, where the check speaks of it. Part of `pythonWire`.
 */
export const pythonWorld = String.raw`
PLACES = {"stdin": sys, "stderr": sys, "input": builtins, "print": builtins}
BEFORE = {}

def put(name, *given):
    """The program's side."""
    value = given if name == "place" else given[0]
    if name in PLACES:
        BEFORE.setdefault(name, getattr(PLACES[name], name))
        setattr(PLACES[name], name, BEFORE[name] if value is None else value)
    elif name == "place":
        put_place(*value)
    elif name == "environ":
        if value is not None:
            os.environ.clear()
            os.environ.update(value)
        WATCHED["environ"] = dict(os.environ)
    elif name == "seed":
        import random
        random.seed(*value)
    elif name == "warnings":
        import warnings
        warnings.simplefilter("always")
        warnings.showwarning = lambda message, category, filename, lineno, file=None, line=None: value(message, category, filename, lineno)
    elif name == "logs":
        import logging
        class Told(logging.Handler):
            def emit(self, record):
                value(record.name, record.levelno, record.getMessage())
        logging.getLogger().addHandler(Told())
        logging.getLogger().setLevel(1)

# What the check's side knows of the program's environment, where it asks for it.
WATCHED = {}

def environ_changes():
    """The program's side: what it has set since it was asked last."""
    if "environ" not in WATCHED or WATCHED["environ"] == (now := dict(os.environ)):
        return None
    before, WATCHED["environ"] = WATCHED["environ"], now
    return [[name, now.get(name)] for name in {**before, **now} if before.get(name) != now.get(name)]

# What the check's own libraries go by is the check's.
STEERING = ("PYTHON", "LD_", "LC_", "LANG", "TZ", "TMP", "TEMP", "HOME", "PATH", "USER", "LOGNAME", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TERM")

def take_environ(changes):
    """The judge's side: values to read alone, which reach no library of the language and no other process."""
    for name, value in changes:
        if type(name) is str and type(value) in (str, type(None)) and not name.startswith(STEERING):
            held, key = os.environ._data, os.environ.encodekey(name)
            held.pop(key, None)
            if value is not None:
                held[key] = os.environ.encodevalue(value)

class World:
    """The judge's side."""
    def __init__(self, peer, check, code):
        self.peer = peer
        self.told = {name: getattr(module, name) for name, module in PLACES.items() if name in check}
        self.plain = dict(self.told)
        self.environ = dict(os.environ) if "environ" in check or "getenv" in check or "putenv" in check else None
        if self.environ is not None:
            self.peer.request("put", None, "environ", [None])
        if "seed" in check:
            import random
            plain = random.seed
            def seed(*args):
                plain(*args)
                self.peer.request("put", None, "seed", [args])
            random.seed = seed
        if "warn" in check.lower():
            import warnings
            peer.request("put", None, "warnings", [lambda message, category, filename, lineno: warnings.warn_explicit(message, category, str(filename), int(lineno))])
        if "assertLogs" in check or "assertNoLogs" in check:
            import logging
            def told(name, level, text):
                logger = logging.getLogger(str(name))
                if logger.isEnabledFor(int(level)):
                    logger.handle(logging.LogRecord(str(name), int(level), "program.py", 1, "%s", (str(text),), None))
            peer.request("put", None, "logs", [told])
        self.patches = Patches(peer, check, {name: PLACES[name] for name in self.told})
        self.weak = "weakref" in code + check
        if self.weak and "gc" in check:
            import gc
            plain_collect = gc.collect
            def collect_all(*args, **named):
                # Nothing is about to be asked.
                peer.on = None
                collect(peer)
                return plain_collect(*args, **named)
            gc.collect = collect_all
        if "contextvars" in code and "asyncio" in sys.modules:
            peer.context = task_contexts(peer)
        peer.before, peer.environ_taken = self.tell, self.took_environ

    def took_environ(self, before):
        """What the check has changed itself is told still."""
        if self.environ == before:
            self.environ = dict(os.environ)

    def tell(self):
        if self.weak:
            collect(self.peer)
        self.patches.tell()
        for name, before in list(self.told.items()):
            now = getattr(PLACES[name], name)
            if now is not before:
                self.told[name] = now
                self.peer.asked("put", None, name, [None if now is self.plain[name] else now], None)
        if self.environ is not None and self.environ != dict(os.environ):
            self.environ = dict(os.environ)
            self.peer.asked("put", None, "environ", [self.environ], None)
`;
