/** Each task of a check has a context of its own on the program's side, as where both are one process. Part of `pythonWire`. */
export const pythonContexts = String.raw`
# The program's side: contexts by the number that the judge gave them.
CONTEXTS = {}

def in_context(message, work):
    """Does what a task of the check asks in that task's context; where that is entered already, it is the current one."""
    found = message.get("in")
    if not found or message["op"] in ("step", "stop", "outcome"):
        return work()
    import contextvars
    number, parent = found
    if number not in CONTEXTS:
        CONTEXTS[number] = CONTEXTS[parent].copy() if parent in CONTEXTS else contextvars.copy_context()
    try:
        CONTEXTS[number].run(int)
    except RuntimeError:
        return work()
    return CONTEXTS[number].run(work)

def context_of(message):
    """Of what a check awaits: a coroutine runs in the context of the task that does."""
    return {"context": CONTEXTS[message["in"][0]]} if message.get("in") else {}

def task_contexts(peer):
    """The judge's side: the number of the current task and of that which began it."""
    import asyncio, contextvars, weakref
    parent, numbers, count = contextvars.ContextVar("parent", default=0), weakref.WeakKeyDictionary(), itertools.count(1)
    def now():
        task = asyncio.current_task() if asyncio._get_running_loop() is not None else None
        # What the program has asked for goes on in the context that it asked from.
        if task is None or peer.talk().depth > 0:
            return {}
        if task not in numbers:
            numbers[task] = [next(count), parent.get()]
            parent.set(numbers[task][0])
        return {"in": numbers[task]}
    return now
`;
