/**
 * Awaiting across the wire. What one side awaits of the other runs there as a task of its own, among the others, so that a check's
 * `gather`, `wait_for`, `timeout` and `cancel` mean what they mean in one process. The check's loop leads: it has the program's loop
 * take its steps and tells it what of the check's own has come to an end. Part of `pythonWire`.
 */
export const pythonAsync = String.raw`
LOOP = None

def run_to_end(waiting):
    """Runs a coroutine to its end where no loop of the check goes on meanwhile."""
    global LOOP
    import asyncio
    async def whole():
        return await waiting
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    loop = LOOP
    try:
        if loop is None or loop.is_running():
            loop = asyncio.new_event_loop()
            LOOP = LOOP or loop
        return loop.run_until_complete(whole())
    finally:
        asyncio._set_running_loop(running)

class Bridge:
    """One side's tasks that the other awaits, and its waits for tasks of the other."""
    def __init__(self):
        self.tasks, self.waits, self.done, self.count, self.loop = {}, {}, [], 0, None
        self.pumped, self.slept, self.pause = None, 0, 0.001

    def home(self):
        """The program's loop. It is the current one of its functions too."""
        global LOOP
        import asyncio
        if LOOP is None:
            LOOP = asyncio.new_event_loop()
        asyncio.set_event_loop(LOOP)
        return LOOP

    def start(self, peer, target, message):
        import asyncio
        async def whole():
            return await target
        loop = self.home() if peer.side == "p" else asyncio.get_running_loop()
        self.count += 1
        token = self.count
        task = self.tasks[token] = loop.create_task(whole(), **context_of(message))
        def ended(task):
            self.done.append([token, task.cancelled()])
            if not task.cancelled() and task.exception() is not None:
                peer.failed(task.exception())
            if peer.side == "j":
                self.wake(peer)
        task.add_done_callback(ended)
        return token

    def outcome(self, token):
        return self.tasks.pop(token).result()

    def came(self, done):
        """Says whether somebody waited for one of them."""
        waited = [(self.waits[token], cancelled) for token, cancelled in done if token in self.waits and not self.waits[token].done()]
        for wait, cancelled in waited:
            wait.set_result(cancelled)
        return bool(waited)

    def step(self, peer, done):
        """The program's loop goes on until nothing is ready or something came to its end; says what did, and when it has work again."""
        import asyncio
        loop, running = self.home(), asyncio._get_running_loop()
        asyncio._set_running_loop(None)
        try:
            self.came(done)
            for _ in range(20):
                loop.call_soon(loop.stop)
                loop.run_forever()
                if self.done or not loop._ready:
                    break
        finally:
            asyncio._set_running_loop(running)
        ended, self.done = self.done, []
        if loop._ready:
            return [0, ended]
        times = [timer._when for timer in loop._scheduled if not timer._cancelled]
        return [max(0, min(times) - loop.time()) if times else None, ended]

    def wake(self, peer):
        if self.waits:
            self.pump_in(peer, 0)

    def pump_in(self, peer, delay):
        if self.pumped is not None:
            self.pumped.cancel()
        self.pumped = self.loop.call_later(delay, self.pump, peer) if delay else self.loop.call_soon(self.pump, peer)

    def pump(self, peer):
        self.pumped = None
        try:
            done, self.done = self.done, []
            delay, ended = peer.request("step", None, "", [done])
            delay = delay if delay is None else max(0.0, min(float(delay), 0.05))
            # What the loops sleep counts, not the clock: it goes on where the program only ever sleeps again.
            if self.came(ended) or done:
                self.slept, self.pause = 0, 0.001
            elif self.slept > 10:
                raise Ended("ran too long: it waited 10 s for something that never came")
            elif delay == 0:
                self.pause = 0.001
            if any(not wait.done() for wait in self.waits.values()):
                self.pause = min(2 * self.pause, 0.05)
                pause = self.pause if delay is None else delay
                self.slept += pause
                self.pump_in(peer, pause)
        except BaseException as error:
            for wait in self.waits.values():
                if not wait.done():
                    wait.set_exception(error)

    async def wait(self, peer, handle, name):
        import asyncio
        loop = asyncio.get_running_loop()
        if peer.side == "j":
            if self.loop is not loop:
                self.loop, self.pumped = loop, None
            self.slept = 0
        token = peer.request("start", handle, name)
        wait = self.waits[token] = loop.create_future()
        if peer.side == "j":
            self.pump_in(peer, 0)
        stopped = False
        try:
            while not wait.done():
                try:
                    await asyncio.wait([wait])
                except asyncio.CancelledError:
                    stopped = True
                    peer.request("stop", None, "", [token])
                    if peer.side == "j":
                        self.pump_in(peer, 0)
        finally:
            self.waits.pop(token, None)
        if wait.result() and stopped:
            raise asyncio.CancelledError()
        return peer.request("outcome", None, name, [token])

BRIDGE = Bridge()
BRIDGED = {"start", "step", "stop", "outcome"}

def bridged(peer, op, target, args, message):
    if op == "start":
        return BRIDGE.start(peer, target, message if peer.side == "p" else {})
    if op == "step":
        return BRIDGE.step(peer, args[0])
    if op == "stop":
        task = BRIDGE.tasks.get(args[0])
        return task is not None and task.cancel()
    return BRIDGE.outcome(args[0])

def wait_for(value):
    """Awaits what is of the other side: beside all else where both loops can go on, else to its end."""
    asyncio = sys.modules.get("asyncio")
    loop = asyncio and asyncio._get_running_loop()
    kind = of(value)
    handle, name = handle_in(value), inner(value).get("awaited_for", "")
    if loop is not None and (kind.peer.side == "j" or loop is LOOP):
        return (yield from BRIDGE.wait(kind.peer, handle, name).__await__())
    return kind.peer.request("wait", handle, name)
`;
