/**
 * Who speaks with whom over the one wire. Each thread of a side has a conversation of its own, and a thread on the other side that serves
 * nothing else, so that threads of a check meet inside the program, and threads of the program call the check while it sleeps, waits or
 * does something else, as in one process. As long as there is one thread on each side it reads by itself, which costs nothing; from then on
 * a thread of its own reads for all. Part of `pythonWire`.
 */
export const pythonConversations = String.raw`
class Here(threading.local):
    """What is so for one thread."""
    talk, filling, hashing = None, False, False

class Conversation:
    """The first thread's has no number. Whose other end began it serves there."""
    def __init__(self, number, thread=None):
        self.number, self.thread, self.inbox, self.depth = number, thread, collections.deque(), 0

class Conversations(Shared):
    def __init__(self):
        super().__init__()
        self.turn = threading.Condition(threading.RLock())
        # Those that run, as the language counts them, and those of them that only serve the wire.
        self.threads, self.own, self.main = _thread._count, 0, threading.get_ident()
        self.shares = self.reading = self.left = False
        self.broken, self.talks, self.calling = None, {}, 0

    def talk(self):
        found = self.here.talk
        if found is None:
            first = threading.get_ident() == self.main
            found = self.here.talk = Conversation("" if first else self.number(), threading.current_thread())
            self.talks[found.number] = found
        return found

    def others(self):
        """Whether this side has threads of its own beside the one that asks."""
        return self.threads() > self.own

    def share_wire(self):
        if not self.shares:
            self.shares = True
            if not self.reading:
                self.start(self.read)

    def start(self, work, *args):
        size = STACK_SIZE(STACK)
        try:
            self.own += 1
            START(self.run, (work, args))
        except BaseException:
            self.own -= 1
            raise
        finally:
            STACK_SIZE(size)

    def run(self, work, args):
        try:
            work(*args)
        except BaseException as error:
            with self.turn:
                self.broken = self.broken or error
                self.turn.notify_all()
        finally:
            self.own -= 1

    def read(self):
        while True:
            packed = self.receive()
            with self.turn:
                self.route(self.unpack(packed))

    def route(self, message):
        number = message.get("talk", "")
        if number not in self.talks:
            self.talks[number] = Conversation(number)
            self.start(self.attend, self.talks[number])
        self.talks[number].inbox.append(message)
        self.turn.notify_all()

    def next(self, talk):
        """The next message for a thread of this side, which has its turn."""
        while not self.shares:
            message = self.unpack(self.receive())
            if message.get("talk", "") == talk.number:
                return message
            self.share_wire()
            self.route(message)
        while not talk.inbox:
            if self.broken is not None:
                raise self.broken
            self.turn.wait()
        return talk.inbox.popleft()

    def attend(self, talk):
        """Serves what one thread of the other side asks, until that thread is gone."""
        self.here.talk = talk
        while True:
            with self.turn:
                alone = self.reading = not self.shares
                message = None if alone else self.next(talk)
            if alone:
                packed = self.receive()
                with self.turn:
                    self.reading = False
                    if self.shares:
                        self.start(self.read)
                    message = self.unpack(packed)
                    if message.get("talk", "") != talk.number:
                        self.share_wire()
                    if self.shares:
                        self.route(message)
                        continue
            if message is None:
                return
            self.serve(message)

    def ended(self):
        """The conversations of threads that are gone, which the other side need not attend any more."""
        gone = [number for number, talk in self.talks.items() if number and talk.thread is not None and not talk.thread.is_alive()]
        for number in gone:
            del self.talks[number]
        return gone

    def close(self, numbers):
        for number in numbers:
            talk = self.talks.pop(number, None)
            if talk is not None and talk.thread is None:
                talk.inbox.append(None)
                self.turn.notify_all()

# A call of Python by Python takes nothing of it.
STACK, STACK_SIZE = 1 << 20, threading.stack_size

def state_of_thread(number):
    try:
        with FILE("/proc/self/task/%s/stat" % number) as stat:
            return stat.read().rpartition(")")[2].split()[0]
    except OSError:
        return "X"

def settle(peer, most=0.5):
    """Lets the other threads of this process go on until each waits for something: what a check waits for comes on a busy machine too."""
    until, own, calm = CLOCK() + most, str(threading.get_native_id()), 0
    while peer.others() and calm < 2 and CLOCK() < until:
        PAUSE(0.001)
        busy = peer.calling or any(state_of_thread(each) in "RD" for each in LISTED("/proc/self/task") if each != own)
        calm = 0 if busy else calm + 1
`;
