import { pythonExpected } from "./python-expected.ts";
import { pythonFrameworks } from "./python-frameworks.ts";
import { pythonKept } from "./python-kept.ts";
import { pythonModules } from "./python-modules.ts";
import { pythonNames } from "./python-names.ts";
import { pythonUnread } from "./python-unread.ts";
import { pythonUnrun } from "./python-unrun.ts";
import { pythonWire } from "./python-wire.ts";
import { pythonWritten } from "./python-written.ts";

/**
 * The judge's side, in another sandbox: it holds the checks and never the program. Each check is a forked child in which the names of
 * the program stand for things on the other side; the first process relays, and writes the report alone.
 */
export const pythonJudge = String.raw`${pythonWire}
import ast, builtins, resource, select, signal

def words(error):
    if isinstance(error, AssertionError) and not error.args:
        return "an assertion did not hold"
    absent = isinstance(error, FileNotFoundError) and " (files that a check writes are not in the program's sandbox)" or ""
    return (type(error).__name__ + ": " + str(error))[:500] + absent

def unread(error):
    """What keeps a program from starting; syntax that a later Python has is none of this one."""
    return words(error) + (" (this is Python %d.%d)" % sys.version_info[:2] if isinstance(error, SyntaxError) else "")

def missed():
    """What a check has patched in vain, as a reason that it may have failed for."""
    if Failures.peer and Failures.peer.vague:
        return " (an object of the program's class %s says that it holds look-alikes of what it is asked for too; a check for which that is right names the class)" % Failures.peer.vague
    found = Failures.world and Failures.world.patches.missed
    return " (the check patches %s, which reaches no program: patch its class or a module)" % found if found else ""

class Failures:
    first = world = peer = None
    # AssertionErrors that say nothing of the program and that it caught, by the function that the check gave to it.
    doubts = {}
    # Errors in the place of assertions, by the same, and the functions that came to their end.
    kept, ended = {}, set()

class Doubted(AssertionError):
    """The check has come to its end, but for assertions that may have been there to fail."""

def give(op, target, name):
    """The program may call what a check hands it, read its open attributes and learn its signature; nothing that leads to the check's own text."""
    if op == "copy" and not is_shut(target):
        return
    if op in ("instance", "subclass") and isinstance(target, type) and target.__module__ == "__check__" and not isinstance(target, RemoteType):
        return
    if op in ("name", "names", "value", "step", "put", "define", "undefine", "collect", "probe") or op in TOLD or op in WAITED:
        raise PermissionError("a check has no names to give")
    if op in ("set", "keep", "del"):
        spare_kept(Failures.peer, target, name)
    if op == "dir" and is_shut(target) and not is_mock(target):
        raise AttributeError(name)
    if op in ("get", "dir", "data") and not is_open(target, name if op == "get" else "") or op in ("set", "keep", "del") and not is_settable(Failures.peer, target, name):
        raise AttributeError(name)
    if op in ("get", "set", "keep", "del"):
        spare("set" if op == "keep" else op, target, name)

${pythonKept}
def spare(op, target, name):
    """What judges of the check's test cases and mocks is the check's: the program may call them and what they have of the check's own making."""
    kind = target if isinstance(target, type) else type(target)
    unittest, mock = sys.modules.get("unittest.case"), sys.modules.get("unittest.mock")
    if mock and issubclass(kind, mock.NonCallableMock):
        judges = hasattr(mock.MagicMock, name) or hasattr(mock.AsyncMock, name) or name.startswith("assert") or name in MOCKED
    elif is_case(kind):
        plain = unittest.TestCase if is_unittest(kind) else object
        judges = hasattr(plain, name) and (op != "get" or not name.startswith(("assert", "fail"))) or op != "get" and hasattr(kind, name)
    else:
        judges = mock is not None and kind in (type(mock.call), mock._CallList) and op != "get"
    if judges and op != "get":
        fails("the program changed %s of a %s of the check" % (name, kind.__name__))
    if judges:
        raise AttributeError(name)

MOCKED = {"called", "call_count", "call_args", "call_args_list", "mock_calls", "method_calls", "await_count", "await_args", "await_args_list", "return_value", "side_effect"}

def assert_equal(got, wanted, why=None):
    if not got == wanted:
        raise AssertionError((why + ": " if why else "") + "got " + repr(got)[:300] + ", wanted " + repr(wanted)[:300])

${pythonNames}
${pythonModules}
${pythonFrameworks}
${pythonUnread}
def awaitable(value):
    async def whole():
        return await value
    return whole() if is_remote(value) else value

${pythonWritten}
${pythonUnrun}
${pythonExpected}
def evaluate(peer, check, code, held):
    if check is None:
        text = peer.request("value", None, "result")
        return text if isinstance(text, str) else None
    spoken = written(check)
    peer.text, peer.mentioned = check, lambda: mentioned_in(check)
    peer.decorated = decorated_in(check)
    (peer.judging, peer.giving, peer.comparing), peer.owners = judging_in(check), owners_in(check)
    peer.says = lambda name: name in spoken
    names = Names(peer, set(peer.request("names", None, "")))
    theirs = names.theirs | modules_of(check)
    peer.hiding, peer.decorating = hiding_in(check, names.theirs)
    peer.guarded, peer.asserted, peer.discarded = guarded_in(check, theirs), asserted_in(check, theirs), discarded_in(check)
    peer.oracles = oracles_in(check, theirs, peer.comparing)
    peer.free, peer.expects, peer.spared, peer.returned = free_in(check, theirs), expects_in(check), spared, returned
    peer.finals, peer.raised, peer.came_back, peer.lost = finals_in(check), replaced, came_back, peer.guarded & unnamed_in(check)
    peer.seek = lambda name: names.fetch(name) if name in names.theirs else None
    names.update({"__name__": "__check__", "__builtins__": Builtins(names), "assert_equal": assert_equal, "assertEqual": assert_equal, "program": Program(names)})
    importable(names)
    names.update({"super": their_super, "isinstance": is_instance, "issubclass": is_subclass, "help": helps(names)})
    forgotten(check, names)
    left = frameworks(check, code, names)
    Failures.world = World(peer, check, code)
    if "candidate" not in names.theirs:
        names["__program__"] = names["program"]
    tree = delegating(check, names)
    tree = AsHeld(held).visit(tree) if held else tree
    unrun = Unrun(check, tree, names, peer)
    ran = eval(compile(tree, "check.py", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT), names)
    if isinstance(ran, types.CoroutineType):
        import asyncio
        asyncio.run(ran)
    left_out(check, names)
    rest_of(peer)
    left()
    unrun.left()
    never_denied(peer)
    if Failures.first is not None:
        raise AssertionError(Failures.first)
    for why in Failures.kept.values():
        raise AssertionError(why)
    for _, why in Failures.doubts.values():
        raise Doubted(why)

def frameworks(check, code, names):
    """Fits the libraries that a check uses to what stands on two sides; gives what to look after at its end."""
    left = lambda: None
    threads_here(Failures.peer)
    if "asyncio" in sys.modules:
        left = asyncio_here(sys.modules["asyncio"])
    if "unittest" in sys.modules:
        unittest_here(sys.modules["unittest"], check)
    if "doctest" in check:
        import doctest
        doctest_here(doctest, names)
    if "json" in check:
        json_here(json)
    if "pickle" in check:
        import pickle
        pickle_here(pickle)
    if "inspect" in check or "typing" in check or "autospec" in check:
        import inspect, typing
        inspect_here(inspect, code)
    return left

def rest_of(peer):
    """Threads run to their end, as Python has them: those of the check, then those of the program, which may call the check still."""
    at_exit()
    for each in reversed(getattr(threading, "_threading_atexits", [])):
        each()
    for each in threading.enumerate():
        if not each.daemon and each is not threading.current_thread():
            each.join()
    if peer.left:
        peer.request("rest", None, "")

def child(check, code, requests, replies, report, spare):
    over = False
    def receive():
        nonlocal over
        kind, text = frame_of(replies)
        if kind == b"E":
            # No exception that a check may catch.
            fails(text.decode("utf-8", "replace"))
            over = True
            raise Ended(Failures.first)
        return text
    def send(packed):
        # It is told once, to whichever thread waits.
        if over:
            raise Ended(Failures.first)
        packed = len(packed).to_bytes(4, "big") + packed
        while packed:
            packed = packed[WRITE(requests, packed):]
    held = b""
    def stream(size):
        nonlocal held
        while len(held) < size:
            held += receive()
        text, held = held[:size], held[size:]
        return text
    def message():
        size = int.from_bytes(stream(4), "big")
        if size > MOST:
            raise Ended("gave more than %d bytes of data at once" % MOST)
        return stream(size)
    null = os.open("/dev/null", os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    peer = Peer(message, send, "j", give)
    peer.failed, Failures.peer = note, peer
    answer = {"why": "did not finish"}
    try:
        started = peer.unpack(message())
        sys.setrecursionlimit(4000)
        answer = {"why": unread(peer.decode(started["raised"]))} if "raised" in started else {"passed": True, "value": evaluate(peer, check, code, spare)}
    except Ended as ended:
        answer = {"why": str(ended)}
    except BaseException as error:
        try:
            answer = {"why": (Failures.first or words(error)) + missed(), "judged": isinstance(error, AssertionError)}
            if type(error) is Doubted:
                answer = {"why": str(error), "doubted": [line for line, _ in Failures.doubts.values()]}
        except BaseException:
            answer = {"why": "an error that cannot be shown"}
    with os.fdopen(report, "w") as out:
        out.write(DUMPS(answer))
    os._exit(0)

def exactly(stream, size):
    text = b""
    while len(text) < size:
        part = READ(stream, min(size - len(text), 1 << 20))
        if part == b"":
            raise EOFError
        text += part
    return text

def frame_of(stream):
    size = int.from_bytes(exactly(stream, 4), "big")
    if size > MOST:
        raise EOFError
    text = exactly(stream, size)
    return text[:1], text[1:]

def tell(stream, kind, text):
    text = (len(text) + 1).to_bytes(4, "big") + kind + text
    while text:
        text = text[WRITE(stream, text):]

def processor(pid):
    """Seconds of processor that a check has used, and whether it could go on if it got one."""
    try:
        with open("/proc/%d/stat" % pid) as stat:
            fields = stat.read().rpartition(")")[2].split()
        return sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK"), runs(pid, fields)
    except OSError:
        return 0, True

def run(check, seconds, job, held=()):
    requests_in, requests_out = os.pipe()
    replies_in, replies_out = os.pipe()
    report_in, report_out = os.pipe()
    tell(3, b"S", repr(seconds).encode())
    # What a check does itself, and what it takes to send calls and read their values, is no work of the program.
    most = 2 * job["ms"] / 1000 + 1
    started = os.fork()
    if started == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (int(most) + 2, int(most) + 2))
        for end in (3, requests_in, replies_out, report_in):
            os.close(end)
        try:
            child(check, job["code"], requests_out, replies_in, report_out, held)
        finally:
            os._exit(1)
    for end in (requests_out, replies_in, report_out):
        os.close(end)
    report, why, waiting = b"", None, {3, requests_in, report_in}
    # A check that sleeps where it is its turn waits for what the program was to do, as by polling it.
    waits, asked = Waiting(30), True
    while report_in in waiting:
        ready = select.select(list(waiting), [], [], 0.1 if asked else 0.02)[0]
        if 3 in ready:
            asked = False
            kind, text = frame_of(3)
            if kind in (b"D", b"E"):
                try:
                    tell(replies_out, kind, text)
                except BrokenPipeError:
                    pass
        if requests_in in ready:
            part = READ(requests_in, 1 << 20)
            if part == b"":
                waiting.discard(requests_in)
            else:
                tell(3, b"D", part)
                asked = True
        if report_in in ready:
            part = READ(report_in, 1 << 20)
            if part == b"":
                waiting.discard(report_in)
            report += part
        used, able = processor(started)
        if used > most:
            why = "ran too long: the check itself used more processor time than twice what the program may use"
            break
        if asked or ready:
            waits.pause(time.monotonic()) if asked else waits.looks.clear()
        elif said := waits.look(time.monotonic(), used, able):
            why = "ran too long: the check " + said
            break
    os.kill(started, signal.SIGKILL)
    os.waitpid(started, 0)
    for end in (requests_in, replies_out, report_in):
        os.close(end)
    tell(3, b"X", b"")
    while True:
        kind, text = frame_of(3)
        if kind == b"Z":
            break
    # What it took to end a check is not taken from those that follow.
    used, printed = json.loads(text)
    try:
        answer = json.loads(report) if why is None else {"why": why}
    except ValueError:
        answer = {"why": "the check ended before its end, as by using too much memory"}
    return None if answer.get("passed") is True else str(answer.get("why")), answer, str(printed)[:20000], min(max(0, float(used)), seconds)

def verdict(check, left, job):
    """Why a check failed, and what it took. That an assertion failed which the program caught is what the check wants if it fails where that holds."""
    why, answer, _, used = run(check, max(left / 2, 0.001), job)
    if "doubted" in answer:
        _, again, _, more = run(check, max((left - used) / 2, 0.001), job, answer["doubted"])
        return None if again.get("judged") is True else why, used + more
    return why, used

def main():
    job = json.load(sys.stdin)
    print(flush=True)
    left, checks, printed, value, broken = job["ms"] / 1000, [], "", None, None
    text = " ".join([job["code"], *(check["code"] for check in job["checks"])])
    # Loaded once for all checks, and only where they are used: they take longer than most programs.
    if "async" in text or "await" in text:
        import asyncio
    if "unittest" in text:
        import unittest
    if "concurrent" in text:
        import concurrent.futures
    def gone():
        return "the program ended its sandbox, as by using too much memory"
    os.set_blocking(3, True)
    try:
        frame_of(3)
        tell(3, b"J", DUMPS({key: job[key] for key in ("code", "globals", "ms", "memoryMb")}).encode())
    except (EOFError, OSError):
        return print(DUMPS({"unready": True}))
    try:
        broken, answer, printed, used = run(None, max(left / 2, 0.001), job)
        left, value = left - used, answer.get("value")
    except (EOFError, OSError):
        broken = gone()
    for check in job["checks"]:
        why, used = broken, 0
        if broken is None:
            try:
                why, used = verdict(check["code"], left, job)
            except (EOFError, OSError):
                why = broken = gone()
        left -= used
        checks.append({"name": check["name"], "passed": why is None, "why": why or ""})
    if broken is not None and not checks:
        printed += broken + "\n"
    json.dump({"checks": checks, "output": printed, "value": None if value is None else json.loads(value)}, sys.stdout)

main()
`;
