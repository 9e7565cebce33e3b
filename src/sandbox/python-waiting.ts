/** Who waits and who is kept waiting: a process that sleeps by its own will from one that a busy machine does not run. Part of `pythonWire`. */
export const pythonWaiting = String.raw`
def runs(pid, fields):
    """Whether a process, or a thread of it, could go on if it got a processor, or waits for a disk."""
    if fields[0] in "RD" or int(fields[17]) < 2:
        return fields[0] in "RD"
    try:
        for thread in os.listdir("/proc/%s/task" % pid):
            with open("/proc/%s/task/%s/stat" % (pid, thread)) as stat:
                if stat.read().rpartition(")")[2].split()[0] in "RD":
                    return True
    except OSError:
        pass
    return False

class Waiting:
    """Tells a sleeper by many looks in a row: it is seldom able to go on and has next to no processor time. Load makes nobody one."""
    SHARE, LEAST, TOTAL = 0.02, 100, 60

    def __init__(self, seconds):
        self.seconds, self.looks, self.slept, self.last = seconds, collections.deque(), 0, None

    def pause(self, now):
        """It was not its turn: what it sleeps in all goes on to count, the stretch begins anew."""
        self.looks.clear()
        self.last = now

    def look(self, now, used, able):
        """What to say of it, once it has waited too long."""
        if self.last is not None and not able:
            self.slept += min(now - self.last, 0.2)
        self.last = now
        self.looks.append((now, used, able))
        while len(self.looks) > self.LEAST and now - self.looks[1][0] >= self.seconds:
            self.looks.popleft()
        since, before, _ = self.looks[0]
        lazy = used - before < self.SHARE * (now - since) and 2 * sum(each[2] for each in self.looks) < len(self.looks)
        if lazy and now - since >= self.seconds and len(self.looks) >= self.LEAST:
            return "waited %d s for something that never came" % self.seconds
        return "slept and waited for %d s in all" % self.TOTAL if self.slept > self.TOTAL else None
`;
