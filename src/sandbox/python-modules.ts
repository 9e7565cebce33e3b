/** The program as a module of a check: `program`, what a check may import it as, and `__main__`. Part of `pythonJudge`. */
export const pythonModules = String.raw`
class Program(Held):
    """The program's names, also those that a built-in has: program.sum is the program's, sum is Python's."""
    @property
    def __dict__(self):
        """As vars(program) shows them."""
        return ProgramNames(self)
    def __init__(self, names):
        inner(self)["__names__"] = names
    def __getattr__(self, name):
        names = inner(self)["__names__"]
        if name == "__all__":
            # A star takes no name from Python, the judge or the check.
            return sorted(each for each in names.theirs if not each.startswith("_") and each not in vars(builtins) and not dict.__contains__(names, each))
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return names.fetch(name)
        except KeyError:
            raise AttributeError("the program has no " + name) from None
    def __setattr__(self, name, value):
        """As a check that sets a constant of the program for a while."""
        inner(self)["__names__"].put(name, value)
    def __delattr__(self, name):
        inner(self)["__names__"].take(name)
    def __dir__(self):
        return sorted(inner(self)["__names__"].theirs)

class ProgramNames(collections.abc.MutableMapping):
    def __init__(self, program):
        self.program = program
    def __getitem__(self, name):
        return inner(self.program)["__names__"].fetch(name)
    def __setitem__(self, name, value):
        setattr(self.program, name, value)
    def __delitem__(self, name):
        delattr(self.program, name)
    def __iter__(self):
        return iter(dir(self.program))
    def __len__(self):
        return len(dir(self.program))

class CheckModule(types.ModuleType):
    """The check as a module: what unittest.main() searches for tests are the names that it defines itself; all others are the program's."""
    def __init__(self, names):
        super().__init__("__check__")
        self.__dict__["__names__"] = names
    def __getattr__(self, name):
        names = self.__dict__["__names__"]
        if dict.__contains__(names, name):
            return dict.__getitem__(names, name)
        try:
            return names.fetch(name)
        except KeyError:
            raise AttributeError(name) from None
    def __setattr__(self, name, value):
        names = self.__dict__["__names__"]
        if dict.__contains__(names, name) or name not in names.theirs and name not in names.taken:
            return dict.__setitem__(names, name, value)
        names.put(name, value)
    def __delattr__(self, name):
        names = self.__dict__["__names__"]
        dict.pop(names, name) if dict.__contains__(names, name) else names.take(name)
    def __dir__(self):
        return list(self.__dict__["__names__"])

# The names under which checks import what they test.
IMPORTED = ("program", "solution", "main", "your_module", "my_module")

def importable(names):
    sys.modules["__check__"] = sys.modules["__main__"] = CheckModule(names)
    for name in IMPORTED:
        sys.modules[name] = dict.__getitem__(names, "program")
`;
