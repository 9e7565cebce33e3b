/**
 * Runs inside bubblewrap, as `python3 -I -c`. The first process reads the job, never runs the program, and writes the report; each
 * evaluation is a forked child that proves it came to its end by a word that is drawn after the fork and unknown to the program's
 * source. What is printed goes to the output and is never read as a verdict.
 */
export const pythonHarness = String.raw`
import ast, asyncio, json, os, secrets, select, signal, sys, time

def words(error):
    text = type(error).__name__ + ": " + str(error)
    return text[:500]

def assert_equal(got, wanted, why=None):
    if got != wanted:
        raise AssertionError((why + ": " if why else "") + "got " + repr(got)[:300] + ", wanted " + repr(wanted)[:300])

def evaluate(job, check):
    names = {"__name__": "__program__", **job["globals"]}
    exec(compile(job["code"], "program.py", "exec"), names)
    if check is None:
        value = names.get("result")
        text = json.dumps(value)
        return json.loads(text) if len(text) <= 1000000 else None
    names = {**names, "assert_equal": assert_equal, "assertEqual": assert_equal}
    ran = eval(compile(check, "check.py", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT), names)
    if asyncio.iscoroutine(ran):
        asyncio.run(ran)
    return None

def inside(job, check, word, report, printed):
    os.dup2(printed, 1)
    os.dup2(printed, 2)
    try:
        answer = {"end": word, "value": evaluate(job, check)}
    except (TypeError, ValueError) as error:
        answer = {"end": word, "value": None} if check is None and "JSON" in str(error) else {"why": words(error)}
    except BaseException as error:
        answer = {"why": words(error) if str(error) or not isinstance(error, AssertionError) else "an assertion did not hold"}
    sys.stdout.flush()
    with os.fdopen(report, "w") as out:
        json.dump(answer, out)
    os._exit(0)

def processor():
    """Seconds that every process in here but this one has used, and whether one of them could go on if it got a processor."""
    ticks, ready = 0, False
    for name in os.listdir("/proc"):
        if name.isdigit() and int(name) != os.getpid():
            try:
                with open("/proc/" + name + "/stat") as stat:
                    fields = stat.read().rpartition(")")[2].split()
            except OSError:
                continue
            ticks += sum(int(field) for field in fields[11:15])
            ready = ready or fields[0] in "RD"
    mine = os.times()
    return ticks / os.sysconf("SC_CLK_TCK") + mine.children_user + mine.children_system, ready

def run(job, check, seconds):
    word = secrets.token_hex(16)
    answer_in, answer_out = os.pipe()
    printed_in, printed_out = os.pipe()
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os.close(answer_in)
        os.close(printed_in)
        inside(job, check, word, answer_out, printed_out)
    os.close(answer_out)
    os.close(printed_out)
    texts = {answer_in: b"", printed_in: b""}
    before = processor()[0]
    last, idle, late = before, time.monotonic(), None
    waiting = set(texts)
    while answer_in in waiting:
        ready = select.select(list(waiting), [], [], 0.05)[0]
        used, could = processor()
        if could or used != last:
            last, idle = used, time.monotonic()
        if used - before > seconds:
            late = "ran too long: the program and its checks may use %d ms of processor time, and one of them at most half of what is left" % job["ms"]
        elif time.monotonic() - idle > 10:
            late = "ran too long: it waited 10 s for something that never came"
        if late:
            break
        for stream in ready:
            part = os.read(stream, 65536)
            if part == b"":
                waiting.discard(stream)
            elif len(texts[stream]) < 2000000:
                texts[stream] += part
    for target in (os.killpg, os.kill):
        try:
            target(child, signal.SIGKILL)
        except OSError:
            pass
    os.waitpid(child, 0)
    if printed_in in waiting and select.select([printed_in], [], [], 0)[0]:
        texts[printed_in] += os.read(printed_in, 65536)
    os.close(answer_in)
    os.close(printed_in)
    printed = texts[printed_in][:20000].decode("utf-8", "replace")
    if late:
        return late, None, printed
    try:
        answer = json.loads(texts[answer_in])
        if answer.get("end") == word:
            return None, answer.get("value"), printed
        return str(answer.get("why", "did not finish")), None, printed
    except Exception:
        return "ended before its end, as by leaving the interpreter or using too much memory", None, printed

def main():
    job = json.load(sys.stdin)
    left = job["ms"] / 1000
    start = processor()[0]
    broken, value, printed = run(job, None, max(left / 2, 0.001))
    left -= processor()[0] - start
    checks = []
    for check in job["checks"]:
        start = processor()[0]
        why = broken if broken is not None else run(job, check["code"], max(left / 2, 0.001))[0]
        left -= processor()[0] - start
        checks.append({"name": check["name"], "passed": why is None, "why": why or ""})
    if broken is not None and not checks:
        printed += broken + "\n"
    json.dump({"checks": checks, "output": printed, "value": value}, sys.stdout)

main()
`;
