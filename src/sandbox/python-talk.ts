/** Asking and answering, the same on both sides of the wire. Part of `pythonWire`. */
export const pythonTalk = String.raw`
def left_behind(error):
    """An exception is kept for who asks of it; what the functions held that it ended is not, or each call would cost what all before it were given."""
    trace = error.__traceback__
    while trace is not None:
        try:
            trace.tb_frame.clear()
        except RuntimeError:
            pass
        trace = trace.tb_next

def rest(peer):
    """Threads that the program left are waited for, as Python does at its end; those that never end, for a while."""
    until = CLOCK() + 2
    for each in reversed(getattr(threading, "_threading_atexits", [])):
        threading.Thread(target=each, daemon=True).start()
    for each in threading.enumerate():
        if not each.daemon and each is not threading.current_thread():
            each.join(max(0, until - CLOCK()))
    settle(peer, max(0, until - CLOCK()))

def called_here(peer, target, args, named):
    """A function of the check, called by the program: what it says is kept in mind."""
    function = target.__func__ if type(target) is types.MethodType else target
    key = key_of_code(function.__code__) if type(function) is types.FunctionType else None
    value = target(*args, **named)
    for found in functions_of(target) if peer.asserting else ():
        peer.returned(key_of_code(found.__code__))
    if key in peer.giving and not is_falsy(value):
        HELD.add(key)
        if key in peer.comparing and peer.oracles:
            HELD_OF.setdefault(key, []).append([*args, *named.values()])
    return value

# What the program's side does when a check waits, and at its end.
WAITED = {"sync": lambda peer: None, "settle": settle, "rest": rest}

class Talk(Conversations):
    def request(self, op, target, name, args=(), named=None):
        with self.turn:
            talk = self.talk()
            if talk.depth == 0 and self.side == "p" and (talk.number == "" or talk.thread is None):
                raise RuntimeError("a function of the check was called when the call that it was given to had ended")
            self.on = target
            self.before()
            return self.asked(op, target, name, args, named)

    def asked(self, op, target, name, args, named):
        talk = self.talk()
        if not self.shares and self.others():
            self.share_wire()
        if self.side == "j" and (op in ("call", "set", "define") or name == "__call__"):
            hand_over(self, [*args, *(named or {}).values()])
        self.calling += 1
        try:
            self.pack({"op": op, "on": target, "name": name, "args": [self.encode(arg) for arg in args], "named": {key: self.encode(item) for key, item in (named or {}).items()}, **self.context()})
            return self.answered(talk, op, name)
        finally:
            self.calling -= 1
            if self.left and not self.shares:
                # The program may call from now on, whatever this side does.
                self.share_wire()

    def answered(self, talk, op, name):
        while True:
            message = self.next(talk)
            if "op" in message:
                held = self.turn._release_save()
                try:
                    self.serve(message)
                finally:
                    self.turn._acquire_restore(held)
                continue
            if "raised" in message:
                if message.get("unsent") is True:
                    self.failed(Misused(words_of(self.decode(message["raised"]))))
                error = self.decode(message["raised"])
                self.raised(error)
                if isinstance(message["raised"], dict) and message["raised"].get("was") in self.handles:
                    self.came_back(self.handles[message["raised"]["was"]])
                if not isinstance(error, BaseException):
                    error = RuntimeError("the program threw what is no exception")
                try:
                    if name == "__next__" and ends(error, StopIteration):
                        raise StopIteration(*error.args[:1])
                    if op in ("wait", "outcome") and name == "__anext__" and ends(error, StopAsyncIteration):
                        raise StopAsyncIteration(*error.args[:1])
                    raise error
                finally:
                    # Else its own trace holds it for ever.
                    del error
            return self.decode(message["value"])

    def serve(self, message):
        """While it is performed, other threads may ask and answer."""
        talk = self.talk()
        talk.depth += 1
        try:
            with self.turn:
                args, named = [self.decode(arg) for arg in message["args"]], {key: self.decode(item) for key, item in message["named"].items()}
            value = in_context(message, lambda: self.perform(message, args, named)) if self.side == "p" and "in" in message else self.perform(message, args, named)
        except Ended:
            raise
        except BaseException as error:
            self.failed(error)
            with self.turn:
                self.throw(error)
                talk.depth -= 1
            return left_behind(error) if self.side == "p" else None
        with self.turn:
            self.answer(value)
            talk.depth -= 1

    def answer(self, value):
        try:
            self.pack({"value": self.encode(value)})
        except Ended:
            raise
        except BaseException as error:
            self.forget()
            self.throw(TypeError("the value could not be sent: " + words_of(error)), unsent=True)

    def throw(self, error, **more):
        try:
            self.pack({"raised": self.encode(error), **more})
        except Ended:
            raise
        except BaseException:
            self.raising.clear()
            self.pack({"raised": bare_form(self, error)})

    def failed(self, error):
        pass

    def perform(self, message, args, named):
        op, name = message["op"], message["name"]
        if self.side == "j":
            args, named = given_back(self.handles.get(message["on"]), args, named)
        if op in ("name", "names", "value"):
            return self.give(op, None, name)
        target = self.handles[message["on"]] if message["on"] is not None else None
        self.give(op, target, name)
        if self.side == "j" and (op == "call" or name in ("__call__", "__get__")):
            of_its_class(self, target, args, named)
        if self.side == "j" and op == "op" and name in WORDS and lookup(type(target), name) in (object.__str__, object.__format__, lookup(type(target), "__repr__")):
            words = said_of(target)
            if words is not None:
                return words
        if op == "collect":
            return collected(self, *args)
        if op == "probe":
            return probed(self, target, name, *args)
        if op in WAITED:
            return WAITED[op](self)
        if op == "put":
            return put(name, *args)
        if op == "define":
            return vars(sys.modules["__program__"]).update([(name, *args)])
        if op == "undefine":
            return vars(sys.modules["__program__"]).pop(name)
        if op in BRIDGED:
            return bridged(self, op, target, args, message)
        if op in TOLD:
            return tell_of(self, op, target, name, args, named)
        if op == "shown":
            return shown(self, target, name)
        if op == "keep" or op == "set" and self.side == "j":
            return set_here(self, op, target, name, args)
        if op == "get":
            found = getattr(target, name)
            return owned(found, target) if self.side == "j" and isinstance(target, type) and found is lookup(target, name) else found
        if op == "set":
            return setattr(target, name, *args)
        if op == "del":
            return delattr(target, name)
        if op == "call" or op == "op" and name == "__call__" and self.side == "j":
            return target(*args, **named) if self.side == "p" else called_here(self, target, args, named)
        if op == "dir":
            return [each for each in dir(target) if isinstance(each, str)]
        if op == "data":
            return content_of(target)
        if op == "wait":
            return run_to_end(target)
        if name not in PROTOCOL:
            raise AttributeError(name)
        found = lookup(type(target), name)
        if found is None:
            return NotImplemented
        # As the language binds it: what a mock has on its class is none of a function's.
        binds = lookup(type(found), "__get__")
        return (binds(found, target, type(target)) if binds else found)(*args, **named)
`;
