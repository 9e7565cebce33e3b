import { pythonAnnotations } from "./python-annotations.ts";
import { pythonWire } from "./python-wire.ts";

/**
 * The program's side, in a sandbox of its own: it holds the program and nothing of its checks. Each evaluation is a forked child that
 * runs the program from its start and then does what it is asked over the wire; the first process relays, counts the processor time
 * and the memory of all processes of the sandbox from the moment at which the program begins, and ends them.
 */
export const pythonProgram = String.raw`${pythonWire}
${pythonAnnotations}
import _ctypes, gc, resource, select, signal

def give(op, target, name):
    pass

class Printed:
    """Standard output that goes to the sandbox's pipe and, for a check that catches it, with the next message."""
    encoding, errors, closed = "utf-8", "replace", False
    def __init__(self, end):
        self.end, self.text = end, ""
    def write(self, text):
        if not isinstance(text, str):
            raise TypeError("write() argument must be str, not " + type(text).__name__)
        self.text = (self.text + text)[:20000]
        raw = text.encode("utf-8", "replace")
        while raw:
            raw = raw[WRITE(self.end, raw):]
        return len(text)
    def writelines(self, lines):
        for line in lines:
            self.write(line)
    def flush(self): pass
    def isatty(self): return False
    def writable(self): return True
    def readable(self): return False
    def fileno(self): return self.end
    def take(self):
        text, self.text = self.text, ""
        return text

def helped(*subjects):
    import pydoc
    pydoc.help(*subjects)

REHEARSAL = """
class Box:
    def __init__(self, items): self.items = sorted(items, key=lambda item: -item)
    def __iter__(self): yield from (str(item) for item in self.items)
def add(a, b=1, *rest, **more):
    try: return {"sum": [a + b, *rest], "text": f"{a:>3}", "box": list(Box([a, b]))}
    except TypeError as error: return repr(error)
def wrong(): raise ValueError(add("a", 1))
"""

def rehearse():
    """Brings into this process what every program and every call needs of the interpreter: a fork has none of it until it is touched."""
    packed, names = [], {}
    exec(compile(REHEARSAL, "rehearsal.py", "exec"), names)
    peer = Peer(None, packed.append, "p", lambda op, target, name: names[name] if op == "name" else None)
    peer.pack({"value": None})
    for op, on, name, args in (("name", None, "add", []), ("call", "p1", "", [1, 2]), ("name", None, "wrong", []), ("call", "p2", "", [])):
        message = {"op": op, "on": on, "name": name, "args": args, "named": {}, "freed": [], "gone": [], "shared": [["j1", "list", [1], None, None]], "classes": [], "printed": ""}
        peer.serve(peer.unpack(DUMPS(message).encode()))
        peer.unpack(packed.pop())

def stacks_here():
    """The main thread may recurse deeply and a few others as far as elsewhere; many get less, for all count against the memory. Who asks for more than it holds gets what does."""
    plain, start, asked = threading.stack_size, threading.Thread.start, []
    def stack_size(size=0):
        asked.append(size)
        return plain(min(size, 32 << 20))
    def begin(self):
        if not asked:
            plain(8 << 20 if threading.active_count() <= 4 else 1 << 20)
        return start(self)
    plain(8 << 20)
    threading.stack_size, threading.Thread.start = stack_size, functools.wraps(start)(begin)

def child(job, requests, replies):
    import builtins
    def receive():
        size = int.from_bytes(exactly(requests, 4), "big")
        return exactly(requests, size)
    def send(packed):
        packed = len(packed).to_bytes(4, "big") + packed
        while packed:
            packed = packed[WRITE(replies, packed):]
    printed = sys.stdout = Printed(1)
    stacks_here()
    sys.setrecursionlimit(15000)
    module = types.ModuleType("__program__")
    sys.modules["__program__"] = module
    module.__dict__.update(job["globals"])
    sys.argv = ["program.py"]
    # Python's own come with its site module, which is not loaded.
    builtins.exit = builtins.quit = sys.exit
    builtins.help = helped
    module.__file__ = "program.py"
    def lookup_name(op, target, name):
        if op == "names":
            return [each for each in vars(module) if isinstance(each, str) and not each.startswith("__")]
        if op == "value":
            value = vars(module).get("result")
            text = DUMPS(value)
            return text if len(text) <= 1000000 else None
        if op == "name":
            return vars(module)[name]
    peer = Peer(receive, send, "p", lookup_name)
    if "WeakMethod" in job["code"]:
        import weakref
        weak_here(weakref)
    rehearse()
    # What was done so far is the sandbox's own work: the first process takes its measure now, and says when to go on.
    WRITE(replies, b"r")
    exactly(requests, 1)
    try:
        exec(compiled(job["code"], module.__dict__), module.__dict__)
        started = None
    except BaseException as error:
        started = None if isinstance(error, SystemExit) and error.code in (None, 0) else error
    printed.take()
    peer.pack({"value": None}) if started is None else peer.throw(started)
    peer.printed = printed.take
    peer.attend(peer.talk())

def exactly(stream, size):
    text = b""
    while len(text) < size:
        part = READ(stream, min(size - len(text), 1 << 20))
        if part == b"":
            os._exit(0)
        text += part
    return text

def others():
    return [name for name in os.listdir("/proc") if name.isdigit() and int(name) != os.getpid()]

def open_to_others(dumpable):
    """Whether processes of the same user may read and write this one's memory and take its files. The standard library has no word for it."""
    _ctypes.call_function(_ctypes.dlsym(_ctypes.dlopen(None, 2), "prctl"), (4, int(dumpable), 0, 0, 0))

def reap(*_):
    """As the sandbox's first process this one has all those that their parents left."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass

def clock_of(pid):
    """Seconds of processor of a process, to the nanosecond; None where the system does not tell."""
    try:
        return time.clock_gettime((~int(pid) << 3) | 2)
    except OSError:
        return None

def shared_by(name, most):
    """A process's part of the memory that it shares with others and that is no file: asked only of one that shares more than its interpreter does."""
    if most < 12 << 20:
        return 0
    try:
        with open("/proc/" + name + "/smaps_rollup") as rollup:
            return sum(int(line.split()[1]) * 1024 for line in rollup if line.startswith("Pss_Shmem:"))
    except OSError:
        return most

def account():
    """Seconds of processor that all processes in here have used, bytes that they hold, whether one could go on if it got a processor."""
    # Asked first: a process that ends meanwhile is counted at the next look and never twice.
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds, ticks, held, ready = 0, 0, 0, False
    for name in others():
        try:
            with open("/proc/" + name + "/stat") as stat:
                fields = stat.read().rpartition(")")[2].split()
            with open("/proc/" + name + "/statm") as statm:
                sizes = statm.read().split()
        except OSError:
            continue
        exact = clock_of(name)
        seconds += exact or 0
        ticks += sum(int(field) for field in fields[11 if exact is None else 13:15])
        held += (int(sizes[1]) - int(sizes[2])) * 4096 + shared_by(name, int(sizes[2]) * 4096)
        ready = ready or runs(name, fields)
    return seconds + ticks / os.sysconf("SC_CLK_TCK") + ended.ru_utime + ended.ru_stime, held, ready

def main():
    def frame():
        size = int.from_bytes(exactly(3, 4), "big")
        text = exactly(3, size)
        return text[:1], text[1:]
    def tell(kind, text):
        text = (len(text) + 1).to_bytes(4, "big") + kind + text
        while text:
            text = text[WRITE(3, text):]
    os.set_blocking(3, True)
    # What counts is out of the program's reach: its memory and files by this, its life because signals from within do not reach a first process without a handler.
    open_to_others(False)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGCHLD, reap)
    tell(b"R", b"")
    job = json.loads(frame()[1])
    most = (job["memoryMb"] + 64) * 2 << 20
    # Loaded once for all checks, where the program uses it.
    if "async" in job["code"]:
        import asyncio
    if annotated(job["code"]):
        import ast
    gc.freeze()
    while True:
        kind, text = frame()
        if kind != b"S":
            continue
        seconds = float(text)
        requests_in, requests_out = os.pipe()
        replies_in, replies_out = os.pipe()
        printed_in, printed_out = os.pipe()
        started = os.fork()
        if started == 0:
            os.setpgid(0, 0)
            open_to_others(True)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            most_seconds = job["ms"] * 2 // 1000 + 2
            resource.setrlimit(resource.RLIMIT_CPU, (most_seconds, most_seconds))
            os.dup2(printed_out, 1)
            os.dup2(printed_out, 2)
            for end in (3, requests_out, replies_in, printed_in, printed_out):
                os.close(end)
            try:
                child(job, requests_in, replies_out)
            finally:
                os._exit(0)
        for end in (requests_in, replies_out, printed_out):
            os.close(end)
        READ(replies_in, 1)
        before = account()[0]
        try:
            WRITE(requests_out, b"g")
        except BrokenPipeError:
            pass
        os.set_blocking(requests_out, False)
        printed, queued, owes, ended = b"", b"", True, False
        waiting = {3, replies_in, printed_in}
        waits = Waiting(10)
        def end(why):
            tell(b"E", why.encode())
            return True
        while True:
            try:
                ready, writable = select.select(list(waiting), [requests_out] if queued else [], [], 0.05)[:2]
            except ValueError:
                ready, writable = [3], []
            if writable:
                try:
                    queued = queued[WRITE(requests_out, queued):]
                except BrokenPipeError:
                    queued = b""
                except BlockingIOError:
                    pass
            if printed_in in ready:
                part = READ(printed_in, 65536)
                if part == b"":
                    waiting.discard(printed_in)
                elif len(printed) < 100000:
                    printed += part
            if replies_in in ready:
                part = READ(replies_in, 1 << 20)
                if part == b"":
                    waiting.discard(replies_in)
                    if not ended:
                        ended = end("ended before its end, as by leaving the interpreter or using too much memory")
                else:
                    owes = False
                    tell(b"D", part)
            if 3 in ready:
                kind, text = frame()
                if kind == b"X":
                    break
                if kind == b"D":
                    queued += text
                    owes = True
                    waits.looks.clear()
            if ended or ready:
                if len(ready) > 0 and not printed_in in ready:
                    continue
            used, held, able = account()
            if not owes:
                waits.pause(time.monotonic())
            if ended:
                continue
            if used - before > seconds:
                ended = end("ran too long: the program and its checks may use %d ms of processor time, and one of them at most half of what is left" % job["ms"])
            elif held > most:
                ended = end("used too much memory: all its processes together may hold %d MB" % (most >> 20))
            elif owes and (said := waits.look(time.monotonic(), used, able)):
                ended = end("ran too long: it " + said)
            if ended:
                stop()
        # What it takes to end the processes is no work of theirs.
        used = account()[0] - before
        stop()
        reap()
        while printed_in in waiting and len(printed) < 100000 and select.select([printed_in], [], [], 0)[0]:
            part = READ(printed_in, 65536)
            if part == b"":
                break
            printed += part
        for each in (requests_out, replies_in, printed_in):
            os.close(each)
        tell(b"Z", DUMPS([used, printed[:20000].decode("utf-8", "replace")]).encode())

def stop():
    while True:
        try:
            os.kill(-1, signal.SIGKILL)
        except ProcessLookupError:
            return
        if not any(alive(name) for name in others()):
            return

def alive(name):
    try:
        with open("/proc/" + name + "/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False

main()
`;
